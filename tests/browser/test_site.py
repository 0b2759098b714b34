"""The built site in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.xdist_group("browser")


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


def listen(page: Page, address: str) -> list[str]:
    """What a page says or asks that it should not; filled while it loads."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((address, "data:", "blob:"))
            else heard.append(f"asks {asked.url}")
        ),
    )
    page.on("response", lambda got: heard.append(got.url) if got.status >= 400 else None)
    return heard


def open_page(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens_quietly_and_asks_nobody_else(
    browser: Browser, live_site: Path, live_address: str, scheme: str
) -> None:
    dark = scheme == "dark"
    context = browser.new_context(color_scheme="dark" if dark else "light")
    faults = {}
    for path in pages(live_site):
        page = context.new_page()
        heard = listen(page, live_address)
        open_page(page, live_address + path)
        if heard:
            faults[path] = heard
        page.close()
    context.close()
    assert faults == {}


def test_no_page_is_wider_than_a_phone(
    browser: Browser, live_site: Path, live_address: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    wide = []
    for path in pages(live_site):
        open_page(page, live_address + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
    context.close()
    assert wide == []


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
