"""Where each law and work is cited, to the paragraph: known when every page is rendered.

Cards and the bibliography leave a slot for the list; each page's marks are
collected as it is finished; `fill` writes the lists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from ..addresses import relative_url
from .marks import CitedWorks, note_of
from .templates import render

SLOT = re.compile(r'<p class="cb-cited-in" data-cited="([^"]+)"(?: data-label="([^"]+)")?></p>')
"""Names "key#art-2" for one article, "key#" for a work as a whole, "key" for any part of it.
A card uses the first two, the bibliography the third."""
HEADINGS = {"h2", "h3", "h4"}
CITING = {"a", "figure"}
"""Marks of notes, and articles that are shown."""
WORDS = etree.XPath(".//text()[not(ancestor::sup or ancestor::a[@class='headerlink'])]")


@dataclass(frozen=True)
class Place:
    """A paragraph, a question or a section, with the name that readers see."""

    page: str
    """Source URI."""
    fragment: str
    name: str


class CitedIn:
    """Every place that cites, by what it cites. `order` is that of the pages in a list."""

    def __init__(self, order: Sequence[str]) -> None:
        self._order = {uri: number for number, uri in enumerate(order)}
        self._titles: dict[str, str] = {}
        self._places: dict[str, list[Place]] = defaultdict(list)

    def add(self, page: str, title: str, places: Iterable[tuple[str, Place]]) -> None:
        """Remember what a page cites, as `places_in` found it."""
        self._titles[page] = title
        for target, place in places:
            self._places[target].append(place)

    def fill(self, html: str, page: str) -> str:
        """A page's HTML with each slot replaced by links to the places."""
        return SLOT.sub(lambda match: self._list(match[1], match[2] or "Cited in", page), html)

    def _list(self, target: str, label: str, page: str) -> str:
        by_page: dict[str, dict[Place, None]] = defaultdict(dict)
        for place in self._places.get(target, ()):
            if place.page != page:
                by_page[place.page][place] = None
        pages = [
            {
                "title": self._titles[uri],
                "url": relative_url(page, uri),
                "places": [(one.name, f"#{one.fragment}") for one in places if one.fragment],
            }
            for uri, places in sorted(by_page.items(), key=lambda one: self._order.get(one[0], 0))
        ]
        return render("cited-in.html", label=label, pages=pages) if pages else ""


def places_in(root: HtmlElement, page: str, found: CitedWorks) -> Iterator[tuple[str, Place]]:
    """Every mark of a finished page, and every article that it shows: what it cites, and where."""
    heading = Place(page, "", "")
    for element in root.iter(*HEADINGS, *CITING):
        if element.tag in HEADINGS and element.get("id"):
            heading = Place(page, element.get("id"), _heading_text(element))
        for target in _targets(element, found):
            yield target, _place(element, heading) or heading


def _targets(element: HtmlElement, found: CitedWorks) -> Iterator[str]:
    """What an element cites or shows, in the terms of the slots."""
    if element.get("data-shows"):
        yield element.get("data-shows")
        yield element.get("data-shows").partition("#")[0]
    one = found.get(note_of(element).removeprefix("fn:"))
    if one:
        yield one.key
        for anchor in [article.anchor for article in one.articles] or [""]:
            yield f"{one.key}#{anchor}"


def _place(element: HtmlElement, heading: Place) -> Place | None:
    """The numbered paragraph, entry of a list or question below `heading` that an element is in."""
    page = heading.page
    for one in (element, *element.iterancestors()):
        classes, name = (one.get("class") or "").split(), one.get("id") or ""
        if "cb-p" in classes:
            return Place(page, name, f"¶ {name.removeprefix('p-')}")
        if "cb-entry" in classes:
            return Place(page, name, f"{heading.name}, entry {name.rpartition('-')[2]}")
        if "cb-question" in classes:
            label = next(iter(one.find_class("cb-question-label")), None)
            words = " ".join(label.text.split()).lower() if label is not None else "question"
            return Place(page, name, words)
    return None


def _heading_text(heading: HtmlElement) -> str:
    """A heading's words without the mark that links to it and the marks of its notes."""
    return " ".join("".join(WORDS(heading)).split())
