"""What was made before, while `mkdocs serve` runs: made anew only where its sources changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Kept:
    """By kind and page, what was made last and what it was made of."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[object, Any]] = {}

    def get(self, kind: str, page: str, made_of: object, make: Callable[[], Made]) -> Made:
        """What was made of an equal `made_of`, else what `make` makes now; not to be changed."""
        kept = self._made.get((kind, page))
        if kept is None or kept[0] != made_of:
            kept = self._made[kind, page] = (made_of, make())
        made: Made = kept[1]
        return made


class NothingKept(Kept):
    """For a build that is the only one."""

    def get(self, kind: str, page: str, made_of: object, make: Callable[[], Made]) -> Made:
        return make()
