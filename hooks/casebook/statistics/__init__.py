"""Item statistics from the response files of Moodle and Canvas, without tracking anyone."""

from __future__ import annotations

from pathlib import Path

from ..course import Course
from .analysis import analyse
from .keys import keys
from .reading import responses
from .report import as_csv, as_text
from .table import UnusableError, read_text

__all__ = ["UnusableError", "statistics"]


def statistics(course: Course, file: Path, spreadsheet: bool = False) -> str:
    """What to print about a file of responses: a report, or rows for a spreadsheet.

    The course must be free of mistakes. Raises UnusableError for a file that can't be used.
    """
    found = analyse(responses(read_text(file)), keys(course))
    return as_csv(found) if spreadsheet else as_text(found)
