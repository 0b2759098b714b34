"""Questions as Markdown that can be read and answered without JavaScript.

docs/assets/quiz.js makes the same HTML answer back.
"""

from __future__ import annotations

import string

from ..course import Course
from ..models.quiz import Match, Order, Question
from ..questions import shuffled, version
from ..reading.markdown import headings
from .templates import render

KIND_HINTS = {
    "single": "Choose one answer.",
    "multiple": "Choose every answer that is right.",
    "true-false": "True or false?",
    "match": "Match each item on the left with one on the right.",
    "order": "Put these in order.",
    "short": "Answer in a word or two.",
    "essay": "Answer in a paragraph or two.",
}


def quiz_markdown(course: Course, key: str) -> str:
    """The questions of a chapter, or "" when it has none."""
    if key not in course.quizzes:
        return ""
    sections = {one.anchor: one.text for one in headings(course.chapters[key].body)}
    views = [view(question) for question in course.quizzes[key].facts.questions]
    return render("quiz.md", questions=views, sections=sections, chapter=key)


def view(question: Question) -> dict[str, object]:
    """The question, with what the page shows in another order than the file."""
    found: dict[str, object] = {
        "question": question,
        "hint": KIND_HINTS[question.kind],
        "letters": string.ascii_uppercase,
        "version": version(question),
    }
    if isinstance(question, Order):
        found["shown"] = shuffled(range(len(question.items)), question.id)
    if isinstance(question, Match):
        right = [pair.right for pair in question.pairs]
        right += [extra.text for extra in question.distractors]
        found["shown"] = shuffled(right, question.id)
    return found
