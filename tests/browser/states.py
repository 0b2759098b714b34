"""What a reader can open on a page of the live site, each as steps that open it.

They follow classes and data of the generator and no words of the course, so that
an edit of the content leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from .axe import COMBINATIONS, Scheme, violations

CHAPTER = "/modules/data/article-37/"
ASSIGN = "/instructors/assign/"
NARROW = tuple(one for one in COMBINATIONS if one[1] == 390)


@dataclass(frozen=True)
class State:
    path: str
    reach: Callable[[Page], None]
    """Opens it on the page at `path`, and waits until it is open."""
    combinations: tuple[tuple[Scheme, int], ...] = COMBINATIONS
    """Schemes and widths in which it exists: on a wide window the popovers are columns."""


def contents(page: Page) -> None:
    page.locator(".cb-to-nav").click()
    expect(page.locator("#cb-nav:popover-open")).to_be_visible()


def on_this_page(page: Page) -> None:
    page.locator(".cb-to-toc").click()
    expect(page.locator("#cb-toc:popover-open")).to_be_visible()


def search(page: Page) -> None:
    page.locator(".cb-search-open").click()
    page.get_by_role("searchbox").fill("law")
    expect(page.locator(".cb-search-found a").nth(3)).to_be_visible()


def panel(page: Page) -> None:
    page.locator(".cb-p a.cb-law").first.focus()
    page.keyboard.press("Tab")  # only the keyboard's focus opens it
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".cb-panel .cb-panel-text")).to_be_visible()


def answers(page: Page) -> None:
    """One question right, one wrong, and of one with several right choices a part."""
    asked = page.locator(".cb-questions .cb-question.cb-live")
    one = asked.and_(page.locator("[data-kind=single]"))
    _answer(one.nth(0), _choices(one.nth(0), "right"))
    _answer(one.nth(1), _choices(one.nth(1), "wrong")[:1])
    several = asked.and_(page.locator("[data-kind=multiple]")).first
    _answer(several, _choices(several, "right")[:1])
    for each in asked.and_(page.locator("[data-kind=short]")).all():
        each.locator("input[type=text]").fill("what nobody would answer")
        each.get_by_role("button", name="Check").click()


def _choices(asked: Locator, verdict: str) -> list[int]:
    """The places of the choices that have this verdict."""
    verdicts = asked.locator(".cb-verdicts > li").evaluate_all(
        "all => all.map((li) => li.className)"
    )
    return [i for i, one in enumerate(verdicts) if f"cb-{verdict}" in one]


def _answer(asked: Locator, places: list[int]) -> None:
    for i in places:
        asked.locator(".cb-choices input").nth(i).check()
    asked.get_by_role("button", name="Check").click()
    expect(asked.locator(".cb-result")).to_be_visible()


def unfolded(page: Page) -> None:
    page.keyboard.press("Shift")  # who unfolds has touched something: the notes are laid out
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def diagram(page: Page) -> None:
    page.locator(".cb-enlarge").first.click()
    expect(page.locator(".cb-viewer .cb-pan svg")).to_be_visible()


def choice(page: Page) -> None:
    for i in range(2):
        page.locator(".cb-pick input").nth(i).check()
    page.get_by_label("Title", exact=True).fill("Week 1")
    expect(page.locator(".cb-checklist > li").first).to_be_visible()


def students_list(page: Page) -> None:
    choice(page)
    link = page.get_by_label("Link", exact=True).input_value()
    page.goto("about:blank")
    page.goto(link)
    page.locator(".cb-tick input").first.check()


def session(page: Page) -> None:
    """A module's quiz at its first question."""
    page.locator(".cb-session button").first.click()
    expect(page.locator(".cb-session .cb-question")).to_be_visible()


STATES: Mapping[str, State] = {
    "contents": State(CHAPTER, contents, NARROW),
    "on this page": State(CHAPTER, on_this_page, NARROW),
    "search": State("/", search),
    "panel": State(CHAPTER, panel),
    "answers": State(CHAPTER, answers),
    "all unfolded": State(CHAPTER, unfolded),
    "diagram": State(CHAPTER, diagram),
    "quiz of a module": State("/modules/data/quiz/", session),
    "choice of chapters": State(ASSIGN, choice),
    "list of students": State(ASSIGN, students_list),
}


def violations_in(
    browser: Browser, address: str, state: State, scheme: Scheme, width: int
) -> list[str]:
    """What axe finds on the page once the state is reached."""
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    page = context.new_page()
    try:
        page.goto(address + state.path, wait_until="load")
        state.reach(page)
        return violations(page)
    finally:
        context.close()
