"""The project's commands: `python -m casebook COMMAND`; --help lists them.

`make` calls most; run them from the project's root with PYTHONPATH=hooks.
"""

from __future__ import annotations

import argparse
import datetime
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from .checks import check, review
from .course import EDITIONS, RUNS, Course, read
from .dead_links import dead_links, issue_text
from .diagrams.command import redraw
from .editions.record import record
from .editions.shelf import Edition, ShelfError, listed, put_edition, put_newest
from .exports.documents.letters import have, letters
from .fingerprints import RUN, fingerprints
from .new_course import UnusableFolderError, new_course
from .problems import Problem
from .publish import BusyError, alone, build, cant_go_on, whole
from .schemas import FOLDER, write_schemas
from .statistics import UnusableError, statistics

Options = argparse.Namespace


class GivenError(Exception):
    """Why what a command was given can't be used, with what to do; shown to the user."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 otherwise."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name of a file may be no Unicode at all.
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace"
            )  # messages hold Chinese and curly quotes
    if not (options.root / "docs").is_dir():
        print(
            f"{options.root} has no docs/ folder; run this in the project's root", file=sys.stderr
        )
        return 1
    run: Callable[[Options], int] = options.run
    try:
        code = run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # as by `casebook check | head`: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(cant_go_on(error, options.root), file=sys.stderr)
    except GivenError as error:
        print(error, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="casebook", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[Options], int], about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about)
        added.set_defaults(run=run)
        added.add_argument("--root", default=".", type=Path, help="the project, if not here")
        return added

    command("check", _check, "check the content, in a second or two")
    command("build", lambda options: build(options.root), "build site/, all or nothing")
    due = command("review", _review, "list what has not been looked at for a year")
    due.add_argument(
        "--today",
        type=_day,
        default=datetime.date.today(),
        help="the day from which the year is counted back; YYYY-MM-DD",
    )
    runs = command("fingerprint", _fingerprint, f"write {RUNS} from a text not to be copied")
    runs.add_argument("text", type=Path, help="a UTF-8 text outside the project")
    command("diagrams", _diagrams, "draw the diagrams that changed; needs Chrome or Chromium")
    type_ = command("letters", _letters, "print the characters that `make fonts` is to keep")
    type_.add_argument("--have", type=Path, help="those that the fonts in this folder have")
    dead = command("dead-links", _dead_links, "write the text of an issue about dead links")
    dead.add_argument("reports", nargs="+", type=Path, help="LinkChecker's reports, in CSV")
    command("schemas", _schemas, "write the JSON Schemas of the content files, for editors")
    command("edition", _edition, f"record under {EDITIONS}/ what this edition holds")
    shelve = command("shelve", _shelve, "put the built site into the folder that is published")
    shelve.add_argument("shelf", type=Path, help="the folder, with the editions it has already")
    shelve.add_argument("--edition", action="store_true", help="as an edition that stays")
    shelve.add_argument("--correct", action="store_true", help="replace an edition that is there")
    fresh = command("new-course", _new_course, "start a course of your own with this generator")
    fresh.add_argument("folder", type=Path, help="a folder that is not there yet, or empty")
    stats = command("stats", _stats, "print how a class answered, from Moodle's or Canvas's CSV")
    stats.add_argument("file", type=Path, help="the responses to one quiz, in CSV")
    stats.add_argument("--csv", action="store_true", help="print rows for a spreadsheet instead")
    return parser


def _day(written: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{written} is no day; write it as 2026-11-25, with two digits for month and day"
        ) from None


def _given(path: Path) -> str:
    """The text of a file that was named on the command line. Raises GivenError."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise GivenError(f"{path} can't be read: {error.strerror}; name a text file") from None
    except UnicodeDecodeError:
        raise GivenError(f"{path} is no UTF-8 text; save it as UTF-8") from None


def _check(options: Options) -> int:
    return _report(options.root, check)


def _review(options: Options) -> int:
    return _report(options.root, lambda course: review(course, options.today))


def _report(root: Path, find: Callable[[Course], list[Problem]]) -> int:
    """Print every mistake that `find` sees and every one that reading saw."""
    course, problems = read(root)
    if course is not None:
        problems = problems + find(course)
    found = sorted(set(problems))
    for problem in found:
        print(problem)
    mistakes = [problem for problem in found if not problem.warning]
    if mistakes or course is None:
        files = len({problem.path for problem in mistakes})
        print(f"\n{_count(len(mistakes), 'problem')} in {_count(files, 'file')}.")
        return 1
    print(_summary(course))
    return 0


