"""The site in a folder: its links, and the whole of it in a browser."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from casebook.diagrams.browser import chrome
from casebook.exports.offline import opened_from_a_folder

SITE = "https://course.example/"


@pytest.mark.parametrize(
    ("target", "led"),
    [
        ("../law/", "../law/index.html"),
        ("../law/#art-2", "../law/index.html#art-2"),
        ("../..", "../../index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("#p-3", "#p-3"),
        ("", ""),
        ("https://other.example/a/", "https://other.example/a/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("//other.example/", "//other.example/"),
        ("../downloads/", "../downloads/index.html"),
        ("../downloads/course.pdf", f"{SITE}downloads/course.pdf"),
    ],
)
def test_links_name_what_a_folder_opens(target: str, led: str) -> None:
    page = f'<p><a class="x" href="{target}" title="y">z</a></p>'
    expected = f'<p><a class="x" href="{led}" title="y">z</a></p>'
    assert opened_from_a_folder(page, "terms/index.html", SITE) == expected


def test_without_an_address_a_file_that_is_not_there_is_no_link() -> None:
    page = '<a href="../downloads/a.pdf" download>A</a>'
    assert opened_from_a_folder(page, "law/index.html", "") == "<a download>A</a>"


@pytest.fixture(scope="module")
def folder(quiz_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a space, in which the ZIP file was unpacked."""
    to = tmp_path_factory.mktemp("my courses") / "a b"
    packed = (quiz_site / "downloads/site.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert all(name.startswith("site/") for name in archive.namelist())
        archive.extractall(to)
    return to / "site"


@pytest.fixture
def page() -> Iterator[Page]:
    with chrome() as browser:
        opened = browser.new_page()
        opened.set_default_timeout(10_000)
        heard: list[str] = []
        opened.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
        opened.on("pageerror", lambda error: heard.append(str(error)))
        yield opened
        assert heard == []


def test_the_site_works_from_a_folder(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("link", name="Brewing").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brewing")
    assert page.evaluate("""document.fonts.check('16px "Source Serif"')""")
    question = page.locator(".cb-question").first
    question.locator("input").first.check()
    question.get_by_role("button", name="Check").click()
    expect(question.locator(".cb-result")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".cb-search-open").click()
    page.locator("#cb-search-words").fill("serving")
    page.locator(".cb-search-found a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Serving")
    assert not [one for one in folder.rglob("*") if one.suffix in (".pdf", ".docx", ".apkg")]
