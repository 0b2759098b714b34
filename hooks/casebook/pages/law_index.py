"""The page of cited law: every card by jurisdiction, and what changed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..course import Course
from ..models.law import Article, Law
from .law import law_id
from .templates import render


@dataclass(frozen=True)
class Change:
    """One row of "then and now"."""

    since: datetime.date
    law: Law
    article: Article | None
    then: str
    now: str


def law_index_markdown(course: Course) -> str:
    return render(
        "law-index.md",
        laws=course.laws,
        jurisdictions=course.facts.jurisdictions,
        kinds=sorted({law.facts.kind for law in course.laws.values()}),
        since=course.facts.changes_since,
        changes=changes(course),
        new=new(course),
        law_id=law_id,
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
    return found


def _number(article: Article) -> str:
    return f"{article.unit}. {article.number} {article.original_number or ''}".strip()


def _now(article: Article) -> str:
    now = article.now
    return f"{article.unit}. {now.number} {now.original_number or ''}".strip() if now else ""


def _replaced(course: Course, law: Law) -> list[Change]:
    by = course.laws.get(law.facts.replaced_by or "")
    if by is None or by.facts.in_force is None:
        return []
    return [Change(by.facts.in_force, law, None, law.facts.short, by.facts.short)]


def new(course: Course) -> list[Law]:
    """The instruments that came after that day and took no other's place, newest first."""
    start = course.facts.changes_since
    replacing = {law.facts.replaced_by for law in course.laws.values()}
    found = [
        (law.facts.adopted, name)
        for name, law in course.laws.items()
        if start and name not in replacing and law.facts.adopted and law.facts.adopted > start
    ]
    return [course.laws[name] for _, name in sorted(found, reverse=True)]
