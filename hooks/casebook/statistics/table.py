"""A file that someone downloaded becomes text and rows, or a sentence that says why not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

MAX_BYTES = 20_000_000
"""A thousand students with an essay each; more is another file."""
DELIMITERS = (",", ";", "\t")
Row = tuple[str, ...]


class UnusableError(ValueError):
    """Why a file can't be used, as one sentence without its name."""


def read_text(file: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        why = getattr(error, "strerror", None) or error
        raise UnusableError(f"can't be read: {why}; name the CSV that you downloaded") from None
    if len(raw) > MAX_BYTES:
        raise UnusableError("is larger than 20 MB, so it is hardly the responses to one quiz")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableError(
            "is no text in UTF-8; download it as CSV, not as Excel or ODS"
        ) from None
    if "\x00" in text:
        raise UnusableError("is no text; download it as CSV")
    if not text.strip():
        raise UnusableError("is empty")
    return text


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that hold any text, lazily. Raises UnusableError where they can't be told apart."""
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                yield tuple(cell.strip() for cell in row)
    except csv.Error as error:
        raise UnusableError(f"is no CSV that can be read: {error}") from None
