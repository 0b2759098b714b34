"""axe finds nothing: on any page, nor when what a page has is opened.

Each page is opened in one of the four combinations, in turn, but of those that are made alike a
few; `make audit` opens every page in all.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .axe import COMBINATIONS, violations, violations_at
from .states import CHAPTER, STATES, violations_in
from .test_site import pages

IN_ALL = (CHAPTER, "/404.html")
ALIKE = {
    re.compile(r"/law/[^/]+/"): 6,
    re.compile(r"/modules/[^/]+/[^/]+/"): 3,
    re.compile(r"/instructors/[^/]+/"): 2,
}
"""Addresses of pages that one template makes: every how many are opened."""


def test_axe_finds_nothing_on_pages_of_any_kind(
    browser: Browser, live_site: Path, live_address: str
) -> None:
    found = {}
    for i, path in enumerate(_some(pages(live_site))):
        scheme, width = COMBINATIONS[i % len(COMBINATIONS)]
        faults = violations_at(browser, live_address + path, scheme, width)
        if faults:
            found[path, scheme, width] = faults
    assert found == {}


def _some(paths: list[str]) -> list[str]:
    left = [*paths]
    for pattern, step in ALIKE.items():
        alike = [path for path in left if pattern.fullmatch(path)]
        assert len(alike) > step
        left = [path for path in left if path not in alike or path in alike[::step]]
    return left


@pytest.mark.parametrize("path", IN_ALL)
def test_axe_finds_nothing_in_any_colours_or_width(
    browser: Browser, live_address: str, path: str
) -> None:
    address = live_address + path
    faults = {one: violations_at(browser, address, *one) for one in COMBINATIONS}
    assert {one: found for one, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_what_is_opened(
    browser: Browser, live_address: str, name: str
) -> None:
    """In one combination, in turn; `make audit` has all."""
    state = STATES[name]
    turn = list(STATES).index(name) % len(state.combinations)
    scheme, width = state.combinations[turn]
    assert violations_in(browser, live_address, state, scheme, width) == []


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("color-contrast", '<p style="color: #aaa; background: #fff">Pale</p>'),
        ("button-name", '<button type="button"></button>'),
        ("target-size", "<div><a href='#a'>1</a> <a href='#b'>2</a></div>" * 3),
        ("region", "<p>Outside of every landmark</p>"),
    ],
)
def test_it_finds_what_is_wrong(browser: Browser, rule: str, html: str) -> None:
    page: Page = browser.new_page()
    page.set_content(f"<html lang=en><title>A</title><main><h1>A</h1></main>{html}")
    page.evaluate(
        "for (const a of document.links) a.style = 'display: inline-block; font-size: 9px'"
    )
    assert any(one.startswith(f"{rule}: ") for one in violations(page))
    page.close()
