"""The site's own scripts, as they are sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.assets.minify import smaller

from .courses import ROOT

NESTED = re.compile(r"\$\{[^}`]*`")
SCRIPTS = sorted((ROOT / "docs/assets").glob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_template_stands_in_a_template(script: Path) -> None:
    """rjsmin takes the inner one for code, and spaces out of its words."""
    lines = script.read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if NESTED.search(line)] == []


def test_why() -> None:
    assert "a, b" in smaller("one.js", "x = `a, b`;")
    assert "a, b" not in smaller("one.js", "x = `${f(`a, b`)}`;")
