"""The search in a real browser, from a server and from a folder."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from casebook.search import scripts
from casebook.search.entries import Entry, FoundPage
from casebook.search.folding import LITTLE, fold, terms
from casebook.search.known import Known
from casebook.search.ranking import rank

from ..courses import ROOT
from ..server import serve

FRUIT = ("apple", "pear", "plum", "quince", "cherry", "medlar", "fig", "grape")
ACT = "law/apple-act-1999/"
CHAPTER = "modules/apples/picking/"
TERMS = "terms/"
TREATISE = "bibliography/#ref-treatise-2001"
BARE = """<!doctype html>
<html lang="en" data-root="">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; script-src 'self'; style-src 'self'">
<link rel="stylesheet" href="assets/search.css">
<title>Bare</title>
<button type="button" class="cb-search-open" data-script="assets/late.js" hidden
  aria-haspopup="dialog"><span>Search</span></button>
<p><label>A field <input class="field"></label></p>
<h2 id="s0" tabindex="-1">Here</h2>
<script src="assets/search.js" defer></script>
</html>
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(tiny_site: Path) -> Iterator[str]:
    with serve(tiny_site) as served:
        yield served


@pytest.fixture(params=["served", "folder"])
def home(request: pytest.FixtureRequest, tiny_site: Path, address: str) -> str:
    """The home page of a site that is served, and of one that is opened from a folder."""
    return f"{address}/" if request.param == "served" else f"{tiny_site.as_uri()}/index.html"


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One page under a strict policy, with an index of 80 pages in many small parts."""
    root = tmp_path_factory.mktemp("bare")
    (root / "index.html").write_text(BARE, "utf-8")
    (root / "assets").mkdir()
    ours = ROOT / "docs/assets"
    for name in ("search.js", "search.css"):
        shutil.copy(ours / name, root / "assets")
    late = (
        (ours / "search-index.js").read_text("utf-8"),
        (ours / "search-dialog.js").read_text("utf-8"),
    )
    (root / "assets/late.js").write_text("\n".join(late), "utf-8")
    pages = [_fruit(number) for number in range(80)]
    for title in ("Pieceworks", "Piece"):
        whole = Entry("", title, (title,), ["About it."])
        pages.append(FoundPage(f"{title.lower()}/", title, Known("Chapter"), (whole,)))
    with pytest.MonkeyPatch.context() as patch:
        for size in ("SIZE_OF_TERMS", "SIZE_OF_TITLES", "SIZE_OF_TEXTS"):
            patch.setattr(scripts, size, 300)
        for path, script in scripts._scripts(pages, rank(pages)).items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(script, "utf-8")
    return root


def _fruit(number: int) -> FoundPage:
    fruit = FRUIT[number % len(FRUIT)]
    title = f"Orchard {number}"
    sections = [
        Entry(f"s{at}", f"Row {at}", (f"Row {at}",), [f"Here grows the {fruit} w{number}x{at}."])
        for at in range(6)
    ]
    first = Entry(
        "", title, (title,), [f"<b>{fruit}</b> " + "and more " * 30 + f"until {fruit}jam"]
    )
    address = "" if number == 0 else f"orchards/{number}/"
    return FoundPage(address, title, Known("Chapter", "Fruit"), (first, *sections))


@pytest.fixture
def bare(context: BrowserContext, bare_site: Path) -> Page:
    page = context.new_page()
    page.goto(f"{bare_site.as_uri()}/index.html")
    return page


def open_search(page: Page) -> None:
    page.locator(".cb-search-open").click()
    expect(page.get_by_role("searchbox", name="Search for")).to_be_focused()


def look_for(page: Page, words: str) -> str:
    """What is said when the results are there. The dialog must be open."""
    box = page.get_by_role("dialog", name="Search")
    said = box.get_by_role("status")
    page.evaluate("document.querySelector('.cb-search-said').textContent = ''")
    box.get_by_role("searchbox").fill(words)
    expect(said).not_to_be_empty()
    return said.inner_text()


def results(page: Page) -> list[str]:
    return [link.inner_text() for link in page.locator(".cb-search-found a").all()]


@pytest.mark.parametrize(
    ("words", "first", "leads_to"),
    [
        ("windfall", "Windfall 落果 Terms · Glossary", f"{TERMS}#windfall"),
        ("Windfalls", "Windfall 落果", f"{TERMS}#windfall"),
        ("windf", "Windfall 落果", f"{TERMS}#windfall"),
        ("fallen apple", "Windfall 落果", f"{TERMS}#windfall"),
        ("落果", "Windfall 落果", f"{TERMS}#windfall"),
        ("luoguo", "Windfall 落果", f"{TERMS}#windfall"),
        ("苹果法", "Apple Act 苹果法 Law · Orchardia", ACT),
        ("Píngguǒ Fǎ", "Apple Act 苹果法", ACT),
        ("PINGGUO FA", "Apple Act 苹果法", ACT),
        ("pingguofa", "Apple Act 苹果法", ACT),
        ("the Fruit Act", "Apple Act 苹果法", ACT),
        ("apple act 4", "Article 4 第四条 Apple Act · Law · Orchardia", f"{ACT}#art-4"),
        ("art. 2 fruit act", "Article 2 第二条 Apple Act", f"{ACT}#art-2"),
        ("第四条", "Article 4 第四条", f"{ACT}#art-4"),
        ("orchard act article I", "Article I Orchard Act", "law/orchard-act-1985/#art-i"),
        ("picking", "Picking Chapter · Apples", CHAPTER),
        ("treatise disagrees", "Falling Picking · Chapter · Apples", f"{CHAPTER}#falling"),
        ("granny smith", "On the Ground as Owner Bibliography · Reference", TREATISE),
        ("smith 2001", "On the Ground as Owner", TREATISE),
    ],
)
def test_the_first_result_is_the_one_that_was_meant(
    context: BrowserContext, home: str, words: str, first: str, leads_to: str
) -> None:
    page = context.new_page()
    page.goto(home)
    open_search(page)
    look_for(page, words)
    assert results(page)[0].startswith(first)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != home)
    if home.startswith("file:"):
        leads_to = leads_to.replace("/#", "/index.html#")
        leads_to += "index.html" if leads_to.endswith("/") else ""
    assert page.url == home.removesuffix("index.html") + leads_to


@pytest.mark.parametrize("words", ["lawn", "basket", "gap", "rubric"])
def test_questions_and_answers_are_not_found(
    context: BrowserContext, address: str, tiny_site: Path, words: str
) -> None:
    if words != "rubric":  # it is only there in other words
        assert words in (tiny_site / "modules/apples/picking/index.html").read_text("utf-8")
    page = context.new_page()
    page.goto(f"{address}/")
    open_search(page)
    assert look_for(page, words).startswith("Nothing found. Try fewer words or others.")
    assert results(page) == []


def test_nothing_is_loaded_before_the_search_is_opened(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}/", wait_until="networkidle")
    assert [one for one in asked if "/search-" in one or "/assets/search/" in one] == []
    with page.expect_response("**/assets/search/index.js"):
        open_search(page)
    assert [one for one in asked if "/titles-" in one or "/texts-" in one] == []


def test_words_are_folded_as_the_index_folds_them(bare: Page) -> None:
    open_search(bare)
    chance = random.Random(1)
    letters = "aSsießẞÄéǚüÜ中文第９Ａ ﬁ。，.-_'’“½²ıİΣςё\u0301\u200d🍵𠮷〇々०각ⅣU.xch"
    texts = ["".join(chance.choices(letters, k=9)) for _ in range(4000)]
    texts += ["U.S.C. § 2411(b)", "policies taxes classes buses searches ties", "China's laws’s"]
    folded = bare.evaluate("texts => texts.map(casebook.searchIndex.fold)", texts)
    assert folded == [fold(text) for text in texts]
    little = [*LITTLE]
    found = bare.evaluate(
        "([texts, little]) => texts.map((one) => casebook.searchIndex.terms(one, new Set(little)))",
        [texts, little],
    )
    assert found == [terms(text) for text in texts]


def test_the_keyboard_is_enough(bare: Page) -> None:
    bare.keyboard.press("/")
    field = bare.get_by_role("searchbox", name="Search for")
    expect(field).to_be_focused()
    bare.keyboard.type("quince/row")
    expect(field).to_have_value("quince/row")
    expect(bare.locator(".cb-search-found a")).to_have_count(30)
    links = bare.locator(".cb-search-found a")
    for key, focused in (
        ("ArrowDown", links.first),
        ("ArrowDown", links.nth(1)),
        ("End", links.last),
        ("ArrowDown", links.last),
        ("Home", links.first),
        ("ArrowUp", field),
        ("ArrowUp", field),
    ):
        bare.keyboard.press(key)
        expect(focused).to_be_focused()
    bare.keyboard.press("Escape")
    expect(bare.get_by_role("dialog")).to_have_count(0)
    bare.keyboard.press("Control+k")
    expect(field).to_be_focused()
    expect(field).to_have_value("quince/row")


def test_the_focus_comes_back_to_the_button(bare: Page) -> None:
    bare.locator(".cb-search-open").focus()
    bare.keyboard.press("Enter")
    expect(bare.get_by_role("searchbox")).to_be_focused()
    bare.keyboard.press("Escape")
    expect(bare.locator(".cb-search-open")).to_be_focused()


def test_a_key_in_a_field_is_a_letter(bare: Page) -> None:
    bare.locator(".field").focus()
    bare.keyboard.press("/")
    bare.keyboard.press("Control+k")
    expect(bare.locator(".field")).to_have_value("/")
    expect(bare.get_by_role("dialog")).to_have_count(0)


def test_the_key_can_be_turned_off_for_good(bare: Page) -> None:
    open_search(bare)
    bare.get_by_role("checkbox", name="The key / opens the search").uncheck()
    bare.reload()
    bare.keyboard.press("/")
    bare.keyboard.press("Control+k")  # comes after it, and still opens
    expect(bare.get_by_role("searchbox")).to_have_value("")
    expect(bare.get_by_role("checkbox")).not_to_be_checked()
    bare.get_by_role("checkbox").check()
    bare.reload()
    bare.keyboard.press("/")
    expect(bare.get_by_role("searchbox")).to_be_focused()


def test_a_result_on_the_same_page_closes_the_search(bare: Page) -> None:
    open_search(bare)
    look_for(bare, "w0x0")
    bare.locator(".cb-search-found a").first.click()
    expect(bare.get_by_role("dialog")).to_have_count(0)
    assert bare.url.endswith("/index.html#s0")


def test_a_result_for_another_tab_leaves_the_search_open(
    bare: Page, context: BrowserContext
) -> None:
    open_search(bare)
    look_for(bare, "w0x0")
    with context.expect_page():
        bare.locator(".cb-search-found a").first.click(modifiers=["ControlOrMeta"])
    expect(bare.get_by_role("dialog")).to_be_visible()
    bare.get_by_role("button", name="Close").click()
    expect(bare.get_by_role("dialog")).to_have_count(0)


def test_only_the_parts_that_a_search_needs_are_loaded(bare: Page, bare_site: Path) -> None:
    asked: list[str] = []
    bare.on("request", lambda request: asked.append(Path(request.url).name))
    open_search(bare)
    for number in (0, 41, 79):
        look_for(bare, f"w{number}x5 ")
        assert results(bare)[0] == f"Row 5 Orchard {number} · Chapter · Fruit"
        expect(bare.locator(".cb-search-found p").first).to_contain_text(f"w{number}x5")
    for kind in ("terms", "titles", "texts"):
        parts = len([*bare_site.glob(f"assets/search/*/{kind}-*.js")])
        loaded = [one for one in asked if one.startswith(f"{kind}-")]
        assert len(loaded) == len({*loaded})
        assert 0 < len(loaded) < parts / 2


def test_the_best_of_many_are_shown_and_four_of_a_page_at_most(bare: Page) -> None:
    open_search(bare)
    assert look_for(bare, "grows").startswith("480 results, the best 30 are shown.")
    pages = [one.partition(" ")[2][2:] for one in results(bare)]
    counts = [pages.count(one) for one in dict.fromkeys(pages)]
    assert counts == [4] * 7 + [2]
    assert pages == [one for one in dict.fromkeys(pages) for _ in range(pages.count(one))]


def test_a_whole_word_is_better_than_one_that_begins_so(bare: Page) -> None:
    open_search(bare)
    look_for(bare, "piece")
    assert results(bare) == ["Piece Chapter", "Pieceworks Chapter"]


def test_a_text_comes_when_its_result_is_seen(bare: Page) -> None:
    open_search(bare)
    look_for(bare, "grows")
    texts = bare.locator(".cb-search-found p")
    expect(texts.first).to_contain_text("Here grows")
    expect(texts.last).to_be_empty()
    bare.keyboard.press("ArrowDown")
    bare.keyboard.press("End")
    expect(texts.last).to_contain_text("Here grows")
    look_for(bare, "here")
    assert bare.evaluate("document.querySelector('.cb-search-found').scrollTop") == 0


def test_most_of_the_words_are_better_than_none(bare: Page) -> None:
    open_search(bare)
    said = look_for(bare, "what about quince of Samarkand w3x2 ")
    assert said == "1 result. None has all the words; these have the most."
    assert results(bare) == ["Row 2 Orchard 3 · Chapter · Fruit"]


def test_the_words_are_marked_in_the_text_where_they_stand(bare: Page) -> None:
    open_search(bare)
    look_for(bare, "figj")
    text = bare.locator(".cb-search-found p").first
    expect(text.locator("mark")).to_have_text(["figjam"])
    expect(text).to_contain_text("… ")
    look_for(bare, "orchard 14 fig ")
    expect(text).to_contain_text("<b>fig</b> and more")
    expect(text.locator("mark")).to_have_text(["fig"])
    expect(text.locator("b")).to_have_count(0)


def test_chinese_is_marked_in_one_piece_and_as_chinese(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}/")
    open_search(page)
    look_for(page, "树的所有人")
    assert results(page)[0].startswith("Article 2 第二条 Apple Act")
    mark = page.locator(".cb-search-found p").first.locator("mark")
    expect(mark).to_have_text(["树的所有人"])
    assert mark.locator("span").first.get_attribute("lang") == "zh-Hans"
    title = page.locator(".cb-search-found b").first
    assert title.locator("span").get_attribute("lang") == "zh-Hans"


def test_a_lone_character_is_found_wherever_it_stands(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}/")
    open_search(page)
    for character in "苹果":
        look_for(page, character)
        assert any(one.startswith("Apple Act 苹果法") for one in results(page))


def test_what_cannot_be_loaded_is_said_and_tried_again(
    context: BrowserContext, bare_site: Path
) -> None:
    with serve(bare_site) as address:
        bare = context.new_page()
        bare.goto(f"{address}/")
        _lose_and_find(bare)


def _lose_and_find(bare: Page) -> None:
    def block(pattern: str) -> Callable[[], None]:
        bare.route(pattern, lambda route: route.abort())
        return lambda: bare.unroute(pattern)

    free = block("**/late.js")
    button = bare.locator(".cb-search-open")
    button.click()
    expect(button).to_have_text("Search could not be loaded: try again")
    free()
    free = block("**/terms-*.js")
    open_search(bare)
    assert (
        look_for(bare, "plum") == "The search could not be loaded. Reload the page and try again."
    )
    free()
    assert look_for(bare, "plums").endswith("are shown.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_fits_a_phone(browser: Browser, address: str, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": 320, "height": 500}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    page.goto(f"{address}/")
    open_search(page)
    look_for(page, "apple")
    inside = page.evaluate(
        """() => [".cb-search", ".cb-search-head", ".cb-search-found"].map((name) => {
          const { left, right, bottom } = document.querySelector(name).getBoundingClientRect();
          return left >= 0 && right <= 320 && bottom <= 500;
        })"""
    )
    assert inside == [True, True, True]
    overflow = page.evaluate(
        "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)"
        "(document.querySelector('.cb-search-found'))"
    )
    assert overflow == 0
    context.close()


def test_without_javascript_there_is_no_button(browser: Browser, bare_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{bare_site.as_uri()}/index.html")
    expect(page.locator(".cb-search-open")).to_be_hidden()
    context.close()
