"""Ids are permanent and each is given once."""

from __future__ import annotations

from collections.abc import Iterator

from ..course import Course
from ..models.base import Document, Form, Loc
from ..problems import Problem

Named = tuple[str, str, Document[Form], Loc]
"""(kind of thing, id, document, place in it)"""


def _ids(course: Course) -> Iterator[Named]:
    """Everything that has an id."""
    for chapter in course.chapters.values():
        objectives = [one.id for one in chapter.facts.objectives]
        yield from _listed("objective", objectives, chapter, "objectives")
    for quiz in course.quizzes.values():
        yield from _listed("question", [q.id for q in quiz.facts.questions], quiz, "questions")
    for ledger in course.quotations:
        quotations = [one.id for one in ledger.facts.quotations]
        yield from _listed("quotation", quotations, ledger, "quotations")
    for key, law in course.laws.items():
        articles = [one.anchor for one in law.facts.articles]
        yield from _listed(f"article of {key}", articles, law, "articles")
    if course.source_map:
        paragraphs = [one.id for one in course.source_map.facts.paragraphs]
        yield from _listed("paragraph", paragraphs, course.source_map, "paragraphs")


def _listed(kind: str, ids: list[str], document: Document[Form], key: str) -> Iterator[Named]:
    for i, name in enumerate(ids):
        yield kind, name, document, (key, i, "id" if kind[:7] != "article" else "number")


def unique(course: Course) -> Iterator[Problem]:
    """No two things of a kind have the same id."""
    first: dict[tuple[str, str], str] = {}
    for kind, name, document, loc in _ids(course):
        where = f"{document.path}:{document.line(*loc)}"
        if (kind, name) in first:
            message = f"the id “{name}” is taken by {first[kind, name]}; give this one another"
            yield document.problem(message, *loc)
        else:
            first[kind, name] = where
