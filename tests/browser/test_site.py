"""The built site in a real browser."""

from __future__ import annotations

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
