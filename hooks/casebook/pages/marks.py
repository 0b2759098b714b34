"""What the marks of a page lead to: articles, put into its notes once, and cards.

An article's words stand in a page once: where the text shows them, or in the
first note that cites them. A mark names in `data-panel` the elements that
panels.js shows beside it; without JavaScript it is a link to the card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from ..addresses import relative_url
from ..citations.places import place_text
from ..citations.registry import Footnote
from ..citations.syntax import Locator
from ..course import Course
from ..models.law import Article, Law, anchor
from ..uris import law_uri
from .prose import to_html
from .templates import render

MARK = "footnote-ref"
"""The class that Python-Markdown gives to the link of a footnote's mark."""


@dataclass(frozen=True)
class CitedWork:
    """What one note cites."""

    note: Footnote
    law: Law | None
    """The card, if the work has one."""
    articles: tuple[Article, ...]
    """The articles on the card that the citation names."""
    here: bool
    """Whether the page is that card, so that it shows the words anyway."""

    @property
    def key(self) -> str:
        return self.note.citation.key

    @property
    def texts(self) -> list[str]:
        """The ids of the elements that hold the articles' words."""
        return [] if self.here else [text_id(self.key, article) for article in self.articles]


CitedWorks = Mapping[str, CitedWork]
"""The label of each note of a page -> what it cites."""


def text_id(key: str, article: Article) -> str:
    return f"text-{key}-{article.anchor}"


def cited_works(course: Course, page_uri: str, notes: Mapping[str, Footnote]) -> CitedWorks:
    """The label of each note of a page -> what it cites."""
    found = {}
    for name, note in notes.items():
        law = course.laws.get(note.citation.key)
        articles = tuple(articles_at(law, note.citation.locator))
        found[name] = CitedWork(note, law, articles, law_uri(note.citation.key) == page_uri)
    return found


def articles_at(law: Law | None, place: Locator | None) -> Iterator[Article]:
    """The articles on a card that a place names, a range's inner ones too."""
    if law is None or place is None:
        return
    wanted = {anchor(place.unit, number) for number in place.numbers}
    first, last = place.numbers[0], place.numbers[-1]
    if place.ranged and first.isdigit() and last.isdigit():
        wanted |= {anchor(place.unit, str(n)) for n in range(int(first), int(last) + 1)}
    yield from (one for one in law.facts.articles if one.anchor in wanted)


def add_texts(root: HtmlElement, page_uri: str, found: CitedWorks) -> None:
    """Give each note the words of its articles, unless the page has them already."""
    shown = {element.get("id") for element in root.iter("figure")}
    for item in root.iter("li"):
        one = found.get((item.get("id") or "").removeprefix("fn:"))
        if one is None or one.law is None or one.here:
            continue
        card = relative_url(page_uri, law_uri(one.key))
        for article in one.articles:
            name = text_id(one.key, article)
            if name in shown:
                continue
            shown.add(name)
            text = render(
                "note-text.html",
                id=name,
                law=one.law.facts,
                article=article,
                gloss=to_html(article.gloss),
                card=card,
            )
            item.append(lxml.html.fragment_fromstring(text))


def connect_marks(root: HtmlElement, page_uri: str, found: CitedWorks) -> None:
    """Tell each mark what stands behind it, and lead it to the article where there is one."""
    for mark in root.iter("a"):
        if mark.get("class") != MARK:
            continue
        name = mark.get("href").removeprefix("#fn:")
        number = mark.text or ""
        mark.text = None
        mark.append(_element("span", "Note ", {"class": "cb-unseen"}, tail=number))
        one = found.get(name)
        if one is None:  # a footnote written by hand
            mark.set("data-panel", f"fn:{name}")
            continue
        mark.set("data-panel", " ".join([*one.texts, f"fn:{name}"]))
        if one.law is not None:
            _lead_to_card(mark, page_uri, one, one.law)


def note_of(element: HtmlElement) -> str:
    """The id of the note that an element is the mark of, or ""."""
    if MARK not in (element.get("class") or "").split():
        return ""
    note: str = element.get("data-panel").split()[-1]  # behind the articles; see connect_marks
    return note


def _lead_to_card(mark: HtmlElement, page_uri: str, one: CitedWork, law: Law) -> None:
    card = "" if one.here else relative_url(page_uri, law_uri(one.key))
    if one.articles or card:  # else the page is the card, and the mark leads to its note
        mark.set("href", f"{card}#{one.articles[0].anchor}" if one.articles else card)
    mark.set("class", f"{MARK} cb-law")
    place = one.note.citation.locator
    mark.append(_element("span", f", {law.facts.short}", {"class": "cb-unseen"}))
    if place:
        mark[-1].tail = " "
        text = place_text(place, lambda number: law.facts.article(place.unit, number))
        mark.append(_element("span", text, {"class": "cb-place"}))


def _element(tag: str, text: str, attributes: Mapping[str, str], tail: str = "") -> HtmlElement:
    element = lxml.html.Element(tag, dict(attributes))
    element.text, element.tail = text, tail
    return element
