"""The responses to one quiz, from the CSV files of Moodle and of Canvas.

Names and addresses are used to find each student's first attempt and leave
this module no more.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .forms import Form, Slot, canvas, moodle, number_in
from .table import DELIMITERS, Row, UnusableError, rows

NOT_ANSWERED = "-"
"""What Moodle writes for it."""
NEEDED = (
    "has no columns of questions; wanted are “Question 1”, “Response 1” and “Right answer 1” "
    "(Moodle, Responses), “Q. 1 /1.00” (Moodle, Grades) or “123: the question” beside its points "
    "(Canvas, Student Analysis). Set the program's language to English before you download"
)
NEW_QUIZZES = (
    "seems to come from Canvas, but is not the Student Analysis of a Classic Quiz; "
    "New Quizzes are not supported, because the form of their file is not documented"
)


@dataclass(frozen=True)
class Answer:
    """What one student gave to one question."""

    label: str
    """How the file names the place in the quiz."""
    question: str = ""
    """What was asked, plain text; "" where the file does not say."""
    response: str | None = None
    """Plain text, "" when nothing was answered; None where the file does not say."""
    right: str = ""
    """The right answer as the program words it; "" where the file does not say."""
    points: float | None = None
    """What could be earned, if the file says so; more than 0."""
    share: float | None = None
    """The part of the points that was earned, from 0 to 1, if the file says so."""


@dataclass(frozen=True)
class Responses:
    source: str
    """Which report of which program."""
    attempts: tuple[tuple[Answer, ...], ...]
    """The first finished attempt of each student."""
    unfinished: int
    """Rows left out because the attempt is not finished."""
    later: int
    """Rows left out because the student had finished an earlier attempt."""

    @property
    def with_questions(self) -> bool:
        """Whether the file says what was asked."""
        return any(answer.question for attempt in self.attempts for answer in attempt)


def responses(text: str) -> Responses:
    """One attempt per student. Raises UnusableError when the text is no such file."""
    for delimiter in DELIMITERS:
        found = rows(text, delimiter)
        headers = next(found, ())
        form = moodle(headers) or canvas(headers)
        if form is not None:
            empty = ("",) * len(headers)  # a program may leave out what is empty at the end
            return _first_attempts([(*row, *empty)[: len(headers)] for row in found], form)
    if re.search(r"\bsis[ _]id\b", text.partition("\n")[0], re.IGNORECASE):
        raise UnusableError(NEW_QUIZZES)
    raise UnusableError(NEEDED)


def _first_attempts(table: Sequence[Row], form: Form) -> Responses:
    """Canvas lists the newest attempts first, Moodle as the instructor sorted them."""
    states = ["finished" if form.state is None else row[form.state].lower() for row in table]
    finished = [(at, row) for at, row in enumerate(table) if states[at] == "finished"]
    firsts: dict[Row, Row] = {}
    for at, row in sorted(finished, key=lambda one: (_time(one[1], form), one[0])):
        firsts.setdefault(tuple(row[one] for one in form.student) or (str(at),), row)
    if not firsts:
        raise UnusableError("has no finished attempt")
    return Responses(
        source=form.source,
        attempts=tuple(tuple(_answers(row, form)) for row in firsts.values()),
        # Moodle's Grades end with a row of averages, which has no state.
        unfinished=sum(state not in ("", NOT_ANSWERED, "finished") for state in states),
        later=len(finished) - len(firsts),
    )


def _time(row: Row, form: Form) -> float:
    """A number that grows from attempt to attempt, or 0: then the order of the file counts."""
    cell = "" if form.order is None else " ".join(row[form.order].replace(",", " ").split())
    number = number_in(cell)
    if number is not None:
        return number
    try:
        started = datetime.datetime.strptime(cell, "%d %B %Y %I:%M %p")
    except ValueError:
        return 0
    return (started - datetime.datetime.min).total_seconds()


def _answers(row: Row, form: Form) -> Iterator[Answer]:
    """The answers of one attempt; none for a question that this student was not asked."""
    for slot in form.slots:
        mark = _cell(row, slot.mark)
        if slot.mark is not None and not mark and not _cell(row, slot.response):
            continue
        yield Answer(
            label=slot.label,
            question=slot.text or _told(row, slot.question),
            response=None if slot.response is None else _told(row, slot.response),
            right=_told(row, slot.right),
            points=slot.points,
            share=_share(mark, slot),
        )


def _share(mark: str, slot: Slot) -> float | None:
    """Points above what a question gives, or below nothing, count as all or nothing.

    None for a mark in words: "Requires grading".
    """
    if mark == NOT_ANSWERED:
        return 0.0
    earned = number_in(mark)
    if earned is None or slot.points is None:
        return None
    return min(1.0, max(0.0, earned / slot.points))


def _cell(row: Row, at: int | None) -> str:
    return "" if at is None else row[at]


def _told(row: Row, at: int | None) -> str:
    text = _cell(row, at)
    return "" if text == NOT_ANSWERED else text
