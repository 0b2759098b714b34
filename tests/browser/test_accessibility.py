"""axe finds nothing: on any page, nor when what a page has is opened.

Each page is opened in one of the four combinations, in turn, but of the cards of laws, which are
made alike, every sixth; `make audit` opens every page in all.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .axe import COMBINATIONS, violations, violations_at
from .states import CHAPTER, STATES, violations_in
from .test_site import pages

IN_ALL = (CHAPTER, "/404.html")


def test_axe_finds_nothing_on_any_page(
    browser: Browser, live_site: Path, live_address: str
) -> None:
    found = {}
    paths = pages(live_site)
    laws = [path for path in paths if path.startswith("/law/") and path != "/law/"]
    for i, path in enumerate([*sorted({*paths} - {*laws}), *laws[::6]]):
        scheme, width = COMBINATIONS[i % len(COMBINATIONS)]
        faults = violations_at(browser, live_address + path, scheme, width)
        if faults:
            found[path, scheme, width] = faults
    assert found == {}


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
