"""Law cards, as Markdown."""

from __future__ import annotations

import datetime

from ..chinese import typed
from ..citations.forms import law_form
from ..course import Course
from ..models.law import Law, LawFacts, short_name
from .prose import to_text
from .templates import render

History = list[tuple[datetime.date, str]]


def law_markdown(course: Course, law: Law) -> str:
    facts = law.facts
    replacement = course.laws.get(facts.replaced_by or "")
    return render(
        "law.md",
        id=law.name,
        law=facts,
        jurisdiction=course.facts.jurisdictions.get(facts.jurisdiction, facts.jurisdiction),
        history=history(facts, _replaced(replacement)),
        names=other_names(facts),
        replacement=replacement.facts.short if replacement else None,
        replaces=[
            (name, one.facts.short)
            for name, one in course.laws.items()
            if one.facts.replaced_by == law.name
        ],
        citation=to_text(law_form(facts, "")),
        citation_zh=f"《{facts.title_zh}》" if facts.title_zh else None,
        body=law.body.strip(),
    )


def replaced_on(course: Course, law: Law) -> datetime.date | None:
    """The day on which another instrument of the course took a law's place."""
    replaced = _replaced(course.laws.get(law.facts.replaced_by or ""))
    return replaced[0] if replaced else None


def _replaced(by: Law | None) -> tuple[datetime.date, str] | None:
    day = by and (by.facts.in_force or by.facts.adopted)
    return (day, by.facts.short) if by and day else None


ADOPTED = {
    "law": "Adopted",
    "regulation": "Adopted",
    "treaty": "Signed",
    "policy": "Issued",
    "rule": "Issued",
    "determination": "Issued",
    "order": "Issued",
}
"""What happens on the day of adoption, by kind. A card may say it in other words."""


def adoption(law: LawFacts) -> str:
    """What happened on the day in “adopted”."""
    return law.adopted_as or ADOPTED[law.kind]


def history(law: LawFacts, replaced: tuple[datetime.date, str] | None = None) -> History:
    """What happened to an instrument, with the day, in order.

    `replaced` is the day on which another took its place, and that one's name.
    """
    events = [(one.date, one.note.strip().rstrip(".")) for one in law.earlier]
    events += [(one.date, f"Amended: {one.note.strip()}") for one in law.amended]
    if law.adopted:
        events.append((law.adopted, adoption(law)))
    if law.in_force:
        events.append((law.in_force, "In force"))
    if replaced:
        events.append((replaced[0], f"Replaced by {replaced[1]}"))
    for since, what in _renumbered(law):
        events.append((since, what))
    return sorted(events, key=lambda event: event[0])


def _renumbered(law: LawFacts) -> History:
    found = []
    for since in sorted({one.now.since for one in law.articles if one.now}):
        moved = [
            f"{short_name(one.unit, one.number)} is now {one.now.number}"
            for one in law.articles
            if one.now and one.now.since == since
        ]
        found.append((since, f"Other numbers: {'; '.join(moved)}"))
    return found


def own_names(law: LawFacts) -> list[str]:
    """Names besides its title: the short one, if the title does not have it, and the others."""
    return [*([law.short] if law.short not in law.title else []), *law.also]


def other_names(law: LawFacts) -> list[str]:
    """Names by which someone may look for it, each pinyin with and without tone marks."""
    names = own_names(law)
    for name in (law.pinyin or "", *law.also):
        names += typed(name)
    return list(dict.fromkeys(names))


def law_description(law: Law) -> str:
    """The card's sentence for search results."""
    zh = f" ({law.facts.title_zh})" if law.facts.title_zh else ""
    return f"{law.facts.title}{zh}: what the cited articles say, their status and evidence."
