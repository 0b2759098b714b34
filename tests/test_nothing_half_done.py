"""Nothing half-done: killed, crowded out or without room, a command leaves what was there."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casebook import publish
from casebook.commands import main
from casebook.editions import exchange
from casebook.editions import shelf as shelves
from casebook.editions.exchange import recover
from casebook.editions.shelf import Edition, put_edition, put_newest
from casebook.exports.documents.store import Store
from casebook.new_course import new_course

from .conftest import once
from .courses import ROOT, casebook, copy_of, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and locks of Unix")


class KilledError(BaseException):
    """Stands for SIGKILL: nothing of ours catches it."""


def killed_at_every_step(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[], object]
) -> Iterator[int]:
    """Run again and again, ended before its first, second ... rename or removal, then whole."""
    for last in range(100):
        steps = 0

        def step(original: Callable[..., object], last: int = last) -> Callable[..., object]:
            def stepping(*arguments: object, **options: object) -> object:
                nonlocal steps
                if steps == last:
                    raise KilledError
                steps += 1
                return original(*arguments, **options)

            return stepping

        with monkeypatch.context() as patch:
            for owner, name in (
                (Path, "rename"),
                (Path, "replace"),
                (Path, "unlink"),
                (shutil, "rmtree"),
                (shutil, "copytree"),
            ):
                patch.setattr(owner, name, step(getattr(owner, name)))
            with contextlib.suppress(KilledError):
                run()
        yield last
        if steps < last:
            return
    raise AssertionError("it has no end")


def mkdocs_that(writes: str, code: int = 0) -> Callable[..., int]:
    def mkdocs(root: Path, target: Path, lock: int | None) -> int:
        (target / "index.html").write_text(writes)
        (target / "page.html").write_text(writes)
        return code

    return mkdocs


def test_a_build_killed_before_any_step_leaves_one_whole_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    monkeypatch.setattr(publish, "_mkdocs", mkdocs_that("old"))
    assert publish.build(tmp_path) == 0

    def build_anew() -> None:
        monkeypatch.setattr(publish, "_mkdocs", mkdocs_that("new"))
        publish.build(tmp_path)

    for _ in killed_at_every_step(monkeypatch, build_anew):
        monkeypatch.setattr(publish, "_mkdocs", mkdocs_that("failed", 1))
        assert publish.build(tmp_path) == 1
        assert set(tree(site).values()) in ({b"old"}, {b"new"})
        assert len(tree(site)) == 2
        assert {path.name for path in (tmp_path / ".build").iterdir()} == {"lock"}
        monkeypatch.setattr(publish, "_mkdocs", mkdocs_that("old"))
        assert publish.build(tmp_path) == 0
    build_anew()
    assert set(tree(site).values()) == {b"new"}


@pytest.fixture(scope="session")
def built(shared: Path) -> Path:
    def make(target: Path) -> None:
        root = copy_of("tiny", target)
        assert casebook("build", root=root).returncode == 0

    return once(shared, "built", make)


@pytest.fixture
def course(built: Path, tmp_path: Path) -> Path:
    """A copy of tests/sites/tiny with its built site."""
    return Path(shutil.copytree(built, tmp_path / "course", symlinks=True))


def start(root: Path) -> subprocess.Popen[str]:
    """A build in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "casebook", "build"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": "hooks"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )


