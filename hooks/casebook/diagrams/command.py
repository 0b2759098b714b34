"""`make diagrams`: draw what changed, remove what is no longer shown."""

from __future__ import annotations

import sys
from pathlib import Path

from ..course import DRAWINGS, Course
from ..problems import Problem
from ..publish import whole
from .source import Diagram, find_diagrams


def redraw(course: Course, root: Path) -> list[Problem]:
    """Bring the folder of drawings up to date; what could not be drawn well is told.

    A drawing is written whole or not at all, under a name that its source
    decides, so that a command that was ended leaves nothing wrong behind.
    Raises SystemExit, with one line, where there is no browser.
    """
    wanted = {
        diagram.name: (document.path, diagram)
        for document in course.documents()
        for diagram in find_diagrams(document.body, document.body_line)
    }
    missing = [diagram for name, (_, diagram) in wanted.items() if name not in course.drawings]
    folder = root / DRAWINGS
    problems, failed = _draw(missing, folder, {one.name: path for path, one in wanted.values()})
    for leftover in folder.glob("*.part"):
        leftover.unlink(missing_ok=True)  # of a command that was killed
    # What could not be read may show any of them.
    for name in set() if course.unusable else set(course.drawings) - set(wanted):
        (folder / f"{name}.svg").unlink(missing_ok=True)
    count = len(missing) - len(failed)
    print(f"{len(wanted)} diagram{'' if len(wanted) == 1 else 's'}, {count} drawn anew.")
    return problems


def _draw(
    diagrams: list[Diagram], folder: Path, paths: dict[str, str]
) -> tuple[list[Problem], set[str]]:
    """The problems, and the names of the diagrams that have one."""
    if not diagrams:
        return [], set()
    try:
        from playwright.sync_api import Error

        from .browser import chrome
        from .draw import draw
    except ImportError as error:
        print(f"{error.name} is not installed; “make diagrams” sets it up", file=sys.stderr)
        raise SystemExit(1) from None
    folder.mkdir(parents=True, exist_ok=True)
    problems: list[Problem] = []
    failed: set[str] = set()
    try:
        finished = draw(diagrams, folder.parent, chrome)
    except Error as error:
        why = error.message.strip().split("\n")[0]
        print(f"the browser ended and nothing was drawn: {why}; run this again", file=sys.stderr)
        raise SystemExit(1) from None
    for drawn in finished:
        path = paths[drawn.diagram.name]
        problems += [Problem(path, line, message) for line, message in drawn.faults]
        if drawn.faults:
            failed.add(drawn.diagram.name)
        else:
            with whole(folder / f"{drawn.diagram.name}.svg") as aside:
                aside.write_text(drawn.svg + "\n", "utf-8")
    return problems, failed
