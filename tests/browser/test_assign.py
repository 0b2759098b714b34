"""Assigning chapters in a real browser: the choice, the link, the list of students, the files."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import icalendar
import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from ..server import serve
from ..test_editions import two_editions  # noqa: F401

ASSIGN = "/instructors/assign/"
PEARS = [f"pears/{name}" for name in ("shaking", "storing", "selling", "stewing")]
CUT = "A part of this link was cut off or changed."
NONE = "No chapter of this edition is in the link."
MARKUP = '<img src=x onerror="document.title=1">&amp;\n[link](javascript:1); 落果'
VERSION_1 = (
    "assignment=1&chapters=apples/picking:2026-12-01,pears/storing"
    "&title=Week%201%3A%20%E8%90%BD%E6%9E%9C&note=Read%20it.%0AIt%27s%20short%21"
    "&edition=Test%20edition&check=1vx8wmg"
)
"""Never change it: such links stand in syllabi. A new version gets another beside it."""
BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no", "SecurityError"); } });"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"


@pytest.fixture(scope="module")
def address(orchard_site: Path) -> Iterator[str]:
    with serve(orchard_site) as served:
        yield served + ASSIGN


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error.stack)))
    yield context
    context.close()
    assert [error for error in errors if re.search("assets/(assign|take-away)", error)] == []


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return opened(context, address)


def choose(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label(f"Assign: {name}", exact=True).check()


def fill(page: Page, title: str = "", note: str = "", first: str = "") -> None:
    if title:
        page.get_by_label("Title", exact=True).fill(title)
    if note:
        page.get_by_label(re.compile("^Note")).fill(note)
    if first:
        page.get_by_label("Weekly from").fill(first)
        page.get_by_role("button", name="Fill in").click()


def total(page: Page) -> Locator:
    return page.locator(".cb-total [role=status]")


def link(page: Page) -> str:
    return page.get_by_label("Link", exact=True).input_value()


def shown(page: Page) -> list[str]:
    """The chapters in the list of students, in its order."""
    names = page.locator(".cb-checklist > li").all()
    return [re.sub(r"\s+", " ", one.inner_text()) for one in names]


def made(page: Page, **what: str) -> str:
    """The link of an assignment of two chapters."""
    choose(page, "Shaking “pears”", "Storing “pears”")
    fill(page, **what)
    return link(page)


# --- the choice ---------------------------------------------------------------------------------


def test_a_running_total_and_a_module_at_once(page: Page) -> None:
    expect(total(page)).to_have_text("Nothing is chosen yet.")
    expect(page.get_by_label("Title", exact=True)).to_be_hidden()
    choose(page, "Shaking “pears”")
    expect(total(page)).to_have_text(
        re.compile(r"^1 chapter: \d+ min at home \(reading 1 min, .*\), 20 min in class$")
    )
    whole = page.get_by_label("Whole module: Pears & more")
    assert whole.evaluate("one => one.indeterminate")
    whole.check()
    expect(total(page)).to_have_text(
        re.compile(r"^4 chapters: \d+ min at home \(.*\), 1 h 20 min in class$")
    )
    assert not whole.evaluate("one => one.indeterminate")
    whole.uncheck()
    expect(total(page)).to_have_text("Nothing is chosen yet.")
    assert "#" not in page.evaluate("new Promise(r => setTimeout(() => r(location.href), 600))")


def test_the_total_is_that_of_the_table(page: Page) -> None:
    for box in page.locator(".cb-whole input").all():
        box.check()
    text = page.locator(".cb-counted").first.inner_text()
    of_table = re.search(
        r"12 chapters and about ([^:]+ at home): .* takes about ([^.]+)\.", text, re.DOTALL
    )
    assert of_table
    expect(total(page)).to_have_text(
        re.compile(rf"^12 chapters: {of_table[1]} \(.*\), {of_table[2]} in class$")
    )


def test_what_comes_first_is_named_unless_it_is_assigned(page: Page) -> None:
    choose(page, "Shaking “pears”")
    expect(page.locator(".cb-before")).to_have_text("Builds on what is not in this list: Apples.")
    choose(page, "Picking")
    expect(page.locator(".cb-before")).to_have_count(0)


def test_weeks_are_filled_in_by_chapter_or_by_module(page: Page) -> None:
    choose(page, "Picking", "Shaking “pears”", "Storing “pears”")
    page.get_by_role("button", name="Fill in").click()
    expect(page.get_by_text("Choose the first date.")).to_be_visible()
    expect(page.get_by_label("Weekly from")).to_be_focused()
    fill(page, first="2026-12-30")
    days = [one.input_value() for one in page.locator(".cb-days input").all()]
    assert days == ["2026-12-30", "2027-01-06", "2027-01-13"]
    page.get_by_label(re.compile("^Pace")).select_option("a module a week")
    fill(page, first="2026-12-30")
    days = [one.input_value() for one in page.locator(".cb-days input").all()]
    assert days == ["2026-12-30", "2027-01-06", "2027-01-06"]


def test_by_keyboard_alone(page: Page) -> None:
    def tab_to(name: str, role: str) -> None:
        for _ in range(200):
            page.keyboard.press("Tab")
            focus = page.locator("*:focus")
            if page.get_by_role(role, name=name, exact=True).and_(focus).count():  # type: ignore[arg-type]
                outline = focus.evaluate("one => getComputedStyle(one).outlineStyle")
                assert outline != "none", name
                box = focus.bounding_box()
                assert box
                assert min(box["width"], box["height"]) >= 20, name
                return
        pytest.fail(f"{name} is not reached")

    tab_to("Assign: Storing “pears”", "checkbox")
    page.keyboard.press("Space")
    tab_to("Dates, note and link", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.keyboard.type("Week one")
    tab_to("See what students see", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Week one", level=1)).to_be_focused()
    tab_to("Done: Storing “pears”", "checkbox")
    page.keyboard.press("Space")
    expect(page.get_by_label("Done: Storing “pears”")).to_be_checked()
    tab_to("Change this assignment", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Assign", level=1)).to_be_focused()
    expect(page.get_by_label("Assign: Storing “pears”")).to_be_checked()


def test_every_control_has_a_name_and_groups_have_legends(page: Page) -> None:
    made(page)
    for control in page.locator(".md-content :is(input, select, textarea, button)").all():
        name = control.evaluate(
            "one => one.getAttribute('aria-label') || one.innerText ||"
            " [...one.labels ?? []].map(label => label.textContent).join('')"
        )
        assert name.strip(), control.evaluate("one => one.outerHTML")
    legends = page.locator(".cb-desk fieldset > legend")
    expect(legends).to_have_text(["For your students", "Due dates", "One link", "To take away"])


# --- the link -----------------------------------------------------------------------------------


def test_the_link_opens_elsewhere_with_everything(
    browser: Browser, page: Page, address: str
) -> None:
    written = made(page, title="Week 1: Pears", note="Bring two questions.\nAnd a pear.")
    page.get_by_label("Shaking “pears”", exact=True).fill("2026-12-08")
    page.get_by_label("Storing “pears”", exact=True).fill("2026-12-01")
    assert link(page) != written
    written = link(page)
    assert written.startswith(
        f"{address}#assignment=1&chapters=pears/shaking:2026-12-08,pears/storing:2026-12-01&title="
    )
    assert "edition=Test%20edition" in written
    other = browser.new_context(locale="en-GB")
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    student = opened(other, written)
    expect(student.get_by_role("heading", name="Week 1: Pears", level=1)).to_be_visible()
    assert student.title().startswith("Week 1: Pears - ")
    expect(student.locator(".cb-sheet blockquote")).to_have_text(
        "Bring two questions.\nAnd a pear."
    )
    first, second = shown(student)
    assert first.startswith("Done: Storing “pears” Due Tuesday 1 December 2026 Storing “pears”")
    assert "Due Tuesday 8 December 2026" in second
    expect(student.locator(".cb-faults")).to_be_empty()
    expect(student.locator(".cb-plan")).to_be_hidden()
    assert not any("assignment" in url for url in asked)
    student.get_by_role("link", name="Storing “pears”").click()
    expect(student).to_have_url(re.compile("/modules/pears/storing/$"))
    other.close()


def test_a_date_stands_in_the_order_of_the_reader(browser: Browser, page: Page) -> None:
    written = made(page, first="2026-12-01")
    american = browser.new_context(locale="en-US")
    expect(opened(american, written).locator(".cb-due").first).to_have_text(
        "Due Tuesday, December 1, 2026"
    )
    american.close()
    elsewhere = browser.new_context(locale="de-DE")
    expect(opened(elsewhere, written).locator(".cb-due").first).to_have_text(
        "Due Tuesday 1 December 2026"
    )
    elsewhere.close()


def test_a_page_that_is_loaded_again_has_lost_nothing(page: Page) -> None:
    made(page, title="Again", first="2026-12-01")
    expect(page).to_have_url(re.compile("title=Again"))
    page.reload()
    expect(page.get_by_role("heading", name="Again", level=1)).to_be_visible()
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(600)
    assert "#assignment=1&" in page.url
    page.get_by_role("button", name="Make another list from this one").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Again")
    assert [one.input_value() for one in page.locator(".cb-days input").all()] == [
        "2026-12-01",
        "2026-12-08",
    ]


def test_a_note_is_text_and_nothing_else(context: BrowserContext, page: Page) -> None:
    written = made(page, title="<b>One</b>", note=MARKUP)
    student = opened(context, written)
    expect(student.get_by_role("heading", level=1)).to_have_text("<b>One</b>")
    assert student.locator(".cb-sheet blockquote").text_content() == MARKUP
    assert student.locator("article :is(img, b, script)").count() == 0
    assert "<b>One</b>" in student.title()
    student.get_by_role("button", name="Make another list from this one").click()
    student.get_by_role("button", name="Copy for a course page").click()
    expect(student.get_by_text("List with links copied.")).to_be_visible()
    html = clipboard(student, "text/html")
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_link_speaks_to_students_and_leads_to_nothing_for_instructors(
    browser: Browser, page: Page, address: str
) -> None:
    part = page.locator("#cb-nav details").filter(has=page.locator("summary", has_text="For inst"))
    current = page.locator("#cb-nav [aria-current]")
    onward = page.locator(".cb-onward")
    lead = page.get_by_text("Your assignment", exact=True)
    expect(onward).to_be_visible()
    expect(lead).to_be_hidden()
    damaged(page, address, VERSION_1)
    expect(lead).to_be_visible()
    expect(page.get_by_text("Tick off what you have done.")).to_be_visible()
    expect(onward).to_be_hidden()
    expect(current).to_have_count(0)
    expect(part).not_to_have_attribute("open", "")
    expect(page.get_by_role("button", name="Copy for a course page")).to_have_count(0)
    said = page.get_by_role("main").inner_text()
    assert not re.search("instructor|student|assign chapters|change this", said, re.IGNORECASE)
    page.get_by_role("button", name="Make another list from this one").click()
    expect(lead).to_be_hidden()
    expect(onward).to_be_visible()
    expect(current).to_have_text("Assign")
    expect(part).to_have_attribute("open", "")
    expect(page.get_by_text("Tick off what you have done.")).to_have_count(0)


def test_a_long_link_is_told_of(page: Page) -> None:
    made(page, note="落" * 600)
    assert len(page.get_by_label(re.compile("^Note")).input_value()) == 500
    expect(page.get_by_text("Some programs cut links after 2000 characters")).to_be_visible()


def test_a_link_of_version_1_is_read(page: Page, address: str) -> None:
    assert damaged(page, address, VERSION_1) == ""
    expect(page.get_by_role("heading", level=1)).to_have_text("Week 1: 落果")
    expect(page.locator(".cb-sheet blockquote")).to_have_text("Read it.\nIt's short!")
    expect(page.locator(".cb-due")).to_have_text(["Due Tuesday 1 December 2026", "No date"])
    page.get_by_role("button", name="Make another list from this one").click()
    assert link(page).endswith(f"#{VERSION_1}")


def damaged(page: Page, address: str, fragment: str) -> str:
    page.goto("about:blank")
    page.goto(f"{address}#{fragment}")
    return page.locator(".cb-faults").inner_text()


@pytest.mark.parametrize(
    ("fragment", "says", "chapters"),
    [
        ("assignment=1&chapters=pears/shaking", CUT, 1),
        ("assignment=1&chapters=pears/shaking:2026-02-30&check=1", CUT, 1),
        ("assignment=1&chapters=pears/sha", "does not have what the link names: pears/sha.", 0),
        ("assignment=1&chapters=pears/sha", NONE, 0),
        (
            "assignment=1&chapters=old/one,old/two,pears/shaking",
            "the link names: old/one, old/two.",
            1,
        ),
        ("assignment=2&chapters=pears/shaking&due=x", "This link is of a newer kind.", 1),
        ("assignment=x&chapters=pears/shaking", CUT, 1),
        ("assignment=1&chapters=pears/shaking&edition=Spring%202031", "made with the Spring", 1),
        ("assignment=1", NONE, 0),
        ("assignment", NONE, 0),
        ("ssignment=1&chapters=pears/shaking", CUT, 1),
        ("assignment=%ff%&chapters=%e8%90", CUT, 0),
        ("assignment=1&chapters=__proto__/constructor,<b>/x", NONE, 0),
    ],
)
def test_a_damaged_link_says_so_and_shows_the_rest(
    page: Page, address: str, fragment: str, says: str, chapters: int
) -> None:
    assert says in damaged(page, address, fragment)
    assert len(shown(page)) == chapters
    expect(page.locator(".cb-plan" if not chapters else ".cb-checklist")).to_be_visible()
    assert page.url.endswith(fragment) or "%3C" in page.url
    page.wait_for_timeout(500)
    assert page.url.endswith(fragment) or "%3C" in page.url, "the address is the reader's evidence"


def test_a_link_that_was_cut_anywhere_is_noticed(page: Page, address: str) -> None:
    _, _, fragment = made(page, title="Pears", note="Read!", first="2026-12-01").partition("#")
    assert damaged(page, address, fragment) == ""
    for end in range(12, len(fragment), 7):
        assert damaged(page, address, fragment[:end])


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.replace("&", "&amp;"),
        lambda one: one.replace("%20", "+"),
        lambda one: one.replace("/", "%2F").replace(":", "%3A").replace(",", "%2C"),
        lambda one: one + "?utm_source=mail",
        lambda one: one + "&fbclid=abc",
        lambda one: re.sub(r"%..", lambda code: code[0].lower(), one),
        lambda one: one.replace("%", "%25").replace("=", "%3D").replace("&", "%26"),
    ],
)
def test_what_mail_and_course_pages_do_to_links_is_no_damage(
    page: Page, address: str, change: Any
) -> None:
    _, _, fragment = made(page, title="Pears (1)", note="It's 1 + 1.").partition("#")
    assert damaged(page, address, change(fragment)) == ""
    expect(page.locator(".cb-sheet blockquote")).to_have_text("It's 1 + 1.")


def test_no_fragment_breaks_the_page(page: Page) -> None:
    part = st.sampled_from(
        ["assignment", "chapters", "note", "=", "&", "1", "pears/shaking", ":", ",", "%", "#", "<"]
    )
    text = st.lists(part | st.text(max_size=5), max_size=12).map("".join)

    @settings(max_examples=60)
    @given(text)
    def opens(fragment: str) -> None:
        page.evaluate(
            "one => { location.hash = ''; location.hash = one; }", f"assignment={fragment}"
        )
        page.wait_for_timeout(20)
        assert page.locator(".cb-faults").inner_text()
        assert page.locator(".cb-plan, .cb-checklist > li").first.is_visible()
        assert page.locator("article :is(img, script)").count() == 0

    opens()


@settings(max_examples=40)
@given(title=st.text(max_size=120), note=st.text(max_size=520))
def test_any_text_comes_back_as_it_went(link_form: Page, title: str, note: str) -> None:
    """What is in a link can be read from it, and what was read makes the same link."""
    told = link_form.evaluate(
        """([title, note]) => {
            const { MOST, clean, fragment, read } = casebook.assignmentLink;
            const dates = new Map([["a/b", "2026-12-01"]]);
            const plan = { title: clean(title.replace(/[\\r\\n]/g, " "), MOST.title),
                note: clean(note, MOST.note), edition: "E", dates };
            const link = fragment(plan);
            const { made, wrong } = read(new URL(link, "http://a.example").hash, "E", plan.dates);
            return { same: made.title === plan.title && made.note === plan.note, wrong, link,
                again: fragment(made) };
        }""",
        [title, note],
    )
    assert told["wrong"] == []
    assert told["same"]
    assert told["again"] == told["link"]
    assert re.fullmatch(r"#[A-Za-z0-9/:,.=&%_-]+", told["link"])


@pytest.fixture(scope="module")
def link_form(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address)
    yield page
    page.close()


# --- ticks --------------------------------------------------------------------------------------


def test_ticks_stay_in_this_browser(page: Page) -> None:
    made(page)
    page.get_by_role("button", name="See what students see").click()
    page.get_by_label("Done: Shaking “pears”").check()
    page.reload()
    expect(page.get_by_label("Done: Shaking “pears”")).to_be_checked()
    expect(page.get_by_label("Done: Storing “pears”")).not_to_be_checked()
    kept = page.evaluate("localStorage.getItem('casebook:apples:ticks')")
    assert kept == '["pears/shaking"]'
    page.evaluate("casebook.erase()")
    kept = page.evaluate("Object.keys(localStorage)")
    assert [name for name in kept if name.startswith("casebook")] == []


@pytest.mark.parametrize("trouble", [BLOCKED, FULL])
def test_where_nothing_can_be_kept_the_list_works(
    context: BrowserContext, page: Page, trouble: str
) -> None:
    written = made(page)
    context.add_init_script(trouble)
    student = opened(context, written)
    student.get_by_label("Done: Shaking “pears”").check()
    expect(student.get_by_text("This browser keeps nothing")).to_be_visible()
    expect(student.get_by_label("Done: Shaking “pears”")).to_be_checked()


@pytest.mark.parametrize("kept", ["{", "7", '{"a": 1}', "null"])
def test_ticks_that_cannot_be_read_are_none(page: Page, kept: str) -> None:
    made(page)
    page.evaluate("kept => localStorage.setItem('casebook:apples:ticks', kept)", kept)
    page.get_by_role("button", name="See what students see").click()
    expect(page.get_by_label("Done: Shaking “pears”")).not_to_be_checked()


# --- to take away -------------------------------------------------------------------------------


def clipboard(page: Page, kind: str) -> str:
    found: str = page.evaluate(
        """async (kind) => {
            const [one] = await navigator.clipboard.read();
            return (await one.getType(kind)).text();
        }""",
        kind,
    )
    return found


def test_text_says_it_all(page: Page, address: str) -> None:
    written = made(page, title="Pears", note="Two\nlines", first="2026-12-01")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Text copied.")).to_be_visible()
    text = clipboard(page, "text/plain")
    assert text.startswith("Pears\n\nA course on apples, Test edition\n2 chapters: ")
    times = re.findall(r"(\d+) min at home, (\d+) min in class", text)
    (home, room), *each = [(int(one), int(other)) for one, other in times]
    assert len(each) == 2
    assert (home, room) == tuple(map(sum, zip(*each, strict=True)))
    assert "\n\nTwo\nlines\n\n[ ] Due Tuesday 1 December 2026: Shaking “pears” (" in text
    assert f"\n    {address.replace(ASSIGN, '/modules/pears/storing/')}\n" in text
    assert text.endswith(f"\n{written}\n")


def test_markdown_reads_as_it_was_meant(page: Page, address: str) -> None:
    written = made(page, title="*Pears* [1]", note="# No heading\n<b>", first="2026-12-01")
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.get_by_text("Markdown copied.")).to_be_visible()
    text = clipboard(page, "text/plain")
    html = pypandoc.convert_text(text, "html", "gfm")
    assert ">*Pears* [1]</h1>" in html
    assert "# No heading" in html
    assert "&lt;b&gt;" in html
    assert html.count('type="checkbox"') == 2
    assert f'href="{address.replace(ASSIGN, "/modules/pears/storing/")}"' in html
    assert f'href="{written.replace("&", "&amp;")}"' in html


def test_rich_text_has_links_and_plain_text_beside_it(page: Page, address: str) -> None:
    made(page, title="Pears", first="2026-12-01")
    page.get_by_role("button", name="Copy for a course page").click()
    expect(page.get_by_text("List with links copied.")).to_be_visible()
    html = clipboard(page, "text/html")
    assert "<h2" in html
    assert html.count("<tr") == 3
    assert f'href="{address.replace(ASSIGN, "/modules/pears/storing/")}"' in html
    assert clipboard(page, "text/plain").startswith("Pears\n")


@pytest.mark.parametrize("name", ["Copy as text", "Copy for a course page", "Copy the link"])
def test_where_copying_is_refused_it_is_selected(page: Page, name: str) -> None:
    made(page, title="Pears")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text("selected below: copy it with")).to_be_visible()
    selected = page.evaluate("getSelection().toString()")
    assert "Pears" in selected


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == f"assignment.{name.split('.')[-1].rstrip(')')}"
    return content


def test_a_calendar_gets_a_day_for_each_date(page: Page, address: str) -> None:
    choose(page, "Selling “pears”")
    made(page, note=f"Commas, semicolons; and \\ signs.\n{'落果' * 40}", first="2026-12-31")
    page.get_by_label("Storing “pears”", exact=True).fill("")
    content = saved(page, "Calendar (.ics)")
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    found = icalendar.Calendar.from_ical(content)
    events = found.events
    assert found["VERSION"] == "2.0"
    own = r"\.[0-9a-z]{5,7}@casebook"
    for event, name in zip(events, ("shaking", "selling"), strict=True):
        assert re.fullmatch(rf"apples\.pears\.{name}{own}", str(event["UID"]))
    first = events[0]
    assert first.start == datetime.date(2026, 12, 31)
    assert first.end == datetime.date(2027, 1, 1)
    assert first.DTSTAMP is not None
    assert str(first["SUMMARY"]) == "Due: Shaking “pears”"
    assert str(first["URL"]) == address.replace(ASSIGN, "/modules/pears/shaking/")
    assert "Commas, semicolons; and \\ signs.\n落果" in str(first["DESCRIPTION"])
    assert re.search(
        r"min at home \(reading 1 min, .*\), 20 min in class", str(first["DESCRIPTION"])
    )
    assert found.errors == []
    assert all(event.errors == [] for event in events)


def days(page: Page) -> dict[str, datetime.date]:
    """The events of the calendar that is saved now: what each is known by, and its day."""
    found = icalendar.Calendar.from_ical(saved(page, "Calendar (.ics)"))
    return {str(event["UID"]): event.start for event in found.events}


def test_a_calendar_moves_the_days_of_one_class_and_keeps_those_of_another(page: Page) -> None:
    made(page, title="Monday", first="2026-12-07")
    monday = days(page)
    fill(page, first="2026-12-14", note="A week later.")
    later = days(page)
    assert later.keys() == monday.keys()
    assert set(later.values()).isdisjoint({datetime.date(2026, 12, 7)})
    fill(page, title="Tuesday", first="2026-12-08")
    tuesday = days(page)
    assert len(tuesday) == len(monday) == 2
    assert tuesday.keys().isdisjoint(monday)


def test_a_link_of_a_published_edition_leads_to_it(
    context: BrowserContext,
    two_editions: Path,  # noqa: F811
) -> None:
    with serve(two_editions / "shelf") as served:
        page = opened(context, served + "/2026-fall" + ASSIGN)
        page.locator(".cb-pick input").first.check()
        fill(page, title="Week 1")
        written = link(page).partition("#")[2]
        for place in ("", "/2027-spring"):
            page = opened(context, f"{served}{place}{ASSIGN}#{written}")
            expect(page.get_by_text("made with the Edition 2026-fall")).to_be_visible()
            page.get_by_role("link", name="Open this assignment in the Edition 2026-fall").click()
            expect(page.locator("article h1")).to_have_text("Week 1")
            assert page.url == f"{served}/2026-fall{ASSIGN}#{written}"
            expect(page.locator(".cb-faults p")).to_have_count(0)
        page = opened(context, f"{served}{ASSIGN}#{written.replace('2026-fall', '1999')}")
        expect(page.get_by_text("made with the Edition 1999")).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("^Open this"))).to_have_count(0)


def test_a_calendar_needs_dates(page: Page) -> None:
    made(page)
    page.get_by_role("button", name="Calendar (.ics)").click()
    expect(page.get_by_text("No chapter has a date yet.")).to_be_visible()


def test_word_opens_the_document(page: Page, address: str) -> None:
    written = made(page, title="Pears & <more>", note=MARKUP, first="2026-12-01")
    content = saved(page, "Word (.docx)")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        assert packed.namelist()[0] == "[Content_Types].xml"
        for name in packed.namelist():
            etree.fromstring(packed.read(name))
    document = docx.Document(io.BytesIO(content))
    styled = [(one.style.name, one.text) for one in document.paragraphs if one.style]
    assert styled[0] == ("Title", "Pears & <more>")
    assert ("Normal", MARKUP.split("\n")[0]) in styled
    assert ("Heading 1", "Storing “pears”") in styled
    assert ("Heading 2", "Objectives") in styled
    assert "Explain storing to a child." in [text for _, text in styled]
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Due", "Read", "Time"]
    assert table.rows[1].cells[0].text == "Due Tuesday 1 December 2026"
    assert table.rows[2].cells[1].text.startswith("Storing “pears”")
    assert len(table.rows) == 3
    times = [row.cells[2].text for row in table.rows[1:]]
    assert all(re.fullmatch(r"\d+ min at home, 20 min in class", one) for one in times)
    targets = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert targets == {
        address.replace(ASSIGN, "/modules/pears/shaking/"),
        address.replace(ASSIGN, "/modules/pears/storing/"),
        written,
    }
    leads = [one.address for par in document.paragraphs for one in par.hyperlinks]
    assert leads == [written.partition("#")[0]] or leads == [written]


# --- paper, phone, folder, no script ------------------------------------------------------------


@pytest.mark.parametrize("view", ["builder", "student"])
def test_twelve_chapters_are_printed_on_one_page(page: Page, view: str) -> None:
    for box in page.locator(".cb-whole input").all():
        box.check()
    fill(page, title="Fruit", note="A word. " * 62, first="2026-12-01")
    if view == "student":
        page.get_by_role("button", name="See what students see").click()
    for form in ("A4", "Letter"):
        paper = page.pdf(format=form)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    for hidden in (".cb-hours", "fieldset", ".cb-buttons", ".cb-total", ".cb-checklist details"):
        assert not any(one.is_visible() for one in page.locator(hidden).all()), hidden
    expect(page.get_by_role("heading", name="Fruit")).to_be_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_is_wider_than_a_phone(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = opened(context, address)
    for box in page.locator(".cb-whole input").all():
        box.check()
    fill(page, title="W" * 100, note="w" * 500, first="2026-12-01")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    wide = """() => [...document.querySelectorAll("article *")].filter(one => {
        const { right, width } = one.getBoundingClientRect();
        return width > 1 && right > innerWidth + 1 && one.checkVisibility() &&
            !one.closest(".cb-unseen");
    }).map(one => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(wide) == []
    page.get_by_role("button", name="See what students see").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(wide) == []
    context.close()


def test_what_is_in_focus_is_not_behind_the_bar(page: Page) -> None:
    choose(page, "Picking")
    for box in page.locator(".cb-pick input").all():
        box.focus()
        bar = page.locator(".cb-total").bounding_box()
        here = box.bounding_box()
        assert bar
        assert here
        below = bar["y"] + bar["height"] <= here["y"]
        assert below or here["y"] + here["height"] <= bar["y"]


def test_works_from_a_folder(browser: Browser, orchard_site: Path) -> None:
    context = browser.new_context()
    page = opened(context, (orchard_site / "instructors/assign/index.html").as_uri())
    written = made(page, title="At home")
    assert written.startswith("file:///")
    expect(page.get_by_text("the link works here alone")).to_be_visible()
    page.get_by_role("button", name="See what students see").click()
    expect(page.get_by_role("heading", name="At home", level=1)).to_be_visible()
    again = opened(context, written)
    assert len(shown(again)) == 2
    context.close()


def test_without_a_script_the_table_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}#assignment=1&chapters=pears/shaking")
    expect(page.locator(".cb-without-scripts")).to_be_visible()
    expect(page.locator(".cb-hours")).to_have_count(3)
    page.get_by_text("Objectives, texts of law").first.click()
    expect(page.get_by_text("Afterwards students can:").first).to_be_visible()
    assert page.locator("article :is(input, textarea, button)").count() == 0
    context.close()


def test_an_ordinary_fragment_is_no_assignment(page: Page, address: str) -> None:
    for fragment in ("plums", "how-counted", "gone"):
        assert damaged(page, address, fragment) == ""
        expect(page.locator(".cb-plan")).to_be_visible()
