"""From LinkChecker's reports to an issue, and the workflow that brings them together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from casebook.course import Course, read
from casebook.dead_links import dead_links, issue_text

from .courses import ROOT, SITES, casebook
from .server import serve

HEAD = (
    "# created by LinkChecker\n"
    "urlname;parentname;base;result;warningstring;infostring;valid;url;line;column;name;"
    "dltime;size;checktime;cached;level;modified\n"
)
BOOK = "https://treatise-2001.example/a_b?c=1&d=%20"


def row(url: str, result: str = "404 Not Found", valid: bool = False) -> str:
    parent = "http://127.0.0.1:8000/modules/fruit/forms/"
    return f'{url};{parent};;"{result}";;;{valid};{url};1;1;name;-1;-1;0.1;0;1;\n'


@pytest.fixture
def course() -> Course:
    found, _ = read(SITES / "citations")
    assert found is not None
    return found


def test_an_address_is_dead_when_no_attempt_reached_it() -> None:
    first = HEAD + row(BOOK) + row("https://a.example/") + row("https://b.example/", valid=True)
    second = HEAD + row(BOOK, "410 Gone") + row("http://127.0.0.1:8000/nowhere/")
    assert [(one.url, one.result, one.page) for one in dead_links([first, second])] == [
        (BOOK, "410 Gone", "/modules/fruit/forms/")
    ]
    assert dead_links([first, HEAD]) == dead_links([HEAD, first]) == []


def test_the_issue_says_where_the_address_stands(course: Course) -> None:
    text = issue_text(course, dead_links([HEAD + row(BOOK, "404 @you `x` #1 <b>")]))
    line = course.references["treatise-2001"].line
    assert text.startswith("One address did not answer")
    assert f"- [ ] <{BOOK}>: 404 you x 1 b\n" in text
    assert f"    - `treatise-2001` in bibliography/references.bib:{line}\n" in text
    assert "    - linked from `/modules/fruit/forms/`\n" in text
    assert issue_text(course, []) == ""


def test_a_report_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text("")
    done = casebook("dead-links", str(tmp_path / "report.csv"), root=ROOT)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is no report of LinkChecker" in done.stderr


def test_what_linkchecker_writes_today_is_understood(tmp_path: Path) -> None:
    dead = "http://127.0.0.1:9/gone"
    (tmp_path / "index.html").write_text(f'<html><body><a href="{dead}">x</a></body></html>')
    with serve(tmp_path) as address:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "linkcheck", "--check-extern", "--no-status"),
                *("--no-warnings", "--output", "csv/utf-8", address + "/"),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 1
    assert [one.url for one in dead_links([done.stdout])] == [dead]


def test_the_workflow_blocks_nothing_and_may_do_little() -> None:
    text = (ROOT / ".github/workflows/external-links.yml").read_text("utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "issues": "write"}
    pinned = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert all(action in pinned and len(action.partition("@")[2]) == 40 for action in used)


def test_workflows_are_what_github_expects() -> None:
    command = [sys.executable, "-m", "check_jsonschema"]
    command += ["--builtin-schema", "vendor.github-workflows"]
    command += [str(path) for path in sorted((ROOT / ".github/workflows").glob("*.yml"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
