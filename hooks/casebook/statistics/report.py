"""The statistics as plain text of at most 100 columns, and as CSV. Both name no student."""

from __future__ import annotations

import csv
import io
import textwrap
import unicodedata
from collections.abc import Iterator

from .analysis import Analysis, ChoiceStatistics, ItemStatistics
from .findings import dead, to_look_at
from .measures import Estimate

WIDTH = 100
NAME, TEXT = 42, 52
"""Columns for a question's name and for the text of a choice."""
SMALL_CLASS = 10
WARNING = (
    f"Fewer than {SMALL_CLASS} students: every interval is too wide to conclude anything from it."
)
ABOUT = (
    "Difficulty is the mean share of the points, 1 is easy. Discrimination is the correlation with "
    "the score in the rest of the quiz. In brackets the 95 % interval: by chance the "
    "truth lies outside of one in twenty."
)
ABOUT_ALPHA = (
    "It says how alike the questions order the students, not whether they ask the right things; "
    "a short quiz comes out low."
)
NO_SCORE = (
    "Moodle's Responses report has no points: essays, and orders of items whose first seven "
    "letters are the same, can't be scored from it."
)
NO_QUESTIONS = (
    "The file does not say what was asked, so the questions can't be found in the course. "
    "Download Moodle's Responses report with “question text” ticked."
)
COLUMNS = (
    *("question", "place", "kind", "n"),
    *("difficulty", "difficulty_low", "difficulty_high"),
    *("discrimination", "discrimination_low", "discrimination_high"),
    *("unanswered", "no_score", "look_at"),
)


def as_text(analysis: Analysis) -> str:
    parts = (_head(analysis), _table(analysis), _notes(analysis), _first(analysis))
    lines = [line for part in parts for line in [*part, ""]]
    for item in analysis.items:
        if item.choices:
            lines += [*_choices(item), ""]
    return "\n".join(lines[:-1]) + "\n"


def as_csv(analysis: Analysis) -> str:
    """A row per question, for a spreadsheet. "" where there is no number."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    reasons = {
        item.name: " ".join(finding.reason for finding in found)
        for item, found in to_look_at(analysis)
    }
    for item in analysis.items:
        key = item.key
        about = (item.name, key.place if key else "", key.kind if key else "", item.n)
        numbers = (*_numbers(item.difficulty), *_numbers(item.discrimination))
        rest = (item.unanswered, item.unread, reasons.get(item.name, ""))
        writer.writerow((*about, *numbers, *rest))
    return written.getvalue()


def _head(analysis: Analysis) -> Iterator[str]:
    found = analysis.responses
    students, questions = len(found.attempts), len(analysis.items)
    yield f"{found.source}: {_count(students, 'student')}, {_count(questions, 'question')}."
    yield (
        "Each student's first finished attempt counts. Left out: "
        f"{_count(found.later, 'later attempt')}, {_count(found.unfinished, 'unfinished attempt')}."
    )
    if len(found.attempts) < SMALL_CLASS:
        yield WARNING


def _table(analysis: Analysis) -> Iterator[str]:
    yield f"{_padded('Question', NAME)}   n  Difficulty           Discrimination"
    for item in analysis.items:
        easy = "not scored" if item.difficulty is None else _number(item.difficulty)
        line = f"{_padded(item.name, NAME)} {item.n:3}  {easy:19}  {_discrimination(item)}"
        yield line.rstrip()


def _notes(analysis: Analysis) -> Iterator[str]:
    yield from textwrap.wrap(ABOUT, WIDTH)
    if analysis.alpha is not None:
        text = f"Cronbach's alpha is {analysis.alpha:.2f} ({_count(analysis.complete, 'student')})."
        yield from textwrap.wrap(f"{text} {ABOUT_ALPHA}", WIDTH)
    unscored = [item.name for item in analysis.items if item.difficulty is None]
    if unscored:
        yield from textwrap.wrap(f"Not scored: {', '.join(unscored)}. {NO_SCORE}", WIDTH)
    unknown = [item.name for item in analysis.items if item.key is None]
    if unknown:
        known = analysis.responses.with_questions
        text = (
            f"Not a question of this course, or the text of more than one: {', '.join(unknown)}."
            if known
            else NO_QUESTIONS
        )
        yield from textwrap.wrap(text, WIDTH)


def _first(analysis: Analysis) -> Iterator[str]:
    found = to_look_at(analysis)
    yield "What to look at first" if found else "Nothing stands out."
    for number, (item, findings) in enumerate(found, 1):
        place = f"  {item.key.place}" if item.key else ""
        yield f"{number:2}. {item.name}{place}"
        for finding in findings:
            indent = " " * 4
            yield from textwrap.wrap(
                _printable(finding.reason), WIDTH, initial_indent=indent, subsequent_indent=indent
            )


def _choices(item: ItemStatistics) -> Iterator[str]:
    yield f"{item.name}: who chose what ({_count(item.chosen_by, 'student')})"
    yield f"    {_padded('', TEXT)}   all  upper  lower  with the rest"
    for choice in item.choices:
        mark = "*" if choice.right else " "
        yield f"  {mark} {_padded(choice.text, TEXT)} {_shares(choice, item.chosen_by)}".rstrip()


def _shares(choice: ChoiceStatistics, students: int) -> str:
    together = f"{round(choice.correlation.value, 2) + 0:5.2f}" if choice.correlation else "    -"
    shares = f" {choice.everyone:.2f}   {choice.upper:.2f}   {choice.lower:.2f}  {together}"
    return f"{shares}  dead" if dead(choice, students) else shares


def _discrimination(item: ItemStatistics) -> str:
    if item.discrimination is not None:
        return _number(item.discrimination)
    return "-" if item.n < 2 else "all alike"


def _number(estimate: Estimate) -> str:
    interval = estimate.interval
    between = f" ({interval.low:.2f} to {interval.high:.2f})" if interval else ""
    return f"{estimate.value:.2f}{between}".replace("-0.00", "0.00")


def _numbers(estimate: Estimate | None) -> list[str]:
    """Value, low, high."""
    value = estimate.value if estimate else None
    interval = (estimate and estimate.interval) or (None, None)
    return ["" if one is None else f"{one:.4f}" for one in (value, *interval)]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _printable(text: str) -> str:
    """Without anything that would move a terminal's cursor."""
    return "".join(one if one.isprintable() else " " for one in text)


def _padded(text: str, width: int) -> str:
    """The text cut or filled to a number of columns; a Chinese character takes two."""
    cut, used = "", 0
    for one in _printable(text):
        wide = _columns(one)
        if used + wide > width - 1 and _columns(text) > width:
            cut, used = cut + "…", used + 1
            break
        cut, used = cut + one, used + wide
    return cut + " " * (width - used)


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF")
        for one in text
    )
