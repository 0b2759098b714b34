"""The page of downloads, and every file on it, as a build makes them."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from casebook.exports.listing import FORMATS, KINDS, size

from ..courses import copy_of, tree

NAMES = {
    "course.imscc",
    "course-cc13.imscc",
    "questions.moodle.xml",
    "glossary.apkg",
    "course.json",
    "course.schema.json",
    "references.bib",
    "references.csl.json",
    "left-out.csv",
    "course.pdf",
    "course.epub",
    "site.zip",
    "tea/packet.pdf",
    "tea/packet.docx",
    "tea/answer-key.pdf",
    "tea/slides.pptx",
    "tea/questions.moodle.xml",
    "tea/questions.canvas-qti.zip",
    "tea/questions.gift.txt",
}


def page(site: Path) -> HtmlElement:
    return lxml.html.fromstring((site / "downloads/index.html").read_text("utf-8"))


def files(site: Path) -> dict[str, bytes]:
    return {name: one for name, one in tree(site / "downloads").items() if name != "index.html"}


def losses(site: Path) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(files(site)["left-out.csv"].decode()))]


def test_every_file_is_made_and_stands_on_the_page_with_its_size(quiz_site: Path) -> None:
    made = files(quiz_site)
    assert set(made) == NAMES
    root = page(quiz_site)
    links = {link.get("href") for link in root.xpath("//a[@download]")}
    assert links == NAMES
    for entry in root.xpath("//*[@class='cb-files']/li"):
        name = entry.find("a").get("href")
        shown = entry.find_class("cb-size")[0].text_content()
        assert shown == f"{name.rpartition('/')[2]}, {size(len(made[name]))}"


def test_every_file_of_the_course_itself_is_listed(live_site: Path) -> None:
    links = {link.get("href") for link in page(live_site).xpath("//a[@download]")}
    assert links == set(files(live_site))


def test_a_build_for_no_address_says_so(quiz_site: Path, cited_site: Path) -> None:
    assert "built for no address" in page(quiz_site).text_content()
    assert "built for no address" not in page(cited_site).text_content()
    assert b"https://course.example/fruit/" in files(cited_site)["course.json"]


def test_what_is_left_out_stands_on_the_page_by_format_and_kind(live_site: Path) -> None:
    rows = losses(live_site)
    assert rows
    shown = {
        line.findall("td")[2].text_content(): [
            cell.text_content() for cell in line.findall("td")[:2]
        ]
        for line in page(live_site).xpath("//table//tbody/tr")
    }
    assert set(shown) == {row["what"] for row in rows}
    for row in rows:
        formats, concerns = shown[row["what"]]
        same = [one for one in rows if one["what"] == row["what"] and one["kind"] == row["kind"]]
        count = len({one["id"] for one in same})
        assert FORMATS[row["file"].rpartition("/")[2]][0] in formats.split("; ")
        assert f"{count} {KINDS[row['kind']][count > 1]}" in concerns.split(", ")


def test_a_question_that_a_format_changes_is_named(quiz_site: Path) -> None:
    named = {(row["file"], row["id"]) for row in losses(quiz_site)}
    assert ("tea/questions.gift.txt", "tea-order") in named
    assert ("tea/questions.canvas-qti.zip", "tea-match") in named
    assert ("course.imscc", "tea-order") in named


def test_while_someone_writes_nothing_is_made_and_the_page_says_so(tiny: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build"]
    subprocess.run(command, cwd=tiny, check=True, capture_output=True)
    assert "While you write" in page(tiny / "site").text_content()
    assert set(files(tiny / "site")) == {"references.bib", "references.csl.json"}


def test_two_builds_give_the_same_files(quiz_site: Path, tmp_path: Path) -> None:
    """Elsewhere, with another hash seed, in another time zone, in another language."""
    root = copy_of("quizzes", tmp_path / "elsewhere" / "quizzes")
    odd = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env={**os.environ, **odd},
        check=True,
        capture_output=True,
    )
    assert files(root / "site") == files(quiz_site)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (14_499, "14 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (2_340_000, "2.3 MB"),
    ],
)
def test_sizes_are_as_people_read_them(count: int, shown: str) -> None:
    assert size(count) == shown