def wait_for(pattern: str, root: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if any(True for _ in root.glob(pattern)):
            return
        time.sleep(0.01)
    raise AssertionError(f"{pattern} never came")


def test_sigkill_while_pages_are_written(course: Path) -> None:
    before = tree(course / "site")
    for moment in (".build/site-*", ".build/site-*/index.html", ".build/site-*/modules/*/*/*.html"):
        running = start(course)
        wait_for(moment, course)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        assert tree(course / "site") == before
    done = casebook("build", root=course)
    assert done.returncode == 0, done.stderr
    assert tree(course / "site") == before
    assert {path.name for path in (course / ".build").iterdir()} == {"exports", "lock"}


def test_two_builds_at_once_do_not_mix(course: Path) -> None:
    before = tree(course / "site")
    running = start(course)
    wait_for(".build/site-*", course)
    os.killpg(running.pid, signal.SIGSTOP)  # so that it can't end meanwhile
    try:
        second = casebook("build", root=course)
        shelved = casebook("shelve", "shelf", root=course)
    finally:
        os.killpg(running.pid, signal.SIGCONT)
    assert second.returncode == shelved.returncode == 1
    assert second.stderr == "another build is running; wait for it to end\n"
    assert shelved.stderr == "a build is running; wait for it to end\n"
    assert running.wait() == 0
    assert tree(course / "site") == before


def test_a_build_whose_parent_was_killed_still_holds_the_lock(course: Path) -> None:
    running = start(course)
    wait_for(".build/site-*/*", course)
    os.killpg(running.pid, signal.SIGSTOP)
    try:
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        second = casebook("build", root=course)
        assert second.stderr == "another build is running; wait for it to end\n"
    finally:
        os.killpg(running.pid, signal.SIGKILL)


def in_little_room(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may write no file of more than 100 bytes."""
    return subprocess.run(
        [sys.executable, "-m", "casebook", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": "hooks"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_build_without_room_gives_one_line_and_keeps_the_site(course: Path) -> None:
    before = tree(course / "site")
    done = in_little_room(course, "build")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    last = done.stdout.strip().split("\n")[-1]
    assert last.endswith("can't be written: File too large; make room or make it writable")
    assert tree(course / "site") == before
    assert {path.name for path in (course / ".build").iterdir()} == {"exports", "lock"}


def test_an_edition_and_a_shelf_without_room_give_one_line(course: Path) -> None:
    facts = course / "docs/course.yml"
    facts.write_text(f"{facts.read_text('utf-8')}edition_id: 2026-fall\n", "utf-8")
    record = course / "bibliography/editions/2026-fall.json"
    assert casebook("edition", root=course).returncode == 0
    kept = record.read_bytes() + b"\n" * 3000
    record.write_bytes(kept)
    for command in (["edition"], ["shelve", "shelf"]):
        done = in_little_room(course, *command)
        assert done.returncode == 1
        assert done.stderr.startswith("can't write ")
        assert done.stderr.endswith("make room or make it writable, then run this again\n")
        assert done.stderr.count("\n") == 1
    assert record.read_bytes() == kept
    assert [path.name for path in record.parent.iterdir()] == [record.name]
    assert list((course / "shelf").iterdir()) == []


@pytest.mark.parametrize("wrong", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_any_command_that_can_not_write_says_so_in_one_line(
    course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: int
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(wrong, os.strerror(wrong), str(course / "x"))

    monkeypatch.setattr(Path, "write_text", full)
    monkeypatch.setattr(Path, "mkdir", full)
    text = course.parent / "text.txt"
    text.write_bytes(b"one two three four five six seven eight nine")
    for command in (["build"], ["fingerprint", str(text)], ["shelve", str(course / "shelf")]):
        assert main([*command, "--root", str(course)]) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert os.strerror(wrong) in said
        assert "make room or make it writable" in said


def test_a_new_course_killed_before_any_step_is_there_as_a_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "course [1]"
    new_course(ROOT, folder)
    whole = set(tree(folder))
    assert {"docs/course.yml", "Makefile", "hooks/events.py"} <= whole
    for begun_empty in (False, True):
        shutil.rmtree(folder)
        if begun_empty:
            folder.mkdir()
        for _ in killed_at_every_step(monkeypatch, lambda: new_course(ROOT, folder)):
            if folder.exists() and tree(folder):
                assert set(tree(folder)) == whole
                shutil.rmtree(folder)
        new_course(ROOT, folder)
        assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_sigkill_while_a_new_course_is_written(tiny: Path) -> None:
    folder = tiny.parent / "new"
    command = [sys.executable, "-m", "casebook", "new-course", str(folder)]
    environment = {**os.environ, "PYTHONPATH": "hooks"}
    running = subprocess.Popen(command, cwd=tiny, env=environment, start_new_session=True)
    wait_for("new.*.part/hooks", tiny.parent)
    os.killpg(running.pid, signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    assert not folder.exists()
    assert casebook("new-course", str(folder), root=tiny).returncode == 0
    assert {path.name for path in tiny.parent.iterdir()} == {"tiny", "new"}


def test_a_new_course_without_room_gives_one_line_and_leaves_nothing(tiny: Path) -> None:
    folder = tiny.parent / "new"
    done = in_little_room(tiny, "new-course", str(folder))
    assert done.returncode == 1
    remedy = "make room or make it writable, then run this again"
    assert done.stderr == f"can't write {folder}: File too large; {remedy}\n"
    assert {path.name for path in tiny.parent.iterdir()} == {"tiny"}


def small_site(folder: Path, words: str, edition: str = "") -> Path:
    for page in ("index.html", "law/index.html", f"{words}/index.html"):
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        mark = f'<meta name="casebook-edition" content="{edition}">' if edition else ""
        (folder / page).write_text(f"{mark}{words}{shelves.START}{shelves.END}", "utf-8")
    return folder


def test_a_shelf_whose_command_was_killed_is_whole_after_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "shelf"
    first, second = small_site(tmp_path / "first", "old"), small_site(tmp_path / "second", "new")
    edition = Edition("2026-fall", "Fall", "2026-09-01")
    printed = small_site(tmp_path / "printed", "print", "2026-fall")
    corrected = small_site(tmp_path / "corrected", "correct", "2026-fall")
    put_edition(printed, shelf, edition)
    put_newest(first, shelf)
    root = tree(shelf)
    for _ in killed_at_every_step(monkeypatch, lambda: put_newest(second, shelf)):
        assert (shelf / "2026-fall/index.html").exists()
        put_newest(first, shelf)
        assert tree(shelf) == root
    for _ in killed_at_every_step(
        monkeypatch, lambda: put_edition(corrected, shelf, edition, correct=True)
    ):
        put_newest(first, shelf)
        assert {path.name for path in shelf.iterdir()} == {
            *("2026-fall", "editions.json", ".nojekyll"),
            *("index.html", "law", "old"),
        }
        assert set(tree(shelf / "2026-fall")) in (set(tree(printed)), set(tree(corrected)))
        put_edition(printed, shelf, edition, correct=True)


Putting = Callable[[Path], None]


def a_shelf(folder: Path) -> tuple[Path, dict[str, Putting]]:
    """A shelf with an edition and a site, and what may be put there next."""
    fall, spring = Edition("2026-fall", "Fall", "2026-09-01"), Edition("2027", "Next", "2027-02-01")
    sites = {
        name: small_site(folder / name, name, edition)
        for name, edition in (
            *(("first", ""), ("second", "")),
            *(("printed", fall.id), ("corrected", fall.id), ("later", spring.id)),
        )
    }
    shelf = folder / "shelf"
    put_edition(sites["printed"], shelf, fall)
    put_newest(sites["first"], shelf)
    return shelf, {
        "the newest": lambda shelf: put_newest(sites["second"], shelf),
        "a correction": lambda shelf: put_edition(sites["corrected"], shelf, fall, correct=True),
        "an edition": lambda shelf: put_edition(sites["later"], shelf, spring),
    }


def before_and_after(shelf: Path, put: Putting) -> tuple[dict[str, bytes], dict[str, bytes]]:
    done = Path(shutil.copytree(shelf, shelf.with_name("done")))
    put(done)
    before, after = tree(shelf), tree(done)
    assert before != after
    return before, after


@pytest.mark.parametrize("what", ["the newest", "a correction", "an edition"])
def test_what_was_killed_half_way_is_on_the_shelf_as_a_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    shelf, puttings = a_shelf(tmp_path)
    put = puttings[what]
    before, after = before_and_after(shelf, put)
    seen = []
    saved = Path(shutil.copytree(shelf, tmp_path / "saved"))
    for _ in killed_at_every_step(monkeypatch, lambda: put(shelf)):
        recover(shelf)
        seen.append(tree(shelf))
        assert seen[-1] in (before, after)
        shutil.rmtree(shelf)
        shutil.copytree(saved, shelf)
    assert seen[0] == before
    assert seen[-1] == after


@pytest.mark.parametrize("what", ["the newest", "a correction", "an edition"])
def test_what_can_not_go_on_half_way_leaves_the_shelf_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    shelf, puttings = a_shelf(tmp_path)
    before, after = before_and_after(shelf, puttings[what])
    rename = Path.rename
    for last in range(100):
        done = 0

        def failing(path: Path, target: Path, last: int = last) -> Path:
            nonlocal done
            done += 1
            if done == last + 1:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
            return rename(path, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", failing)
            with contextlib.suppress(OSError):
                puttings[what](shelf)
        if done <= last:  # it came to its end
            assert last > 3
            assert tree(shelf) == after
            return
        assert tree(shelf) == before


def test_an_undoing_that_was_killed_too_is_done_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, puttings = a_shelf(tmp_path)
    put = puttings["the newest"]
    before, _ = before_and_after(shelf, put)
    rename = Path.rename

    def ended(path: Path, target: Path) -> Path:
        if target.name.startswith(exchange.DONE):
            raise KilledError
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", ended)
        patch.setattr(exchange, "recover", lambda _: None)
        with contextlib.suppress(KilledError):
            put(shelf)
    assert tree(shelf) != before
    for _ in killed_at_every_step(monkeypatch, lambda: recover(shelf)):
        pass
    assert tree(shelf) == before


def test_a_list_of_editions_that_was_cut_off_is_told(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = course / "shelf"
    shelf.mkdir()
    (shelf / "editions.json").write_text('[{"id": ')
    assert main(["shelve", str(shelf), "--root", str(course)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{shelf}/editions.json can't be used (")
    assert said.count("\n") == 1


def test_a_document_cut_off_in_the_store_is_made_anew(tmp_path: Path) -> None:
    def store() -> bytes:
        return Store(tmp_path).made(["source"], lambda: b"a whole document")

    assert store() == b"a whole document"
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        kept.write_bytes(whole[:length])
        assert store() == b"a whole document"
    kept.write_bytes(whole[:-1] + b"!")
    assert store() == b"a whole document"
    assert kept.read_bytes() == whole
