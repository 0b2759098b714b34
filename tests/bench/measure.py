"""Run a command and say what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class FailedError(Exception):
    """A command that was to be measured did not succeed; says what it printed last."""


@dataclass(frozen=True)
class Took:
    seconds: float
    """By the clock."""
    processor: float
    """Seconds of all cores together: what another program beside it changes the least."""
    memory: int
    """Bytes of the largest process at its largest."""

    def __str__(self) -> str:
        return f"{self.seconds:7.2f} s {self.processor:7.2f} s {self.memory / 1e6:6.0f} MB"


def took(command: Sequence[str], folder: Path, **environment: str) -> Took:
    """Run a command in a folder. Raises FailedError."""
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "hooks", **environment}
    log = folder / "bench.log"
    with log.open("wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=out, stderr=out)
        # wait4 knows the process and all that it waited for, such as MkDocs below `casebook build`.
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = log.read_text("utf-8", "replace")[-2000:]
        raise FailedError(f"{' '.join(map(str, command))} failed:\n{last}")
    log.unlink()
    return Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def mkdocs(target: Path, *options: str) -> list[str]:
    """The command that builds a site into `target` with MkDocs."""
    return [sys.executable, "-m", "mkdocs", "build", "-q", *options, "--site-dir", str(target)]
