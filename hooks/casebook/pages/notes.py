"""The notes of a page, once they have their numbers.

The first note on a work gives it in full, a later one its short name and the
number of the first: “Apple Act (n 3) art. 2”. citations/notes.py
writes both forms into every note.
"""

from __future__ import annotations

from collections import defaultdict

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

NOTES = etree.XPath(".//div[@class='footnote']/ol/li")
AGAIN = etree.XPath(".//span[@data-again]")
NAMED = etree.XPath(".//span[@data-named]")
WORK = etree.XPath(".//span[@data-work]")
WAYS_BACK = etree.XPath(".//a[@class='footnote-backref']")


def number_notes(root: HtmlElement) -> None:
    """Keep one form in each note, and tell the ways back to the text apart."""
    notes = list(enumerate(NOTES(root), 1))
    by_work: dict[str, list[tuple[int, HtmlElement]]] = defaultdict(list)
    for number, note in notes:
        for again in AGAIN(note):
            by_work[again.get("data-again")].append((number, note))
        _name_ways_back(note, number)
    for (number, first), *later in by_work.values():
        _in_full(first, repeated=bool(later))
        for _, note in later:
            _in_short(note, number, first.get("id"))


def _in_full(note: HtmlElement, repeated: bool) -> None:
    AGAIN(note)[0].drop_tree()
    for name in NAMED(note):  # the short name, if it will be used
        if repeated:
            name.drop_tag()
        else:
            name.drop_tree()
    for span in WORK(note):
        span.drop_tag()


def _in_short(note: HtmlElement, number: int, first: str) -> None:
    for span in WORK(note):
        span.drop_tree()
    again = AGAIN(note)[0]
    reference = lxml.html.Element("a", {"href": f"#{first}"})
    reference.text = f"n\u00a0{number}"
    reference.tail = ")"
    if len(again):
        again[-1].tail = f"{again[-1].tail or ''} ("
    else:
        again.text = f"{again.text or ''} ("
    again.append(reference)
    again.drop_tag()


def _name_ways_back(note: HtmlElement, number: int) -> None:
    """Each arrow says to which of the places it leads."""
    arrows = WAYS_BACK(note)
    for place, arrow in enumerate(arrows, 1):
        name = f"Back to note {number} in the text"
        if len(arrows) > 1:
            name += f", place {place} of {len(arrows)}"
            mark = lxml.html.Element("sup")
            mark.text = str(place)
            arrow.append(mark)
            arrow.tail = " " if place < len(arrows) else arrow.tail
        arrow.set("title", name)
        arrow.set("aria-label", name)
