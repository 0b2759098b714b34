"""What the reader's browser keeps of the answers, and what comes back of it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

CHAPTER = "/modules/tea/brewing/"
REVIEW = "/review/"
QUIZ = "/modules/tea/quiz/"
KEY = "casebook:tea"
MONDAY = "2026-03-02T10:00:00"
TUESDAY = "2026-03-03T09:00:00"
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); } })"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError"); }"""


@pytest.fixture
def context(browser: Browser, quiz_address: str) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=quiz_address)
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    opened = context.new_page()
    opened.clock.set_fixed_time(MONDAY)
    opened.goto(CHAPTER)
    return opened


def answer(page: Page, name: str, choice: str, sure: str = "") -> None:
    asked = page.locator(f"#q-{name}")
    asked.get_by_label(choice, exact=True).check()
    if sure:
        asked.get_by_label(sure).check()
    asked.get_by_role("button", name="Check").click()


def stored(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    return found


def entry(page: Page, name: str) -> dict[str, Any]:
    found: dict[str, Any] = stored(page)["questions"][name]
    return found


def day_of(page: Page) -> int:
    found: int = page.evaluate("casebook.today()")
    return found


def test_what_was_missed_comes_back_the_next_day(page: Page) -> None:
    answer(page, "tea-single", "Cups")
    answer(page, "tea-true-false", "False")
    page.goto(REVIEW)
    expect(
        page.get_by_text("Nothing today. The next question comes back in 1 day.")
    ).to_be_visible()
    page.clock.set_fixed_time(TUESDAY)
    page.reload()
    expect(page.get_by_text("1 question has come back.")).to_be_visible()
    page.get_by_role("button", name="Review 1 question").click()
    asked = page.locator("#q-tea-single")
    expect(asked.get_by_role("heading")).to_contain_text("Question 1 of 1")
    expect(asked.get_by_role("heading", level=2)).to_be_focused()
    expect(page.get_by_role("region", name="Question 1 of 1")).to_be_visible()
    image = asked.get_by_role("img", name="A leaf")
    assert image.evaluate("one => one.complete && one.naturalWidth") == 48
    answer(page, "tea-single", "Water")
    expect(page.locator("form .cb-why a[href$='/law/tea-act-1999/#art-2']").first).to_be_visible()
    page.get_by_role("button", name="See how it went").click()
    expect(page.locator(".cb-result")).to_have_text("1 of 1 right.")
    assert entry(page, "tea-single") == entry(page, "tea-single") | {
        "box": 2,
        "due": day_of(page) + 3,
        "tries": 2,
    }


@pytest.mark.parametrize(
    ("choice", "sure", "box", "days"),
    [
        ("Water", "", 3, 7),
        ("Water", "certain", 3, 7),
        ("Water", "a guess", 1, 1),
        ("Cups", "", 1, 1),
        ("Cups", "certain", 1, 1),
    ],
)
def test_first_answers_go_to_the_box_that_the_page_promises(
    page: Page, choice: str, sure: str, box: int, days: int
) -> None:
    answer(page, "tea-single", choice, sure)
    found = entry(page, "tea-single")
    assert (found["box"], found["due"] - found["day"]) == (box, days)


def test_a_question_climbs_the_boxes_until_it_is_known(page: Page) -> None:
    answer(page, "tea-single", "Cups")
    seen = []
    for _ in range(6):
        due = entry(page, "tea-single").get("due")
        if due is None:
            break
        page.clock.set_fixed_time(datetime.datetime.fromtimestamp(due * 86_400 + 36_000))
        page.reload()
        answer(page, "tea-single", "Water")
        found = entry(page, "tea-single")
        seen.append((found["box"], found.get("due", found["day"]) - found["day"]))
    assert seen == [(2, 3), (3, 7), (4, 16), (5, 35), (6, 0)]
    page.goto(REVIEW)
    expect(page.get_by_text("Nothing is left to review")).to_be_visible()


def test_practice_before_its_day_moves_nothing(page: Page) -> None:
    answer(page, "tea-single", "Water")
    first = entry(page, "tea-single")
    for day in ("2026-03-03", "2026-03-05", "2026-03-01"):
        page.clock.set_fixed_time(f"{day}T10:00:00")
        page.reload()
        answer(page, "tea-single", "Water")
        assert (entry(page, "tea-single")["box"], entry(page, "tea-single")["due"]) == (
            first["box"],
            first["due"],
        )


def test_a_day_is_the_readers_own(browser: Browser, quiz_address: str) -> None:
    days = {}
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        context = browser.new_context(base_url=quiz_address, timezone_id=zone)
        page = context.new_page()
        page.clock.set_fixed_time("2026-03-02T22:00:00Z")
        page.goto(CHAPTER)
        days[zone] = day_of(page)
        context.close()
    assert days["Pacific/Auckland"] == days["America/Los_Angeles"] + 1


def test_the_second_right_answer_of_a_day_moves_nothing(page: Page) -> None:
    answer(page, "tea-single", "Cups")
    page.locator("#q-tea-single").get_by_role("button", name="Try again").click()
    answer(page, "tea-single", "Water")
    assert entry(page, "tea-single")["box"] == 1
    page.reload()
    answer(page, "tea-single", "Cups")
    assert entry(page, "tea-single")["due"] == day_of(page) + 1


def test_progress_is_shown_in_the_navigation_and_at_home(page: Page) -> None:
    answer(page, "tea-single", "Water")
    answer(page, "tea-true-false", "True")
    link = page.locator(".cb-nav a", has_text="Brewing").first
    expect(link).to_contain_text("1 of 7 questions right")
    page.goto("/")
    expect(page.locator(".cb-modules a", has_text="Brewing")).to_contain_text("1/7")
    expect(page.locator(".cb-modules a", has_text="Serving").locator(".cb-progress")).to_have_count(
        0
    )


def test_a_question_that_was_rewritten_is_asked_again(page: Page) -> None:
    answer(page, "tea-single", "Water")
    page.evaluate(
        f"""() => {{ const all = JSON.parse(localStorage.getItem("{KEY}"));
        all.questions["tea-single"].v = "00000000";
        localStorage.setItem("{KEY}", JSON.stringify(all)); }}"""
    )
    page.reload()
    expect(page.locator("#q-tea-single")).to_contain_text("has changed since you answered it")
    expect(page.locator(".cb-nav .cb-progress")).to_have_count(0)
    answer(page, "tea-single", "Water")
    assert entry(page, "tea-single")["tries"] == 1


def test_two_tabs_lose_nothing(page: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(CHAPTER)
    answer(page, "tea-single", "Water")
    answer(other, "tea-true-false", "False")
    answer(page, "tea-multiple", "Water")
    assert set(stored(page)["questions"]) == {"tea-single", "tea-true-false", "tea-multiple"}
    expect(other.locator(".cb-nav .cb-progress").first).to_contain_text("2/7")


@pytest.mark.parametrize(("spoil", "said"), [(BLOCKED, "does not let"), (FULL, "no room left")])
def test_a_browser_that_keeps_nothing_still_asks(
    context: BrowserContext, spoil: str, said: str
) -> None:
    context.add_init_script(spoil)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.stack or ""))
    page.goto(CHAPTER)
    answer(page, "tea-single", "Cups")
    expect(page.locator("#q-tea-single .cb-result")).to_have_text("Not right.")
    expect(page.get_by_text(said)).to_be_visible()
    page.goto(REVIEW)
    page.locator(".cb-by-objective").get_by_role("button").first.click()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text(said)).to_be_visible()
    page.get_by_role("button", name="Leave").click()
    # The theme's own script complains of a storage that it may not use.
    assert [one for one in faults if "assets/javascripts/" not in one and "/assets/" in one] == []


