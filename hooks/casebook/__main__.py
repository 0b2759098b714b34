"""The project's commands: `python -m casebook check`, `build` and `fingerprint`.

`make` calls the first two; run them from the project's root with PYTHONPATH=hooks.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from .checks import check
from .course import RUNS, Course, read
from .fingerprints import RUN, fingerprints
from .publish import build


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="casebook", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("check", help="check the content, in a second or two")
    two = commands.add_parser("build", help="build site/, all or nothing")
    for command in (one, two):
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
    return _check(options.root) if options.command == "check" else build(options.root)


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


def _check(root: Path) -> int:
    course, problems = read(root)
    if course is not None:
        problems = problems + check(course)
    found = sorted(set(problems))
    for problem in found:
        print(problem)
    if found or course is None:
        files = len({problem.path for problem in found})
        print(f"\n{_count(len(found), 'problem')} in {_count(files, 'file')}.")
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
