"""From the sentence that cites an article to the article: by every way of reading."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

CHAPTER = "/modules/data/article-37/"
CARD = "/law/csl-2016/#art-37"
STORED = "应当在境内存储。"
OURS = "store them within the territory"


def mark(page: Page) -> Locator:
    """The first mark in the text that leads to Article 37."""
    return page.locator(".cb-p a.cb-law[data-panel^='text-csl-2016-art-37 ']").first


def panel(page: Page) -> Locator:
    return page.locator(".cb-panel")


def shows_article(page: Page) -> None:
    expect(panel(page)).to_be_visible()
    expect(panel(page)).to_contain_text(STORED)
    expect(panel(page)).to_contain_text(OURS)
    expect(panel(page)).to_contain_text("as of 25 November 2026")
    expect(panel(page)).to_contain_text("Article 39 第三十九条 since 1 January 2026")


def test_by_mouse_the_panel_opens_stays_and_closes(browser: Browser, live_address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(live_address + CHAPTER)
    mark(page).locator(".cb-place").hover()
    shows_article(page)
    panel(page).hover()  # the pointer may move into it
    page.wait_for_timeout(500)
    shows_article(page)
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    mark(page).locator(".cb-place").hover()
    shows_article(page)
    page.mouse.move(5, 5)
    expect(panel(page)).to_have_count(0)
    page.close()


def test_by_keyboard_tab_opens_it_arrow_down_goes_in_and_enter_follows(
    browser: Browser, live_address: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(live_address + CHAPTER)
    for _ in range(200):
        page.keyboard.press("Tab")
        if mark(page).evaluate("one => one === document.activeElement"):
            break
    shows_article(page)
    expect(mark(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    assert panel(page).evaluate("one => one.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(mark(page)).to_be_focused()  # and it does not open again by itself
    page.keyboard.press("Enter")
    page.wait_for_url(live_address + CARD)
    page.close()


@pytest.mark.parametrize("width", [320, 390])
def test_by_touch_the_panel_fits_and_leads_to_the_card(
    browser: Browser, live_address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(live_address + CHAPTER)
    mark(page).locator(".cb-place").tap()
    shows_article(page)
    assert page.url.partition("#")[0] == live_address + CHAPTER  # the first tap only shows
    box, line = panel(page).bounding_box(), mark(page).bounding_box()
    assert box is not None
    assert line is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    # It hides neither the mark nor the line in which it stands.
    assert box["y"] >= line["y"] + line["height"] or box["y"] + box["height"] <= line["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    panel(page).locator("a[href$='/law/csl-2016/#art-37']").first.tap()
    page.wait_for_url("**" + CARD)
    context.close()


def test_a_tap_elsewhere_or_on_close_closes_it(browser: Browser, live_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(live_address + CHAPTER)
    mark(page).locator(".cb-place").tap()
    page.get_by_role("button", name="Close").tap()
    expect(panel(page)).to_have_count(0)
    mark(page).locator(".cb-place").tap()
    shows_article(page)
    page.locator("h1").tap()
    expect(panel(page)).to_have_count(0)
    context.close()


def test_a_screen_reader_hears_what_the_mark_is_and_what_has_opened(
    browser: Browser, live_address: str
) -> None:
    page = browser.new_page()
    page.goto(live_address + CHAPTER)
    link = page.get_by_role("link", name="Cybersecurity Law art. 37 (now 39)").first
    expect(link).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    link.focus()
    expect(page.get_by_role("dialog", name="Cybersecurity Law art. 37 (now 39)")).to_be_visible()
    said = page.get_by_role("status").filter(has_text="Text shown.")
    expect(said).to_contain_text("Escape closes it.")
    # Heard and not seen: it takes no room at the end of the page.
    box = said.bounding_box()
    assert box is not None
    assert box["height"] <= 1
    # A copy of a link in the panel opens nothing, so it must not promise to.
    expect(panel(page).locator("[aria-expanded]")).to_have_count(0)
    page.close()


def test_without_javascript_the_mark_is_a_link_to_the_article(
    browser: Browser, live_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_address + CHAPTER)
    mark(page).locator(".cb-place").click()
    assert page.url == live_address + CARD
    article = page.locator("#art-37 ~ .cb-parallel").first
    expect(article).to_contain_text(STORED)
    expect(article).to_contain_text(OURS)
    context.close()


def test_terms_in_both_languages_show_their_definition(browser: Browser, live_address: str) -> None:
    page = browser.new_page()
    page.goto(live_address + CHAPTER)
    for words in ("Important data", "重要数据"):
        page.locator("a.cb-term").get_by_text(words, exact=True).first.hover()
        expect(panel(page)).to_contain_text("In Chinese law, a class of data")
        page.keyboard.press("Escape")
        page.mouse.move(5, 5)
    page.close()


def test_a_note_of_a_book_is_shown_too(browser: Browser, live_address: str) -> None:
    page = browser.new_page()
    page.goto(live_address + CHAPTER)
    page.locator(".cb-p a.footnote-ref:not(.cb-law)").first.hover(position={"x": 3, "y": 6})
    expect(panel(page)).to_contain_text("Geoeconomics: the Chinese Strategy")
    page.close()


def test_paper_has_the_number_and_the_note(browser: Browser, live_address: str) -> None:
    page = browser.new_page()
    page.goto(live_address + CHAPTER)
    page.emulate_media(media="print")
    expect(mark(page).locator(".cb-place")).to_be_hidden()
    assert mark(page).inner_text().strip().isdigit()
    note = page.locator("li[id='fn:csl-2016--art-37']")
    expect(note).to_be_visible()
    expect(note).to_contain_text("Cybersecurity Law (n 2) art. 37 (now 39).")
    first = page.locator(".footnote > ol > li").nth(1)
    expect(first).to_be_visible()
    expect(first).to_contain_text("Cybersecurity Law of the People’s Republic of China")
    page.close()


def test_index_of_law_is_narrowed_and_ordered(browser: Browser, live_address: str) -> None:
    page = browser.new_page()
    page.goto(f"{live_address}/law/")
    entries = page.locator(".cb-laws > li:visible")
    every = entries.count()
    page.get_by_label("Words").fill("wangluo anquan fa")
    lists = page.locator(".cb-laws")
    expect(lists.get_by_role("link", name="Cybersecurity Law of the")).to_be_visible()
    expect(lists.get_by_text("Export Control Law of the")).to_be_hidden()
    for words in ("FIRRMA", "网络安全法"):
        page.get_by_label("Words").fill(words)
        expect(entries).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text=f"1 of {every} shown")).to_be_visible()
    page.get_by_label("Words").fill("")
    page.get_by_label("Jurisdiction").select_option("China")
    page.get_by_label("Status").select_option("No longer in force")
    assert all("No longer in force" in one for one in entries.all_inner_texts())
    expect(page.locator("h2#united-states")).to_be_hidden()
    page.get_by_label("Status").select_option("all")
    page.get_by_label("Order").select_option("newest first")
    days = (
        page.locator(".cb-laws")
        .first.locator("> li")
        .evaluate_all("all => all.map(one => one.dataset.date)")
    )
    assert days == sorted(days, reverse=True)
    page.close()


def test_a_citation_is_copied(browser: Browser, live_address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{live_address}/law/csl-2016/")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Cybersecurity Law of the People’s Republic of China [中华人民共和国")
    context.close()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("网络安全法", "Cybersecurity Law"),
        ("中华人民共和国网络安全法", "Cybersecurity Law"),
        ("wangluo anquan fa", "Cybersecurity Law"),
        ("Wǎngluò Ānquán Fǎ", "Cybersecurity Law"),
        ("CSL", "Cybersecurity Law"),
        ("中国制造2025", "Made in China 2025"),
        ("csl 37", "Article 37"),
        ("junmin ronghe", "military-civil fusion"),
    ],
)
def test_search_finds_a_card_in_both_languages(
    browser: Browser, live_address: str, query: str, title: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(live_address + "/")
    page.keyboard.press("/")
    page.locator("#cb-search-words").fill(query)
    first = page.locator(".cb-search-found li").first
    expect(first).to_contain_text(title, ignore_case=True)
    page.close()


def test_tab_does_not_stop_in_panels_that_nobody_entered(
    browser: Browser, live_address: str
) -> None:
    page = browser.new_page()
    page.goto(live_address + CHAPTER)
    marks = page.locator(".cb-p a[data-panel]")
    marks.first.focus()
    page.keyboard.press("Tab")
    for _ in range(10):
        page.keyboard.press("Tab")
        assert not page.evaluate("!!document.activeElement.closest('.cb-panel')")
    page.close()


def test_status_and_card_are_seen_without_scrolling_in_the_panel(
    browser: Browser, live_address: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 500})
    page.goto(live_address + CHAPTER)
    mark(page).locator(".cb-place").hover()
    shown = panel(page).locator(".cb-currency").first
    expect(shown).to_contain_text("as of 25 November 2026")
    inside, whole = shown.bounding_box(), panel(page).bounding_box()
    assert inside is not None
    assert whole is not None
    assert inside["y"] + inside["height"] <= whole["y"] + whole["height"]
    page.close()


def test_what_the_panels_show_is_printed(browser: Browser, live_address: str) -> None:
    page = browser.new_page()
    page.goto(live_address + CHAPTER)
    mark(page).locator(".cb-place").hover()
    expect(panel(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(panel(page)).to_be_hidden()
    text = page.locator("#text-cii-2021-art-2 .cb-parallel").first
    expect(text).to_be_visible()
    box = text.bounding_box()
    assert box is not None
    assert box["height"] > 10
    expect(page.locator("li[id='fn:csl-2016--art-37']")).to_contain_text("art. 37 (now 39).")
    word = page.locator(".cb-words dd").first
    box = word.bounding_box()
    assert box is not None
    assert box["height"] > 5
    page.close()


def test_the_filter_holds_after_going_back(browser: Browser, live_address: str) -> None:
    page = browser.new_page()
    page.goto(f"{live_address}/law/")
    page.get_by_label("Kind").select_option("Case")
    shown = page.locator(".cb-laws > li:visible").count()
    page.goto(f"{live_address}/about/")
    page.go_back()
    if page.get_by_label("Kind").input_value() == "Case":
        expect(page.locator(".cb-laws > li:visible")).to_have_count(shown)
    page.get_by_label("Kind").select_option("all")
    page.get_by_label("Words").fill("wto")
    assert page.locator(".cb-laws > li:visible").count() > 3
    page.close()
