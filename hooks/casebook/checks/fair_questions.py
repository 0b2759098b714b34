"""No answer can be told without knowing it: not by length, place, or a turn of phrase."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..course import Course, Placed
from ..models.quiz import Multiple, Question, Single, TrueFalse
from ..problems import Problem

ENOUGH = 6
"""Of fewer questions than these, chance alone makes a pattern."""
ABOVE = re.compile(
    r"^\W*(?:all|none|any|both|neither) (?:of )?(?:the |these |those )?"
    r"(?:above|below|them|(?:other )?(?:answers|choices|options|statements)|others|these|those)\W*$"
    r"|\b(?:all|none|any|both|neither) (?:of )?the (?:above|below)\b"
    r"|\b(?:both|either|neither) [A-J] (?:and|or|nor) [A-J]\b",
    re.IGNORECASE,
)
SHARE_OF_LONGEST = 0.5
SHARE_OF_ONE_PLACE = 0.5
SHARE_OF_TRUE_OR_FALSE = 2 / 3


def choices_stand_alone(course: Course) -> Iterator[Problem]:
    """No choice speaks of the others."""
    for _, quiz, i, question in course.questions():
        if not isinstance(question, Single | Multiple):
            continue
        for j, choice in enumerate(question.choices):
            found = ABOVE.search(choice.text)
            if found:
                message = (
                    f"a choice with “{found[0].strip()}” tests how the choices are written; "
                    "say in full what it claims"
                )
                yield quiz.problem(message, "questions", i, "choices", j)


def length_tells_nothing(course: Course) -> Iterator[Problem]:
    """In at most half of a module's questions is the right choice the longest."""
    for module_id in course.modules:
        single = [one for one in course.questions(module_id) if isinstance(one.question, Single)]
        longest = [one for one in single if _right_is_longest(one.question)]
        if len(single) >= ENOUGH and len(longest) > SHARE_OF_LONGEST * len(single):
            names = ", ".join(one.question.id for one in longest)
            message = (
                f"in {len(longest)} of the {len(single)} questions of “{module_id}” the right "
                f"choice is the longest, so it can be guessed; shorten some, or lengthen "
                f"what is wrong: {names}"
            )
            yield _at(longest[0], message)


def place_tells_nothing(course: Course) -> Iterator[Problem]:
    """In at most half of a module's questions does the right choice stand at one place."""
    for module_id in course.modules:
        single = [one for one in course.questions(module_id) if isinstance(one.question, Single)]
        if len(single) < ENOUGH:
            continue
        letter, count = Counter(_right_letter(one.question) for one in single).most_common(1)[0]
        if count > SHARE_OF_ONE_PLACE * len(single):
            there = [one for one in single if _right_letter(one.question) == letter]
            names = ", ".join(one.question.id for one in there)
            message = (
                f"in {count} of the {len(single)} questions of “{module_id}” the right choice "
                f"is {letter}, so it can be guessed; move some: {names}"
            )
            yield _at(there[0], message)


def true_is_as_likely_as_false(course: Course) -> Iterator[Problem]:
    """At most two thirds of a course's statements are true, and as many false."""
    all_of_them = [one for one in course.questions() if isinstance(one.question, TrueFalse)]
    if len(all_of_them) < ENOUGH:
        return
    for answer in (True, False):
        alike = [one for one in all_of_them if _is(one.question, answer)]
        if len(alike) > SHARE_OF_TRUE_OR_FALSE * len(all_of_them):
            names = ", ".join(one.question.id for one in alike)
            message = (
                f"{len(alike)} of the {len(all_of_them)} statements of the course are "
                f"{str(answer).lower()}, so the answer can be guessed; turn some round: {names}"
            )
            yield _at(alike[0], message)


def _at(placed: Placed, message: str) -> Problem:
    return placed.quiz.problem(message, "questions", placed.position)


def _right_is_longest(question: Question) -> bool:
    assert isinstance(question, Single)
    right = max(len(choice.text) for choice in question.choices if choice.correct)
    return all(len(choice.text) < right for choice in question.choices if not choice.correct)


def _right_letter(question: Question) -> str:
    assert isinstance(question, Single)
    return "ABCDEFGHIJ"[[choice.correct for choice in question.choices].index(True)]


def _is(question: Question, answer: bool) -> bool:
    return isinstance(question, TrueFalse) and question.answer is answer
