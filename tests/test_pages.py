"""Pages made from data, in the cases that the goldens do not show."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.checks import check
from casebook.course import Course, read
from casebook.pages.bibliography import bibliography_markdown
from casebook.pages.terms import terms_markdown
from casebook.pages.timeline import timeline_markdown

from .courses import REPOSITORY, SITES


@pytest.fixture
def course() -> Course:
    found, _ = read(SITES / "tiny")
    assert found is not None
    return found


@pytest.mark.parametrize(("first", "shown"), [(None, True), (1999, True), (2000, False)])
def test_timeline_begins_with_the_year_asked_for(
    course: Course, first: int | None, shown: bool
) -> None:
    facts = course.facts.model_copy(update={"timeline_from": first})
    page = timeline_markdown(dataclasses.replace(course, facts=facts))
    assert ("## 1999" in page) is shown


@pytest.mark.parametrize(
    ("body", "used"),
    [
        ("It is a windfall.", True),
        ("Fallen apples are sweet.", True),
        ("The word is 落果.", True),
        ("Windfalling is no word.", False),
        ("An anti-windfall act.", False),
        ("A citation.[@windfall, p. 3]", False),
        ("In code: `windfall`.", False),
    ],
)
def test_glossary_finds_where_a_term_is_used(course: Course, body: str, used: bool) -> None:
    chapter = dataclasses.replace(course.chapters["apples/picking"], body=body)
    changed = dataclasses.replace(course, chapters={"apples/picking": chapter})
    entry = terms_markdown(changed).partition("{ #windfall }")[2]
    assert ("Used in [Picking]" in entry) is used


def test_ledger_shows_verified_words_alone_each_with_its_evidence(cited_site: Path) -> None:
    page = (cited_site / "quotations/index.html").read_text("utf-8")
    shown = page.partition('id="fruit-free"')[2]
    assert "<p>Fruit that falls is free to all.</p>" in shown.partition("</blockquote>")[0]
    assert "Evidence: verified, p. 2" in shown
    assert 'href="../bibliography/#ref-four-1990"' in page
    assert 'href="../law/apple-act-1999/"' in page
    assert 'id="fruit-partly"' in page
    assert "Fruit that hangs" not in page


def test_bibliography_offers_the_downloads(cited_site: Path) -> None:
    page = (cited_site / "bibliography/index.html").read_text("utf-8")
    for name in ("references.bib", "references.csl.json"):
        assert f'href="../downloads/{name}"' in page
        assert (cited_site / "downloads" / name).stat().st_size > 1000


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_a_file_of_another_editor_reads_the_same(tiny: Path, ending: bytes) -> None:
    for path in ("docs/modules/apples/picking.md", "docs/modules/apples/picking.quiz.yml"):
        text = (tiny / path).read_bytes()
        (tiny / path).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", ending))
    (tiny / "hooks").unlink()
    course, problems = read(tiny)
    assert course is not None
    assert problems + check(course) == []


@pytest.fixture
def published(tiny: Path) -> Path:
    """tests/sites/tiny, built as the publishing workflow would."""
    environment = {
        **os.environ,
        "SITE_URL": "https://course.example/",
        "REPO_URL": REPOSITORY,
    }
    environment.pop("SOURCE_DATE_EPOCH", None)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tiny,
        env=environment,
        capture_output=True,
        check=True,
    )
    return tiny / "site"


def test_sitemap_carries_the_day_of_the_edition(published: Path) -> None:
    sitemap = (published / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://course.example/modules/apples/picking/</loc>" in sitemap
    assert "<lastmod>2026-01-31</lastmod>" in sitemap


def test_bibliography_shows_pinyin_and_how_people_type_it(course: Course) -> None:
    work = course.references["treatise-2001"]
    named = dataclasses.replace(work, fields={**work.fields, "pinyin": "Guǒyuán"})
    page = bibliography_markdown(dataclasses.replace(course, references={"treatise-2001": named}))
    assert '<em lang="zh-Latn-pinyin">Guǒyuán</em>' in page
    assert ">Guoyuan</span>" in page
    assert "pinyin" not in bibliography_markdown(course)
