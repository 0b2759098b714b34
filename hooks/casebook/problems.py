"""A mistake in content is a value, not an exception."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is, what is wrong and what to do about it.

    `path` is relative to the project's root, with forward slashes;
    `line` counts from 1. A warning is shown but stops nothing.
    """

    path: str
    line: int
    message: str
    warning: bool = False

    def __str__(self) -> str:
        level = "warning: " if self.warning else ""
        message = LONG.sub(r"“\1…”", re.sub(r"\s*\n\s*", " ", self.message))
        return _seen(f"{self.path}:{self.line}: {level}{message}")


LONG = re.compile(r"“([^“”]{200})[^“”]+”")
"""What is quoted in a message and would fill the screen."""


def _seen(text: str) -> str:
    """The text with \\n and the like for what would break the line or can't be printed."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text
    )


def nearest(wanted: str, known: Iterable[str]) -> str:
    """A hint that names the closest known word, or "" when none is close."""
    found = difflib.get_close_matches(wanted, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean “{found[0]}”?" if found else ""