@pytest.mark.parametrize(
    "damage", ["{", "[]", "null", "7", '"x"', '{"version": "one"}', "\u0000", "{}"]
)
def test_a_damaged_record_is_set_aside(page: Page, damage: str) -> None:
    page.evaluate("text => localStorage.setItem('casebook:tea', text)", damage)
    page.goto(REVIEW)
    expect(page.get_by_text("could not be read")).to_be_visible()
    assert page.evaluate("localStorage.getItem('casebook:tea:damaged')") == damage
    page.goto(CHAPTER)
    answer(page, "tea-single", "Cups")
    assert set(stored(page)["questions"]) == {"tea-single"}


def test_entries_that_make_no_sense_are_left_out(page: Page) -> None:
    answer(page, "tea-single", "Cups")
    bad = {
        "a": None,
        "b": 7,
        "c": {"v": 1, "c": "tea/brewing"},
        "d": {"v": "x", "c": "tea/brewing", "box": 99},
        "e": {"v": "x", "c": "tea/brewing", "due": "tomorrow"},
        "f": {"v": "x", "c": "tea/brewing", "score": -1},
        "g": {"v": "x", "c": "tea/brewing", "guess": {"toString": 1, "valueOf": 1}},
        "h": {"v": "x", "c": "tea/brewing", "tries": {"a": 1}},
        "i": {"v": "x", "c": "tea/brewing", "score": 1, "right": True, "box": 3},
        "j": {"v": "x", "c": "tea/brewing", "score": 1, "box": 3, "day": 20000, "due": 999999},
        "__proto__": {"v": "x"},
    }
    found = stored(page)
    found["questions"] |= bad
    found["chapters"]["tea/serving"] = None
    found["drafts"] = {"x": 1}
    page.evaluate("text => localStorage.setItem('casebook:tea', text)", json.dumps(found))
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(REVIEW)
    expect(page.get_by_text("Nothing today.")).to_be_visible()
    page.goto(CHAPTER)
    answer(page, "tea-true-false", "False")
    assert set(stored(page)["questions"]) == {"tea-single", "tea-true-false"}
    assert faults == []


