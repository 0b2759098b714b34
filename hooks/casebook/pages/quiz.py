"""Questions as Markdown that can be read and answered without JavaScript.

docs/assets/quiz.js makes the same HTML answer back.
"""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic.main import IncEx

from ..course import Course
from ..models.quiz import Match, Order, Question
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
WHAT_IS_ASKED: Mapping[str, IncEx | bool] = {
    "kind": True,
    "stem": True,
    "choices": {"__all__": {"text": True, "correct": True}},
    "answer": True,
    "pairs": {"__all__": {"left": True, "right": True}},
    "distractors": {"__all__": {"text": True}},
    "items": {"__all__": {"text": True}},
    "answers": True,
    "model_answer": True,
    "rubric": True,
}
"""The fields by which a question is another one; the rest only explains it."""
T = TypeVar("T")


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


def version(question: Question) -> str:
    """Eight hexadecimal digits that change when something else is asked.

    Readers' records of an earlier version then count no longer. A better
    explanation is no other question.
    """
    asked = question.model_dump(mode="json", include=WHAT_IS_ASKED)
    text = json.dumps(asked, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def shuffled(items: Sequence[T], seed: str) -> list[T]:
    """Another order than the given one, the same at every build."""
    mixed = sorted(
        items,
        key=lambda one: hashlib.sha256(f"{seed}/{items.index(one)}".encode()).digest(),
    )
    return mixed if mixed != list(items) else [*mixed[1:], mixed[0]]
