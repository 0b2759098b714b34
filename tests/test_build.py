"""Building a course: what is on the page, and what happens when it fails."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from casebook.checks import check
from casebook.course import read

from .courses import SITES, casebook, copy_of, tree

PAGES = (
    *("", "modules/apples", "modules/apples/picking", "law", "law/apple-act-1999"),
    *("terms", "timeline", "bibliography", "coverage"),
)


def article(site: Path, page: str) -> str:
    """The page's own content, one element a line."""
    document = lxml.html.parse(str(site / page / "index.html"))
    content = document.xpath("//article")[0]
    html = lxml.html.tostring(content, encoding="unicode")
    return "\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n"


@pytest.mark.parametrize(
    "page",
    [
        "modules/apples/picking",
        "law/apple-act-1999",
        "law",
        "bibliography",
        "coverage",
        "terms",
        "timeline",
        "modules/apples",
        "",
    ],
)
def test_page_reads_as_before(
    tiny_site: Path, page: str, file_regression: FileRegressionFixture
) -> None:
    """After a change on purpose, run pytest with --force-regen and read the difference."""
    file_regression.check(article(tiny_site, page), extension=".html", encoding="utf-8")


def test_answers_are_published_in_the_page_alone(tiny_site: Path) -> None:
    sources = [path for path in tree(tiny_site) if path.endswith((".yml", ".bib", ".md"))]
    assert sources == ["downloads/references.bib"]


def test_edition_and_not_the_clock_dates_the_site(tiny_site: Path) -> None:
    page = (tiny_site / "modules/apples/picking/index.html").read_text("utf-8")
    assert "Test edition, 31 January 2026. Text: free." in page


LATER = """
import datetime, time
ahead, now = 500 * 86400, time.time
time.time = lambda: now() + ahead
time.gmtime = lambda seconds=None, of=time.gmtime: of(time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None, of=time.localtime: of(
    time.time() if seconds is None else seconds
)
time.strftime = lambda form, moment=None, of=time.strftime: of(form, moment or time.localtime())

class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(time.time())

datetime.date, datetime.datetime = Date, DateTime
"""
"""Python runs it when it starts: the clock is more than a year ahead."""


def elsewhere(folder: Path) -> tuple[Path, dict[str, str]]:
    """The course on what might be another machine, with the environment there."""
    root = copy_of("tiny", folder / "another place, ü" / "course")
    clock = folder / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(LATER, "utf-8")
    for path in (root / "docs").rglob("*"):
        os.utime(path, (10**9, 10**9))
    environment = {
        "PYTHONPATH": f"hooks{os.pathsep}{clock}",
        "PYTHONHASHSEED": "42",
        "TZ": "Pacific/Kiritimati",
        # A text that is opened without its encoding named is then taken for ASCII.
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
    }
    return root, environment


def test_two_builds_are_the_same_to_the_byte(tiny: Path, tmp_path: Path) -> None:
    """In another folder, time zone, language and year, with other hashes and dates of files."""
    other, there = elsewhere(tmp_path / "elsewhere")
    here = {"PYTHONPATH": "hooks", "PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles"}
    command = [sys.executable, "-m", "casebook", "build"]
    builds = [
        subprocess.Popen(command, cwd=root, env={**os.environ, **environment}, umask=umask)
        for root, environment, umask in ((tiny, here, 0o022), (other, there, 0o077))
    ]
    assert [build.wait(120) for build in builds] == [0, 0]
    first, second = tree(tiny / "site"), tree(other / "site")
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
    assert casebook("build", root=tiny).returncode == 0  # now with the documents that it kept
    assert tree(tiny / "site") == first


def test_a_failed_build_leaves_the_last_good_site(tiny: Path) -> None:
    assert casebook("build", root=tiny).returncode == 0
    before = tree(tiny / "site")
    chapter = tiny / "docs/modules/apples/picking.md"
    chapter.write_text(chapter.read_text("utf-8").replace("@treatise-2001", "@treatise-2010"))
    done = casebook("build", root=tiny)
    assert done.returncode == 1
    assert "picking.md:14: no work has the key “treatise-2010”" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert tree(tiny / "site") == before


def test_a_mistake_that_only_mkdocs_sees_leaves_the_last_good_site_too(tiny: Path) -> None:
    assert casebook("build", root=tiny).returncode == 0
    before = tree(tiny / "site")
    chapter = tiny / "docs/modules/apples/picking.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n![a picture](nowhere.png)\n")
    assert casebook("build", root=tiny).returncode == 1
    assert tree(tiny / "site") == before
    assert {path.name for path in (tiny / ".build").iterdir()} == {"exports", "lock"}


@pytest.mark.parametrize("mistake", ["@book{", "@book{a,", "@book{a-1, title={x}"])
def test_a_broken_bibliography_is_a_message_and_no_traceback(tiny: Path, mistake: str) -> None:
    with (tiny / "bibliography/references.bib").open("a") as references:
        references.write(mistake)
    done = casebook("build", root=tiny)
    assert done.returncode == 1
    assert "bibliography/references.bib:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_ended_between_two_renames_gives_the_site_back(tiny: Path) -> None:
    assert casebook("build", root=tiny).returncode == 0
    before = tree(tiny / "site")
    (tiny / "site").rename(tiny / ".build/before")
    (tiny / "docs/modules/apples/picking.md").write_text("")
    assert casebook("build", root=tiny).returncode == 1
    assert tree(tiny / "site") == before


def test_a_folder_that_cannot_be_written_gives_one_line(tiny: Path) -> None:
    (tiny / ".build").write_text("in the way")
    done = casebook("build", root=tiny)
    assert done.returncode == 1
    assert re.fullmatch(r"nothing was built: can't write .*: .*; make room .*\n", done.stderr)


def test_check_says_what_is_wrong_and_how_much(tiny: Path) -> None:
    good = casebook("check", root=tiny)
    assert (good.returncode, good.stdout) == (
        0,
        "No problems in 1 module, 1 chapter, 7 questions, 2 laws and 1 reference.\n",
    )
    chapter = tiny / "docs/modules/apples/picking.md"
    chapter.write_text(chapter.read_text("utf-8").replace("@treatise", "@treatises"))
    bad = casebook("check", root=tiny)
    assert bad.returncode == 1
    assert bad.stdout.endswith("\n\n1 problem in 1 file.\n")


def test_a_folder_without_a_course_is_named(tmp_path: Path) -> None:
    (tmp_path / "hooks").symlink_to(SITES.parent.parent / "hooks")
    done = casebook("check", root=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "has no docs/ folder" in done.stderr


def test_a_second_build_at_once_is_turned_away(tiny: Path) -> None:
    import fcntl

    (tiny / ".build").mkdir()
    with (tiny / ".build/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = casebook("build", root=tiny)
    assert (done.returncode, done.stderr) == (
        1,
        "another build is running; wait for it to end\n",
    )


CONTENT = [
    path.relative_to(SITES / "tiny").as_posix()
    for path in sorted((SITES / "tiny").rglob("*"))
    if path.is_file()
]


@pytest.mark.parametrize("path", CONTENT)
def test_removing_any_content_file_is_noticed(tmp_path: Path, path: str) -> None:
    root = tmp_path / "course"
    shutil.copytree(SITES / "tiny", root)
    (root / path).unlink()
    course, problems = read(root)
    problems += check(course) if course else []
    assert problems
    assert all(problem.message for problem in problems)
