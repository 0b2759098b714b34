"""What pages and exports both need to know of a question: its version, and how it is mixed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TypeVar

from .models.quiz import Question

T = TypeVar("T")


def version(question: Question) -> str:
    """Eight hexadecimal digits that change when something else is asked.

    Readers' records of an earlier version then count no longer. A better
    explanation is no other question.
    """
    text = json.dumps(question.asked(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def shuffled(items: Sequence[T], seed: str) -> list[T]:
    """Another order than the given one, the same at every build."""
    mixed = sorted(
        items,
        key=lambda one: hashlib.sha256(f"{seed}/{items.index(one)}".encode()).digest(),
    )
    return mixed if mixed != list(items) else [*mixed[1:], mixed[0]]
