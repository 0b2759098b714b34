"""“Cite this chapter” in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..server import serve

CHAPTER = "/modules/fruit/forms/"


@pytest.fixture(scope="module")
def address(cited_site: Path) -> Iterator[str]:
    with serve(cited_site) as served:
        yield served


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + CHAPTER)
    page.get_by_text("The citation in several forms").click()
    yield page
    context.close()


def form(page: Page, name: str) -> str:
    return page.locator(f"pre[data-form='{name}']").text_content() or ""


def test_a_paragraph_number_that_is_followed_is_cited(page: Page) -> None:
    assert "para" not in form(page, "OSCOLA")
    page.get_by_label("Paragraph 3", exact=True).click()
    expect(page.locator("pre[data-form=OSCOLA]")).to_contain_text(
        "para 3 <https://course.example/fruit/modules/fruit/forms/#p-3>."
    )
    assert '"note": "Paragraph 3"' in form(page, "CSL-JSON")


def test_a_page_opened_at_a_paragraph_cites_it(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.goto(f"{address}{CHAPTER}#p-2")
    expect(page.locator("pre[data-form=Bluebook]")).to_contain_text("¶ 2 (Test ed., Jan. 31, 2026)")


@pytest.mark.parametrize(
    ("typed", "cited"), [("4", True), ("99", False), ("0", False), ("", False)]
)
def test_a_paragraph_can_be_typed_if_the_chapter_has_it(
    page: Page, typed: str, cited: bool
) -> None:
    page.get_by_label("Paragraph to cite").fill("1")
    page.get_by_label("Paragraph to cite").fill(typed)
    assert (f"para {typed} " in form(page, "OSCOLA")) is cited
    assert ("#p-" in form(page, "RIS")) is cited


def test_a_form_is_copied_as_it_stands(page: Page) -> None:
    page.get_by_label("Copy the BibTeX citation").click()
    expect(page.get_by_text("BibTeX citation copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == form(page, "BibTeX")


def test_where_copying_is_not_allowed_the_text_is_selected(page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_label("Copy the Chicago citation").click()
    expect(page.get_by_text("Chicago citation selected")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == form(page, "Chicago")


def test_works_from_a_folder_and_without_a_script(browser: Browser, cited_site: Path) -> None:
    file = (cited_site / "modules/fruit/forms/index.html").as_uri()
    page = browser.new_page()
    page.goto(file + "#p-2")
    assert "para 2 " in form(page, "OSCOLA")
    page.close()
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(file)
    page.get_by_text("The citation in several forms").click()
    expect(page.locator("pre[data-form=RIS]")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    plain.close()


def test_paragraph_numbers_are_printed(page: Page) -> None:
    page.emulate_media(media="print")
    for number in page.locator(".cb-number").all():
        expect(number).to_be_visible()
    expect(page.locator(".cb-edition")).to_be_visible()
    box = page.locator(".cb-number").first.bounding_box()
    assert box is not None
    assert box["x"] >= 0


def test_ways_back_from_a_note_are_large_enough_and_do_not_overlap(page: Page) -> None:
    arrows = page.locator("li:has-text('Remarks') .footnote-backref").all()
    boxes = [box for arrow in arrows if (box := arrow.bounding_box())]
    assert len(boxes) == 2
    assert all(min(box["width"], box["height"]) >= 24 for box in boxes)
    first, second = boxes
    assert first["x"] + first["width"] <= second["x"] or first["y"] != second["y"]


def test_script_is_small() -> None:
    script = Path(__file__).parents[2] / "docs/assets/cite.js"
    assert script.stat().st_size < 3000


def test_panel_of_a_short_note_shows_the_work_in_full(page: Page) -> None:
    page.get_by_role("link", name="Note 23", exact=True).hover(position={"x": 3, "y": 6})
    shown = page.locator("#cb-panel")
    expect(shown).to_contain_text("Smith and Van den Boom (n 11) ch. 3.")
    expect(shown).to_contain_text("Fruit at Risk: A Survey (Orchard Institute")
