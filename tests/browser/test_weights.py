"""Every page is light, asks nobody else, keeps still and obeys its policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .test_site import pages
from .weights import Weight, weigh

pytestmark = pytest.mark.xdist_group("browser")

MOST_BYTES = 100_000
MOST_SCRIPT = 50_000
MOST_REQUESTS = 10


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


def test_nothing_moves_while_a_page_is_shown(weights: list[Weight]) -> None:
    assert {one.path: one.shift for one in weights if one.shift > 0.001} == {}


def test_every_page_obeys_its_policy(weights: list[Weight], live_site: Path) -> None:
    assert {one.path: one.refused for one in weights if one.refused} == {}
    for path in pages(live_site):
        html = (live_site / path.strip("/") / "index.html").read_text("utf-8")
        assert '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';' in html
        assert "unsafe" not in html.partition("<title>")[0]
