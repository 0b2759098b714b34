"""Connect a finished page with what stands behind its marks and words."""

from __future__ import annotations

from lxml.html import HtmlElement

from ..uris import NOTES
from .marks import CitedWorks, add_texts, connect_marks
from .read_again import lead_to_paragraphs
from .words import Words


def connect_page(root: HtmlElement, page_uri: str, found: CitedWorks, words: Words | None) -> None:
    """Add articles to the notes, and lead marks and terms to what they mean.

    `words` is None for a page in which terms are not looked for.
    """
    add_texts(root, page_uri, found)
    connect_marks(root, page_uri, found)
    lead_to_paragraphs(root)
    if words is None:
        return
    definitions = words.definitions(words.link(root, page_uri), page_uri)
    if definitions is None:
        return
    notes = next((one for one in root.iter("h2") if one.get("id") == NOTES), None)
    if notes is None:
        root.append(definitions)
    else:
        notes.addprevious(definitions)
