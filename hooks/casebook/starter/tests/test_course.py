"""The course has no mistake, and its site can be built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from casebook.checks import check
from casebook.course import read

ROOT = Path(__file__).parent.parent


def test_the_content_has_no_mistake() -> None:
    course, problems = read(ROOT)
    assert course is not None
    assert [str(problem) for problem in problems + check(course)] == []


def test_the_site_can_be_built(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "downloads/site.zip").exists()
