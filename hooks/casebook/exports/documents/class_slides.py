"""The slides that teaching notes give: questions for the class, and what a class may see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise, takewhile

from lxml.html import HtmlElement

from ...models.course import source_uri
from ..trees import inner, under
from .fitting import SHARE, Line, plain
from .parts import Texts
from .slide import (
    Body,
    Slide,
    before,
    can_stand_under,
    continued,
    inline,
    lines_of,
    table_bodies,
    text_bodies,
    text_slides,
    tree,
)
from .slide_places import address, id_of

QUESTION_NUMBER = re.compile(r"^\d+\.\s+")


def class_slides(texts: Texts, module_id: str) -> Iterator[Slide]:
    """What the course says may be shown: its questions, and sections of the activity."""
    course, uri = texts.course, f"instructors/{module_id}.md"
    page = next((one for one in course.pages if source_uri(one) == uri), None)
    if page is None:
        return
    part = texts.part(uri, page.facts.title)
    for heading in tree(part.body).iter("h2", "h3"):
        title = heading.text_content()
        where = ("In the teaching notes.", address(texts, uri, id_of(part, heading)))
        if title == course.facts.class_questions:
            yield Slide("section", escape(title), "", where)
            yield from _class_questions(title, [*under(heading)], where)
        elif title in course.facts.class_sections:
            yield from _class_section(heading, where)


def _class_questions(
    title: str, elements: list[HtmlElement], where: tuple[str, ...]
) -> Iterator[Slide]:
    """A question is a paragraph in bold; what follows it is for the speaker."""
    starts = [n for n, one in enumerate(elements) if one.tag == "p" and _is_bold(one)]
    for number, (start, end) in enumerate(pairwise([*starts, len(elements)]), 1):
        question = QUESTION_NUMBER.sub("", plain(inline(elements[start])))
        notes = tuple(
            plain(line.html) for one in elements[start + 1 : end] for line in lines_of(one)
        )
        head = f"{title} ({number} of {len(starts)})"
        yield from text_slides(head, [Line(escape(question))], (*notes, *where), kind="question")


def _is_bold(paragraph: HtmlElement) -> bool:
    return (
        len(paragraph) == 1
        and paragraph[0].tag == "strong"
        and not (paragraph[0].tail or "").strip()
    )


def _class_section(heading: HtmlElement, where: tuple[str, ...]) -> Iterator[Slide]:
    parent = before(heading, "h2")
    title = heading.text_content()
    if parent is not None and heading.tag == "h3":
        title = f"{parent.text_content()}: {title}"
    bodies: list[Body] = []
    waiting: list[Line] = []
    elements = [*takewhile(lambda one: one.tag not in ("h2", "h3"), heading.itersiblings())]
    for element, last in zip(elements, [None, *elements], strict=False):
        if element.tag == "table":
            bodies += text_bodies(waiting)
            waiting = []
            bodies += _table(element)
        elif last is None or last.tag != "table" or not _is_caption(element):
            waiting += lines_of(element)
    yield from continued(escape(title), [*bodies, *text_bodies(waiting)], where)


def _table(table: HtmlElement) -> list[Body]:
    rows = [tuple(inline(cell) for cell in row) for row in table.iter("tr")]
    after = table.getnext()
    caption = inline(after) if after is not None and _is_caption(after) else ""
    return table_bodies(rows[0], rows[1:], _shares(table), caption)


def _is_caption(element: HtmlElement) -> bool:
    """Whether it is a short paragraph that is emphasized as a whole."""
    if element.tag != "p":
        return False
    words = inline(element)
    emphasized = "".join(plain(inner(one)) for one in tree(words).findall("em"))
    return bool(emphasized) and emphasized == plain(words) and can_stand_under(words)


def _shares(table: HtmlElement) -> list[float]:
    """Of the columns in the width, as shapes.py found them."""
    found = [float(re.sub(r"[^\d.]", "", one.get("style"))) for one in table.iter("col")]
    return [round(one / sum(found), SHARE) for one in found]