def _fingerprint(options: Options) -> int:
    text, target = _given(options.text), options.root / RUNS
    runs = sorted({run for run, _ in fingerprints(text)})
    if not runs:
        raise GivenError(f"{options.text} has fewer than {RUN} words; name the whole text")
    with whole(target) as aside:
        aside.write_text("".join(f"{run}\n" for run in runs), "utf-8")
    print(f"{len(runs)} runs of {RUN} words, as hashes, in {target}.")
    return 0


def _diagrams(options: Options) -> int:
    course = _usable(options.root)
    problems = redraw(course, options.root)
    for problem in sorted(problems):
        print(problem)
    return 1 if problems else 0


def _letters(options: Options) -> int:
    print(have(options.have) if options.have else letters(options.root), end="")
    return 0


def _dead_links(options: Options) -> int:
    course = _usable(options.root)
    try:
        dead = dead_links([_given(report) for report in options.reports])
    except ValueError as error:
        raise GivenError(f"a report {error}") from None
    print(issue_text(course, dead), end="")
    return 0


def _usable(root: Path) -> Course:
    """The course, mistakes and all. Raises GivenError when there is none."""
    course, _ = read(root)
    if course is None:
        raise GivenError("the course can't be read; “make check” says why")
    return course


def _schemas(options: Options) -> int:
    print(f"{_count(write_schemas(), 'schema')} in {FOLDER}.")
    return 0


def _edition(options: Options) -> int:
    course = _without_mistakes(options.root)
    if course is None:
        return 1
    if not course.facts.edition_id:
        print("docs/course.yml has no edition_id; give this edition one", file=sys.stderr)
        return 1
    path = options.root / EDITIONS / f"{course.facts.edition_id}.json"
    path.parent.mkdir(exist_ok=True)
    text = record(course, course.facts.edition_id).model_dump_json(indent=1)
    with whole(path) as aside:
        aside.write_text(f"{text}\n", "utf-8")
    print(f"{path} has what the {course.facts.edition} holds. Commit it, and publish the edition.")
    return 0


def _shelve(options: Options) -> int:
    course, _ = read(options.root)
    site = options.root / "site"
    if course is None or not (site / "index.html").exists():
        print("there is no built site; run “make site” first", file=sys.stderr)
        return 1
    facts = course.facts
    work = options.root / ".build"
    work.mkdir(exist_ok=True)
    try:
        with alone(work / "lock"):  # else a build may replace the site while it is copied
            if options.edition:
                edition = Edition(facts.edition_id or "", facts.edition, facts.date.isoformat())
                put_edition(site, options.shelf, edition, options.correct)
            else:
                put_newest(site, options.shelf)
        shelved = [*listed(options.shelf)]
    except BusyError:
        print("a build is running; wait for it to end", file=sys.stderr)
        return 1
    except ShelfError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join([f"Editions in {options.shelf}:", *shelved]))
    return 0


def _without_mistakes(root: Path) -> Course | None:
    course, problems = read(root)
    if course is None or any(not one.warning for one in problems + check(course)):
        print("the course has mistakes; “make check” lists them", file=sys.stderr)
        return None
    return course


def _new_course(options: Options) -> int:
    try:
        folder = new_course(options.root, options.folder)
    except UnusableFolderError as error:
        raise GivenError(str(error)) from None
    print(f"{folder} has a new course; its README.md says what to change.")
    print("To see it: run “make serve” there.")
    return 0


def _stats(options: Options) -> int:
    course = _without_mistakes(options.root)
    if course is None:
        return 1
    try:
        print(statistics(course, options.file, options.csv), end="")
    except UnusableError as error:
        print(f"{options.file} {error}", file=sys.stderr)
        return 1
    return 0


def _summary(course: Course) -> str:
    questions = sum(len(quiz.facts.questions) for quiz in course.quizzes.values())
    return (
        f"No problems in {_count(len(course.modules), 'module')}, "
        f"{_count(len(course.chapters), 'chapter')}, {_count(questions, 'question')}, "
        f"{_count(len(course.laws), 'law')} and {_count(len(course.references), 'reference')}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
