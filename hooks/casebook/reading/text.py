"""Read one text file, or say in plain words why it can't be read."""

from __future__ import annotations

import re
from pathlib import Path

from ..problems import Problem

MAX_BYTES = 500_000
"""Five times the longest file of a course; more is a mistake, and slow to check."""
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters and the marks that turn the direction of writing."""


def read_text(root: Path, path: str, problems: list[Problem], listed_in: str = "") -> str | None:
    """The text of root/path with line ends as "\\n", or None and a problem.

    `listed_in` is the file, if any, that says root/path should be there.
    """
    try:
        raw = (root / path).read_bytes()
    except FileNotFoundError:
        off_list = f", or take it off the list in {listed_in}" if listed_in else ""
        problems.append(Problem(path, 1, f"is missing; put it back{off_list}"))
        return None
    except OSError as error:
        problems.append(Problem(path, 1, f"can't be read: {error.strerror}"))
        return None
    if len(raw) > MAX_BYTES:
        problems.append(Problem(path, 1, "is larger than 500 kB; split it"))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(path, line, "holds a character that is not UTF-8; save the file as UTF-8")
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        problems.append(Problem(path, line, "holds a control character; remove it"))
        return None
    if not text.strip():
        problems.append(Problem(path, 1, "is empty; write it, or remove the file"))
        return None
    return text
