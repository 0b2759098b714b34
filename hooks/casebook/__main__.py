"""The project's commands: `python -m casebook check`, `review`, `build` and `fingerprint`.

`make` calls the first three; run them from the project's root with PYTHONPATH=hooks.
"""

from __future__ import annotations

import argparse
import datetime
import io
import sys
from pathlib import Path

from .checks import check, review
from .course import RUNS, Course, read
from .fingerprints import RUN, fingerprints
from .publish import build


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="casebook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("check", help="check the content, in a second or two")
    two = commands.add_parser("build", help="build site/, all or nothing")
    four = commands.add_parser("review", help="list what has not been looked at for a year")
    four.add_argument(
        "--today",
        type=datetime.date.fromisoformat,
        default=datetime.date.today(),
        help="the day from which the year is counted back; YYYY-MM-DD",
    )
    for command in (one, two, four):
        command.add_argument("root", nargs="?", default=".", type=Path)
    three = commands.add_parser(
        "fingerprint",
        help="write bibliography/essay.runs from a text that must not be copied",
    )
    three.add_argument("text", type=Path, help="a UTF-8 text outside the project")
    three.add_argument("root", nargs="?", default=".", type=Path)
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # messages hold Chinese and curly quotes
    if not (options.root / "docs").is_dir():
        print(
            f"{options.root} has no docs/ folder; run this in the project's root", file=sys.stderr
        )
        return 1
    if options.command == "fingerprint":
        return _fingerprint(options.text, options.root / RUNS)
    if options.command == "build":
        return build(options.root)
    return _check(options.root, options.today if options.command == "review" else None)


def _fingerprint(source: Path, target: Path) -> int:
    try:
        text = source.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"{source} can't be read as UTF-8 text: {error}", file=sys.stderr)
        return 1
    runs = sorted({run for run, _ in fingerprints(text)})
    target.write_text("".join(f"{run}\n" for run in runs), "utf-8")
    print(f"{len(runs)} runs of {RUN} words, as hashes, in {target}.")
    return 0


def _check(root: Path, today: datetime.date | None) -> int:
    """Print every mistake; with a day, print what is due for review by then instead."""
    course, problems = read(root)
    if course is not None:
        problems = problems + (review(course, today) if today else check(course))
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


def _summary(course: Course) -> str:
    questions = sum(len(quiz.facts.questions) for quiz in course.quizzes.values())
    return (
        f"No problems in {_count(len(course.modules), 'module')}, "
        f"{_count(len(course.chapters), 'chapter')}, {_count(questions, 'question')}, "
        f"{_count(len(course.laws), 'law')} and {_count(len(course.references), 'reference')}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
