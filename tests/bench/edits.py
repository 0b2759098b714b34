"""How long an edit takes under `make serve`, from the saved file to the page in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Page

from casebook.diagrams.browser import chrome

START = 120
"""Seconds that a course may take to be served."""
PATIENCE = 60
"""Seconds that an edit may take to be shown."""
GLANCE = 0.02
"""Seconds between two looks; Playwright's own waiting looks twice a second."""
TIMES = 3


@dataclass(frozen=True)
class Edit:
    what: str
    file: str
    """Relative to the project's root."""
    after: str
    """Words of the file behind which new ones are put."""
    page: str
    """Where they show."""


@contextmanager
def served(course: Path) -> Iterator[str]:
    """The address of a course, served as `make serve` does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "hooks"}
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address],
        cwd=course,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + START
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) == 0:
                    break
            time.sleep(0.1)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(20)


def edits(course: Path, some: list[Edit]) -> Iterator[tuple[Edit, list[float]]]:
    """Each edit with the seconds it took, several times; the files are changed."""
    with served(course) as address, chrome() as browser:
        page = browser.new_page()
        for edit in some:
            page.goto(address + edit.page)
            yield edit, [_seconds(page, course, edit, number) for number in range(TIMES)]


def _seconds(page: Page, course: Path, edit: Edit, number: int) -> float:
    word = f"measured{edit.what.replace(' ', '')}{number}"
    file = course / edit.file
    text = file.read_text("utf-8")
    changed = text.replace(edit.after, f"{edit.after} {word}", 1)
    if changed == text:
        raise ValueError(f"{edit.file} has no “{edit.after}”")
    time.sleep(1)  # the server has told the browser of the edit before
    begun = time.perf_counter()
    file.write_text(changed, "utf-8")
    while not _shows(page, word):
        if time.perf_counter() > begun + PATIENCE:
            raise TimeoutError(f"{file} was saved, and {page.url} does not show “{word}”")
        time.sleep(GLANCE)
    return time.perf_counter() - begun


def _shows(page: Page, word: str) -> bool:
    try:
        return bool(page.evaluate("word => !!document.body?.textContent.includes(word)", word))
    except Error:
        return False  # it is being loaded again
