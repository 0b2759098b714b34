"""Build the site beside the last good one, and put it in its place only when it is whole."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def build(root: Path) -> int:
    """Build root/site strictly; 0 when it was replaced, 1 when the old one was kept.

    MkDocs empties its target before it knows whether a build will succeed, so
    it is given an empty folder and `site` is renamed into place afterwards.
    """
    work = root / ".build"
    try:
        work.mkdir(exist_ok=True)
        lock = (work / "lock").open("w")
    except OSError as error:
        print(
            f"can't write in {root.resolve()}: {error.strerror}; nothing was built", file=sys.stderr
        )
        return 1
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("another build is running; wait for it to end", file=sys.stderr)
            return 1
        for leftover in work.glob("site-*"):
            shutil.rmtree(leftover)
        new = Path(tempfile.mkdtemp(prefix="site-", dir=work))
        new.chmod(0o755)
        code = _mkdocs(root, new)
        if code == 0:
            _replace(root / "site", new, work / "site-before")
        shutil.rmtree(new, ignore_errors=True)
        return code


def _mkdocs(root: Path, target: Path) -> int:
    # Not --quiet: with it, MkDocs exits 0 despite warnings under --strict.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
    command += ["--site-dir", str(target.resolve())]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return 1 if subprocess.run(command, cwd=root, env=environment, check=False).returncode else 0


def _replace(site: Path, new: Path, aside: Path) -> None:
    if site.exists():
        site.rename(aside)
    new.rename(site)
    shutil.rmtree(aside, ignore_errors=True)
