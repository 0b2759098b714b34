"""From responses and keys to the statistics of each question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .keys import Key, Keys, chosen, share, tokens
from .measures import Estimate, alpha, correlation, difficulty, thirds
from .reading import Answer, Responses

CHOICE_KINDS = ("single", "multiple", "true-false")


@dataclass(frozen=True)
class ChoiceStatistics:
    """Who chose a choice. Shares are of those whose answer could be read, from 0 to 1."""

    text: str
    right: bool
    everyone: float
    upper: float
    lower: float
    """Of the thirds by the score in the rest of the quiz."""
    correlation: Estimate | None
    """Of choosing it with the score in the rest of the quiz."""


@dataclass(frozen=True)
class ItemStatistics:
    name: str
    """The question's id, or how the file names it when the course has no such question."""
    key: Key | None
    n: int
    """Students with a score."""
    difficulty: Estimate | None
    """None when there is no score."""
    discrimination: Estimate | None
    """With the score in the rest of the quiz; None where one of them is all alike."""
    unanswered: int
    unread: int
    """Answers that could be neither scored nor read."""
    chosen_by: int = 0
    """Students whose choice could be read, or who chose nothing."""
    choices: tuple[ChoiceStatistics, ...] = ()


@dataclass(frozen=True)
class Analysis:
    responses: Responses
    items: tuple[ItemStatistics, ...]
    """In the order of the file."""
    alpha: float | None
    """Of the points of all questions with a score; None when it can't be told."""
    complete: int
    """Students with a score in each of them, from whom alpha is taken."""


@dataclass(frozen=True)
class _Mark:
    """One student's answer to one question."""

    points: float
    score: float | None
    chosen: frozenset[int] | None
    blank: bool


_Sheet = dict[str, _Mark]
"""One student's marks by the name of the question."""


def analyse(responses: Responses, keys: Keys) -> Analysis:
    known: dict[str, Key | None] = {}
    sheets = [_sheet(attempt, keys, known) for attempt in responses.attempts]
    rows = _complete(sheets)
    return Analysis(
        responses=responses,
        items=tuple(_statistics(name, key, sheets) for name, key in known.items()),
        alpha=alpha(rows) if rows else None,
        complete=len(rows),
    )


def _sheet(attempt: Sequence[Answer], keys: Keys, known: dict[str, Key | None]) -> _Sheet:
    """The marks of an attempt; adds to `known` what was asked."""
    sheet = {}
    for answer in attempt:
        key = keys.find(answer.question) if answer.question else None
        name = key.id if key else answer.label
        known.setdefault(name, key)
        sheet[name] = _mark(answer, key)
    return sheet


def _mark(answer: Answer, key: Key | None) -> _Mark:
    response, score, picked = answer.response, answer.share, None
    if key and response is not None:
        if score is None:
            score = share(key, response, answer.right)
        if key.kind in CHOICE_KINDS:
            picked = chosen(key, response)
    elif score is None and response is not None and answer.right:
        score = float(tokens(response) == tokens(answer.right))
    points = answer.points or (key.points if key else 1)
    return _Mark(points, score, picked, blank=response == "")


def _statistics(name: str, key: Key | None, sheets: Sequence[_Sheet]) -> ItemStatistics:
    asked = [(sheet[name], _rest(sheet, name)) for sheet in sheets if name in sheet]
    scored = [(mark.score, rest) for mark, rest in asked if mark.score is not None]
    compared = [(score, rest) for score, rest in scored if rest is not None]
    read = [
        (mark.chosen, rest) for mark, rest in asked if mark.chosen is not None and rest is not None
    ]
    return ItemStatistics(
        name=name,
        key=key,
        n=len(scored),
        difficulty=difficulty([score for score, _ in scored]) if scored else None,
        discrimination=correlation([one[0] for one in compared], [one[1] for one in compared]),
        unanswered=sum(mark.blank for mark, _ in asked),
        unread=len(asked) - len(scored),
        chosen_by=len(read),
        choices=tuple(_choices(key, read)) if key and read else (),
    )


def _choices(key: Key, read: Sequence[tuple[frozenset[int], float]]) -> list[ChoiceStatistics]:
    rests = [rest for _, rest in read]
    upper, lower = thirds(rests)
    found = []
    for at, text in enumerate(key.choices):
        picked = [float(at in chosen) for chosen, _ in read]
        found.append(
            ChoiceStatistics(
                text=text,
                right=at in key.right,
                everyone=sum(picked) / len(picked),
                upper=sum(picked[one] for one in upper) / len(upper),
                lower=sum(picked[one] for one in lower) / len(lower),
                correlation=correlation(picked, rests),
            )
        )
    return found


def _rest(sheet: _Sheet, name: str) -> float | None:
    """The share of the points that a student earned in all other questions with a score."""
    others = [mark for other, mark in sheet.items() if other != name and mark.score is not None]
    possible = sum(mark.points for mark in others)
    earned = sum(mark.points * (mark.score or 0) for mark in others)
    return earned / possible if others else None


def _complete(sheets: Sequence[_Sheet]) -> list[list[float]]:
    """The points of the students who have a score in every question that has any."""
    earned = [
        {name: mark.points * mark.score for name, mark in sheet.items() if mark.score is not None}
        for sheet in sheets
    ]
    names = sorted(set().union(*earned))
    return [[one[name] for name in names] for one in earned if len(one) == len(names)]
