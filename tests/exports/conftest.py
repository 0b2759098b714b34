"""Courses as the exports get them."""

from __future__ import annotations

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


@pytest.fixture(scope="session")
def tea() -> Fragments:
    """tests/sites/quizzes: every kind of question, with a picture, Chinese, < & and 𠮷."""
    return fragments_of("quizzes")


@pytest.fixture(scope="session")
def live() -> Fragments:
    """The project's own course."""
    return fragments_of("")
