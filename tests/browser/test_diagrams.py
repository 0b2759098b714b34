"""Diagrams in the built site, measured and used as readers use them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.diagrams.draw import SCRIPT

WIDE = "/modules/data/article-37/"
MISPLACED = re.search(r"function misplaced.*", SCRIPT.read_text("utf-8"), re.DOTALL)
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => rgb(colour)
    .map((one) => (one / 255 <= 0.03928 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => {
    const [less, more] = [light(a), light(b)].sort((x, y) => x - y);
    return (more + 0.05) / (less + 0.05);
  };
  const page = getComputedStyle(document.body).backgroundColor;
  const faults = [];
  const shapes = ":is(.node, .timeline-node, .quadrant) > :is(rect, polygon, circle, path)";
  for (const shape of document.querySelectorAll(
    `.cb-svg ${shapes}, .cb-svg .actor:not(text), .cb-svg .note`
  )) {
    const { fill } = getComputedStyle(shape);
    const text = shape.parentNode.querySelector("text");
    if (!text || fill === "none") continue;
    const found = ratio(fill, getComputedStyle(text).fill);
    if (found < 4.5) faults.push([text.textContent, fill, found]);
  }
  const lines = ".flowchart-link, .transition, .messageLine0, .edge, .border line";
  for (const line of document.querySelectorAll(`.cb-svg :is(${lines})`)) {
    const found = ratio(getComputedStyle(line).stroke, page);
    if (found < 3) faults.push([line.getAttribute("class"), found]);
  }
  return faults;
}"""


def chapters(site: Path) -> list[str]:
    found = sorted(site.glob("modules/*/*/index.html"))
    return [
        f"/{path.parent.relative_to(site).as_posix()}/"
        for path in found
        if "cb-drawing" in path.read_text("utf-8")
    ]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_label_is_inside_its_shape(
    browser: Browser, live_site: Path, live_address: str, width: int, scheme: str
) -> None:
    assert MISPLACED
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    faults = {}
    for path in chapters(live_site):
        page.goto(live_address + path)
        page.evaluate("document.fonts.ready.then(() => true)")
        found = page.evaluate(
            f"() => {{ {MISPLACED[0]}; "
            "return [...document.querySelectorAll('.cb-svg')].flatMap(misplaced); }"
        )
        found += page.evaluate(CONTRAST)
        if found:
            faults[path] = found
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
    assert faults == {}


def test_letters_are_large_enough_on_a_phone(
    browser: Browser, live_site: Path, live_address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for path in chapters(live_site):
        page.goto(live_address + path)
        sizes = page.locator(".cb-svg").evaluate_all(
            "all => all.map(svg =>"
            " 16 * svg.getBoundingClientRect().width / svg.getAttribute('width'))"
        )
        assert min(sizes) > 8.9, path
    page.close()


def test_a_diagram_has_a_role_a_name_and_a_description(browser: Browser, live_address: str) -> None:
    page = browser.new_page()
    page.goto(live_address + WIDE)
    image = page.get_by_role("img", name="May this data leave?")
    expect(image).to_have_count(1)
    expect(image).to_have_accessible_description(re.compile("Operators of critical infrastructure"))
    page.close()


def test_diagrams_are_seen_without_a_script_and_on_paper(
    browser: Browser, live_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_address + WIDE)
    for media in ("screen", "print"):
        page.emulate_media(media="print" if media == "print" else "screen")
        box = page.locator(".cb-svg").bounding_box()
        assert box is not None
        assert box["height"] > 500
    expect(page.get_by_text("Operator of critical", exact=True)).to_be_visible()
    context.close()


def test_nothing_moves_when_a_page_with_a_diagram_opens(
    browser: Browser, live_address: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "one => window.moved += one.value)).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(live_address + WIDE, wait_until="networkidle")
    assert page.evaluate("window.moved") < 0.001
    page.close()


def viewer(page: Page) -> None:
    page.get_by_role("button", name="Full size: May this data leave?").click()
    expect(page.get_by_role("dialog", name="May this data leave?")).to_be_visible()


def size(page: Page) -> float:
    width: float = page.locator(".cb-svg").first.evaluate(
        "one => one.getBoundingClientRect().width"
    )
    return width


def test_the_viewer_by_keyboard(browser: Browser, live_address: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    page.goto(live_address + WIDE)
    page.get_by_role("button", name="Full size").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="May this data leave?")
    pan = dialog.get_by_role("region")
    expect(pan).to_be_focused()
    first = size(page)
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert size(page) == pytest.approx(first * 1.25**2, rel=0.01)
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.querySelector('.cb-pan').scrollTop > 0")
    page.keyboard.press("0")
    box = page.locator(".cb-svg").first.bounding_box()
    assert box is not None
    assert box["height"] < 600  # all of it is seen
    expect(dialog.get_by_role("status")).to_contain_text("%")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".cb-drawing .cb-svg")).to_have_count(1)
    expect(page.get_by_role("button", name="Full size")).to_be_focused()
    page.close()


def test_the_viewer_by_mouse(browser: Browser, live_address: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 600})
    page.goto(live_address + WIDE)
    viewer(page)
    for _ in range(5):
        page.get_by_role("button", name="Larger").click()
    top = page.locator(".cb-pan").evaluate("one => one.scrollTop")
    page.mouse.move(500, 400)
    page.mouse.down()
    page.mouse.move(500, 250, steps=3)
    page.mouse.up()
    assert page.locator(".cb-pan").evaluate("one => one.scrollTop") == pytest.approx(
        top + 150, abs=3
    )
    before = size(page)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(
        f"document.querySelector('.cb-svg').getBoundingClientRect().width > {before}"
    )
    page.get_by_role("button", name="Close the diagram").click()
    expect(page.get_by_role("dialog", name="May this data leave?")).to_have_count(0)
    page.close()


def test_the_viewer_by_touch(browser: Browser, live_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(live_address + WIDE)
    page.get_by_role("button", name="Full size").tap()
    before = size(page)
    session = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {
                "type": kind,
                "touchPoints": [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)],
            },
        )

    touch("touchStart", (180, 400), (210, 400))
    touch("touchMove", (150, 400), (240, 400))
    touch("touchMove", (120, 400), (270, 400))
    touch("touchEnd")
    assert size(page) > before * 1.5
    context.close()
