"""What a page of the built site asks for when it is opened for the first time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from ..server import packed

MOST_BYTES = 100_000
MOST_SCRIPT = 50_000
MOST_REQUESTS = 10
MOST_SHIFT = 0.001
NARROW = 320
"""CSS pixels: a small telephone, or 1280 at 400 %."""
SHOWN = 150
"""Milliseconds that a page is looked at: scripts ran before it was loaded."""

WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
window.refused = [];
addEventListener("securitypolicyviolation", (one) => refused.push(one.violatedDirective));
"""

LATE = """
performance.getEntriesByType("resource")
  .filter((one) => one.name.endsWith(".woff2") && one.initiatorType !== "link")
  .map((one) => one.name)
"""


@dataclass(frozen=True)
class Weight:
    path: str
    """The page's address on the site."""
    requests: int
    total: int
    """Bytes over the wire, all files together."""
    script: int
    """Bytes of scripts over the wire."""
    elsewhere: tuple[str, ...]
    """Addresses of other hosts that were asked."""
    shift: float
    """How much moved while the page was shown (cumulative layout shift)."""
    refused: tuple[str, ...]
    """Directives of its policy that the page did not obey."""
    cookies: int
    said: tuple[str, ...] = ()
    """Errors in the console, and answers that were none."""
    width: int = 0
    """Of all that the page has, in CSS pixels."""
    late: tuple[str, ...] = ()
    """Addresses of fonts that it was found to need only when it was laid out."""


def weigh(
    browser: Browser,
    site: Path,
    address: str,
    paths: list[str],
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Weight]:
    """Open each page as on the smallest telephone, with nothing kept from the one before.

    A page that moved is opened again, twice at most: on a machine that stands still for a tenth
    of a second a font is too late, and the one in its place has another baseline. What a page
    does by itself it does each time.
    """
    for path in paths:
        weight = _weighed(browser, site, address, path, scheme)
        for _ in range(2):
            if weight.shift > MOST_SHIFT:
                weight = _weighed(browser, site, address, path, scheme)
        yield weight


def _weighed(
    browser: Browser, site: Path, address: str, path: str, scheme: Literal["light", "dark"]
) -> Weight:
    context = browser.new_context(
        viewport={"width": NARROW, "height": 640}, color_scheme=scheme, device_scale_factor=2
    )
    context.add_init_script(WATCH)
    page = context.new_page()
    said = _listen(page)
    asked = _asked(page, address + path)
    files = [_file(site, urlsplit(one).path) for one in asked if one.startswith(f"{address}/")]
    weight = Weight(
        path,
        len([one for one in asked if not one.startswith("data:")]),
        sum(len(packed(one)) for one in files),
        sum(len(packed(one)) for one in files if one.suffix == ".js"),
        tuple(one for one in asked if not one.startswith((f"{address}/", "data:"))),
        page.evaluate("shift"),
        tuple(page.evaluate("refused")),
        len(context.cookies()),
        tuple(said),
        page.evaluate("document.documentElement.scrollWidth"),
        tuple(page.evaluate(LATE)),
    )
    context.close()
    return weight


def _asked(page: Page, address: str) -> list[str]:
    """The addresses of everything that a page asks for until it has been shown for a moment."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SHOWN)
    return asked


def _listen(page: Page) -> list[str]:
    """What a page says that it should not; filled while it loads."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("response", lambda got: heard.append(got.url) if got.status >= 400 else None)
    return heard


def _file(site: Path, path: str) -> Path:
    return site / path.lstrip("/") / ("index.html" if path.endswith("/") else "")


def over_budget(weight: Weight) -> Iterator[str]:
    """What a page has too much of, in words."""
    limits: Iterable[tuple[str, float, float]] = (
        ("bytes over the wire", weight.total, MOST_BYTES),
        ("bytes of scripts", weight.script, MOST_SCRIPT),
        ("requests", weight.requests, MOST_REQUESTS),
        ("requests to other origins", len(weight.elsewhere), 0),
        ("of layout shift", weight.shift, MOST_SHIFT),
        ("violations of its policy", len(weight.refused), 0),
        ("cookies", weight.cookies, 0),
        ("fonts that its head does not name", len(weight.late), 0),
        ("errors in the console", len(weight.said), 0),
        ("pixels wide", weight.width, NARROW),
    )
    for what, found, most in limits:
        if found > most:
            yield f"{weight.path}: {found} {what}, at most {most}"
