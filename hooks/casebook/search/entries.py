"""A finished page taken apart into what a search finds: its sections, or the works, terms and
articles on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import lxml.html
from lxml.html import HtmlElement

from .known import Known, Names

HEADINGS = ("h2", "h3")
BOXES = {"cb-reference", "cb-paragraph", "cb-quotation"}
"""Classes of what is an entry of its own without a heading."""
LEFT_OUT = {
    *("cb-questions", "cb-question", "cb-answer", "cb-again", "cb-hint", "cb-session"),
    *("cb-cited-in", "cb-evidence", "cb-words", "cb-cite", "footnote", "footnote-ref"),
    *("cb-law", "cb-number", "headerlink", "cb-facts", "cb-unseen", "cb-modules", "cb-laws"),
    *("cb-extent", "cb-where", "cb-law-facts", "cb-history", "cb-standing"),
    *("cb-counted", "cb-desk", "cb-plan"),
}
"""Questions and their answers, marks and notes, lists that lead elsewhere, and what the course
knows in a better form: `Known`."""
ADDRESS = re.compile(r"<?https?://[^\s<>]+>?")
SECTIONS_LEFT_OUT = {"before-you-read", "chapters", "cite-this", "notes", "questions", "record"}
"""The ids of their headings."""
TAGS_LEFT_OUT = {
    *("button", "form", "h1", "input", "noscript", "pre", "script", "select", "style", "svg"),
}
INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u"),
}


@dataclass
class Entry:
    """What one result leads to."""

    fragment: str
    """The id on the page, or "" for the page itself."""
    title: str
    names: Names
    """By which it is found, the title among them."""
    words: list[str] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        return " ".join(ADDRESS.sub("", "".join(self.words)).split())


@dataclass(frozen=True)
class FoundPage:
    """A page and its entries, in the order in which they stand; the first is the page itself."""

    address: str
    """From the site's root: "law/apple-act/", or "" for the home page."""
    title: str
    known: Known
    entries: tuple[Entry, ...]


def entries(title: str, html: str, known: Known) -> tuple[Entry, ...]:
    """The entries of a page's finished content."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    names = tuple(dict.fromkeys((title, *known.names)))
    taken = _Taken(known, Entry("", known.title or title, names))
    taken.take(root)
    return tuple(taken.found)


class _Taken:
    """Reads a tree from its beginning to its end; each text goes to the entry it stands in."""

    def __init__(self, known: Known, page: Entry) -> None:
        self.known = known
        self.found = [page]
        self.now: Entry | None = page
        """None in a section that is left out."""

    def take(self, element: HtmlElement) -> None:
        if not isinstance(element.tag, str) or _is_left_out(element):
            return
        before = self.now
        if element.tag in HEADINGS and element.get("id"):
            self._begin(element, _said(element))
            return
        box = element.get("id") and BOXES & _classes(element)
        if box:
            self._begin(element, "")
        space = "" if element.tag in INLINE else " "
        self._say(f"{space}{element.text or ''}")
        for child in element:
            self.take(child)
            self._say(child.tail or "")
        self._say(space)
        if box:
            self.now = before

    def _begin(self, element: HtmlElement, heading: str) -> None:
        name = element.get("id")
        if self._leaves_out(element, name):
            self.now = None
            return
        names = self.known.places.get(name, ())
        lead = next((_said(one) for one in element.iter("strong")), "").rstrip(".")
        title = heading or (names[0] if names else lead) or (self.now.title if self.now else "")
        self.now = Entry(name, title, tuple(dict.fromkeys((*names, title))))
        self.found.append(self.now)

    def _leaves_out(self, element: HtmlElement, name: str) -> bool:
        """Whether a section is; what stands below one that is goes with it."""
        if (
            self.known.only_lead
            or name in SECTIONS_LEFT_OUT
            or "data-search-exclude" in element.attrib
        ):
            return True
        return self.now is None and element.tag == "h3"

    def _say(self, words: str) -> None:
        if self.now is not None:
            self.now.words.append(words)


def _classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def _is_left_out(element: HtmlElement) -> bool:
    if element.tag in HEADINGS:
        return False  # it decides about its section
    return (
        element.tag in TAGS_LEFT_OUT
        or "data-search-exclude" in element.attrib
        or bool(LEFT_OUT & _classes(element))
    )


def _said(element: HtmlElement) -> str:
    """The words of a heading, without what is only for the mouse."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _is_left_out(child):
            yield from _texts(child)
        yield child.tail or ""
