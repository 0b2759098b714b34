"""Courses as the exports get them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.course import read
from casebook.exports.fragments import Fragments

from ..courses import ROOT, SITES

ADDRESS = "https://course.example/tea/"


def fragments_of(name: str, site: str = ADDRESS) -> Fragments:
    """A course of tests/sites/ by its name, or the project's own for ""."""
    root = SITES / name if name else ROOT
    course, problems = read(root)
    assert course is not None
    assert not [problem for problem in problems if not problem.warning]
    return Fragments(course, site, lambda path: (root / "docs" / path).read_bytes())


def with_question(fragments: Fragments, name: str, **update: object) -> Fragments:
    """The same course with other fields in one question."""
    quizzes = {}
    for key, quiz in fragments.course.quizzes.items():
        questions = tuple(
            one.model_copy(update=update) if one.id == name else one for one in quiz.facts.questions
        )
        facts = quiz.facts.model_copy(update={"questions": questions})
        quizzes[key] = replace(quiz, facts=facts)
    course = replace(fragments.course, quizzes=quizzes)
    return Fragments(course, fragments.site, fragments.read_asset)


@pytest.fixture(scope="session")
def tea() -> Fragments:
    """tests/sites/quizzes: every kind of question, with a picture, Chinese, < & and 𠮷."""
    return fragments_of("quizzes")


@pytest.fixture(scope="session")
def live() -> Fragments:
    """The project's own course."""
    return fragments_of("")
