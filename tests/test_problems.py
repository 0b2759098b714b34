"""Every mistake gets its sentence: one directory each under tests/problems.

A directory holds what is wrong with a copy of tests/sites/tiny (`edits.yml`:
replacements and deletions; `in/`: whole files) and the messages that
`make check` gives (`expected.txt`). After changing a message on purpose, run
pytest with --force-regen and read the difference.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from pytest_regressions.file_regression import FileRegressionFixture

from casebook.checks import RULES, check
from casebook.course import read

from .courses import SITES

MISTAKES = sorted(path for path in (Path(__file__).parent / "problems").iterdir())


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.name)
def test_message(mistake: Path, tmp_path: Path, file_regression: FileRegressionFixture) -> None:
    root = tmp_path / "course"
    shutil.copytree(SITES / "tiny", root)
    make_mistake(mistake, root)
    course, problems = read(root)
    if course is not None:
        problems += check(course)
    assert problems, "this mistake goes unnoticed"
    text = "".join(f"{problem}\n" for problem in sorted(set(problems)))
    file_regression.check(text, encoding="utf-8", fullpath=mistake / "expected.txt")


def test_every_rule_has_a_mistake_that_it_finds(tmp_path: Path) -> None:
    """A message may be lost when its golden is made anew; a rule without one is not tested."""
    silent = set(RULES)
    for mistake in MISTAKES:
        root = tmp_path / mistake.name
        shutil.copytree(SITES / "tiny", root)
        make_mistake(mistake, root)
        course, _ = read(root)
        if course is not None:
            silent -= {rule for rule in silent if any(True for _ in rule(course))}
    assert {f"{rule.__module__}.{rule.__name__}" for rule in silent} == set()


def make_mistake(mistake: Path, root: Path) -> None:
    edits = mistake / "edits.yml"
    for edit in yaml.safe_load(edits.read_text("utf-8")) if edits.exists() else ():
        if "delete" in edit:
            (root / edit["delete"]).unlink()
            continue
        path = root / edit["file"]
        text = path.read_text("utf-8")
        assert edit["find"] in text, f"{edits} no longer fits {edit['file']}"
        path.write_text(text.replace(edit["find"], edit["replace"]), "utf-8")
    if (mistake / "in").exists():
        shutil.copytree(mistake / "in", root, dirs_exist_ok=True)


def test_tiny_course_has_no_mistake() -> None:
    course, problems = read(SITES / "tiny")
    assert course is not None
    assert problems + check(course) == []
