"""The page of cited law: every card by jurisdiction, and what changed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..course import Course
from ..models.law import Article, Law, short_name
from .law import other_names, own_names
from .templates import render


@dataclass(frozen=True)
class Change:
    """One row of "then and now"."""

    since: datetime.date
    law: Law
    article: Article | None
    then: str
    now: str
    link: str = ""
    """The source of the card that shows what there is now, if it is another."""


def law_index_markdown(course: Course) -> str:
    return render(
        "law-index.md",
        laws=course.laws,
        jurisdictions=course.facts.jurisdictions,
        since=course.facts.changes_since,
        changes=changes(course),
        new=new(course),
        own_names=own_names,
        other_names=other_names,
    )


def changes(course: Course) -> list[Change]:
    """What the cited law has become since the day that docs/course.yml names, newest first."""
    start = course.facts.changes_since
    if start is None:
        return []
    found = [
        change
        for law in course.laws.values()
        for change in (*_articles(law), *_replaced(course, law))
        if change.since > start
    ]
    return sorted(found, key=lambda one: (-one.since.toordinal(), one.law.facts.short.casefold()))


def _articles(law: Law) -> list[Change]:
    found = []
    for one in law.facts.articles:
        if one.now:
            found.append(Change(one.now.since, law, one, _number(one), _now(one)))
        elif one.removed:
            found.append(Change(one.removed, law, one, _number(one), "not in the text"))
        elif one.added:
            found.append(Change(one.added, law, one, "not in the text", _number(one)))
        elif one.was and (law.facts.in_force or law.facts.adopted):
            since = law.facts.in_force or law.facts.adopted
            assert since is not None
            found.append(Change(since, law, one, short_name(one.unit, one.was), _number(one)))
    return found


def _number(article: Article) -> str:
    name = short_name(article.unit, article.number)
    return f"{name} {article.original_number or ''}".strip()


def _now(article: Article) -> str:
    now = article.now
    if now is None:
        return ""
    return f"{short_name(article.unit, now.number)} {now.original_number or ''}".strip()


def _replaced(course: Course, law: Law) -> list[Change]:
    by = course.laws.get(law.facts.replaced_by or "")
    if by is None or by.facts.in_force is None:
        return []
    card = f"{law.facts.replaced_by}.md"
    return [Change(by.facts.in_force, law, None, "the whole", by.facts.short, card)]


def new(course: Course) -> list[Law]:
    """The instruments that came after that day, in a new text or as new ones, newest first."""
    start = course.facts.changes_since
    dated = [(law.facts.adopted or law.facts.in_force, name) for name, law in course.laws.items()]
    later = [(day, name) for day, name in dated if start and day and day > start]
    return [course.laws[name] for _, name in sorted(later, reverse=True)]
