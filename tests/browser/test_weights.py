"""Every page is light, asks nobody else, keeps still and obeys its policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ..server import serve
from .test_site import pages
from .weights import (
    MOST_BYTES,
    MOST_REQUESTS,
    MOST_SCRIPT,
    MOST_SHIFT,
    NARROW,
    Weight,
    over_budget,
    weigh,
)


@pytest.fixture(scope="module")
def weights(browser: Browser, live_site: Path, live_address: str) -> list[Weight]:
    found = list(weigh(browser, live_site, live_address, pages(live_site)))
    assert len(found) > 90
    return found


def test_every_page_is_light(weights: list[Weight]) -> None:
    assert {one.path: one.total for one in weights if one.total > MOST_BYTES} == {}
    assert {one.path: one.script for one in weights if one.script > MOST_SCRIPT} == {}
    assert {one.path: one.requests for one in weights if one.requests > MOST_REQUESTS} == {}


def test_no_page_asks_anybody_else_or_leaves_a_cookie(weights: list[Weight]) -> None:
    assert [one for one in weights if one.elsewhere or one.cookies] == []


def test_every_page_is_quiet_and_fits_a_small_telephone(weights: list[Weight]) -> None:
    assert {one.path: one.said for one in weights if one.said} == {}
    assert {one.path: one.width for one in weights if one.width > NARROW} == {}


def test_nothing_moves_while_a_page_is_shown(weights: list[Weight]) -> None:
    assert {one.path: one.shift for one in weights if one.shift > MOST_SHIFT} == {}


def test_every_page_asks_at_once_for_the_fonts_it_is_drawn_with(weights: list[Weight]) -> None:
    """One that is found later comes while the page is shown, and moves its lines."""
    assert {one.path: one.late for one in weights if one.late} == {}


def test_every_page_obeys_its_policy(weights: list[Weight], live_site: Path) -> None:
    assert {one.path: one.refused for one in weights if one.refused} == {}
    for path in pages(live_site):
        html = (live_site / path.strip("/") / "index.html").read_text("utf-8")
        assert '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';' in html
        assert "unsafe" not in html.partition("<title>")[0]


def test_what_is_too_much_is_said_in_words() -> None:
    kept = Weight("/a/", 10, 100_000, 50_000, (), 0.001, (), 0)
    assert list(over_budget(kept)) == []
    over = Weight(
        *("/b/", 11, 100_001, 50_001, ("https://x.example/",), 0.2, ("img-src",), 1, ("a",), 321),
        late=("a.woff2",),
    )
    assert list(over_budget(over)) == [
        "/b/: 100001 bytes over the wire, at most 100000",
        "/b/: 50001 bytes of scripts, at most 50000",
        "/b/: 11 requests, at most 10",
        "/b/: 1 requests to other origins, at most 0",
        "/b/: 0.2 of layout shift, at most 0.001",
        "/b/: 1 violations of its policy, at most 0",
        "/b/: 1 cookies, at most 0",
        "/b/: 1 fonts that its head does not name, at most 0",
        "/b/: 1 errors in the console, at most 0",
        "/b/: 321 pixels wide, at most 320",
    ]


def test_a_page_that_comes_in_pieces_does_not_move(browser: Browser, live_site: Path) -> None:
    with serve(live_site, in_pieces=True) as address:
        (weight,) = weigh(browser, live_site, address, ["/modules/data/"])
    assert weight.shift == 0
