"""Law cards hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..course import COURSE, Course
from ..problems import Problem, nearest

NOT_CHINESE = re.compile(
    "[^\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u2014\u2018-\u201d\u2026\u00b7\\s0-9]"
)
"""Anything but ideographs, CJK and full-width punctuation, quotation marks, digits."""


def known_jurisdiction(course: Course) -> Iterator[Problem]:
    """A card's jurisdiction is one that docs/course.yml names."""
    known = course.facts.jurisdictions
    for law in course.laws.values():
        code = law.facts.jurisdiction
        if code not in known:
            remedy = nearest(code, known) or f"; it is one of {', '.join(known)}, as {COURSE} says"
            yield law.problem(f"“{code}” is not a jurisdiction{remedy}", "jurisdiction")


def dates_in_order(course: Course) -> Iterator[Problem]:
    """A law is adopted, then in force, then amended; nothing is true of a day to come."""
    today = course.facts.date
    for law in course.laws.values():
        facts = law.facts
        if facts.adopted and facts.in_force and facts.in_force < facts.adopted:
            yield law.problem("is in force before it is adopted; check both dates", "in_force")
        dates = [facts.adopted, *(one.date for one in facts.amended)]
        for i, (before, after) in enumerate(pairwise(dates)):
            if before and after and after < before:
                message = "is amended before the date above; put the dates in order"
                yield law.problem(message, "amended", i, "date")
        if facts.as_of > today:
            message = f"“as_of” lies after this edition's date in {COURSE}; check both"
            yield law.problem(message, "as_of")


def original_is_chinese(course: Course) -> Iterator[Problem]:
    """Chinese text holds Chinese characters and their punctuation, nothing else."""
    for law in course.laws.values():
        for i, article in enumerate(law.facts.articles):
            for j, segment in enumerate(article.text):
                found = NOT_CHINESE.search(segment.zh or "")
                if found:
                    message = f"“{found[0]}” can't stand in Chinese text; copy the original again"
                    yield law.problem(message, "articles", i, "text", j, "zh")
