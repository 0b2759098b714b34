"""`make serve`: an edit of any content file is on the page soon after."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from casebook.diagrams.browser import chrome

from .courses import tree

PAGE = "modules/apples/picking/"


@pytest.fixture
def address(tiny: Path) -> Iterator[str]:
    """tests/sites/tiny, served as `make serve` does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        command, cwd=tiny, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


def shows(url: str, words: str, seconds: float = 30) -> bool:
    """Whether the page comes to show the words."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if words in answer.read().decode():
                    return True
        except OSError:
            pass  # not up yet
        time.sleep(0.2)
    return False


EDITS = (
    ("docs/course.yml", "OR: Orchardia", "OR: Orchard Land"),
    ("bibliography/references.bib", "Orchard Press", "Garden Press"),
    ("docs/modules/apples/picking.md", "A treatise disagrees.", "A book disagrees."),
    ("docs/modules/apples/picking.quiz.yml", "Whose is it?", "Whose will it be?"),
    ("docs/law/apple-act-1999.md", "short: Apple Act", "short: Act on Apples"),
    ("docs/terms/windfall.md", "has brought to the ground", "brought"),
    ("docs/terms/windfall.md", "also: [fallen apple]", "also: [fallen apple, apple]"),
    ("docs/law/apple-act-1999.md", "until it falls to the ground", "until it falls"),
)


# One after another, because a page that is made anew hides what went wrong before.
def test_what_is_kept_from_the_build_before_is_what_a_build_would_make(
    tiny: Path, tmp_path: Path
) -> None:
    kept, fresh = tmp_path / "kept", tmp_path / "fresh"
    for number, (file, old, new) in enumerate((("", "", ""), *EDITS)):
        if file:
            text = (tiny / file).read_text("utf-8")
            assert old in text
            (tiny / file).write_text(text.replace(old, new), "utf-8")
        config = load_config(str(tiny / "mkdocs.yml"), site_dir=str(kept))
        if number == 0:
            config.plugins.on_startup(command="serve", dirty=False)
        build(config)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(fresh)]
    subprocess.run(command, cwd=tiny, check=True)
    assert tree(kept) == tree(fresh)


def test_every_kind_of_content_reloads(tiny: Path, address: str) -> None:
    assert shows(address + PAGE, "Whose is it?")
    for file, old, new, page in (
        ("docs/modules/apples/picking.md", "A treatise disagrees.", "A book disagrees.", PAGE),
        ("docs/modules/apples/picking.quiz.yml", "Whose is it?", "Whose will it be?", PAGE),
        ("docs/law/apple-act-1999.md", "until it falls to the ground", "until it falls", PAGE),
        ("bibliography/references.bib", "Orchard Press", "Garden Press", PAGE),
        ("bibliography/essay.yml", "The ground owns", "The soil owns", "coverage/"),
    ):
        path = tiny / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        assert shows(address + page, new), file


def test_a_mistake_does_not_stop_the_server(tiny: Path, address: str) -> None:
    assert shows(address + PAGE, "Whose is it?")
    quiz = tiny / "docs/modules/apples/picking.quiz.yml"
    good = quiz.read_text("utf-8")
    quiz.write_text(good.replace("stem: |", "stem: a: b", 1), "utf-8")
    time.sleep(3)
    quiz.write_text(good.replace("Whose is it?", "Whose now?"), "utf-8")
    assert shows(address + PAGE, "Whose now?")


def test_a_diagram_that_is_being_written_is_drawn_by_the_browser(tiny: Path, address: str) -> None:
    assert shows(address + PAGE, 'class="cb-drawing"')
    chapter = tiny / "docs/modules/apples/picking.md"
    text = chapter.read_text("utf-8")
    chapter.write_text(text.replace("tree[Tree]", "tree[Great tree]"), "utf-8")
    assert shows(address + PAGE, 'class="mermaid"')
    with chrome() as browser:
        page = browser.new_page()
        elsewhere: list[str] = []
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(address) else elsewhere.append(asked.url),
        )
        page.goto(address + PAGE)
        drawn = page.locator(".mermaid svg")
        drawn.wait_for(timeout=20_000)
        assert "Great tree" in (drawn.text_content() or "")
        assert [one for one in elsewhere if not one.startswith(("data:", "blob:"))] == []
