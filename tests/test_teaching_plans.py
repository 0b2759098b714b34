"""The plans in the teaching notes of this course: their minutes, and that they are sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .courses import ROOT

NOTES = sorted(
    path
    for path in (ROOT / "docs/instructors").glob("*.md")
    if "\n## Plans\n" in path.read_text("utf-8")
)
ROW = re.compile(r"^\| (\d+) \| (.+?) \| .+ \|$", re.MULTILINE)
LEAST = 10
"""Words of a step: fewer are a note to oneself, of no use to who has not seen the course."""


def test_every_module_has_plans() -> None:
    assert {path.stem for path in NOTES} == {one.name for one in (ROOT / "docs/modules").iterdir()}


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_a_plan_fills_its_minutes_with_steps_in_sentences(path: Path) -> None:
    plans = path.read_text("utf-8").partition("\n## Plans\n")[2].partition("\n## ")[0]
    found = re.split(r"^### (\d+) minutes$", plans, flags=re.MULTILINE)[1:]
    assert found[::2] == ["50", "75", "110"]
    for minutes, plan in zip(found[::2], found[1::2], strict=True):
        steps = ROW.findall(plan)
        assert sum(int(one) for one, _ in steps) == int(minutes)
        assert [step for _, step in steps if len(step.split()) < LEAST] == []
