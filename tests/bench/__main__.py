"""`make bench`: print what builds, edits and pages cost, and keep it in tests/bench/results.md.

Times are noisy: each table compares what ran in one go, and has the processor's
seconds beside those of the clock. SIZES="15 150" leaves the largest course out.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from casebook.diagrams.browser import chrome

from ..browser.test_site import pages
from ..browser.weights import weigh
from ..courses import ROOT
from ..server import serve
from .bare import bare
from .content import generate
from .edits import Edit, edits
from .measure import FailedError, Took, mkdocs, took

WORK = ROOT / ".build" / "bench" / "courses"
RESULTS = Path(__file__).parent / "results.md"
SIZES = (15, 150, 1500)
WITH_DOWNLOADS = 150
"""The largest generated course whose downloads are made: for more, nobody would."""
ROUNDS = 3
"""How often what is compared is built, in turn, where it takes less than a minute."""
BUILD = [sys.executable, "-m", "casebook", "build"]
READ, QUIZ = "docs/modules/data/article-37.md", "docs/modules/data/article-37.quiz.yml"
EDITS = (
    Edit("chapter", READ, "has a fault in its brakes", "/modules/data/article-37/"),
    Edit("quiz", QUIZ, "Because it binds no one", "/modules/data/article-37/"),
    Edit("law", "docs/law/csl-2016.md", "lists the aims of the law", "/law/csl-2016/"),
    Edit("reference", "bibliography/references.bib", "{Third-Party Oral", "/bibliography/"),
)
HEAD = "| what | seconds | of all processors | memory |"
RULE = "|---|---:|---:|---:|"


def main(sizes: list[int]) -> int:
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    told: list[str] = []
    try:
        for line in _report(sizes):
            print(line, flush=True)
            told.append(line)
    except FailedError as error:
        print(f"the benchmark stopped: {error}", file=sys.stderr)
        return 1
    RESULTS.write_text("\n".join(told) + "\n", "utf-8")
    print(f"\nKept in {RESULTS.relative_to(ROOT)}.")
    return 0


def _report(sizes: list[int]) -> Iterator[str]:
    yield f"# What builds, edits and pages cost\n\n{_machine()}"
    course = _copy(WORK / "course")
    yield f"\n## This course\n\n{HEAD}\n{RULE}"
    yield _row("everything, for the first time", took(BUILD, course))
    yield _row("everything again, nothing changed", took(BUILD, course))
    same = bare(course, WORK / "bare-course")
    alone, without = _in_turn((WORK / "course-site", course), (WORK / "course-bare", same), ROUNDS)
    yield _row("the site alone", alone)
    yield _row("the same pages under Material alone", without)
    yield f"\nThe site alone costs {_more(alone, without)}, compared with Material."
    yield from _edits(course)
    yield from _weights(WORK / "course" / "site")
    yield from _sizes(sizes)
    yield from _stages(max(one for one in sizes if one <= WITH_DOWNLOADS))


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.date.today().isoformat()}, {os.cpu_count()} cores ({platform.machine()}), "
        f"{memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}; "
        f"load before it began: {os.getloadavg()[0]:.1f}."
    )


def _copy(target: Path) -> Path:
    """The project's own course in a folder where nothing was built."""
    for folder in ("docs", "bibliography", "hooks"):
        unmade = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, target / folder, ignore=unmade)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def _row(what: str, one: Took) -> str:
    return f"| {what} | {one.seconds:.1f} | {one.processor:.1f} | {one.memory / 1e6:.0f} MB |"


def _in_turn(ours: tuple[Path, Path], theirs: tuple[Path, Path], rounds: int) -> tuple[Took, Took]:
    """The quickest build of each: a machine may be half as fast a minute later. Each is a target
    and the course that is built into it."""
    made = [
        [took(mkdocs(target), course) for target, course in (ours, theirs)] for _ in range(rounds)
    ]
    first, second = (min(ones, key=lambda one: one.seconds) for ones in zip(*made, strict=True))
    return first, second


def _more(ours: Took, theirs: Took) -> str:
    by_clock = _percent(ours.seconds / theirs.seconds)
    return f"{by_clock} of the clock, {_percent(ours.processor / theirs.processor)} of processors"


def _percent(ratio: float) -> str:
    return f"{abs(100 * (ratio - 1)):.0f} % {'more' if ratio >= 1 else 'less'}"


def _edits(course: Path) -> Iterator[str]:
    yield "\n## From a saved file to the page in the browser, in seconds\n"
    yield "| edit of a | in the middle | slowest |\n|---|---:|---:|"
    for edit, seconds in edits(course, list(EDITS)):
        yield f"| {edit.what} | {statistics.median(seconds):.2f} | {max(seconds):.2f} |"


def _weights(site: Path) -> Iterator[str]:
    yield "\n## Weight of this course's pages over the wire, nothing kept by the browser\n"
    with serve(site) as address, chrome() as browser:
        found = list(weigh(browser, site, address, pages(site)))
    found.sort(key=lambda one: one.total)
    scripts, requests = max(one.script for one in found), max(one.requests for one in found)
    yield (
        f"{len(found)} pages: {found[0].total / 1e3:.0f} to {found[-1].total / 1e3:.0f} kB, half "
        f"of them under {found[len(found) // 2].total / 1e3:.0f} kB; scripts at most "
        f"{scripts / 1e3:.0f} kB; at most {requests} requests. The heaviest is {found[-1].path}"
    )


def _sizes(sizes: list[int]) -> Iterator[str]:
    yield "\n## Generated courses\n"
    yield (
        "Each chapter has about 1,800 words, 40 citations, two articles of law, a diagram, a table "
        "and six questions; there is a law to three chapters.\n"
    )
    yield "| chapters | built | seconds | of all processors | a chapter | memory |"
    yield "|---:|---|---:|---:|---:|---:|"
    for size in sizes:
        course = generate(WORK / f"generated-{size}", size)
        same = bare(course, WORK / f"bare-{size}")
        targets = WORK / f"site-{size}", WORK / f"bare-site-{size}"
        rounds = ROUNDS if size <= WITH_DOWNLOADS else 1
        alone, without = _in_turn((targets[0], course), (targets[1], same), rounds)
        yield _size_row(size, "the site alone", alone)
        yield _size_row(size, f"Material alone (ours: {_more(alone, without)})", without)
        if size <= WITH_DOWNLOADS:
            yield _size_row(size, "with all downloads", took(BUILD, course))


def _size_row(size: int, what: str, one: Took) -> str:
    each = f"{1000 * one.seconds / size:.0f} ms"
    return f"| {size} {_row(what, one).removesuffix(' |').rpartition('|')[0]}| {each} |" + (
        f" {one.memory / 1e6:.0f} MB |"
    )


def _stages(size: int) -> Iterator[str]:
    yield f"\n## What takes the time, {size} chapters in one process, seconds of the processor\n"
    ours = _staged(WORK / f"generated-{size}")
    theirs = _staged(WORK / f"bare-{size}")
    yield "| stage | this project | Material alone |\n|---|---:|---:|"
    for stage, seconds in ours.items():
        yield f"| {stage} | {seconds:.2f} | {theirs.get(stage, 0):.2f} |"


def _staged(folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.stages", "mkdocs.yml", str(WORK / "staged")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'hooks'}{os.pathsep}{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    wanted = os.environ.get("SIZES", "").split()
    sys.exit(main([int(one) for one in wanted] or list(SIZES)))
