"""Which questions to look at first, and why, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .analysis import Analysis, ChoiceStatistics, ItemStatistics
from .measures import Estimate

DEAD_SHARE, DEAD_STUDENTS = 0.05, 20
"""A wrong choice is dead when a smaller share than this of at least so many students chose it."""
WEAK, EASY = 0.1, 0.95
"""Discrimination not above, and difficulty not below, what is worth a look."""


@dataclass(frozen=True, order=True)
class Finding:
    rank: int
    """0 is the most urgent."""
    reason: str


def to_look_at(analysis: Analysis) -> list[tuple[ItemStatistics, list[Finding]]]:
    """The questions with anything to look at, the most urgent first."""
    found = [(item, sorted({*_of_item(item), *_of_choices(item)})) for item in analysis.items]
    return sorted((one for one in found if one[1]), key=_urgency)


def dead(choice: ChoiceStatistics, students: int) -> bool:
    return not choice.right and students >= DEAD_STUDENTS and choice.everyone < DEAD_SHARE


def _urgency(one: tuple[ItemStatistics, list[Finding]]) -> tuple[int, float]:
    item, findings = one
    return findings[0].rank, item.discrimination.value if item.discrimination else 0


def _of_item(item: ItemStatistics) -> Iterator[Finding]:
    if item.difficulty is None:
        return
    mean, guessing = item.difficulty.value, _guessing(item)
    if _below(item.discrimination, 0):
        yield Finding(
            0,
            "Those who did well in the rest did worse here, more than chance explains. "
            "Look at the key, then for two readings of the question.",
        )
    elif item.discrimination and item.discrimination.value <= WEAK and mean < EASY:
        yield Finding(
            3,
            "It hardly tells those who did well in the rest from those who did not. "
            "With few students that may be chance.",
        )
    if _below(item.difficulty, guessing):
        yield Finding(
            2,
            f"Fewer were right than by guessing ({guessing:.2f}): too hard, or a misleading text.",
        )
    if mean >= EASY:
        yield Finding(6, "Nearly everyone is right. Fine to begin with; it tells little else.")
    if item.unread and item.n:
        yield Finding(
            4,
            f"{item.unread} of {item.unread + item.n} answers have no score: not graded yet, "
            "or the question was reworded since.",
        )


def _of_choices(item: ItemStatistics) -> Iterator[Finding]:
    if len(item.choices) == 2:
        return  # the one wrong choice is the question turned round
    for choice in (one for one in item.choices if not one.right):
        if _above(choice.correlation, 0):
            yield Finding(
                1, f"The wrong choice “{choice.text}” draws those who did well. Is it right too?"
            )
        elif choice.upper > choice.lower:
            yield Finding(
                4,
                f"The wrong choice “{choice.text}” was taken by more of the upper third "
                f"({choice.upper:.2f}) than of the lower ({choice.lower:.2f}).",
            )
        if dead(choice, item.chosen_by):
            yield Finding(5, f"Hardly anyone took “{choice.text}”. Write a mistake people make.")


def _guessing(item: ItemStatistics) -> float:
    """The share that would be right by taking one choice blindly; 0 where that can't be done."""
    one_of = item.key is not None and item.key.kind in ("single", "true-false")
    return 1 / len(item.key.choices) if item.key and one_of else 0.0


def _below(estimate: Estimate | None, value: float) -> bool:
    return bool(estimate and estimate.interval and estimate.interval.high < value)


def _above(estimate: Estimate | None, value: float) -> bool:
    return bool(estimate and estimate.interval and estimate.interval.low > value)
