"""The last pass over a page's HTML, in order: what would run, figures, numbers of paragraphs, what
stands behind marks and words, numbers of notes, languages.

HTML in, HTML out, with the ids that were added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import lxml.html
from lxml.html import HtmlElement

from ..chinese import mark_chinese, mark_pinyin
from .citations import restore
from .diagrams import DRAWN, LIVE
from .harmless import take_out_what_runs
from .notes import number_notes

HEADINGS = ("h2", "h3", "h4")
END_OF_TEXT = "questions"
"""The id of the heading after which paragraphs are not numbered."""


def finish(
    html: str,
    *,
    numbered: bool,
    connect: Callable[[HtmlElement], None] = lambda root: None,
    collect: Callable[[HtmlElement], None] = lambda root: None,
) -> tuple[str, set[str]]:
    """The page's content, finished, and the ids of its paragraphs and entries of lists.

    `connect` may add to the tree once its paragraphs have their numbers;
    `collect` sees it as readers will.
    """
    root = lxml.html.fragment_fromstring(restore(html), create_parent="div")
    # As long as they are held, lxml need not make an object for each element in each pass.
    held = [*root.iter()]
    take_out_what_runs(root)
    _make_figures(root)
    _let_tables_scroll(root)
    numbers = [*_number(root), *_number_entries(root)] if numbered else []
    connect(root)
    _join_footnote_marks(root)
    number_notes(root)
    mark_pinyin(root)
    mark_chinese(root)
    collect(root)
    del held
    inner = lxml.html.tostring(root, encoding="unicode", method="html")
    return inner.removeprefix("<div>").removesuffix("</div>"), set(numbers)


def _make_figures(root: HtmlElement) -> None:
    """A diagram and the paragraph under it, which is its caption, become a figure."""
    for element in list(root):
        classes = (element.get("class") or "").split()
        if element.tag != "div" or not {LIVE, DRAWN} & set(classes):
            continue
        figure = lxml.html.Element("figure", {"class": "cb-diagram"})
        caption = element.getnext()
        element.addprevious(figure)
        figure.tail, element.tail = element.tail, None
        figure.append(element)
        if caption is not None and caption.tag == "p":
            caption.tag = "figcaption"
            figure.tail, caption.tail = caption.tail, None
            figure.append(caption)


def _let_tables_scroll(root: HtmlElement) -> None:
    """A table wider than a telephone scrolls in a box of its own."""
    for table in [one for one in root.iter("table") if not one.get("class")]:
        box = lxml.html.Element("div", {"class": "cb-wide"})
        table.addprevious(box)
        box.tail, table.tail = table.tail, None
        box.append(table)


def _join_footnote_marks(root: HtmlElement) -> None:
    """Mark a footnote mark that follows another at once, so that 1 and 2 don't read as 12."""
    for mark in root.iter("sup"):
        before = mark.getprevious()
        if before is not None and before.tag == "sup" and not before.tail:
            mark.set("class", "cb-also")


def _number(root: HtmlElement) -> Iterator[str]:
    """Give each paragraph of the text itself its number, id and link."""
    number = 0
    for element in root:
        if element.get("id") == END_OF_TEXT:
            return
        if element.tag != "p" or element.get("class") or element.get("id"):
            continue
        if not element.text_content().strip():
            continue
        number += 1
        element.set("id", f"p-{number}")
        element.set("class", "cb-p")
        link = lxml.html.Element("a", {"class": "cb-number", "href": f"#p-{number}"})
        link.set("aria-label", f"Paragraph {number}")
        link.text = str(number)
        link.tail = element.text
        element.text = None
        element.insert(0, link)
        yield f"p-{number}"


def _number_entries(root: HtmlElement) -> Iterator[str]:
    """Give each entry of the text's lists an id, so that what cites in it can be found."""
    section, number = "", 0
    for element in root:
        if element.get("id") == END_OF_TEXT:
            return
        if element.tag in HEADINGS and element.get("id"):
            section, number = element.get("id"), 0
        for entry in element if section and element.tag in ("ul", "ol") else ():
            number += 1
            if not entry.get("id"):
                entry.set("id", f"{section}-{number}")
                entry.set("class", "cb-entry")
                yield f"{section}-{number}"
