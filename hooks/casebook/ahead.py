"""Work that the machine's other processors do ahead."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
FEWEST = 24
"""So few things are made sooner than another process is begun."""
MOST = 4
"""Processes, this one among them; each needs memory of its own."""


class Ahead(Generic[Made]):
    """Makes things in other processes, from the end of a list, while whoever asks for them makes
    those at its beginning: they meet somewhere in the middle.

    The processes are forks of this one and see all that it has. What they log is logged here
    when the thing is taken. Where there is one processor, or no safe fork (macOS, Windows, other
    threads), nothing is made ahead.
    """

    def __init__(self, make: Callable[[str], Made], names: Sequence[str]) -> None:
        """`make` gives something that can be pickled."""
        self._workers: dict[str, _Worker] = {}
        """By name of what is not taken yet."""
        self._started: list[_Worker] = []
        others = _processors() - 1 if len(names) >= FEWEST else 0
        if others:
            # Frozen, what is there is not written to by the collector, and stays shared.
            gc.freeze()
        for i in range(others):
            worker = _Worker(make, [*reversed(names)][i::others])
            self._started.append(worker)
            self._workers |= dict.fromkeys(worker.names, worker)
        for worker in self._started:  # only now: a fork must not have another thread
            worker.listen()

    def take(self, name: str) -> Made | None:
        """What was made of it. None: make it yourself, and meet what is wrong with it, if anything
        is; it was not begun, or went wrong."""
        worker = self._workers.pop(name, None)
        made: Made | None = worker.take(name) if worker else None
        if not self._workers:
            self.close()
        return made

    def close(self) -> None:
        """End the processes, whatever they are at."""
        for worker in self._started:
            worker.end()
        self._started.clear()
        self._workers.clear()


class _Worker:
    def __init__(self, make: Callable[[str], Any], names: Sequence[str]) -> None:
        fork = multiprocessing.get_context("fork")
        self.names = names
        self._made: dict[str, tuple[Any, list[logging.LogRecord]]] = {}
        self._waiting = [*reversed(names)]
        """What it has not made yet; at the end, what it is at."""
        self._news = threading.Condition()
        self._here, there = fork.Pipe(duplex=False)
        self._process = fork.Process(target=_work, args=(make, names, there, self._here))
        self._process.daemon = True
        self._process.start()
        there.close()

    def listen(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                made = self._here.recv()
            except Exception:  # it has ended, or sent what nobody can read: wait no longer
                made = None
            with self._news:
                if made is None:
                    self._waiting.clear()
                else:
                    self._made[self._waiting.pop()] = made
                self._news.notify()
            if made is None:
                return

    def take(self, name: str) -> Any:
        with self._news:
            while self._waiting and self._waiting[-1] == name:
                self._news.wait()
            made, heard = self._made.pop(name, (None, []))
        for record in heard:
            logging.getLogger(record.name).handle(record)
        return made

    def end(self) -> None:
        self._process.kill()
        self._process.join()


def _work(
    make: Callable[[str], Any], names: Sequence[str], there: Connection, here: Connection
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
    here.close()  # so that, when the first is gone, nobody reads, and writing fails
    heard = _Heard()
    for logger in (logging.root, *logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger) and logger.handlers:
            logger.handlers = [heard]
    for name in names:
        try:
            made = make(name)
        except Exception:
            made = None
        said = heard.said() if made is not None else []
        try:
            there.send((made, said))
        except OSError:
            return


class _Heard(QueueHandler):
    """Keeps what is logged, in a form that can be sent."""

    def __init__(self) -> None:
        self._records: list[logging.LogRecord] = []
        super().__init__(self._records)  # type: ignore[arg-type]

    def enqueue(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def said(self) -> list[logging.LogRecord]:
        """Everything since it was asked last."""
        said = [*self._records]
        self._records.clear()
        return said


def _processors() -> int:
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)
