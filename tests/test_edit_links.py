"""At the foot of each page: its source in the repository, and the form for a mistake."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.html
import pytest
import yaml
from lxml.html import HtmlElement

from .conftest import mkdocs_build, once
from .courses import REPOSITORY, ROOT, copy_of

FORMS = ROOT / ".github/ISSUE_TEMPLATE"
SITE = "https://course.example/"


@pytest.fixture(scope="module")
def published(shared: Path) -> Path:
    """tests/sites/tiny as the publishing workflow builds it, in its second edition."""

    def make(target: Path) -> None:
        copy_of("tiny", target)
        facts = target / "docs/course.yml"
        facts.write_text(facts.read_text("utf-8") + "edition_id: 2026-fall\n", "utf-8")
        (target / "bibliography/editions").mkdir()
        (target / "bibliography/editions/2025-fall.json").write_text(
            '{"id": "2025-fall", "name": "First", "date": "2025-01-31", '
            '"chapters": {}, "laws": {}, "questions": {}}'
        )
        mkdocs_build(target, SITE_URL=SITE, REPO_URL=f"{REPOSITORY}/")

    return once(shared, "published", make)


def foot(site: Path, page: str) -> dict[str, str]:
    """The links at the foot of a page: words -> address."""
    found = _foot(site / page / "index.html")
    return {link.text_content(): str(link.get("href")) for link in found.iter("a")}


def _foot(path: Path) -> HtmlElement:
    (found,) = lxml.html.parse(str(path)).getroot().find_class("cb-edit")
    return found


def source(address: str) -> tuple[str, str]:
    """What the repository does with an address, and the path that it names there."""
    within = urljoin(address, urlsplit(address).path).removeprefix(f"{REPOSITORY}/")
    does, branch, path = within.split("/", 2)
    assert branch == "main"
    return does, path


@pytest.mark.parametrize(
    ("page", "opens"),
    [
        ("", "docs/index.md"),
        ("modules/apples", "docs/modules/apples/index.md"),
        ("modules/apples/picking", "docs/modules/apples/picking.md"),
        ("law/apple-act-1999", "docs/law/apple-act-1999.md"),
        ("bibliography", "bibliography/references.bib"),
        ("coverage", "bibliography/essay.yml"),
        ("instructors/assign", "hooks/casebook/templates/assign.md"),
        ("downloads", "hooks/casebook/templates/downloads.md"),
        ("review", "hooks/casebook/templates/review.md"),
    ],
)
def test_edit_opens_the_file_of_the_page(published: Path, page: str, opens: str) -> None:
    links = foot(published / "site", page)
    own = opens.startswith("docs/")
    words = "Edit this page" if own else "Edit what this page is made from"
    assert source(links[words]) == ("edit", opens)


@pytest.mark.parametrize(
    ("page", "opens"),
    [
        ("law", "docs/law/"),
        ("terms", "docs/terms/"),
        ("timeline", "docs/law/"),
        ("quotations", "bibliography/quotations/"),
        ("changes", "bibliography/editions/"),
        ("modules/apples/quiz", "docs/modules/apples/"),
    ],
)
def test_a_page_made_from_many_files_shows_their_folder(
    published: Path, page: str, opens: str
) -> None:
    links = foot(published / "site", page)
    assert source(links["Edit what this page is made from"]) == ("tree", opens.rstrip("/"))
    assert opens in _foot(published / "site" / page / "index.html").text_content()


def test_the_questions_of_a_chapter_have_a_link_of_their_own(published: Path) -> None:
    links = foot(published / "site", "modules/apples/picking")
    assert source(links["Edit its questions"]) == ("edit", "docs/modules/apples/picking.quiz.yml")


def test_every_page_of_this_course_opens_something_that_is_there(live_site: Path) -> None:
    pages = sorted(live_site.rglob("index.html"))
    assert len(pages) > 80
    for path in pages:
        links = [link for link in _foot(path).iter("a") if "issues/new" not in link.get("href")]
        assert links, path
        for link in links:
            does, opens = source(link.get("href"))
            there = ROOT / opens
            assert there.is_dir() if does == "tree" else there.is_file(), (path, opens)


def test_report_a_mistake_opens_the_form_with_the_page_filled_in(published: Path) -> None:
    address = foot(published / "site", "law/apple-act-1999")["Report a mistake"]
    assert address.startswith(f"{REPOSITORY}/issues/new?")
    asked = parse_qs(urlsplit(address).query)
    assert asked["page"] == [f"{SITE}law/apple-act-1999/"]
    (template,) = asked["template"]
    form = yaml.safe_load((FORMS / template).read_text("utf-8"))
    assert "page" in [field.get("id") for field in form["body"]]


def test_a_site_without_an_address_names_the_page_all_the_same(live_site: Path) -> None:
    address = foot(live_site, "law")["Report a mistake"]
    assert parse_qs(urlsplit(address).query)["page"] == ["law/"]


def test_without_a_repository_there_is_nothing_to_edit(tiny_site: Path) -> None:
    page = (tiny_site / "modules/apples/picking/index.html").read_text("utf-8")
    assert 'rel="edit"' not in page
    assert "Report a mistake" not in page


def test_no_page_asks_the_host_of_the_repository(published: Path) -> None:
    for path in (published / "site").rglob("*.html"):
        root = lxml.html.parse(str(path)).getroot()
        loaded = root.xpath(
            "//script/@src | //img/@src | //iframe/@src | //link[@rel!='canonical']/@href"
        )
        assert not [one for one in loaded if urlsplit(one).netloc], path
