"""No content, however broken, ends a check otherwise than by its messages.

Each case is a file in the place of one of tests/sites/tiny, of every kind. The
alarm is no measure of speed: what it finds are patterns that would take hours.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.checks import check
from casebook.course import read
from casebook.problems import Problem
from casebook.reading.text import MAX_BYTES

from .courses import SITES, casebook, copy_of, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of Unix")

KINDS = (
    "docs/course.yml",
    "docs/index.md",
    "docs/modules/apples/index.md",
    "docs/modules/apples/picking.md",
    "docs/modules/apples/picking.quiz.yml",
    "docs/terms/ground.md",
    "docs/law/apple-act-1999.md",
    "bibliography/references.bib",
    "bibliography/essay.yml",
    "bibliography/essay.runs",
    "bibliography/quotations/apples.yml",
    "bibliography/editions/2025.json",
    "docs/assets/diagrams/93d65b32fe8e97e3.svg",
)
TEXT = "title: A course\nother: a text\n"
ALIASES = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
WHOLE: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n\t\n",
    "binary": bytes(range(256)) * 50,
    "nul": b"title: a\0b\n",
    "utf-16": TEXT.encode("utf-16"),
    "utf-32": TEXT.encode("utf-32"),
    "latin-1": "title: café\n".encode("latin-1"),
    "gbk": "title: 苹果法\n".encode("gbk"),
    "surrogates": b"title: \xed\xa0\x80\n",
    "overlong": b"title: \xc0\xaf\n",
    "twenty megabytes": b"a: b\n" * 4_000_000,
    "bidi": "title: a\u202eb\u2066c\n".encode(),
    "no width": "ti\u200btle: a\n".encode(),
    "line separator": "title: a\u2028other: b\n".encode(),
    "brackets": b"a: " + b"[" * 10_000,
    "braces": b"{a: " * 10_000,
    "deep block": "".join(f"{' ' * i}a:\n" for i in range(900)).encode(),
    "questions": b"? " * 10_000,
    "dashes": b"- " * 10_000,
    "billion laughs": f"a0: &a0 x\n{ALIASES}".encode(),
    "itself": b"a: &a [*a]\n",
    "object": b'a: !!python/object/apply:os.system ["true"]\n',
    "merge": b"a: {<<: {b: c}, <<: {b: d}}\n",
    "twice": b"title: a\ntitle: b\n",
    "list as key": b"? [a, b]\n: c\n",
    "documents": b"a: b\n---\nc: d\n---\n",
    "directive": b"%YAML 9.9\n---\na: b\n",
    "tab": b"a:\n\tb: c\n",
    "long line": b"a: " + b"b" * (MAX_BYTES - 10),
    "long key": b"a" * 5_000 + b": b\n",
    "huge number": b"id: a\ntimeline_from: " + b"9" * 5_000 + b"\n",
    "open quote": b'a: "b\n',
    "fences": b"---\n" * 1_000,
    "entries": b"@book{a,\n" * 5_000,
    "fields": b"@book{a, title = " + b"{" * 5_000,
    "percent": b"%" * 1_000,
    "template": b"title: '{{ 7 * 7 }}{% include \"x\" %}'\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITES / "tiny", tmp_path / "course"))


@pytest.fixture(autouse=True)
def not_for_ever() -> Iterator[None]:
    def late(*_: object) -> None:
        raise AssertionError("this content would keep the check busy for hours")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(100)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def problems_of(root: Path) -> list[Problem]:
    """What a check says; each stands on one line and names a line that is there."""
    course, problems = read(root)
    if course is not None:
        problems += check(course)
    for problem in problems:
        path = root / problem.path
        raw = path.read_bytes() if path.is_file() else b""
        lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        assert 1 <= problem.line <= lines, problem
        assert str(problem).isprintable()
        assert path.exists() or path.is_symlink() or "missing" in problem.message, problem
    return problems


@pytest.mark.parametrize("path", KINDS)
def test_a_whole_file_of_something_else(root: Path, path: str) -> None:
    target = root / path
    target.parent.mkdir(exist_ok=True)
    unnoticed = []
    for name, content in WHOLE.items():
        target.write_bytes(content)
        if not problems_of(root):
            unnoticed.append(name)
    # What is no form has no wrong form: hashes of words, and a picture that Mermaid drew.
    assert unnoticed == [] or target.suffix in (".runs", ".svg")


@pytest.mark.parametrize("path", KINDS[:-2])
def test_what_is_no_file(root: Path, path: str) -> None:
    target = root / path
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True)
    target.mkdir()
    assert any(problem.path == path for problem in problems_of(root))
    target.rmdir()
    os.mkfifo(target)
    assert f"{path}:1: is no file; put a text file here, or give this another name" in told(root)
    for leads_to in (target, "/dev/zero", "/etc/passwd", root / "gone", root / "docs"):
        target.unlink()
        target.symlink_to(leads_to)
        assert f"{path}:1: is a link to another place; put the file itself here" in told(root)


def told(root: Path) -> list[str]:
    return [str(problem) for problem in problems_of(root)]


def test_a_folder_that_is_a_link_or_a_file(root: Path, tmp_path: Path) -> None:
    (root / "docs/terms").rename(tmp_path / "elsewhere")
    (root / "docs/terms").symlink_to(tmp_path / "elsewhere")
    (root / "docs/loop").symlink_to(root / "docs")
    assert "docs/terms:1: is a link to another place; put the file itself here" in told(root)
    assert "docs/loop:1: is a link to another place; put the file itself here" in told(root)
    (root / "docs/terms").unlink()
    (root / "docs/terms").write_text("a file")
    assert any(line.startswith("docs/terms:1: ") for line in told(root))


@pytest.mark.parametrize(
    "name", ["a b.md", "a:b.md", "a\nb.md", "苹果.md", "Apple.md", "-.md", os.fsdecode(b"\xff.md")]
)
def test_a_name_that_is_no_address(root: Path, name: str) -> None:
    for folder in ("docs", "docs/law", "docs/terms"):
        good = (root / "docs/law/orchard-act-1985.md").read_text("utf-8")
        path = root / folder / name
        try:
            path.write_text(good, "utf-8")
        except OSError:
            pytest.skip("this disk has no such names")
        assert any(problem.path == f"{folder}/{name}" for problem in problems_of(root))
    done = casebook("check", root=root)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


N = 30_000
"""Characters of one kind: enough that whatever grows by the square is never done."""


def many(text: str) -> str:
    return text * (N // len(text))


BODIES = {
    **{text: many(text) for text in ("[", "[a ", "[x](", "![", "[^", "[@", "(", "<", "<a ", "<a>")},
    **{text: many(text) for text in ("<!--", "<!-- -->", "<?", "<![", "{", "{#a", "{: #a ", "{{")},
    **{text: many(text) for text in ("```x\n", "~~~ a\n", "```mermaid\n", ">", "*a ", "***a ")},
    **{text: many(text) for text in ("_a ", "“", '"', "“a”", "「", "1,", "11,", "¶ 1 and ", "| ")},
    **{
        text: many(text)
        for text in ("# a\n", "*[a]: b\n", "[a]: b\n", "a\n: b\n", "&#", "- 1990\n")
    },
    **{
        text: many(text)
        for text in ("<summary>", '<div markdown="1">\n\n', "\n", "   \n", "=======\n")
    },
    **{text: many(text) for text in ("[@apple-act-1999, art. 2] ", "[@a]\n", "as  ", "中 ", "\\")},
    "elements": many('<div markdown="1">\n\n'),
    "@ in one bracket": f"[{'@' * N}]",
    "backticks": " ".join("`" * i for i in range(1, 240)),
    "spaces": f"a{' ' * N}b",
    "a tag of spaces": f"<a{' ' * N}",
    "a heading of braces": "# " + "{#a" * 90 + "\n",
    "a long number": "1" * N + "a",
    "a place with a long number": f"[@apple-act-1999, art. {'9' * 6_000}]",
    "a page with a long number": f"[@treatise-2001, p. {'9' * 6_000}]",
    "pages with long numbers": f"[@treatise-2001, pp. {'8' * 5_000}-{'9' * 5_000}]",
    "quotes in quotes": "".join(f"{'>' * i} a\n" for i in range(1, 200)),
    "a list in a list": "".join(f"{'    ' * i}- a\n" for i in range(80)),
    "a path out": "[a](../../../../../etc/passwd) ![b](../../../etc/passwd.png) [c](file:///etc/x)",
    "a picture of elsewhere": "![a](/etc/passwd) ![b](//evil.example/a.png) ![c](..%2f..%2fa.png)",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_text_full_of_beginnings(root: Path, name: str) -> None:
    """In a chapter, in a question, and in a quotation of the ledger."""
    text = BODIES[name]
    chapter = root / "docs/modules/apples/picking.md"
    chapter.write_text(f"{chapter.read_text('utf-8')}\n{text}\n", "utf-8")
    for path, place in (
        ("docs/modules/apples/picking.quiz.yml", "stem: |\n      "),
        ("bibliography/quotations/apples.yml", "text: |\n      "),
    ):
        whole = (root / path).read_text("utf-8")
        assert place in whole
        indented = text.replace("\n", "\n      ")
        (root / path).write_text(whole.replace(place, f"{place}.{indented}\n      ", 1), "utf-8")
    course, _ = read(root)
    assert course is not None
    assert course.quizzes
    assert course.quotations or "<" in text  # which holds no tags
    problems_of(root)


def test_bom_and_line_ends_of_other_systems_are_no_mistake(root: Path) -> None:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix in (".md", ".yml", ".bib", ".runs", ".svg"):
            text = path.read_text("utf-8")
            path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert told(root) == []


def test_a_build_of_broken_content_writes_nothing_anywhere(tmp_path: Path) -> None:
    root = copy_of("tiny", tmp_path / "course")
    chapter = root / "docs/modules/apples/picking.md"
    chapter.write_text(f"{chapter.read_text('utf-8')}\n![a](../../../../../etc/passwd.png)\n")
    (root / "docs/assets/link").symlink_to("/etc")
    before = {path: content for path, content in tree(tmp_path).items() if "/.build/" not in path}
    done = casebook("build", root=root)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    after = {path: content for path, content in tree(tmp_path).items() if "/.build/" not in path}
    assert after == before
