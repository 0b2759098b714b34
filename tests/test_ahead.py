"""Other processes make pages ahead, and nobody can tell from the site."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from .courses import casebook, tree
from .orchard import orchard

BEGIN = """
import logging, os, signal, sys, time
from casebook import ahead
ahead._processors = lambda: 3
logging.basicConfig(format="%(message)s", stream=sys.stdout)
names = [f"{i:03}" for i in range(60)]
first = os.getpid()
def make(name):
    time.sleep(0.01)
    {special}
    logging.getLogger("pages").warning("about %s", name)
    return name.upper(), os.getpid()
work = ahead.Ahead(make, names)
"""
ALL = "made = [work.take(name) or make(name) for name in names]\n"
LOCKED = "import os; os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])\n"


def run(then: str, special: str = "pass", begin: str = BEGIN) -> list[str]:
    script = begin.replace("{special}", special) + then
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": "hooks"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_everything_is_made_once_and_by_all() -> None:
    then = ALL + "print([name for name, _ in made] == names, len({pid for _, pid in made}))"
    *heard, said = run(then)
    assert said == "True 3"
    # What is said of a thing is said when it is its turn, wherever it was made.
    assert heard == [f"about {i:03}" for i in range(60)]


def test_what_goes_wrong_goes_wrong_where_it_is_asked_for() -> None:
    special = "if name == '050': raise ValueError(os.getpid() == first)"
    then = (
        "for name in names:\n"
        "    try: work.take(name) or make(name)\n"
        "    except ValueError as error: print(error)\n"
    )
    heard = run(then, special)
    assert heard == [*(f"about {i:03}" for i in range(50)), "True"] + [
        f"about {i:03}" for i in range(51, 60)
    ]


def test_a_process_that_is_ended_is_replaced() -> None:
    special = "if name == '055' and os.getpid() != first: os.kill(os.getpid(), signal.SIGKILL)"
    *heard, said = run(ALL + "print([name for name, _ in made] == names)", special)
    assert (len(heard), said) == (60, "True")


def test_no_process_is_left_behind() -> None:
    then = (
        "print(*(one._process.pid for one in work._started), flush=True)\n"
        "os.kill(first, signal.SIGKILL)"
    )
    (pids,) = run(
        then, special="name *= 100_000"
    )  # more than a pipe holds: each waits for a reader
    left = [Path("/proc") / pid for pid in pids.split()]
    assert len(left) == 2
    until = time.monotonic() + 10
    while any(process.exists() and not zombie(process) for process in left):
        assert time.monotonic() < until
        time.sleep(0.02)


def zombie(process: Path) -> bool:
    """It has ended, and nobody has asked how."""
    try:
        return ") Z " in (process / "stat").read_text()
    except FileNotFoundError:
        return True


def test_with_one_processor_nothing_is_made_ahead() -> None:
    begin = LOCKED + BEGIN.replace("ahead._processors = lambda: 3\n", "")
    assert run("print([work.take(name) for name in names])", begin=begin) == [str([None] * 60)]


def test_a_site_is_the_same_made_by_one_process_or_by_more(tmp_path: Path) -> None:
    sites = []
    for name, before in (("one", LOCKED), ("more", "")):
        root = orchard(tmp_path / name)
        script = f"{before}import runpy; runpy.run_module('mkdocs', run_name='__main__')"
        command = [sys.executable, "-c", script, "build", "--quiet"]
        subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": "hooks"}, check=True)
        sites.append(tree(root / "site"))
    assert sites[0] == sites[1]


def test_a_mistake_on_a_page_that_is_made_ahead_is_said_once(tmp_path: Path) -> None:
    root = orchard(tmp_path / "course")
    last = sorted(root.glob("docs/modules/*/*.md"))[-1]
    last.write_text(last.read_text("utf-8") + "\n![A picture.](nowhere.png)\n", "utf-8")
    done = casebook("build", root=root)
    assert done.returncode == 1
    assert done.stderr.count("nowhere.png") == 1, done.stderr
    assert not (root / "site").exists()
