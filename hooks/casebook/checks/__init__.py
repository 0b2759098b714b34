"""Rules. Each is a small generator whose docstring states the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..course import Course
from ..problems import Problem
from . import chapters, citations, essay, ids, laws, links, quizzes, quotations

RULES: tuple[Callable[[Course], Iterator[Problem]], ...] = (
    chapters.sections_in_order,
    chapters.dated_entries,
    chapters.diagrams_described,
    citations.works_exist,
    citations.places_exist,
    citations.embeds_have_text,
    citations.every_work_is_cited,
    essay.targets_exist,
    ids.unique,
    laws.known_jurisdiction,
    laws.dates_in_order,
    laws.original_is_chinese,
    links.resolve,
    quizzes.objectives_exist,
    quizzes.objectives_tested,
    quizzes.rest_on_something,
    quotations.sources_exist,
    quotations.quoted_words_are_verified,
)


def check(course: Course) -> list[Problem]:
    """Every mistake that every rule finds."""
    return [problem for rule in RULES for problem in rule(course)]
