"""Courses for tests: copies of tests/sites/, and builds of them and of the project itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SITES = ROOT / "tests" / "sites"
REPOSITORY = "https://github.com/example/course"
"""The address of a repository, for sites that are built with one."""


def copy_of(name: str, to: Path) -> Path:
    """A copy of tests/sites/<name>, ready to be built by the project's own hooks."""
    shutil.copytree(SITES / name, to)
    for folder in ("docs/assets", "docs/.overrides"):
        ours = shutil.ignore_patterns("diagrams")  # the drawings of the project's own course
        shutil.copytree(ROOT / folder, to / folder, dirs_exist_ok=True, ignore=ours)
    shutil.copy(ROOT / "mkdocs.yml", to)
    (to / "hooks").symlink_to(ROOT / "hooks")
    return to


def casebook(*arguments: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m casebook` as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "casebook", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": "hooks"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
