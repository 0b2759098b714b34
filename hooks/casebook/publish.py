"""Build the site beside the last good one, and put it in its place only when it is whole."""

from __future__ import annotations

import os
import shutil
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
        with _alone(work / "lock"):
            if before.exists() and not site.exists():
                before.rename(site)  # a build was ended between two renames
            for leftover in [*work.glob("site-*"), before]:
                shutil.rmtree(leftover, ignore_errors=True)
            new = Path(tempfile.mkdtemp(prefix="site-", dir=work))
            new.chmod(0o755)
            code = _mkdocs(root, new)
            if code == 0:
                if site.exists():
                    site.rename(before)
                new.rename(site)
            for leftover in (new, before):
                shutil.rmtree(leftover, ignore_errors=True)
            return code
    except BusyError:
        print("another build is running; wait for it to end", file=sys.stderr)
    except OSError as error:
        message = f"can't write in {root.resolve()}: {error.strerror}; nothing was built"
        print(message, file=sys.stderr)
    return 1


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock that ends with this process. Raises BusyError, OSError."""
    with path.open("w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError from None
        yield


def _mkdocs(root: Path, target: Path) -> int:
    # Not --quiet: with it, MkDocs exits 0 despite warnings under --strict.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
    command += ["--site-dir", str(target.resolve())]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return 1 if subprocess.run(command, cwd=root, env=environment, check=False).returncode else 0
