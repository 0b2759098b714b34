"""The browser of a test file, and the address at which the course of questions is served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from casebook.diagrams.browser import chrome

from ..server import serve


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chrome() as started:
        yield started


@pytest.fixture(scope="module")
def quiz_address(quiz_site: Path) -> Iterator[str]:
    with serve(quiz_site) as address:
        yield address