def test_a_newer_record_is_left_alone(page: Page) -> None:
    newer = '{"version": 2, "questions": {"x": 1}}'
    page.evaluate("text => localStorage.setItem('casebook:tea', text)", newer)
    page.goto(CHAPTER)
    answer(page, "tea-single", "Water")
    assert page.evaluate("localStorage.getItem('casebook:tea')") == newer
    page.goto(REVIEW)
    expect(page.get_by_text("written by a newer edition")).to_be_visible()


def test_the_record_is_taken_away_brought_back_and_erased(
    page: Page, browser: Browser, quiz_address: str, tmp_path: Path
) -> None:
    answer(page, "tea-single", "Cups", "certain")
    page.goto(REVIEW)
    expect(page.get_by_text("When certain: 0 of 1 right.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    copy = tmp_path / "record.json"
    download.value.save_as(copy)
    page.evaluate("localStorage.setItem('casebook:tea:damaged', 'x')")
    page.get_by_role("button", name="Erase my record").dblclick()
    assert stored(page)["questions"]
    page.get_by_role("button", name="Erase my record").click()
    page.get_by_role("button", name="Yes, erase everything").click()
    expect(page.get_by_text("Erased.")).to_be_visible()
    assert (
        page.evaluate("Object.keys(localStorage).filter(one => one.startsWith('casebook'))") == []
    )

    elsewhere = browser.new_context(base_url=quiz_address)
    other = elsewhere.new_page()
    other.clock.set_fixed_time(TUESDAY)
    other.goto(REVIEW)
    other.get_by_label("Bring a copy in").set_input_files(copy)
    expect(other.get_by_text("Brought in: 1 question.")).to_be_visible()
    expect(other.get_by_text("1 question has come back.")).to_be_visible()
    wrong = tmp_path / "wrong.json"
    wrong.write_text("<html>")
    other.get_by_label("Bring a copy in").set_input_files(wrong)
    expect(other.get_by_text("no copy of a record")).to_be_visible()
    assert set(stored(other)["questions"]) == {"tea-single"}
    other.goto(CHAPTER)
    answer(other, "tea-single", "Water")
    newer = entry(other, "tea-single")
    other.goto(REVIEW)
    other.get_by_label("Bring a copy in").set_input_files(copy)
    expect(other.get_by_text("Brought in: 1 question.")).to_be_visible()
    assert entry(other, "tea-single") == newer  # what was answered last wins
    foreign = tmp_path / "foreign.json"
    foreign.write_text(copy.read_text("utf-8").replace('"course":"tea"', '"course":"coffee"'))
    other.get_by_label("Bring a copy in").set_input_files(foreign)
    expect(other.get_by_text("from another course")).to_be_visible()
    elsewhere.close()


def test_a_guess_before_reading_is_shown_beside_the_answer(page: Page) -> None:
    page.goto("/modules/tea/")
    guess = page.locator("#pre-tea-single")
    guess.get_by_label("Cups").check()
    guess.get_by_role("button", name="Keep my guess").click()
    expect(guess).to_contain_text("Kept: A.")
    expect(guess.get_by_role("status")).to_be_focused()
    expect(guess).not_to_contain_text("wrong")
    page.reload()
    expect(guess).to_contain_text("You guessed A.")
    page.goto(CHAPTER)
    answer(page, "tea-single", "Water")
    expect(page.locator("#q-tea-single .cb-result")).to_have_text(
        "Right. Before reading you guessed A."
    )


def test_the_quiz_of_a_module_asks_one_question_for_each_objective(page: Page) -> None:
    page.goto(QUIZ)
    page.get_by_role("button", name="Open book").click()
    objectives = set()
    for number in (1, 2, 3):
        asked = page.locator(".cb-session .cb-question")
        expect(asked.get_by_role("heading")).to_contain_text(f"Question {number} of 3")
        objectives.add(asked.get_attribute("data-objective"))
        assert asked.get_attribute("data-kind") != "essay"
        asked.get_by_role("button", name="Show the answer").click()
        page.locator(".cb-next button").first.click()
    assert objectives == {"tea-brew", "tea-law", "tea-serve"}
    expect(page.locator(".cb-result")).to_have_text("0 of 3 right. 3 questions come back tomorrow.")
    with page.context.expect_page() as opened:
        page.locator(".cb-summary a").first.click()
    expect(opened.value.locator(":target")).to_be_in_viewport()
    expect(page.locator(".cb-summary")).to_be_visible()  # the session is still there
    page.get_by_role("button", name="Back to the start").click()
    expect(page.get_by_role("button", name="Open book")).to_be_focused()


def test_closed_book_shows_nothing_before_all_is_handed_in(page: Page) -> None:
    page.goto(QUIZ)
    page.get_by_role("button", name="Closed book").click()
    expect(page.locator(".cb-session .cb-question")).to_have_count(3)
    for name in ("Check", "Show the answer", "Show a model answer"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.locator(".cb-session input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # Enter checks nothing
    expect(page.locator(".cb-session .cb-result")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator(".cb-session .cb-answer:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("not answered yet")).to_be_visible()
    expect(page.locator(".cb-session .cb-result")).to_have_count(0)
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator(".cb-summary .cb-result")).to_contain_text("of 3 right.")
    expect(page.locator(".cb-summary .cb-result")).to_be_focused()
    expect(page.locator(".cb-session .cb-why:visible")).to_have_count(3)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".cb-session .cb-question")).to_have_count(1)


def test_nothing_is_sent_anywhere(page: Page, quiz_address: str) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    answer(page, "tea-single", "Cups")
    page.goto(REVIEW)
    page.locator(".cb-by-objective").get_by_role("button").first.click()
    expect(page.locator(".cb-session .cb-question")).to_have_count(1)
    assert all(one.startswith(quiz_address) for one in asked_for)
    assert page.context.cookies() == []
