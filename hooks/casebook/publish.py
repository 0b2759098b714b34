"""Build the site beside the last good one, and put it in its place only when it is whole."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such lock: there, two builds at once are not told apart
    fcntl = None  # type: ignore[assignment]


class BusyError(Exception):
    """Another build holds the lock."""


def build(root: Path) -> int:
    """Build root/site strictly; 0 when it was replaced, 1 when the old one was kept.

    MkDocs empties its target before it knows whether a build will succeed, so
    it is given an empty folder and `site` is renamed into place afterwards.
    """
    work, site = root / ".build", root / "site"
    before = work / "before"
    try:
        work.mkdir(exist_ok=True)
        with alone(work / "lock") as lock:
            if before.exists() and not site.exists():
                before.rename(site)  # a build was ended between two renames
            _clear(work, before)
            try:
                new = Path(tempfile.mkdtemp(prefix="site-", dir=work))
                new.chmod(0o755)
                code = _mkdocs(root, new, lock)
            except KeyboardInterrupt:
                _clear(work, before)
                raise
            if code == 0:
                if site.exists():
                    site.rename(before)
                try:
                    new.rename(site)
                except OSError:
                    if before.exists():
                        before.rename(site)
                    raise
            _clear(work, before)
            return code
    except BusyError:
        print("another build is running; wait for it to end", file=sys.stderr)
    except OSError as error:
        print(f"nothing was built: {cant_go_on(error, root)}", file=sys.stderr)
    return 1


def cant_go_on(error: OSError, root: Path) -> str:
    """One line for a file that is missing, a folder that is read-only or a disk that is full, with
    what to do."""
    name, why = error.filename or root.resolve(), error.strerror or error
    if error.errno == errno.ENOENT:
        return f"{name} is missing; put it back, then run this again"
    return f"can't write {name}: {why}; make room or make it writable, then run this again"


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to; it takes the place of `path` when all went well, else it is removed.

    Raises what the writing raises. What a program that was killed left is
    removed by the next one.
    """
    for leftover in path.parent.glob(f"{path.name}.*.part"):
        leftover.unlink(missing_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill, which becomes `path` when all went well, else it is removed.

    `path` is not there yet, or empty. Raises what the filling raises. What a program that was
    killed left is removed by the next one.
    """
    ours = re.compile(rf"{re.escape(path.name)}\.\d+\.part")
    for leftover in [one for one in path.parent.iterdir() if ours.fullmatch(one.name)]:
        shutil.rmtree(leftover, ignore_errors=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        aside.mkdir()
        yield aside
        if path.exists():
            path.rmdir()  # Windows renames to nothing that is there
        aside.rename(path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _clear(work: Path, before: Path) -> None:
    """Remove what builds leave behind, also one that was killed."""
    for leftover in [*work.glob("site-*"), before]:
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def alone(path: Path) -> Iterator[int | None]:
    """Hold a lock that ends with this process and those that inherit it.

    Gives its file descriptor, where there are such locks. Raises BusyError, OSError.
    """
    with path.open("w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError from None
        yield lock.fileno() if fcntl else None


def _mkdocs(root: Path, target: Path, lock: int | None) -> int:
    """Run MkDocs. It inherits the lock: when only this process is killed, it goes on alone."""
    # Not --quiet: with it, MkDocs exits 0 despite warnings under --strict.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
    command += ["--site-dir", str(target.resolve())]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    kept = () if lock is None else (lock,)
    code = _run(command, root, environment, kept)
    if code < 0:
        print(
            f"nothing was built: the build was killed (signal {-code}); if you did not "
            "do it, memory may have run out: close other programs, then run this again",
            file=sys.stderr,
        )
    elif code:
        print("nothing was built; mend what stands above, then run this again", file=sys.stderr)
    return 1 if code else 0


def _run(
    command: list[str], folder: Path, environment: dict[str, str], kept: tuple[int, ...]
) -> int:
    """Run a program and give its exit code. Ctrl-C is for us alone: two would have much to say.

    The signal is held back while the program starts and not merely ignored, so that none is lost.
    """
    process = None
    try:
        _hold_ctrl_c(True)  # the program inherits this
        process = subprocess.Popen(command, cwd=folder, env=environment, pass_fds=kept)
        _hold_ctrl_c(False)
        return process.wait()
    except KeyboardInterrupt:
        if process:
            process.kill()
            process.wait()
        raise
    finally:
        _hold_ctrl_c(False)


def _hold_ctrl_c(hold: bool) -> None:
    if fcntl:  # else it is Windows, which has no such mask
        signal.pthread_sigmask(signal.SIG_BLOCK if hold else signal.SIG_UNBLOCK, {signal.SIGINT})
