"""The glossary page: every term with its definition and where it is used."""

from __future__ import annotations

import re

from ..chinese import typed
from ..course import Course
from ..models.term import Term
from ..reading.markdown import without_code
from .templates import render


def terms_markdown(course: Course) -> str:
    terms = sorted(course.terms.items(), key=lambda item: item[1].facts.term.casefold())
    bodies = {
        key: (chapter.facts.title, without_code(chapter.body))
        for key, chapter in course.chapters.items()
    }
    used_in = {
        name: [(key, title) for key, (title, body) in bodies.items() if _uses(term, body)]
        for name, term in terms
    }
    return render("terms.md", terms=dict(terms), used_in=used_in, typed=typed)


def _uses(term: Term, text: str) -> bool:
    """Whether a text uses the term in one of its forms, as a whole word."""
    facts = term.facts
    words = [re.escape(one) for one in (facts.term, *facts.also)]
    if re.search(rf"(?<!\w)(?:{'|'.join(words)})(?:s|es)?(?!\w)", text, re.IGNORECASE):
        return True
    return facts.term_zh is not None and facts.term_zh in text
