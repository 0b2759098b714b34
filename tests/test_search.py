"""What the search knows: words, entries, and how well an entry answers a word."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.course import Course, read
from casebook.search.entries import Entry, FoundPage, entries
from casebook.search.folding import fold, terms
from casebook.search.known import Known, known
from casebook.search.ranking import LEVELS, rank
from casebook.search.scripts import search_scripts

from .courses import SITES, tree

PAGE = """
<p>What comes <em>first</em>.<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">91</a></sup></p>
<h2 id="falling">Falling<a class="headerlink" href="#falling">¶</a></h2>
<p class="cb-p" id="p-1"><a class="cb-number" href="#p-1">92</a>An apple<br>falls.</p>
<p class="cb-cited-in">Cited in <a href="../x/">Hidden chapter</a></p>
<h3 id="ground">To the ground</h3>
<p>See &lt;https://orchard.example/secret-path&gt; below.</p>
<h2 id="questions">Questions</h2>
<p>Intro to questions</p>
<h3 id="one">A question apart</h3>
<div class="cb-questions"><section class="cb-question"><p>Whose lawn?</p></section></div>
<h2 data-search-exclude id="cite-this">Cite this</h2>
<p>Pippin 2026</p>
<h2 id="after">After</h2>
<div class="cb-reference" id="ref-a"><p>Smith, <em>Trees</em>.</p></div>
<p>Between</p>
<div class="footnote"><p>A note.</p></div>
"""


def tiny() -> Course:
    course, _ = read(SITES / "tiny")
    assert course is not None
    return course


def page(title: str, *parts: Entry, known: Known | None = None) -> FoundPage:
    return FoundPage("a/", title, known or Known("Chapter"), parts)


def levels(term: str, *pages: FoundPage) -> dict[int, int]:
    return dict(rank(pages).get(term, ()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Píngguǒ FǍ", ["pingguo", "fa"]),
        ("lǜsè Ａｒｔ．３７", ["luse", "art", "37"]),
        ("制造2025年", ["制造", "造", "2025", "年"]),
        ("果", ["果"]),
        ("the policies, taxes and boxes of a class", ["policy", "tax", "box", "class"]),
        ("China’s status; the bus's gas", ["china", "status", "bus", "gas"]),
        ("19 U.S.C. 2411(b)", ["19", "usc", "2411", "b"]),
        ("DS542 e14", ["ds", "542", "e", "14"]),
        ("ΟΔΟΣ ὁδός", ["οδοσ", "οδοσ"]),
    ],
)
def test_words_are_compared_in_one_form(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_folding_twice_changes_nothing() -> None:
    for text in ("ǙẞİΣς", "Ｆａｌｌ ½ ﬁ", "각", "𠮷〇"):
        assert fold(fold(text)) == fold(text)


def test_a_page_falls_into_its_sections_without_questions_marks_and_links() -> None:
    names = {"ref-a": ("Trees", "Smith")}
    found = entries("Picking", PAGE, Known("Chapter", places=names))
    assert [(one.fragment, one.title, one.text) for one in found] == [
        ("", "Picking", "What comes first."),
        ("falling", "Falling", "An apple falls."),
        ("ground", "To the ground", "See below."),
        ("after", "After", "Between"),
        ("ref-a", "Trees", "Smith, Trees."),
    ]
    assert found[-1].names == ("Trees", "Smith")


def test_of_a_page_that_repeats_others_only_the_beginning_is_taken() -> None:
    (only,) = entries("Assign", PAGE, Known("For instructors", only_lead=True))
    assert only.text == "What comes first."


@pytest.mark.parametrize(
    ("uri", "kind", "of"),
    [
        ("modules/apples/picking.md", "Chapter", "Apples"),
        ("modules/apples/index.md", "Module", ""),
        ("modules/apples/quiz.md", "Quiz", "Apples"),
        ("law/apple-act-1999.md", "Law", "Orchardia"),
        ("terms/index.md", "Glossary", ""),
        ("bibliography.md", "Reference", ""),
        ("timeline.md", "Reference", ""),
        ("instructors/apples.md", "For instructors", "Apples"),
        ("instructors/assign.md", "For instructors", ""),
        ("index.md", "Course", ""),
        ("about/index.md", "About", ""),
    ],
)
def test_every_page_has_a_kind_and_what_it_belongs_to(uri: str, kind: str, of: str) -> None:
    found = known(tiny(), uri)
    assert (found.kind, found.of) == (kind, of)


def test_a_law_is_known_by_all_its_names_and_its_articles_by_theirs() -> None:
    card = known(tiny(), "law/apple-act-1999.md")
    assert {"Apple Act", "苹果法", "Píngguǒ Fǎ", "Fruit Act", "apple-act-1999"} <= {*card.names}
    assert card.places["art-2"] == ("Article 2", "art. 2", "2", "第二条")


def test_a_name_counts_more_than_the_pages_name_and_that_more_than_the_text() -> None:
    whole = Entry("", "Orchards", ("Orchards",), ["Some fruit."])
    named = Entry("a", "Pears", ("Pears",), ["Some fruit."])
    says = Entry("b", "Trees", ("Trees",), ["Some pears, more pears."])
    other = page("Pears", Entry("", "Pears", ("Pears",)), Entry("c", "Prices", ("Prices",)))
    found = levels("pear", page("Orchards", whole, named, says), other)
    assert LEVELS >= found[1] == found[3] > found[4] > found[2] >= 1
    assert 0 not in found


def test_a_name_that_a_word_fills_counts_more() -> None:
    short = page("Windfall", Entry("", "Windfall", ("Windfall",)))
    long = page("x", Entry("", "x", ("The windfall of an autumn in the valley",)))
    found = levels("windfall", long, short)
    assert found[1] > found[0]


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    said = ["law pippin", "law", "law", "law"]
    pages = [page(text, Entry("", "", (), [text])) for text in said]
    assert levels("pippin", *pages)[0] > levels("law", *pages)[0]


def test_pinyin_is_found_in_one_word_and_with_v() -> None:
    named = page("x", Entry("", "x", ("Lǜsè Shù",)))
    assert {"luse", "shu", "luseshu", "lvse"} <= {*rank([named])}


def test_the_issuer_finds_a_law_and_is_not_in_its_text() -> None:
    course = tiny()
    scripts = search_scripts(course, {"law/apple-act-1999.md": ("Apple Act", "<p>On apples.</p>")})
    texts = "".join(script for path, script in scripts.items() if "/texts-" in path)
    words = "".join(script for path, script in scripts.items() if "/terms-" in path)
    assert "Assembly" not in texts
    assert re.search(r"\\nassembly [A-Z]", words)


def test_the_same_content_gives_the_same_scripts_and_other_content_other_names() -> None:
    course, pages = tiny(), {"index.md": ("Home", "<p>Pears</p>")}
    first = search_scripts(course, pages)
    assert first == search_scripts(replace(course), dict(pages))
    changed = search_scripts(course, {"index.md": ("Home", "<p>Plums</p>")})
    assert {*first} & {*changed} == {"assets/search/index.js"}


def test_terms_are_in_the_order_in_which_javascript_compares() -> None:
    """In UTF-16 an ideograph of the second plane comes before U+FA0E."""
    made = search_scripts(tiny(), {"index.md": ("Home", "<p>\ufa0e \U00020bb7</p>")})
    (script,) = (script for path, script in made.items() if "/terms-" in path)
    assert 0 < script.index("\U00020bb7") < script.index("\ufa0e")


def test_every_result_leads_to_a_place_that_the_site_has(tiny_site: Path) -> None:
    """And every page of the site is found, but for the one that says that there is none."""
    led = {"404.html"}
    for path in sorted(tiny_site.glob("assets/search/*/titles-*.js")):
        found = json.loads(re.sub(r"^casebook\.search\(\"[^\"]*\", |\);\n$", "", path.read_text()))
        address = ""
        for fragment, title, *page_facts in found:
            address = page_facts[0] if page_facts else address
            html = (tiny_site / address / "index.html").read_text("utf-8")
            assert title
            assert not fragment or f'id="{fragment}"' in html
            led.add(f"{address}index.html")
    assert led == {name for name in tree(tiny_site) if name.endswith(".html")}
