"""The measures of classical test theory, as pure functions.

A score is a share of a question's points, from 0 to 1. Intervals are of 95 %.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import NamedTuple

Z = statistics.NormalDist().inv_cdf(0.975)


class Interval(NamedTuple):
    low: float
    high: float


class Estimate(NamedTuple):
    value: float
    interval: Interval | None = None
    """None where there are too few students for one."""


def difficulty(scores: Sequence[float]) -> Estimate:
    """The mean score, so that 1 is easy, with Wilson's interval. At least one score.

    Partial credit is put into Wilson's formula as if it were a proportion.
    That is on the safe side: a score from 0 to 1 with the mean p varies by
    at most p (1 - p), which it reaches when every score is 0 or 1.
    """
    mean = min(1.0, max(0.0, statistics.fmean(scores)))
    return Estimate(mean, wilson(mean, len(scores)))


def wilson(p: float, n: int) -> Interval:
    """The interval of a proportion p of n (Wilson 1927); within [0, 1], and p within it."""
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    low = (p + Z * Z / (2 * n) - half) / (1 + Z * Z / n)
    high = (p + Z * Z / (2 * n) + half) / (1 + Z * Z / n)
    return Interval(max(0.0, min(low, p)), min(1.0, max(high, p)))


def correlation(first: Sequence[float], second: Sequence[float]) -> Estimate | None:
    """Pearson's r with the interval of Fisher's z (1921); None when one of them is all alike.

    Two sequences of one length. The interval needs four pairs and an r within (-1, 1).
    """
    if len(first) < 2 or _alike(first) or _alike(second):
        return None
    r = min(1.0, max(-1.0, statistics.correlation(first, second)))
    if len(first) < 4 or abs(r) > 1 - 1e-9:
        return Estimate(r)
    z, half = math.atanh(r), Z / math.sqrt(len(first) - 3)
    return Estimate(r, Interval(math.tanh(z - half), math.tanh(z + half)))


def alpha(rows: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha (1951) of points: a row per student, a column per question.

    None with fewer than two students or questions, or when all totals are alike.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    totals = [math.fsum(row) for row in rows]
    if _alike(totals):
        return None
    k = len(rows[0])
    within = math.fsum(statistics.variance(column) for column in zip(*rows, strict=True))
    return k / (k - 1) * (1 - within / statistics.variance(totals))


def thirds(scores: Sequence[float]) -> tuple[list[int], list[int]]:
    """Who is in the upper and who in the lower third, as places in `scores`.

    All who tie with the last of a third belong to it, so that the order of
    the file decides nothing. Needs at least one score.
    """
    ranked, size = sorted(scores), max(1, len(scores) // 3)
    upper = [at for at, score in enumerate(scores) if score >= ranked[-size]]
    lower = [at for at, score in enumerate(scores) if score <= ranked[size - 1]]
    return upper, lower


def _alike(values: Sequence[float]) -> bool:
    """Whether they differ by no more than arithmetic does."""
    return max(values) - min(values) < 1e-9
