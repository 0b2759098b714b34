"""A command that can't work ends with one line that says what to do, and with no traceback."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.commands import main
from casebook.diagrams import draw
from casebook.editions.shelf import ShelfError, put_newest

from .courses import ROOT, casebook, tree

Said = Callable[[], str]


@pytest.fixture
def last_line(capsys: pytest.CaptureFixture[str]) -> Said:
    def last() -> str:
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return (out + err).rstrip("\n").split("\n")[-1]

    return last


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["bild"], "invalid choice: 'bild'"),
        (["review", "--today", "2026-1-1"], "2026-1-1 is no day; write it as 2026-11-25"),
        (["stats"], "the following arguments are required: file"),
    ],
)
def test_arguments_that_do_not_fit(arguments: list[str], said: str, last_line: Said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in last_line()


@pytest.mark.parametrize("what", ["fingerprint", "dead-links", "stats"])
@pytest.mark.parametrize("given", ["missing", "a folder", "not UTF-8", "something else"])
def test_a_file_that_can_not_be_used(tiny: Path, what: str, given: str, last_line: Said) -> None:
    path = tiny / "given"
    if given == "a folder":
        path.mkdir()
    elif given != "missing":
        path.write_bytes(b"\xff\xfe\x00 sixteen" if given == "not UTF-8" else b"too short")
    before = tree(tiny)
    assert main([what, "--root", str(tiny), str(path)]) == 1
    assert re.match(rf"({re.escape(str(path))}|a report) .*[;,.] ?.*\w", last_line())
    assert tree(tiny) == before


@pytest.mark.parametrize("what", ["diagrams", "dead-links", "edition", "shelve", "stats"])
def test_a_course_that_can_not_be_read(tiny: Path, what: str, last_line: Said) -> None:
    (tiny / "docs/course.yml").unlink()
    given = [str(tiny / "x")] if what in ("dead-links", "shelve", "stats") else []
    assert main([what, "--root", str(tiny), *given]) == 1
    assert re.search("; “make check” |; run “make site”", last_line())


def test_a_file_of_the_frame_that_is_gone_is_named(tiny: Path) -> None:
    for gone, said in (
        ("docs/assets/fonts/source-serif.woff2", "source-serif.woff2 is missing; put it back"),
        ("docs/assets/quiz.js", "docs/assets/quiz.js is missing; put it back"),
        ("docs/.overrides/main.html", "docs/.overrides/main.html is missing; put it back"),
        ("docs/.overrides/partials/onward.html", "docs/.overrides/ has no partials/onward.html"),
    ):
        path = tiny / gone
        text = path.read_bytes()
        path.unlink()
        build = [sys.executable, "-m", "mkdocs", "build"]  # without exports, and so sooner
        done = subprocess.run(build, cwd=tiny, capture_output=True, text=True, check=False)
        path.write_bytes(text)
        assert done.returncode == 1
        assert "Traceback" not in done.stdout + done.stderr
        assert said in done.stdout.split("\n")[-2]


def test_a_build_that_failed_says_so_last(tiny: Path) -> None:
    (tiny / "mkdocs.yml").unlink()
    done = casebook("build", root=tiny)
    assert done.returncode == 1
    assert done.stderr.endswith("nothing was built; mend what stands above, then run this again\n")
    assert not (tiny / "site").exists()


def test_without_the_libraries_one_line_says_how_to_get_them(tiny: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-m", "casebook", "check"],  # -S: without what was installed
        cwd=tiny,
        env={**os.environ, "PYTHONPATH": "hooks"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.fullmatch(r"\w+ is not installed in this Python; “make check” .*\n", done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("moment", ["while it is loaded", "while MkDocs works"])
def test_ctrl_c_ends_a_build_with_one_line_and_leaves_nothing(tiny: Path, moment: str) -> None:
    # With -v, Python says the name of each module when it is loaded, so that the moment is seen.
    verbose = ["-v"] if moment == "while it is loaded" else []
    running = subprocess.Popen(
        [sys.executable, *verbose, "-m", "casebook", "build"],
        cwd=tiny,
        env={**os.environ, "PYTHONPATH": "hooks"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell that runs the tests in the background has them ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        text=True,
    )
    assert running.stderr is not None
    end = time.monotonic() + 60
    if verbose:
        assert any("import 'pydantic" in line for line in running.stderr)
    while not verbose and not any(tiny.glob(".build/site-*")) and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    rest = running.communicate(timeout=60)[1]
    assert running.returncode == 1
    assert "Traceback" not in rest
    said = [
        line for line in rest.split("\n") if line and not re.match("#|import|clea|destroy", line)
    ]
    assert said[-1] == "ended; what was there before is whole"
    assert not [*tiny.glob(".build/site-*")]


def test_a_build_that_was_killed_for_want_of_memory_is_told(tiny: Path) -> None:
    (tiny / "hooks").unlink()
    (tiny / "hooks").mkdir()
    (tiny / "hooks/casebook").symlink_to(ROOT / "hooks/casebook")
    (tiny / "hooks/events.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = casebook("build", root=tiny)
    assert done.returncode == 1
    assert "the build was killed (signal 9); if you did not do it, memory" in done.stderr


def test_a_port_that_another_program_has_is_told(tiny: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        serve = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
        done = subprocess.run(
            serve,
            cwd=tiny,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stdout
    last = done.stdout.strip().split("\n")[-1]
    assert re.match(r"port \d+ can't be used: .*; choose another, as in: make serve PORT=", last)


def test_diagrams_of_what_can_not_be_read_are_kept(tiny: Path) -> None:
    before = tree(tiny / "docs/assets/diagrams")
    assert before
    (tiny / "docs/modules/apples/picking.md").write_bytes(b"\xff")
    assert main(["diagrams", "--root", str(tiny)]) == 0
    assert tree(tiny / "docs/assets/diagrams") == before


def test_a_browser_that_ends_while_it_draws_is_told(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, last_line: Said
) -> None:
    from playwright.sync_api import Error

    def ends(*_: object) -> None:
        raise Error("Target page, context or browser has been closed\nand more")

    shutil.rmtree(tiny / "docs/assets/diagrams")
    monkeypatch.setattr(draw, "draw", ends)
    with pytest.raises(SystemExit) as ended:
        main(["diagrams", "--root", str(tiny)])
    assert ended.value.code == 1
    assert last_line().endswith("Target page, context or browser has been closed; run this again")


@pytest.mark.parametrize("where", ["project", "site", "inside", "above", "other"])
def test_a_folder_that_is_no_shelf_is_left_alone(tmp_path: Path, where: str) -> None:
    project = tmp_path / "project"
    site = project / "site"
    (site / "law").mkdir(parents=True)
    (site / "index.html").write_text("a page")
    (project / "work.txt").write_text("not to be lost")
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("not to be lost")
    shelf = {
        "project": project,
        "site": site,
        "inside": site / "law",
        "above": tmp_path,
        "other": other,
    }[where]
    before = tree(tmp_path)
    with pytest.raises(ShelfError, match="name a new folder, or the one that is published"):
        put_newest(site, shelf)
    assert tree(tmp_path) == before
