"""From a question back to the paragraphs that its answer rests on."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from .marks import note_of

MOST = 3
"""More paragraphs than these after one heading would be no help."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def lead_to_paragraphs(root: HtmlElement) -> None:
    """After each heading under “Read again”, the paragraphs that cite what the answer cites."""
    for question in root.find_class("cb-question"):
        cited = set(_cited(question))
        for again in question.find_class("cb-again"):
            for link in again.findall("a"):
                section = root.xpath(".//*[@id=$name]", name=link.get("href").removeprefix("#"))
                if section:
                    _add(link, [name for name, of in _paragraphs(section[0]) if of & cited][:MOST])


def _cited(element: HtmlElement) -> Iterator[str]:
    """The notes that the marks in an element lead to."""
    yield from filter(None, map(note_of, element.iter("a")))


def _paragraphs(heading: HtmlElement) -> Iterator[tuple[str, set[str]]]:
    """The numbered paragraphs below a heading, up to the next that is no deeper."""
    for element in heading.itersiblings():
        if element.tag in HEADINGS and element.tag <= heading.tag:
            return
        if "cb-p" in (element.get("class") or "").split():
            yield element.get("id"), set(_cited(element))


def _add(link: HtmlElement, names: list[str]) -> None:
    """“Read the law” becomes “Read the law (¶ 14, ¶ 16)”."""
    end, link.tail = link.tail or "", " (" if names else link.tail
    for position, name in enumerate(names, 1):
        paragraph = lxml.html.Element("a", {"href": f"#{name}"})
        paragraph.text = f"¶\u00a0{name.removeprefix('p-')}"
        paragraph.tail = ", " if position < len(names) else f"){end}"
        link.addnext(paragraph)
        link = paragraph
