"""A timeline made from the law cards and the references: nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..citations.forms import escape
from ..course import Course
from ..dates import long_date
from ..models.law import LawFacts
from ..models.reference import EVENTS
from ..uris import BIBLIOGRAPHY, law_uri
from .law import adoption
from .templates import render


@dataclass(frozen=True, order=True)
class Event:
    date: str
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    what: str
    """One line of Markdown."""
    where: str
    """Jurisdiction, or the body that spoke."""


def timeline_markdown(course: Course) -> str:
    first = course.facts.timeline_from or 0
    events = sorted({event for event in _events(course) if int(event.date[:4]) >= first})
    years = [
        (year, [(day, list(same)) for day, same in groupby(group, key=lambda one: _day(one.date))])
        for year, group in groupby(events, key=lambda event: event.date[:4])
    ]
    return render("timeline.md", years=years)


def _day(date: str) -> str:
    """The date without its year."""
    return long_date(date).removesuffix(date[:4]).strip()


def _did(law: LawFacts) -> str:
    """“adopted”, “issued” or “signed”."""
    return adoption(law).lower()


def _events(course: Course) -> Iterator[Event]:
    names = course.facts.jurisdictions
    for key, law in course.laws.items():
        facts = law.facts
        where = names.get(facts.jurisdiction, facts.jurisdiction)
        link = f"[{escape(facts.short)}]({law_uri(key)})"
        if facts.adopted and facts.adopted == facts.in_force and not facts.adopted_as:
            yield Event(facts.adopted.isoformat(), f"{link} {_did(facts)} and in force", where)
        else:
            if facts.adopted:
                what = f": {escape(facts.adopted_as)}" if facts.adopted_as else f" {_did(facts)}"
                yield Event(facts.adopted.isoformat(), f"{link}{what}", where)
            if facts.in_force:
                yield Event(facts.in_force.isoformat(), f"{link} in force", where)
        for amendment in facts.amended:
            note = " ".join(amendment.note.split()).rstrip(".")
            yield Event(amendment.date.isoformat(), f"{link}: {escape(note)}", where)
    for reference in course.references.values():
        if reference.kind in EVENTS:
            source = reference.get("institution") or " ".join(reference.authors[0])
            name = escape(reference.get("shorttitle") or reference.get("title"))
            what = f"[{name}]({BIBLIOGRAPHY}#ref-{reference.key})"
            yield Event(reference.get("date"), what, escape(source.strip()))
