"""Fixtures. A build is made once for all workers and shared."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from .courses import REPOSITORY, ROOT, copy_of
from .orchard import orchard
from .server import serve

# A busy machine is slow and not wrong.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def once(base: Path, name: str, make: Callable[[Path], None]) -> Path:
    """base/name, made by the first worker that asks; the others wait."""
    target = base / name
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / f"{name}.done").exists():
            make(target)
            (base / f"{name}.done").touch()
    return target


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def live_site(shared: Path) -> Path:
    """The project's own site, built strictly, as if it had a repository."""
    return once(shared, "live", lambda target: mkdocs_build(ROOT, target, REPO_URL=REPOSITORY))


@pytest.fixture(scope="session")
def tiny_site(shared: Path) -> Path:
    """tests/sites/tiny, built strictly."""
    course = once(shared, "tiny", lambda target: mkdocs_build(copy_of("tiny", target)))
    return course / "site"


@pytest.fixture(scope="session")
def cited_site(shared: Path) -> Path:
    """tests/sites/citations, built strictly for an address of its own."""

    def make(target: Path) -> None:
        mkdocs_build(copy_of("citations", target), SITE_URL="https://course.example/fruit/")

    return once(shared, "citations", make) / "site"


@pytest.fixture(scope="session")
def quiz_site(shared: Path) -> Path:
    """tests/sites/quizzes, built strictly."""
    course = once(shared, "quizzes", lambda target: mkdocs_build(copy_of("quizzes", target)))
    return course / "site"


@pytest.fixture(scope="session")
def orchard_site(shared: Path) -> Path:
    """tests/orchard.py, built strictly: twelve chapters to assign."""
    course = once(shared, "orchard", lambda target: mkdocs_build(orchard(target)))
    return course / "site"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of tests/sites/tiny to change."""
    return copy_of("tiny", tmp_path / "tiny")


@pytest.fixture(scope="session")
def live_address(live_site: Path) -> Iterator[str]:
    """The address at which the project's own site is served."""
    with serve(live_site) as address:
        yield address


def mkdocs_build(root: Path, target: Path | None = None, **environment: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        [*command, "--site-dir", str(target or root / "site")],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
