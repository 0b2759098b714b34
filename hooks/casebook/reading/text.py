"""Read one text file, or say in plain words why it can't be read."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..problems import Problem

MAX_BYTES = 500_000
"""Five times the longest file of a course; more is a mistake, and slow to check."""
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control characters and others that nobody sees: marks that turn the direction of writing, so
that a text reads otherwise than it stands, spaces of no width, line ends that no editor counts."""
LINK = "is a link to another place; put the file itself here"
LOST = "\ufffd"
"""Programs put it where they could not read a character."""


class NoFileError(Exception):
    """What stands there is no plain file; says what it is and what to do."""


def is_link(root: Path, path: str) -> bool:
    """Whether root/path, or a folder on the way to it, is a link to another place."""
    place = Path(path)
    return any((root / one).is_symlink() for one in (place, *place.parents))


def _bytes(root: Path, path: str, most: int) -> bytes:
    """The first bytes of a file, enough to know whether it is too large.

    Raises OSError, NoFileError: a link may lead out of the project, and a pipe never ends.
    """
    if is_link(root, path):
        raise NoFileError(LINK)
    mode = (root / path).stat().st_mode
    if not stat.S_ISREG(mode):
        raise NoFileError("is no file; put a text file here, or give this another name")
    with (root / path).open("rb") as file:
        return file.read(most + 1)


def _unseen(path: str, text: str) -> Iterator[Problem]:
    """The first character of each line that can't be seen, or was lost."""
    for number, line in enumerate(text.split("\n"), 1):
        control = CONTROL.search(line)
        if control:
            name = unicodedata.name(control[0], "").lower()
            what = f"U+{ord(control[0]):04X}{', ' if name else ''}{name}"
            yield Problem(path, number, f"holds a control character ({what}); remove it")
            if control[0] == "\0":
                return  # no text at all, and every line would have one
        elif LOST in line:
            message = f"holds “{LOST}”, where a character was lost; write it again"
            yield Problem(path, number, message)


def read_text(
    root: Path, path: str, problems: list[Problem], listed_in: str = "", most: int = MAX_BYTES
) -> str | None:
    """The text of root/path with line ends as "\\n", or None and a problem.

    `listed_in` is the file, if any, that says root/path should be there; `most` are the
    bytes that it may have.
    """
    try:
        raw = _bytes(root, path, most)
    except FileNotFoundError:
        off_list = f", or take it off the list in {listed_in}" if listed_in else ""
        problems.append(Problem(path, 1, f"is missing; put it back{off_list}"))
        return None
    except OSError as error:
        problems.append(Problem(path, 1, f"can't be read ({error.strerror}); put a text file here"))
        return None
    except NoFileError as error:
        problems.append(Problem(path, 1, str(error)))
        return None
    if len(raw) > most:
        problems.append(Problem(path, 1, f"is larger than {most // 1000} kB; split it"))
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
    unseen = list(_unseen(path, text))
    if unseen:
        problems += unseen
        return None
    if not text.strip():
        problems.append(Problem(path, 1, "is empty; write it, or remove the file"))
        return None
    return text
