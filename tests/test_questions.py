"""Every kind of question: what is asked in it, and that its page and its version show that."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from casebook.course import Course, read
from casebook.models.quiz import EXPLAINS, KINDS, Question
from casebook.pages.quiz import KIND_HINTS, quiz_markdown
from casebook.questions import version
from casebook.reading.wording import WORDS

from .courses import SITES

VERSIONS = {
    "single": "f759500e",
    "multiple": "6ce9609d",
    "true-false": "0d8a8412",
    "match": "015e2e0f",
    "order": "d5c41047",
    "short": "8a257aec",
    "essay": "0ff7120b",
}
"""Never to change: a reader's record of another version counts no longer."""
ASKED = {
    "single": {"choices"},
    "multiple": {"choices"},
    "true-false": {"answer"},
    "match": {"pairs", "distractors"},
    "order": {"items"},
    "short": {"answers"},
    "essay": {"model_answer", "rubric"},
}
"""Besides kind and stem. A new field is another question, or it belongs to EXPLAINS."""


@pytest.fixture(scope="module")
def course() -> Course:
    """tests/sites/tiny has every kind."""
    found, _ = read(SITES / "tiny")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def questions(course: Course) -> dict[str, Question]:
    """One of each kind."""
    return {question.kind: question for _, question in course.questions_of("apples")}


def test_no_question_has_become_another_one(questions: dict[str, Question]) -> None:
    assert {kind: version(question) for kind, question in questions.items()} == VERSIONS


def test_each_kind_says_what_is_asked_in_it(questions: dict[str, Question]) -> None:
    asked = {kind: set(question.asked()) - {"kind", "stem"} for kind, question in questions.items()}
    assert asked == ASKED
    assert set(KINDS) == set(ASKED)
    for question in questions.values():
        assert set(type(question).model_fields) <= {*question.asked(), *EXPLAINS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_better_explanation_is_no_other_question(
    questions: dict[str, Question], kind: str
) -> None:
    question = questions[kind]
    better = {"explanation": "Better.", "rests_on": ("x",), "points": 9, "objective": "other"}
    assert version(question.model_copy(update=better)) == VERSIONS[kind]
    assert version(question.model_copy(update={"stem": "Other?"})) != VERSIONS[kind]


def test_feedback_alone_is_no_other_question(questions: dict[str, Question]) -> None:
    for kind, name in (
        *(("single", "choices"), ("multiple", "choices"), ("order", "items")),
        *(("match", "pairs"), ("match", "distractors")),
    ):
        question: Any = questions[kind]
        parts = getattr(question, name)
        assert parts
        said = tuple(one.model_copy(update={"feedback": "Better."}) for one in parts)
        assert version(question.model_copy(update={name: said})) == VERSIONS[kind]
        assert version(question.model_copy(update={name: parts[1:]})) != VERSIONS[kind]


def test_every_kind_has_its_hint_its_message_and_its_answer_on_the_page(course: Course) -> None:
    assert set(KIND_HINTS) == set(KINDS)
    assert all(kind in WORDS["union_tag_not_found"] for kind in KINDS)
    shown = 0
    for key, quiz in course.quizzes.items():
        sections = quiz_markdown(course, key).split('<div class="cb-question" ')[1:]
        for question, section in zip(quiz.facts.questions, sections, strict=True):
            answer = section.partition('<details class="cb-answer"')[2]
            wanted = "cb-model" if question.kind == "essay" else "cb-verdicts"
            assert f'class="{wanted}"' in answer.partition('<div class="cb-why"')[0]
            assert KIND_HINTS[question.kind] in section
            shown += 1
    assert shown >= len(KINDS)


def test_a_question_is_found_with_its_place(course: Course) -> None:
    placed = list(course.questions("apples"))
    assert placed == list(course.questions())
    assert [one.question for one in placed] == [
        question for _, question in course.questions_of("apples")
    ]
    for key, quiz, position, question in placed:
        assert course.quizzes[key] is quiz
        assert quiz.facts.questions[position] is question
    assert list(course.questions("pears")) == []


def test_questions_of_a_chapter_that_cannot_be_used_are_still_checked(course: Course) -> None:
    without = dataclasses.replace(course, chapters={})
    assert [one.question for one in without.questions()] != []
    assert list(without.questions_of("apples")) == []
