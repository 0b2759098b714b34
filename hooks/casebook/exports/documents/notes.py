"""A page's notes in the form in which pandoc makes real footnotes of them.

On the site several marks lead to one note. On paper each mark has a note at
the foot of its own page: the first is the page's, a later one on the same
work and place is short and names the number of the first.
"""

from __future__ import annotations

import copy
import re

import lxml.html
from lxml.html import HtmlElement

from ...citations.forms import short_form
from ...pages.prose import to_html
from ..fragments import Fragments

MARK = "footnote-ref"
LABEL = re.compile(r"\bfn:\S+")


class Notes:
    """The notes of one page, taken out of its tree."""

    def __init__(self, fragments: Fragments, root: HtmlElement, prefix: str) -> None:
        self._fragments = fragments
        self._prefix = prefix
        self._texts = {note.get("id"): _text(note) for note in root.xpath(_ALL)}
        self._first: dict[str, int] = {}
        self._made: list[HtmlElement] = []
        for section in root.xpath("./div[@class='footnote'] | ./h2[@id='notes']"):
            section.drop_tree()

    def connect(self, root: HtmlElement) -> None:
        """Give every mark in the tree a note of its own."""
        for mark in list(root.iter("a")):
            if MARK in (mark.get("class") or "").split():
                label = LABEL.search(
                    f"{mark.get('data-panel')} {mark.get('href')}".replace("#", " ")
                )
                assert label is not None
                self._connect(mark, label[0])

    def section(self) -> HtmlElement | None:
        """All of them, as pandoc looks for them; None if there is none."""
        if not self._made:
            return None
        section = lxml.html.Element("section", {"role": "doc-endnotes"})
        items = lxml.html.Element("ol")
        items.extend(self._made)
        section.append(items)
        return section

    def _connect(self, mark: HtmlElement, label: str) -> None:
        number = len(self._made) + 1
        place = mark.find_class("cb-place")
        text = self._note(label, place[0].text_content() if place else "")
        self._first.setdefault(label, number)
        name = f"{self._prefix}-n{number}"
        item = lxml.html.Element("li", {"id": name})
        item.append(text)
        self._made.append(item)
        around = mark.getparent()
        reference = lxml.html.Element("a", {"href": f"#{name}", "role": "doc-noteref"})
        reference.text, reference.tail = str(number), around.tail
        if "cb-also" in (around.get("class") or "").split():
            comma = lxml.html.Element("sup")
            comma.text = ","
            around.addprevious(comma)
            comma.tail = None
        around.addprevious(reference)
        around.tail = None
        around.drop_tree()

    def _note(self, label: str, place: str) -> HtmlElement:
        text = copy.deepcopy(self._texts[label])
        ways = [link for link in text.iter("a") if (link.get("href") or "").startswith("#fn:")]
        if label in self._first and not ways:
            return self._again(label, place)
        for way in ways:
            first = self._first.get(way.get("href")[1:])
            way.attrib.clear()
            way.tag, way.attrib["class"] = "span", "x-note"
            way.text = f"n\u00a0{first}" if first else "above"
        return text

    def _again(self, label: str, place: str) -> HtmlElement:
        """What stands for a full note at its second mark: “Apple Act (n 3) art. 2”."""
        key, mark, _ = label.removeprefix("fn:").partition("--")
        course = self._fragments.course
        work = course.laws.get(key) or course.references[key]
        there = f" {place}" if place else ", at the same place" if mark else ""
        name = to_html(short_form(work, alone=True))
        note: HtmlElement = lxml.html.fragment_fromstring(name)
        number = lxml.html.Element("span", {"class": "x-note"})
        number.text, number.tail = f"n\u00a0{self._first[label]}", f"){there}."
        if len(note):
            note[-1].tail = f"{note[-1].tail or ''} ("
        else:
            note.text = f"{note.text or ''} ("
        note.append(number)
        return note


_ALL = ".//div[@class='footnote']/ol/li[@id]"


def _text(note: HtmlElement) -> HtmlElement:
    """The words of a note, without the articles' words and without the ways back."""
    paragraph: HtmlElement = copy.deepcopy(note.find("p"))
    for back in paragraph.find_class("footnote-backref"):
        back.drop_tree()
    paragraph.tail = None
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip()
    else:
        paragraph.text = (paragraph.text or "").rstrip()
    return paragraph
