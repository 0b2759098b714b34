"""Short Markdown as HTML, for what is shown beside the text and not in it."""

from __future__ import annotations

from functools import cache

import lxml.html
import markdown

from ..citations.syntax import without_citations


@cache
def to_html(text: str) -> str:
    """A paragraph or two as HTML. Citations are left out: they stand where the words do."""
    return markdown.markdown(without_citations(text).strip(), output_format="html")


def to_text(text: str) -> str:
    """The same as plain text on one line."""
    words: str = lxml.html.fragment_fromstring(to_html(text), create_parent=True).text_content()
    return " ".join(words.split())
