"""Editions: a published one stays, the newest says what has changed, an old page says it is old."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from casebook.course import read
from casebook.editions.comparison import compare
from casebook.editions.record import record

from .conftest import mkdocs_build, once
from .courses import casebook, copy_of, tree

ADDRESS = "https://course.example/"


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def name_edition(root: Path, name: str, date: str) -> None:
    text = (root / "docs/course.yml").read_text("utf-8").split("\n")
    kept = [line for line in text if not line.startswith(("edition", "date"))]
    facts = [f"edition_id: {name}", f"edition: Edition {name}", f"date: {date}"]
    (root / "docs/course.yml").write_text("\n".join([*facts, *kept]), "utf-8")


def first_edition(folder: Path) -> Path:
    root = copy_of("quizzes", folder)
    name_edition(root, "2026-fall", "2026-02-01")
    return root


@pytest.fixture
def quizzes(tmp_path: Path) -> Path:
    """A course in its first edition."""
    return first_edition(tmp_path / "course")


def next_edition(root: Path) -> None:
    """The first edition is recorded; a second one has other words."""
    done = casebook("edition", root=root)
    assert done.returncode == 0, done.stderr
    name_edition(root, "2027-spring", "2027-02-01")
    edit(root, "docs/modules/tea/brewing.md", "\n## Leaves", "\n## Kettles\n\nNew.\n\n## Leaves")
    edit(root, "docs/law/tea-act-1999.md", "status: ", "status: amended, ")
    edit(root, "docs/modules/tea/brewing.quiz.yml", "Cups come last.", "Cups come at the end.")
    edit(root, "docs/modules/tea/brewing.quiz.yml", "goes into the pot?", "goes into a pot?")


def test_nothing_has_changed_from_a_course_to_itself(quizzes: Path) -> None:
    course, _ = read(quizzes)
    assert course is not None
    assert not compare(record(course, "a"), record(course, "b"))


def test_what_has_changed_is_told_by_chapter_law_and_question(quizzes: Path) -> None:
    next_edition(quizzes)
    course, _ = read(quizzes)
    assert course is not None
    assert course.edition_before is not None
    found = compare(course.edition_before, record(course, "2027-spring"))
    assert found.chapters.changed == ("tea/brewing",)
    assert found.sections["tea/brewing"].new == ("kettles",)
    assert found.laws.changed == ("tea-act-1999",)
    assert found.statuses["tea-act-1999"] == course.edition_before.laws["tea-act-1999"].status
    assert found.questions.changed == ("tea-multiple",)
    assert found.explained == ("tea-single",)


def test_what_is_new_and_what_is_gone(quizzes: Path) -> None:
    course, _ = read(quizzes)
    assert course is not None
    whole = record(course, "a")
    less = whole.model_copy(
        update={
            "chapters": {"tea/brewing": whole.chapters["tea/brewing"]},
            "laws": {},
            "questions": {},
        }
    )
    shrunk, grown = compare(whole, less), compare(less, whole)
    assert shrunk.chapters.gone == grown.chapters.new == ("tea/serving",)
    assert shrunk.laws.gone == grown.laws.new == tuple(whole.laws)
    assert shrunk.questions.gone == grown.questions.new == tuple(whole.questions)


def test_the_page_of_changes_leads_to_each(quizzes: Path) -> None:
    next_edition(quizzes)
    mkdocs_build(quizzes)
    page = lxml.html.fromstring((quizzes / "site/changes/index.html").read_text("utf-8"))
    links = {link.get("href") for link in page.xpath("//article//a")}
    assert "../modules/tea/brewing/#kettles" in links
    assert "../law/tea-act-1999/" in links
    assert "../modules/tea/brewing/#q-tea-multiple" in links
    text = " ".join(page.xpath("//article")[0].text_content().split())
    assert "Edition 2026-fall of 1 February 2026" in text
    assert "tea-multiple: asks something else" in text
    assert "tea-single: explained otherwise" in text
    assert "status: was “" in text


def test_a_course_in_its_first_edition_has_no_page_of_changes(quiz_site: Path) -> None:
    assert not (quiz_site / "changes").exists()


def published(root: Path, shelf: Path, edition: str = "") -> subprocess.CompletedProcess[str]:
    """Build for an address and put the site on the shelf."""
    mkdocs_build(root, SITE_URL=f"{ADDRESS}{edition}/" if edition else ADDRESS)
    return casebook("shelve", str(shelf), *(("--edition",) if edition else ()), root=root)


@pytest.fixture(scope="session")
def two_editions(shared: Path) -> Path:
    """A course, and its shelf with two editions and the newest site at the root."""

    def make(target: Path) -> None:
        root = first_edition(target / "course")
        assert published(root, target / "shelf", "2026-fall").returncode == 0
        next_edition(root)
        assert published(root, target / "shelf", "2027-spring").returncode == 0
        assert published(root, target / "shelf").returncode == 0

    return once(shared, "editions", make)


@pytest.fixture
def course(two_editions: Path, tmp_path: Path) -> Path:
    """A copy of the course in its second edition."""
    return Path(shutil.copytree(two_editions / "course", tmp_path / "second", symlinks=True))


@pytest.fixture
def shelf(two_editions: Path, tmp_path: Path) -> Path:
    """A copy of the shelf."""
    return Path(shutil.copytree(two_editions / "shelf", tmp_path / "shelf"))


def page(shelf: Path, path: str) -> HtmlElement:
    return lxml.html.fromstring((shelf / path).read_text("utf-8"))


def test_each_edition_stays_and_says_which_is_newest(shelf: Path) -> None:
    old = page(shelf, "2026-fall/modules/tea/brewing/index.html")
    assert "goes into the pot?" in old.text_content()
    notice = old.find_class("cb-old-edition")[0]
    assert "Edition 2026-fall" in notice.text_content()
    assert notice.find("a").get("href") == "../../../../2027-spring/modules/tea/brewing/"
    new = page(shelf, "2027-spring/modules/tea/brewing/index.html")
    assert "goes into a pot?" in new.text_content()
    assert new.find_class("cb-old-edition") == []
    assert page(shelf, "index.html").find_class("cb-old-edition") == []
    listed = json.loads((shelf / "editions.json").read_text("utf-8"))
    assert [one["id"] for one in listed] == ["2027-spring", "2026-fall"]


def test_every_page_of_an_old_edition_leads_to_one_that_exists(shelf: Path) -> None:
    pages = sorted((shelf / "2026-fall").rglob("index.html"))  # the host shows the root's 404.html
    assert len(pages) > 5
    for path in pages:
        link = page(shelf, str(path.relative_to(shelf))).find_class("cb-newest")[0].get("href")
        target = Path(os.path.normpath(path.parent / link))
        assert (target / "index.html" if target.is_dir() else target).exists()


def test_each_page_of_assignments_knows_where_every_edition_has_its_own(shelf: Path) -> None:
    for place in ("", "2026-fall/", "2027-spring/"):
        own = f"{place}instructors/assign/index.html"
        links = page(shelf, own).xpath("//ul[@class='cb-editions']/li/a")
        found = {link.text: os.path.normpath(Path(own).parent / link.get("href")) for link in links}
        assert found == {
            "Edition 2026-fall": "2026-fall/instructors/assign",
            "Edition 2027-spring": "2027-spring/instructors/assign",
        }


def test_a_published_edition_does_not_move(shelf: Path, course: Path) -> None:
    before = tree(shelf)
    edit(course, "docs/modules/tea/serving.md", "hot", "cold")
    refused = published(course, shelf, "2027-spring")
    assert refused.returncode == 1
    assert "2027-spring is published and its text must not move" in refused.stderr
    assert tree(shelf) == before


def test_publishing_the_same_again_changes_nothing(shelf: Path, course: Path) -> None:
    before = tree(shelf)
    assert published(course, shelf, "2027-spring").returncode == 0
    assert published(course, shelf).returncode == 0
    assert tree(shelf) == before


def test_a_correction_must_be_asked_for(shelf: Path, course: Path) -> None:
    edit(course, "docs/modules/tea/serving.md", "hot", "cold")
    mkdocs_build(course, SITE_URL=f"{ADDRESS}2027-spring/")
    done = casebook("shelve", str(shelf), "--edition", "--correct", root=course)
    assert done.returncode == 0, done.stderr
    assert "cold" in page(shelf, "2027-spring/modules/tea/serving/index.html").text_content()
    assert page(shelf, "2026-fall/index.html").find_class("cb-old-edition")


def test_the_root_loses_what_the_newest_site_has_no_more(shelf: Path, course: Path) -> None:
    (shelf / "gone").mkdir()
    (shelf / "gone/index.html").write_text("old", "utf-8")
    (shelf / ".git").mkdir()
    assert published(course, shelf).returncode == 0
    assert not (shelf / "gone").exists()
    assert (shelf / ".git").exists()
    assert (shelf / "2026-fall").exists()


def test_a_site_built_for_another_address_is_refused(quizzes: Path, tmp_path: Path) -> None:
    mkdocs_build(quizzes, SITE_URL=ADDRESS)
    refused = casebook("shelve", str(tmp_path / "shelf"), "--edition", root=quizzes)
    assert refused.returncode == 1
    assert "ends with /2026-fall/" in refused.stderr
    mkdocs_build(quizzes, SITE_URL=f"{ADDRESS}2026-fall/")
    refused = casebook("shelve", str(tmp_path / "shelf"), root=quizzes)
    assert refused.returncode == 1
    assert "built for /2026-fall/" in refused.stderr
