"""Steps that several exports take with a page or a text as a tree of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import lxml.html
from lxml.html import HtmlElement

ELEMENTS_OF_THE_SITE = (
    *("h1", "script", "style", "button", "input", "label", "select", "textarea"),
)
CLASSES_OF_THE_SITE = ("headerlink", "cb-facts", "cb-quiz-options", "cb-edition", "cb-cite")
"""What means something on the site alone: its tools, and its box of citations."""


def inner(root: HtmlElement) -> str:
    """What an element holds, as HTML."""
    html: str = lxml.html.tostring(root, encoding="unicode", method="html", with_tail=False)
    return html[html.index(">") + 1 : html.rindex("<")].strip()


def leave_out(root: HtmlElement, classes: Iterable[str] = ()) -> None:
    """Take out what is the site's alone, and elements of other classes."""
    unwanted = [*root.iter(*ELEMENTS_OF_THE_SITE)]
    unwanted += [one for name in (*CLASSES_OF_THE_SITE, *classes) for one in root.find_class(name)]
    for element in unwanted:
        if element.getparent() is not None:
            element.drop_tree()


def under(heading: HtmlElement) -> Iterator[HtmlElement]:
    """What follows a heading up to the next of its kind, less the notes of the page."""
    for element in heading.itersiblings():
        if element.tag == heading.tag or element.get("class") == "footnote":
            return
        yield element
