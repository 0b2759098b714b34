"""A document: parts in their order, under headings, as one HTML text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ...models.course import CourseFacts
from ...pages.templates import render
from .clean import Part

HEADING = re.compile(r"<(/?)h([1-6])\b")
NOTE_NAMED = re.compile(r'<span class="note">n\u00a0(\d+)</span>')
NOTE = re.compile(r"<li\b")
LANGUAGE = "en"


@dataclass(frozen=True)
class Section:
    """A part with the level of its heading."""

    level: int
    """1 or more; at 0 the part has no heading, and its own begin at 1."""
    part: Part
    follows: bool = False
    """Whether it begins on the page of the heading before."""


@dataclass(frozen=True)
class Document:
    title: str
    """Plain text, as all that stands here."""
    over: str
    """What stands above the title on its page."""
    front: str
    """HTML: what the title page says besides."""
    facts: CourseFacts
    sections: tuple[Section, ...]

    @property
    def pictures(self) -> dict[str, bytes]:
        """Of all parts, by name."""
        return {
            name: content
            for section in self.sections
            for name, content in section.part.pictures.items()
        }

    @property
    def epoch(self) -> int:
        """The first second of the edition's day: the time that every file says it was made."""
        day = datetime.datetime.combine(self.facts.date, datetime.time(), datetime.UTC)
        return int(day.timestamp())


def html_of(document: Document, *, front: str = "", notes_go_on: bool = False) -> str:
    """The whole text. `front` stands before its first part.

    `notes_go_on`: notes are counted through the document; otherwise anew in each part.
    """
    notes, before = "", 0
    for section in document.sections:
        notes += _counted_from(before, section.part.notes)
        before += len(NOTE.findall(section.part.notes)) if notes_go_on else 0
    return render(
        "document.html",
        language=LANGUAGE,
        title=document.title,
        front=front,
        body=_without_gaps("".join(map(_section, document.sections))),
        notes=notes,
    )


def _counted_from(before: int, notes: str) -> str:
    """The notes of a part, with `before` added to the numbers by which they name each other."""
    return NOTE_NAMED.sub(lambda named: f"n\u00a0{before + int(named[1])}", notes)


def _without_gaps(body: str) -> str:
    """Every heading at most one level below the one before, as PDF/UA wants it."""
    last = 0

    def placed(tag: re.Match[str]) -> str:
        nonlocal last
        if not tag[1]:
            last = min(int(tag[2]), last + 1)
        return f"<{tag[1]}h{last}"

    return HEADING.sub(placed, body)


def _section(section: Section) -> str:
    part, level = section.part, section.level
    body = HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + level - 1}", part.body)
    if not level:
        return body
    kind = "follows" if section.follows else "part"
    return f'<h{level} class="{kind}" id="{part.name}">{part.title}</h{level}>{body}'


def heading(name: str, title: str, body: str = "") -> Part:
    """A part that is only a heading, or little more."""
    return Part(name, escape(title), body)


def with_pictures_as(html: str, names: Mapping[str, str]) -> str:
    """The text with other names for its pictures."""
    for old, new in names.items():
        html = html.replace(f'src="{old}"', f'src="{new}"')
    return html
