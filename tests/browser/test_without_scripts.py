"""With JavaScript switched off: contents, diagrams, articles and answers in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .states import CHAPTER


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_the_contents_open_and_lead_on(page: Page, live_address: str) -> None:
    page.goto(live_address + CHAPTER)
    expect(page.locator("#cb-nav")).to_be_hidden()
    page.locator(".cb-to-nav").click()
    page.locator("#cb-nav").get_by_role("link", name="Home").click()
    expect(page).to_have_url(f"{live_address}/")
    expect(page.locator(":is(.cb-search-open, .cb-scheme):visible")).to_have_count(0)


def test_every_fold_of_a_chapter_opens_and_has_its_words(page: Page, live_address: str) -> None:
    page.goto(live_address + CHAPTER)
    for drawing in page.locator(".cb-drawing > svg").all():
        expect(drawing).to_be_visible()
    folds = page.locator("main details").all()
    assert len(folds) > 10
    for fold in folds:
        fold.locator("summary").first.click()
        expect(fold.locator("> :not(summary)").first).to_be_visible()


def test_a_law_card_shows_every_sentence_of_its_articles(page: Page, live_address: str) -> None:
    page.goto(f"{live_address}/law/csl-2016/")
    sentences = page.locator(".cb-segment").all()
    assert len(sentences) > 10
    for sentence in sentences:
        expect(sentence).to_be_visible()
