"""Any file of the project's own course, changed at random, gives messages and nothing else.

The examples are the same in each run. For a long campaign set MUTATIONS to
how many there shall be; then they are others each time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casebook.checks import check
from casebook.course import read

from .courses import ROOT

CAMPAIGN = int(os.environ.get("MUTATIONS", "0"))
BASE = (
    "docs/course.yml",
    "docs/index.md",
    "bibliography/essay.yml",
    "bibliography/essay.runs",
)
"""What every example has besides the file that is changed and those that go with it."""
SUFFIXES = (".md", ".yml", ".bib", ".runs", ".json")
SNIPPETS = (
    *("---\n", "- ", ": ", "|\n", "''", '"', "#", "\t", "\r", "\x00", "\u202e", "\u200b", "\ufeff"),
    *("[", "]", "{", "}", "[@", "[@]", "[@;]", "![@a]", "[^1]", "@", "[@a-b, arts. 9-1]", "“", "”"),
    *(
        "<!--",
        "<script>",
        "<details>",
        "</p>",
        "`",
        "```\n",
        "```mermaid\n",
        "![](..)",
        "[a](http://[)",
    ),
    *("&a ", "*a", "!!python/object:os.system ", "<<: ", "? ", "null", "~", "[]", "{}", "- - -\n"),
    *("9" * 5_000, "\u00b2", "\u0661", "0000-00-00", "2026-02-30", "99999-01-01", "true", "1e999"),
    *(
        "@book{",
        "},\n",
        "%",
        "\\",
        "$",
        "# a\n",
        "{ #p-1 }",
        "{ #a }",
        "as of 31 June 2026",
        "\ud7ff",
    ),
    *("\U0001f600", "中文" * 9, "<<<<<<< a\n", "=======\n", "(" * 40, "> " * 40, "* " * 40),
)
VALUES = ("", "[]", "{}", "[a, b]", "{a: b}", "true", "12", "-1", "2026-01-01", "x", "'", "|", "~")

Change = Callable[[str], str]


def files() -> list[str]:
    found = [*(ROOT / "docs").rglob("*"), *(ROOT / "bibliography").rglob("*")]
    paths = (path.relative_to(ROOT).as_posix() for path in found if path.suffix in SUFFIXES)
    return sorted(path for path in paths if "/assets/" not in path and "/." not in path)


def _at(text: str, share: float) -> int:
    return int(share * len(text))


def _lines(text: str, share: float, change: Callable[[list[str], int], None]) -> str:
    lines = text.split("\n")
    change(lines, min(len(lines) - 1, int(share * len(lines))))
    return "\n".join(lines)


def _swap(lines: list[str], i: int) -> None:
    lines[i - 1], lines[i] = lines[i], lines[i - 1]


def _revalue(value: str) -> Callable[[list[str], int], None]:
    def change(lines: list[str], i: int) -> None:
        key, colon, _ = lines[i].partition(":")
        lines[i] = f"{key}{colon} {value}"

    return change


def _set(make: Callable[[str], list[str]]) -> Callable[[list[str], int], None]:
    def change(lines: list[str], i: int) -> None:
        lines[i : i + 1] = make(lines[i])

    return change


LINE_CHANGES = (
    _set(lambda line: []),
    _set(lambda line: [line, line]),
    _set(lambda line: [f"  {line}"]),
    _set(lambda line: [line.lstrip()]),
    _set(lambda line: [line.removeprefix(" ")]),
    _set(lambda line: [line.swapcase()]),
    _set(lambda line: ["", line]),
    _swap,
    *map(_revalue, VALUES),
)
PLACES = st.floats(0, 1, exclude_max=True)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(
        lambda share, change: lambda text: _lines(text, share, change),
        PLACES,
        st.sampled_from(LINE_CHANGES),
    ),
    st.builds(
        lambda share, snippet: (
            lambda text: text[: _at(text, share)] + snippet + text[_at(text, share) :]
        ),
        PLACES,
        st.sampled_from(SNIPPETS),
    ),
    st.builds(lambda share: lambda text: text[: _at(text, share)], PLACES),
    st.builds(
        lambda share, length: (
            lambda text: text[: _at(text, share)] + text[_at(text, share) + length :]
        ),
        PLACES,
        st.integers(1, 80),
    ),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutations")


def lay_out(root: Path, path: str) -> None:
    """A small course around one file: what is needed to reach it, and its neighbours."""
    for folder in ("docs", "bibliography"):
        shutil.rmtree(root / folder, ignore_errors=True)
    near = [
        other
        for other in files()
        if Path(other).name.split(".")[0] == Path(path).name.split(".")[0]
    ]
    index = f"{path.rpartition('/')[0]}/index.md"
    for one in {*BASE, path, *near, *([index] if "/modules/" in path else [])}:
        (root / one).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / one, root / one)


@settings(
    max_examples=CAMPAIGN or 120,
    derandomize=not CAMPAIGN,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@example(
    path="docs/modules/data/counting-data.quiz.yml",
    changes=[lambda text: text[: _at(text, 0.3203125)]],
    cut=0.0,
)
@given(path=st.sampled_from(files()), changes=st.lists(CHANGES, min_size=1, max_size=4), cut=PLACES)
def test_a_changed_file_gives_messages_with_their_lines(
    root: Path, path: str, changes: list[Change], cut: float
) -> None:
    lay_out(root, path)
    text = (root / path).read_text("utf-8")
    for change in changes:
        text = change(text)
    raw = text.encode("utf-8", "surrogatepass")
    # Now and then it ends in the middle of a character.
    (root / path).write_bytes(raw if cut < 0.8 else raw[: int(len(raw) * (cut - 0.8) * 5)])
    course, problems = read(root)
    if course is not None:
        problems += check(course)
    ends = {}
    for problem in set(problems):
        where = root / problem.path
        if problem.path not in ends:
            written = where.read_bytes() if where.exists() else b""
            lines = written.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            ends[problem.path] = lines.count(b"\n") + 1
        assert where.exists() or "is missing" in problem.message, problem
        assert 1 <= problem.line <= ends[problem.path], problem
        assert str(problem).isprintable()
