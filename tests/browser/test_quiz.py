"""Questions in a real browser: each kind by keyboard, by touch, on paper and without a script."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from casebook.answers import fold_answer
from casebook.assets.minify import smaller

from ..courses import ROOT

CHAPTER = "/modules/tea/brewing/"
KEY = "casebook:tea"
MONDAY = "2026-03-02T10:00:00"
TUESDAY = "2026-03-03T09:00:00"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, quiz_address: str) -> Page:
    opened = context.new_page()
    opened.clock.set_fixed_time(MONDAY)
    opened.goto(quiz_address + CHAPTER)
    return opened


def question(page: Page, name: str) -> Locator:
    return page.locator(f"#q-tea-{name}")


def result(asked: Locator) -> Locator:
    return asked.locator(".cb-result")


def record(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "{}")
    return found


def entry(page: Page, name: str) -> dict[str, Any]:
    found: dict[str, Any] = record(page)["questions"][f"tea-{name}"]
    return found


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


# Each kind by keyboard alone. `focus` stands for the Tab presses that lead to the question.


def focus(asked: Locator) -> None:
    asked.locator("input, select, textarea, button").first.focus()


def answer_single(page: Page) -> None:
    focus(question(page, "single"))
    press(page, "Space", "ArrowDown", "Enter")


def answer_multiple(page: Page) -> None:
    focus(question(page, "multiple"))
    press(page, "Space", "Tab", "Space", "Enter")


def answer_true_false(page: Page) -> None:
    focus(question(page, "true-false"))
    press(page, "ArrowDown", "Enter")


def answer_match(page: Page) -> None:
    asked = question(page, "match")
    focus(asked)
    letters = {
        asked.locator(".cb-choices > li").nth(i).inner_text().strip(): "ABCD"[i] for i in range(4)
    }
    for name in ("绿茶", "红茶", "白茶"):
        press(page, letters[name], "Tab")  # typing a letter chooses it
    asked.get_by_role("button", name="Check").focus()
    press(page, "Enter")


def answer_order(page: Page) -> None:
    asked = question(page, "order")
    for name in ("Drink", "Pour", "Boil"):  # each to the top, the first step last
        item = asked.locator(".cb-choices > li", has_text=name)
        item.get_by_role("button").first.focus()
        press(page, "ArrowUp", "ArrowUp")
    asked.get_by_role("button", name="Check").focus()
    press(page, "Enter")


def answer_short(page: Page) -> None:
    focus(question(page, "short"))
    page.keyboard.type("ART 2")
    press(page, "Enter")


KEYBOARD: dict[str, Callable[[Page], None]] = {
    "single": answer_single,
    "multiple": answer_multiple,
    "true-false": answer_true_false,
    "match": answer_match,
    "order": answer_order,
    "short": answer_short,
}


@pytest.mark.parametrize("kind", KEYBOARD)
def test_answered_by_keyboard_alone(page: Page, kind: str) -> None:
    KEYBOARD[kind](page)
    asked = question(page, kind)
    expect(result(asked)).to_contain_text("Right.")
    expect(result(asked)).to_be_focused()
    assert entry(page, kind)["score"] == 1
    expect(asked.get_by_role("button", name="Try again")).to_have_count(0)


def test_tab_reaches_every_control_in_order(page: Page) -> None:
    asked = question(page, "order")
    focus(asked)
    names = []
    for _ in range(12):
        names.append(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label')"
                " ?? document.activeElement.closest('label, button')?.textContent.trim()"
            )
        )
        press(page, "Tab")
    assert names[0].startswith("Move A earlier:")
    assert names[1].startswith("Move A later:")
    assert names[6:9] == ["a guess", "Check", "Show the answer"]


def test_points_are_counted(page: Page) -> None:
    asked = question(page, "multiple")
    asked.get_by_label("Water").check()
    asked.get_by_role("button", name="Check").click()
    expect(result(asked)).to_have_text("Partly right: 50 %. 1 of 2 points.")
    expect(page.locator(".cb-score")).to_have_text("1 of 7 answered, 0 right. 1 of 2 points.")


def test_an_essay_that_is_being_written_outlives_the_page(page: Page) -> None:
    question(page, "essay").get_by_label("Your answer").press_sequentially("Half a thought")
    page.reload()
    expect(question(page, "essay").get_by_label("Your answer")).to_have_value("Half a thought")


def test_arrows_move_an_item_and_say_where_it_is(page: Page) -> None:
    asked = question(page, "order")
    last = asked.locator(".cb-choices > li").nth(2)
    name = last.inner_text().split()[0]
    last.get_by_role("button").last.focus()
    press(page, "ArrowUp")
    expect(asked.locator(".cb-choices > li").nth(1)).to_contain_text(name)
    expect(asked.get_by_role("status")).to_have_text("C is now 2 of 3.")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Move C later"
    )
    press(page, "ArrowDown", "ArrowDown")  # no further than the end
    expect(asked.locator(".cb-choices > li").nth(2)).to_contain_text(name)


def test_essay_is_marked_by_its_writer_by_keyboard(page: Page) -> None:
    asked = question(page, "essay")
    focus(asked)
    page.keyboard.type("Yes, because.")
    press(page, "Tab", "Enter")
    expect(asked.get_by_text("Yes, because water is.").first).to_be_visible()
    expect(asked.locator("form .cb-lead").first).to_be_focused()
    press(page, "Tab", "Tab", "Space", "Tab", "Enter")  # the second criterion, then the button
    expect(result(asked)).to_have_text("Your mark: 75 % of the points.")
    assert entry(page, "essay") | {"score": 0.75, "right": True} == entry(page, "essay")
    page.reload()
    expect(question(page, "essay").get_by_label("Your answer")).to_have_value("Yes, because.")


# By touch alone, at 390 px.


@pytest.fixture
def phone(browser: Browser, quiz_address: str) -> Iterator[Page]:
    opened = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    opened.set_default_timeout(10_000)
    page = opened.new_page()
    page.goto(quiz_address + CHAPTER)
    yield page
    opened.close()


def test_each_kind_is_answered_by_touch(phone: Page) -> None:
    question(phone, "single").get_by_text("Water", exact=True).tap()
    for name in ("Water", "Leaves"):
        question(phone, "multiple").get_by_text(name, exact=True).tap()
    question(phone, "true-false").get_by_text("False", exact=True).tap()
    match = question(phone, "match")
    shown = match.locator(".cb-choices > li").all_inner_texts()
    for i, name in enumerate(("绿茶", "红茶", "白茶")):
        letter = "ABCD"[[one.strip() for one in shown].index(name)]
        match.get_by_role("combobox").nth(i).tap()
        match.get_by_role("combobox").nth(i).select_option(value=str("ABCD".index(letter)))
    order = question(phone, "order")
    for name in ("Drink", "Pour", "Boil"):
        button = order.locator(".cb-choices > li", has_text=name).get_by_role("button").first
        button.tap()
        button.tap()
    question(phone, "short").get_by_label("Your answer").tap()
    phone.keyboard.type("第二条")
    for kind in KEYBOARD:
        question(phone, kind).get_by_role("button", name="Check").tap()
        expect(result(question(phone, kind))).to_contain_text("Right.")
    essay = question(phone, "essay")
    essay.get_by_role("button", name="Show a model answer").tap()
    essay.get_by_label("Gives a reason.").tap()
    essay.get_by_role("button", name="Keep my mark").tap()
    expect(phone.locator(".cb-score")).to_have_text("7 of 7 answered, 7 right. 10 of 11 points.")


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone_and_targets_are_large(phone: Page, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 700})
    question(phone, "single").get_by_text("Cups", exact=True).tap()
    question(phone, "single").get_by_role("button", name="Check").tap()
    assert phone.evaluate("document.documentElement.scrollWidth") <= width
    for target in phone.locator(
        ".cb-question :is(button, select, input[type=text], label):visible"
    ).all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 24, target.inner_text()


# Why, for every choice.


def test_a_wrong_answer_is_explained_beside_every_choice(page: Page) -> None:
    asked = question(page, "single")
    asked.get_by_label("Cups").check()
    asked.get_by_role("button", name="Check").click()
    expect(result(asked)).to_have_text("Not right.")
    choices = asked.locator(".cb-choices > li")
    expect(choices.nth(0)).to_contain_text("A: wrong. Cups come last.")
    expect(choices.nth(1)).to_contain_text("B: right. Water it is.")
    expect(choices.nth(2)).to_contain_text("C: wrong. Leaves come second.")
    why = asked.locator("form .cb-why")
    expect(why).to_contain_text("Article 2 says water.")
    law = why.locator("a[href$='law/tea-act-1999/#art-2']")
    expect(law).to_be_visible()
    paragraph = why.get_by_role("link", name="¶ 2")
    paragraph.click()
    expect(page.locator("#p-2")).to_be_in_viewport()


def test_part_of_an_answer_counts_and_ticking_everything_does_not(page: Page) -> None:
    asked = question(page, "multiple")
    asked.get_by_label("Water").check()
    asked.get_by_role("button", name="Check").click()
    expect(result(asked)).to_contain_text("Partly right: 50 %.")
    asked.get_by_role("button", name="Try again").click()
    for box in asked.get_by_role("checkbox").all():
        box.check()
    asked.get_by_role("button", name="Check").click()
    expect(result(asked)).to_have_text("Not right. 0 of 2 points.")
    assert entry(page, "multiple")["score"] == 0


def test_partly_right_matches_and_orders(page: Page) -> None:
    match = question(page, "match")
    for box in match.get_by_role("combobox").all():
        box.select_option(value="0")
    match.get_by_role("button", name="Check").click()
    expect(match).to_contain_text("goes with none. That is coffee.")
    rights = match.locator("form .cb-feedback", has_text="Right.").count()
    assert rights + match.locator("form .cb-feedback", has_text="Wrong.").count() == 3
    assert entry(page, "match")["score"] == pytest.approx(rights / 3)
    assert rights < 3
    order = question(page, "order")
    for name in ("Drink", "Pour", "Boil", "Drink"):  # Drink, Boil, Pour: none at its place
        top = order.locator(".cb-choices > li", has_text=name).get_by_role("button").first
        top.focus()
        press(page, "ArrowUp", "ArrowUp")
    order.locator(".cb-choices > li").nth(1).get_by_role("button").last.click()
    order.get_by_role("button", name="Check").click()  # Drink, Pour, Boil
    assert entry(page, "order")["score"] == pytest.approx(1 / 3)
    steps = order.locator(".cb-choices > li")
    expect(steps.filter(has_text="Drink")).to_contain_text("Wrong: it is at place 3.")
    expect(steps.filter(has_text="Pour")).to_contain_text("Right, place 2.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Article 3", "Article 3 is about cups."),
        ("ART 3", "Article 3 is about cups."),
        ("seven", "Look at the second article."),
    ],
)
def test_a_known_mistake_gets_its_own_reason(page: Page, typed: str, said: str) -> None:
    asked = question(page, "short")
    asked.get_by_label("Your answer").fill(typed)
    asked.get_by_role("button", name="Check").click()
    expect(result(asked)).to_have_text("Not right.")
    expect(asked.locator("form .cb-feedback.cb-chosen")).to_contain_text(said)
    expect(asked.locator("form")).to_contain_text("Right: Article 2")


@pytest.mark.parametrize(
    "typed", ["article  2", "Art.2", "２", "第 二 条", "dì èr tiáo", "di er tiao"]
)
def test_case_space_width_and_tones_make_no_difference(page: Page, typed: str) -> None:
    asked = question(page, "short")
    asked.get_by_label("Your answer").fill(typed)
    asked.get_by_role("button", name="Check").click()
    expect(result(asked)).to_have_text("Right.")


def test_answers_are_folded_as_the_checks_fold_them(page: Page) -> None:
    chance = random.Random(1)
    letters = "aÄßéǚ中文第９Ａ ﬁ。，.-'“”½²ıİΣςё\u0301\u200d🍵𠮷०"
    texts = ["".join(chance.choices(letters, k=6)) for _ in range(2000)]
    folded = page.evaluate("texts => texts.map(casebook.fold)", texts)
    assert folded == [fold_answer(text) for text in texts]


def test_an_empty_answer_is_not_marked(page: Page) -> None:
    for kind in ("single", "match", "short"):
        asked = question(page, kind)
        asked.get_by_role("button", name="Check").click()
        expect(asked.get_by_role("status")).to_contain_text("first")
        expect(result(asked)).to_have_count(0)
    assert record(page) == {}


def test_an_answer_that_was_looked_up_comes_back(page: Page) -> None:
    asked = question(page, "single")
    asked.get_by_role("button", name="Show the answer").click()
    expect(result(asked)).to_contain_text("comes back tomorrow")
    expect(asked.locator(".cb-choices > li").nth(1)).to_contain_text("B: right.")
    assert entry(page, "single")["box"] == 1


def test_only_what_was_missed_is_tried_again(page: Page) -> None:
    answer_single(page)
    asked = question(page, "true-false")
    asked.get_by_label("True").check()
    asked.get_by_role("button", name="Check").click()
    expect(page.locator(".cb-score")).to_have_text("2 of 7 answered, 1 right.")
    page.get_by_role("button", name="Try again the one that was missed").click()
    expect(result(question(page, "single"))).to_have_text("Right.")
    expect(result(asked)).to_have_count(0)
    expect(page.locator(".cb-score")).to_have_text("1 of 7 answered, 1 right.")
    asked.get_by_label("False").check()
    asked.get_by_role("button", name="Check").click()
    expect(page.locator(".cb-score")).to_have_text("2 of 7 answered, 2 right.")


def test_how_sure_one_was_is_told_and_can_be_left_out(page: Page) -> None:
    asked = question(page, "single")
    asked.get_by_label("Cups").check()
    asked.get_by_label("certain").check()
    asked.get_by_role("button", name="Check").click()
    expect(result(asked)).to_contain_text("You were certain")
    asked = question(page, "true-false")
    asked.get_by_label("False").check()
    asked.get_by_label("a guess").check()
    asked.get_by_role("button", name="Check").click()
    expect(result(asked)).to_contain_text("Right. You said it was a guess")
    page.get_by_label("Ask how sure I am").uncheck()
    expect(question(page, "short").get_by_label("certain")).to_be_hidden()
    page.reload()
    expect(question(page, "short").get_by_label("certain")).to_be_hidden()
    expect(page.get_by_label("Ask how sure I am")).not_to_be_checked()


# Without a script, on paper, from a folder.


def test_everything_can_be_read_without_a_script(browser: Browser, quiz_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(quiz_address + CHAPTER)
    for kind in (*KEYBOARD, "essay"):
        asked = question(page, kind)
        expect(asked.get_by_role("button")).to_have_count(0)
        asked.locator("summary").click()
        expect(asked.locator(".cb-why")).to_be_visible()
    single = question(page, "single")
    for said in ("A: wrong. Cups come last.", "B: right. Water it is.", "Article 2 says water."):
        expect(single.get_by_text(said)).to_be_visible()
    expect(single.get_by_role("img", name="A leaf")).to_be_visible()
    expect(question(page, "essay").get_by_text("3 points: Gives a reason.")).to_be_visible()
    for place in ("/review/", "/modules/tea/quiz/"):
        page.goto(quiz_address + place)
        page.get_by_role("main").get_by_role("link", name="Order the steps").first.click()
        expect(page).to_have_url(f"{quiz_address}{CHAPTER}#o-tea-brew")
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_on_paper_there_are_questions_and_on_a_choice_the_key_after_them(
    browser: Browser, quiz_address: str, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(quiz_address + CHAPTER)
    if script:  # what was answered on the screen is not printed beside the choices
        answer_single(page)
    kinds = (*KEYBOARD, "essay")
    page.emulate_media(media="print")
    for kind in kinds:
        expect(question(page, kind).locator(".cb-stem")).to_be_visible()
        expect(question(page, kind).locator(".cb-answer")).to_be_hidden()
    for feedback in question(page, "single").locator("form .cb-feedback, .cb-buttons").all():
        expect(feedback).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_label("On paper, print the answers").check()
    page.emulate_media(media="print")
    stems = [question(page, kind).locator(".cb-stem").bounding_box() for kind in kinds]
    keys = [question(page, kind).locator(".cb-answer").bounding_box() for kind in kinds]
    assert all(stems)
    assert all(keys)
    last = max(box["y"] + box["height"] for box in stems if box)
    assert [box["y"] for box in keys if box] == sorted(box["y"] for box in keys if box)
    assert all(box["y"] >= last and box["height"] > 60 for box in keys if box)
    expect(question(page, "single").get_by_text("Question 1: Answer, and why")).to_be_visible()
    for feedback in question(page, "single").locator("form .cb-feedback, .cb-buttons").all():
        expect(feedback).to_be_hidden()
    context.close()


def test_questions_work_from_a_folder(browser: Browser, quiz_site: Path) -> None:
    page = browser.new_page()
    page.goto((quiz_site / "modules/tea/brewing/index.html").as_uri())
    answer_short(page)
    expect(result(question(page, "short"))).to_have_text("Right.")
    page.goto((quiz_site / "modules/tea/quiz/index.html").as_uri())
    page.get_by_role("button", name="Open book").click()
    expect(page.get_by_text("Question 1 of 3")).to_be_visible()
    page.close()


def test_forced_colours_and_the_accessibility_tree(browser: Browser, quiz_address: str) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(quiz_address + CHAPTER)
    answer_single(page)
    right = question(page, "single").locator(".cb-feedback.cb-right")
    style = right.evaluate("one => getComputedStyle(one).borderInlineStartStyle")
    assert style == "solid"
    expect(right).to_contain_text("right.")  # said in words, not by colour alone
    tree = question(page, "match").aria_snapshot()
    assert 'combobox "What goes with “Green”"' in tree
    assert 'region "Question 4"' in tree
    context.close()


def test_the_script_for_all_kinds_is_small() -> None:
    def sent(name: str) -> int:
        return len(smaller(name, (ROOT / "docs/assets" / name).read_text("utf-8")).encode())

    assert sent("quiz.js") < 15_000
    assert sent("record.js") < 7_000
    assert sent("review.js") < 12_000
