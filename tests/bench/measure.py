"""Run a command and say what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.2
"""Seconds between two looks at the memory."""


class FailedError(Exception):
    """A command that was to be measured did not succeed; says what it printed last."""


@dataclass(frozen=True)
class Took:
    seconds: float
    """By the clock."""
    processor: float
    """Seconds of all cores together: what another program beside it changes the least."""
    memory: int
    """Bytes of all its processes together at their largest; what they share is counted once."""

    def __str__(self) -> str:
        return f"{self.seconds:7.2f} s {self.processor:7.2f} s {self.memory / 1e6:6.0f} MB"


def took(command: Sequence[str], folder: Path, **environment: str) -> Took:
    """Run a command in a folder. Raises FailedError."""
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "hooks", **environment}
    log = folder / "bench.log"
    with log.open("wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=out, stderr=out)
        watched = _Watched(process.pid)
        # wait4 knows the process and all that it waited for, such as MkDocs below `casebook build`.
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = log.read_text("utf-8", "replace")[-2000:]
        raise FailedError(f"{' '.join(map(str, command))} failed:\n{last}")
    log.unlink()
    most = max(watched.end(), used.ru_maxrss * 1024)
    return Took(seconds, used.ru_utime + used.ru_stime, most)


class _Watched(threading.Thread):
    """Looks now and then at what a process and all below it take."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._most, self._over = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._over.wait(EVERY):
            self._most = max(self._most, sum(map(_bytes, _below(self._pid))))

    def end(self) -> int:
        self._over.set()
        self.join()
        return self._most


def _below(pid: int) -> Iterator[int]:
    """A process and all that it began, as Linux lists them."""
    yield pid
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in listed.read_text().split():
                yield from _below(int(child))


def _bytes(pid: int) -> int:
    """Of a process, with its share of what it shares; 0 when it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def mkdocs(target: Path, *options: str) -> list[str]:
    """The command that builds a site into `target` with MkDocs."""
    return [sys.executable, "-m", "mkdocs", "build", "-q", *options, "--site-dir", str(target)]
