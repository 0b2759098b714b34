"""The glossary page: every term with its definition and where it is used."""

from __future__ import annotations

from ..chinese import typed
from ..citations.syntax import without_citations
from ..course import Course
from ..reading.markdown import without_code
from .templates import render
from .words import Words


def terms_markdown(course: Course) -> str:
    by_name = sorted(course.terms.items(), key=lambda item: item[1].facts.term.casefold())
    return render("terms.md", terms=dict(by_name), used_in=_used_in(course), typed=typed)


def _used_in(course: Course) -> dict[str, list[tuple[str, str]]]:
    """Term -> the (key, title) of each chapter that uses it, in teaching order."""
    words = Words(course.terms)
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in course.terms}
    for key, chapter in course.chapters.items():
        text = without_citations(without_code(chapter.body))
        for name in {name for line in text.split("\n") for _, name in words.find(line)}:
            found[name].append((key, chapter.facts.title))
    return found
