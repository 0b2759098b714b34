"""Ids are permanent and each is given once."""

from __future__ import annotations

from collections.abc import Iterator

from ..addresses import page_uri, written_by_templates
from ..course import Course
from ..models.base import Document, Form, Loc
from ..problems import Problem
from ..reading.markdown import anchors, headings, line_at
from ..uris import NOTES, WORDS

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


def none_of_the_page(course: Course) -> Iterator[Problem]:
    """No heading has the id of something that the page gets from the build."""
    taken: dict[str, set[str]] = {}
    for document, written in written_by_templates(course):
        taken.setdefault(page_uri(document), set()).update(written)
    for document in course.documents():
        given = {NOTES, WORDS, *taken.get(page_uri(document), ())}
        for name in sorted(anchors(document.body) & given):
            message = (
                f"the build gives the id “{name}” to another part of the page; "
                "call the heading otherwise, or write another id after it"
            )
            yield Problem(document.path, _line_of(document, name), message)


def _line_of(document: Document[Form], name: str) -> int:
    """Where an id stands in the text, in a heading's words or by itself."""
    for heading in headings(document.body, document.body_line):
        if heading.anchor == name:
            return heading.line
    offset = max(document.body.find(f"#{name}"), document.body.find(f'id="{name}'))
    return line_at(document.body, max(offset, 0), document.body_line)


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
