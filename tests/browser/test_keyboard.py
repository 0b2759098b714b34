"""By keyboard, at 400 %, with wider spacing, without motion, in forced colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from .axe import Scheme
from .states import ASSIGN, CHAPTER, panel

KINDS = ("/", CHAPTER, "/modules/data/quiz/", "/law/", ASSIGN, "/review/", "/downloads/")
"""A page of each kind that has controls of its own."""
ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""What is left of a window of 1280 x 1024 at 400 %."""
MOST_STOPS = 900

STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const faults = [];
  const style = getComputedStyle(one);
  if (style.outlineStyle === "none" || !parseFloat(style.outlineWidth)) faults.push("no outline");
  const shown = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  if (!shown) faults.push("hidden");
  const boxes = [...one.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  if (!boxes.length) faults.push("no size");
  /* Some part of it is in the window, and nothing else lies on that part. */
  const seen = (box) => [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const on = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return on && (one.contains(on) || on.contains(one) || on.closest("label")?.control === one);
  }));
  if (boxes.length && !boxes.some(seen)) faults.push("covered, or out of the window");
  const before = window.lastStop;
  if (before?.isConnected && one.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING)
    faults.push("goes back");
  window.lastStop = one;
  one.dataset.stopped = "";
  const text = one.getAttribute("aria-label") || one.textContent.trim() || one.id;
  return { what: `${one.localName}.${one.className} ${text.slice(0, 40)}`, faults };
}"""
"""About the element in focus: what it is, and what is wrong with it. null: none is."""
MISSED = """() => [
    ...document.querySelectorAll("a[href], button, input, select, textarea, summary")
  ].filter((one) => !one.disabled && one.type !== "radio" && !("stopped" in one.dataset))
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
"""What can be used by mouse and was not a stop. Of radio buttons one is a stop for all."""
SPACED = """
* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""
"""What WCAG 1.4.12 lets a reader set."""
CUT = """() => [...document.querySelectorAll("body *:not(svg, svg *)")].filter((one) => {
    const style = getComputedStyle(one);
    const clips = /hidden|clip/.test(style.overflow);
    if (!clips || style.clipPath !== "none" || !one.checkVisibility()) return false;
    return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  }).map((one) => `${one.localName}.${one.className}`)"""
"""Boxes that hide a part of what is in them."""
HAS_BORDER = """one => {
  const style = getComputedStyle(one);
  return style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1;
}"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap((one) =>
    [null, "::before", "::after"].map((part) => [one, getComputedStyle(one, part)]))
  .filter(([, style]) => style.scrollBehavior === "smooth" || style.animationName !== "none"
    || (style.transitionProperty !== "none" && /[1-9]/.test(style.transitionDuration)))
  .map(([one]) => `${one.localName}.${one.className}`)"""


@pytest.fixture
def zoomed(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=ZOOMED, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, ZOOMED], ids=["wide", "zoomed"])
def test_tab_stops_at_every_control_in_order_and_each_is_seen(
    browser: Browser, live_address: str, path: str, size: ViewportSize
) -> None:
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.goto(live_address + path, wait_until="load")
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    assert 5 < len(stops) < MOST_STOPS
    assert [stop for stop in stops if stop["faults"]] == []
    assert page.evaluate(MISSED) == []
    context.close()


def test_the_skip_link_is_the_first_stop_and_leads_past_the_header(
    browser: Browser, live_address: str
) -> None:
    page = browser.new_page()
    page.goto(live_address + CHAPTER, wait_until="load")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the text")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


@pytest.mark.parametrize(("button", "popover"), [("cb-to-nav", "cb-nav"), ("cb-to-toc", "cb-toc")])
def test_a_popover_is_the_next_stop_and_escape_gives_the_focus_back(
    zoomed: Page, live_address: str, button: str, popover: str
) -> None:
    zoomed.goto(live_address + CHAPTER, wait_until="load")
    zoomed.locator(f".{button}").focus()
    zoomed.keyboard.press("Enter")
    expect(zoomed.locator(f"#{popover}")).to_be_visible()
    zoomed.keyboard.press("Tab")
    assert zoomed.evaluate(f"document.activeElement.closest('#{popover}') !== null")
    zoomed.keyboard.press("Escape")
    expect(zoomed.locator(f"#{popover}")).to_be_hidden()
    expect(zoomed.locator(f".{button}")).to_be_focused()


def test_a_panel_in_a_low_window_is_whole_and_the_page_scrolls_along_it(
    zoomed: Page, live_address: str
) -> None:
    zoomed.goto(live_address + CHAPTER, wait_until="load")
    panel(zoomed)
    body = zoomed.locator(".cb-panel-body")
    assert body.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    zoomed.keyboard.press("ArrowDown")
    assert zoomed.evaluate("document.activeElement.closest('.cb-panel') !== null")
    close = zoomed.locator(".cb-panel-close")
    close.focus()
    expect(close).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("path", KINDS)
def test_nothing_is_cut_at_400_percent_nor_with_wider_spacing(
    browser: Browser, live_address: str, path: str
) -> None:
    # The style comes from outside of the page, as from a reader's extension.
    context = browser.new_context(viewport=ZOOMED, bypass_csp=True)
    page = context.new_page()
    page.goto(live_address + path, wait_until="load")
    for _ in range(2):
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
        page.add_style_tag(content=SPACED)
    context.close()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_ask_for_it(
    browser: Browser, live_address: str, motion: Literal["reduce", "no-preference"]
) -> None:
    context = browser.new_context(reduced_motion=motion)
    page = context.new_page()
    page.goto(live_address + CHAPTER, wait_until="load")
    moving = page.evaluate(MOVING)
    context.close()
    assert bool(moving) == (motion == "no-preference")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_marks_panels_and_drawings_keep_their_lines(
    browser: Browser, live_address: str, scheme: Scheme
) -> None:
    context = browser.new_context(forced_colors="active", color_scheme=scheme)
    page = context.new_page()
    page.goto(live_address + CHAPTER, wait_until="load")
    panel(page)
    words = page.evaluate("getComputedStyle(document.body).color")
    for name in (".cb-place", ".cb-panel", ".cb-questions button", ".cb-enlarge"):
        assert page.locator(name).first.evaluate(HAS_BORDER), name
    label, line = page.locator(".cb-svg text").first, page.locator(".cb-svg .flowchart-link").first
    assert label.evaluate("one => getComputedStyle(one).fill") == words
    assert line.evaluate("one => getComputedStyle(one).stroke") == words
    context.close()
