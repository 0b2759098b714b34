"""Which columns of a response file hold what: the forms of Moodle's and Canvas's reports.

Moodle: mod/quiz/report/responses and mod/quiz/report/overview in its source.
Canvas: app/models/quizzes/quiz_statistics/student_analysis.rb in its source.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from .table import UnusableError

MOODLE_TEXT = re.compile(r"(Question|Response|Right answer) (\d{1,4})")
MOODLE_MARK = re.compile(r"Q\. ?(\d{1,4}) ?/ ?(\d{1,9}(?:[.,]\d{1,9})?)")
CANVAS_QUESTION = re.compile(r"(\d{1,20}): (.*)", re.DOTALL)
NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?")
MOODLE_STUDENT = (
    "email address",
    "id number",
    "username",
    "first name",
    "last name",
    "surname",
)


@dataclass
class Slot:
    """The columns of one place in the quiz; None where the file lacks one."""

    label: str
    text: str = ""
    """What is asked, if the header says it."""
    question: int | None = None
    """What was asked of each student: Moodle may draw it at random."""
    response: int | None = None
    right: int | None = None
    mark: int | None = None
    points: float | None = None
    """What can be earned; more than 0."""


@dataclass(frozen=True)
class Form:
    source: str
    """Which report of which program."""
    slots: tuple[Slot, ...]
    student: tuple[int, ...]
    """The columns that together tell one student from another."""
    state: int | None
    """Whether the attempt is finished; None when every row is."""
    order: int | None
    """By which a student's attempts can be put in order."""


def moodle(headers: tuple[str, ...]) -> Form | None:
    """The form of Moodle's Responses or Grades report, if the headers are of one."""
    slots: dict[str, Slot] = {}
    for at, header in enumerate(headers):
        text, mark = MOODLE_TEXT.fullmatch(header), MOODLE_MARK.fullmatch(header)
        found = text or mark
        if found is None:
            continue
        number = found[1] if mark else found[2]
        slot = slots.setdefault(number, Slot(f"{'Q.' if mark else 'Question'} {number}"))
        if mark:
            slot.mark, slot.points = at, number_in(mark[2]) or None
        else:
            setattr(slot, found[1].split()[0].lower(), at)
    usable = [one for one in slots.values() if one.response is not None or one.points]
    if not usable:
        return None
    names = [header.lower() for header in headers]
    state = _first(names, "state", "status")
    if state is None:
        raise UnusableError(
            "lacks Moodle's column “State” or “Status”, which says who has finished"
        )
    return Form(
        source=f"Moodle, {'Responses' if usable[0].mark is None else 'Grades'}",
        slots=tuple(usable),
        student=tuple(at for at, name in enumerate(names) if name in MOODLE_STUDENT),
        state=state,
        order=_first(names, "started on", "started"),
    )


def canvas(headers: tuple[str, ...]) -> Form | None:
    """The form of the Student Analysis of a Classic Quiz, if the headers are of one."""
    slots = []
    for at, (header, beside) in enumerate(pairwise(headers)):
        found, points = CANVAS_QUESTION.fullmatch(header), number_in(beside)
        if found and points:  # a text that asks nothing has no points
            label, text = f"Canvas {found[1]}", html.unescape(found[2])
            slots.append(Slot(label, text, response=at, mark=at + 1, points=points))
    if not slots:
        return None
    student = _first([*headers], "id", "name")
    return Form(
        source="Canvas, Student Analysis",
        slots=tuple(slots),
        student=() if student is None else (student,),
        state=None,
        order=_first([*headers], "attempt"),
    )


def number_in(text: str) -> float | None:
    """A number with a point or a comma, or None."""
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else None


def _first(names: list[str], *wanted: str) -> int | None:
    """Where the first of the wanted names stands."""
    return next((names.index(name) for name in wanted if name in names), None)
