"""The built site in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


def pages(site: Path) -> list[str]:
    return sorted(
        "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for path in site.rglob("index.html")
    )


def test_questions_can_be_read_and_answered_without_javascript(
    browser: Browser, live_site: Path, live_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in pages(live_site):
        if 'class="cb-question"' not in (live_site / path.strip("/") / "index.html").read_text():
            continue
        page.goto(live_address + path)
        for question in page.locator(".cb-question").all():
            expect(question.locator(".cb-answer > :not(summary)").first).to_be_hidden()
            question.locator("summary").first.click()
            expect(question.locator(".cb-answer > :not(summary)").first).to_be_visible()
            if question.get_attribute("data-kind") in ("single", "multiple"):
                choices = question.locator(".cb-choices > li").count()
                assert question.locator(".cb-verdicts > li").count() == choices > 1
    context.close()


def test_paragraph_has_an_address(context: BrowserContext, live_address: str) -> None:
    page = context.new_page()
    page.goto(f"{live_address}/modules/security/convergence/")
    page.get_by_role("link", name="Paragraph 3", exact=True).click()
    assert page.url.endswith("#p-3")


NOTES = "/modules/data/article-37/"
LEFT = "addEventListener('pagehide', () => (sessionStorage.left ??= scrollY))"


def test_notes_are_laid_out_late_and_nobody_notices(browser: Browser, live_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.add_init_script(LEFT)
    page.goto(live_address + NOTES)
    notes = page.locator(".footnote")
    late = "e => getComputedStyle(e).contentVisibility"
    assert notes.evaluate(late) == "auto"  # else the page pays for them at once
    page.keyboard.press("End")
    expect(page.locator(".cb-foot")).to_be_in_viewport()
    card = notes.locator("a[href^='../../../law/']").last
    card.click()
    expect(page.locator(".md-content h1")).to_be_visible()
    page.go_back()
    expect(card).to_be_in_viewport()
    assert abs(page.evaluate("scrollY - sessionStorage.left")) < 2
    context.close()


def test_a_note_that_is_laid_out_late_is_found_by_its_address(
    browser: Browser, live_address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(live_address + NOTES)
    last = page.locator(".footnote > ol > li").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{live_address}{NOTES}#{last}")
    expect(page.locator(f"[id='{last}']")).to_be_in_viewport()
    page.close()


ROOM = """() => {
  const notes = document.querySelector(".footnote");
  if (!notes) return [0, 0];
  const height = () => notes.getBoundingClientRect().height;
  const kept = height();
  notes.style.contentVisibility = "visible";
  return [kept, height()];
}"""


def test_notes_have_room_before_they_are_laid_out(
    browser: Browser, live_site: Path, live_address: str
) -> None:
    """Else what follows them seems to lie over them, to whatever asks where things are."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    short = {}
    for path in pages(live_site):
        if path.count("/") != 4 or not path.startswith("/modules/"):
            continue
        page.goto(live_address + path)
        kept, needed = page.evaluate(ROOM)
        if kept < needed:
            short[path] = kept, needed
    page.close()
    assert short == {}


def test_chosen_colours_are_there_before_any_file_of_scripts(
    browser: Browser, live_address: str
) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(f"{live_address}/terms/")
    button = page.locator(".cb-scheme")
    for chosen in ("light", "dark"):
        button.click()
        expect(button).to_contain_text(f"Colours: {chosen}")
    page.route(re.compile(r"\.js\b"), lambda route: route.abort())
    page.goto(f"{live_address}/law/")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.close()
