"""Questions as Markdown that can be read and answered without JavaScript."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Sequence
from typing import TypeVar

from ..models.course import Chapter
from ..models.quiz import Match, Order, Question, Quiz
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
T = TypeVar("T")


def quiz_markdown(chapter: Chapter, quiz: Quiz) -> str:
    sections = {one.anchor: one.text for one in headings(chapter.body)}
    return render(
        "quiz.md",
        questions=[_view(question) for question in quiz.facts.questions],
        sections=sections,
        hints=KIND_HINTS,
        letters=string.ascii_uppercase,
    )


def _view(question: Question) -> dict[str, object]:
    """The question, with what the page shows in another order than the file."""
    view: dict[str, object] = {"question": question}
    if isinstance(question, Order):
        view["shown"] = shuffled(range(len(question.items)), question.id)
    if isinstance(question, Match):
        right = [pair.right for pair in question.pairs]
        right += [extra.text for extra in question.distractors]
        view["shown"] = shuffled(right, question.id)
    return view


def shuffled(items: Sequence[T], seed: str) -> list[T]:
    """Another order than the given one, the same at every build."""
    mixed = sorted(
        items,
        key=lambda one: hashlib.sha256(f"{seed}/{items.index(one)}".encode()).digest(),
    )
    return mixed if mixed != list(items) else [*mixed[1:], mixed[0]]
