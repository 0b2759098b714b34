"""How pages look where few people look: small, large, with forced colours, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

CHAPTER = "/modules/data/article-37/"
Open = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def opened(browser: Browser, live_address: str) -> Open:
    @contextmanager
    def opened(path: str, width: int = 1280, height: int = 800, **how: Any) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": width, "height": height}, **how)
        page = context.new_page()
        page.goto(live_address + path)
        yield page
        context.close()

    return opened


def box(found: Locator) -> dict[str, float]:
    measured = found.bounding_box()
    assert measured is not None
    return {
        "x": measured["x"],
        "width": measured["width"],
        "height": measured["height"],
    }


def style(found: Locator, name: str, part: str = "") -> str:
    value = found.evaluate(
        "(e, [name, part]) => getComputedStyle(e, part || null).getPropertyValue(name)",
        [name, part],
    )
    return str(value)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (768, 1024)])
def test_the_title_of_the_site_leaves_the_window_to_the_text(
    opened: Open, width: int, height: int
) -> None:
    with opened(CHAPTER, width, height) as page:
        assert box(page.locator(".cb-head"))["height"] <= height / 8


def test_without_scripts_the_title_has_the_room_of_their_buttons(opened: Open) -> None:
    with opened(CHAPTER, 390, java_script_enabled=False) as page:
        button = box(page.locator(".cb-to-toc"))
        assert button["x"] + button["width"] > 370


@pytest.mark.parametrize("width", [1280, 1920, 2560])
def test_header_and_page_begin_at_one_line(opened: Open, width: int) -> None:
    for path, below in ((CHAPTER, "nav.cb-nav a"), ("/", "h1")):
        with opened(path, width) as page:
            title = page.locator(".cb-title")
            start = box(title)["x"] + float(style(title, "padding-left").removesuffix("px"))
            assert abs(start - box(page.locator(below).first)["x"]) < 8


@pytest.mark.parametrize("path", ["/", CHAPTER, "/bibliography/", "/coverage/", "/terms/"])
def test_no_line_is_longer_than_an_eye_follows(opened: Open, path: str) -> None:
    with opened(path, 2560) as page:
        page.keyboard.press("Shift")  # notes are laid out at the first thing that a reader does
        long = page.evaluate(
            """() => [...document.querySelectorAll(".md-content__inner p")].filter((one) => {
                 const most = one.closest(".footnote, details") ? 46 : 34;
                 const small = one.matches(".cb-lede, [class]");
                 const size = parseFloat(getComputedStyle(one).fontSize);
                 return !small && one.clientWidth > most * size;
               }).map((one) => one.textContent.slice(0, 60))"""
        )
        assert long == []


@pytest.mark.parametrize("width", [320, 390, 500, 768, 1024, 1280])
def test_the_place_of_the_filter_is_as_high_as_the_filter(opened: Open, width: int) -> None:
    with opened("/law/", width) as page:
        form = page.locator(".cb-filter form")
        expect(form).to_be_visible()
        kept = float(style(page.locator(".cb-filter"), "min-height").removesuffix("px"))
        assert box(form)["height"] <= kept < box(form)["height"] + 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_everything_can_be_seen(opened: Open, scheme: str) -> None:
    with opened(CHAPTER, forced_colors="active", color_scheme=scheme) as page:
        canvas = style(page.locator("body"), "background-color")
        for button in page.locator(".cb-head-button:visible").all():
            assert style(button, "border-top-style") == "solid"
        fold = page.locator(".md-typeset details > summary").first
        assert style(fold, "background-color", "::after") != canvas
        here = page.locator(".cb-nav [aria-current]")
        assert "underline" in style(here, "text-decoration-line")
        page.keyboard.press("/")
        page.get_by_role("searchbox").fill("localization")
        found = page.locator(".cb-search-found mark").first
        expect(found).to_be_visible()
        assert style(found, "color") != canvas


def _sheets(page: Page, size: str) -> list[list[str]]:
    """The lines of each printed sheet."""
    printed = PdfReader(BytesIO(page.pdf(format=size)))
    return [
        [line.strip() for line in sheet.extract_text().splitlines() if line.strip()]
        for sheet in printed.pages
    ]


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_no_sheet_ends_with_a_heading(opened: Open, size: str) -> None:
    for path in (CHAPTER, "/modules/data/", "/law/csl-2016/", "/timeline/", "/downloads/"):
        with opened(path) as page:
            headings = {
                re.sub(r"\s+|¶", "", one)
                for one in page.locator(".md-typeset :is(h2, h3)").all_text_contents()
            }
            for sheet in _sheets(page, size):
                assert re.sub(r"\s", "", sheet[-1]) not in headings, (path, sheet[-1])


def test_paper_has_no_washes_and_no_handles_of_folds(opened: Open) -> None:
    with opened(CHAPTER) as page:
        page.emulate_media(media="print", color_scheme="dark")
        article = page.locator(".cb-article").first
        assert style(article, "background-color") == "rgba(0, 0, 0, 0)"
        for fold in page.locator(".md-typeset details:not([open]) > summary").all():
            assert style(fold, "display", "::after") == "none"
        expect(page.get_by_text("The diagram in words").first).to_be_hidden()
        # A long article in a note goes on overleaf.
        assert style(page.locator("#text-csl-2016-art-31"), "break-inside") == "auto"
