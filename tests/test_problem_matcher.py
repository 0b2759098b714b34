"""On a pull request each message stands at its line: GitHub finds it by these patterns."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .courses import ROOT, casebook
from .test_problems import MISTAKES, make_mistake

MATCHERS = json.loads((ROOT / ".github/problem-matcher.json").read_text("utf-8"))["problemMatcher"]


def annotated(output: str) -> list[tuple[str, str, int, str]]:
    """(severity, file, line, message) of each line that GitHub would show."""
    found = []
    for line in output.splitlines():
        for matcher in MATCHERS:
            (pattern,) = matcher["pattern"]
            match = re.search(pattern["regexp"], line)
            if match:
                place = [match[pattern[name]] for name in ("file", "line", "message")]
                found.append((matcher["severity"], place[0], int(place[1]), place[2]))
    return found


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.name)
def test_every_message_becomes_one_annotation(mistake: Path) -> None:
    lines = (mistake / "expected.txt").read_text("utf-8").splitlines()
    for line in lines:
        path, number, message = line.split(":", 2)
        warning = message.startswith(" warning: ")
        expected = (
            "warning" if warning else "error",
            path,
            int(number),
            message.removeprefix(" warning:").strip(),
        )
        assert annotated(line) == [expected]


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_a_command_prints_is_found_at_the_changed_line(tiny: Path, command: str) -> None:
    """Also in MkDocs' own words around it."""
    chapter = tiny / "docs/modules/apples/picking.md"
    chapter.write_text(chapter.read_text("utf-8").replace("@treatise-2001", "@treatise-2010"))
    done = casebook(command, root=tiny)
    found = annotated(done.stdout + done.stderr)
    assert [one[:3] for one in found] == [("error", "docs/modules/apples/picking.md", 14)]
    assert found[0][3].startswith("no work has the key “treatise-2010”")


def test_a_warning_is_no_error(tiny: Path) -> None:
    mistake = next(path for path in MISTAKES if "warning: " in (path / "expected.txt").read_text())
    make_mistake(mistake, tiny)
    severities = {one[0] for one in annotated(casebook("check", root=tiny).stdout)}
    assert severities == {"warning"}


def test_other_lines_are_no_annotations(tiny: Path) -> None:
    assert annotated(casebook("check", root=tiny).stdout) == []
    assert annotated("INFO    -  Building documentation to directory: /x/site") == []
