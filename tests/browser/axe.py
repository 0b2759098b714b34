"""axe over a page as it stands in the browser: what it finds, in one line each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args

import axe_playwright_python
from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
COMBINATIONS: tuple[tuple[Scheme, int], ...] = tuple(
    (scheme, width) for width in (1280, 390) for scheme in get_args(Scheme)
)
"""Colour schemes and widths of the window in CSS pixels."""
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async (tags) => {
  for (const one of document.querySelectorAll("*"))
    if (getComputedStyle(one).position === "sticky") one.style.position = "static";
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
}"""
"""What runs in the page.

A bar that sticks covers whatever has been scrolled under it, which axe takes for
too small a target; that it covers nothing in focus is tested with the keyboard.
axe leaves `target-size` out unless it is asked for by name.
"""


@cache
def _library() -> str:
    folder = Path(axe_playwright_python.__file__).parent
    return (folder / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """`rule: selector: what to do` for each element that breaks one of the rules of `TAGS`.

    The library comes in beside the page's policy, as a developer's console does.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_library())
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def violations_at(browser: Browser, address: str, scheme: Scheme, width: int) -> list[str]:
    """The same for an address, in a window of its own: axe grows slow in one that is kept."""
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    try:
        page.goto(address, wait_until="load")
        return violations(page)
    finally:
        context.close()
