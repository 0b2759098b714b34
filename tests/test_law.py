"""Cited law: the panel's words in the page, cards, their index and the yearly review."""

from __future__ import annotations

import dataclasses
import datetime
import json
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from casebook.checks import review
from casebook.checks.laws import renumbered_articles_say_so
from casebook.chinese import typed
from casebook.citations.places import place_text
from casebook.citations.syntax import Locator
from casebook.course import Course, read
from casebook.models.law import Amendment, Article, Official
from casebook.pages.law import history
from casebook.pages.law_index import changes, new
from casebook.pages.linked_data import law_data
from casebook.pages.marks import articles_at
from casebook.pages.standing import status
from casebook.pages.timeline import timeline_markdown
from casebook.pages.words import Words

from .courses import ROOT, SITES, casebook


def page(site: Path, address: str) -> HtmlElement:
    return lxml.html.fromstring((site / address / "index.html").read_text("utf-8"))


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def course() -> Course:
    found, _ = read(SITES / "tiny")
    assert found is not None
    return found


def test_a_mark_leads_to_the_article_and_names_it(tiny_site: Path) -> None:
    chapter = page(tiny_site, "modules/apples/picking")
    mark = chapter.cssselect("p#p-1 a.cb-law")[0]
    assert mark.get("href") == "../../../law/apple-act-1999/#art-2"
    assert text(mark) == "Note 1, Apple Act art. 2"


def test_a_mark_without_a_place_leads_to_the_card(tiny_site: Path) -> None:
    chapter = page(tiny_site, "modules/apples/picking")
    marks = {text(one): one.get("href") for one in chapter.cssselect("a.cb-law")}
    assert "../../../law/orchard-act-1985/" in marks.values()


def test_what_a_mark_shows_is_in_the_page_once(live_site: Path, tiny_site: Path) -> None:
    for site in (live_site, tiny_site):
        for path in site.rglob("index.html"):
            root = lxml.html.fromstring(path.read_text("utf-8"))
            ids = [element.get("id") for element in root.iter() if element.get("id")]
            assert len(ids) == len(set(ids)), path
            for link in root.cssselect("[data-panel]"):
                assert set(link.get("data-panel").split()) <= set(ids), (path, text(link))
            articles = [text(one) for one in root.cssselect(".cb-parallel")]
            assert len(articles) == len(set(articles)), path


def test_a_range_shows_the_articles_between_its_ends(tiny_site: Path) -> None:
    chapter = page(tiny_site, "modules/apples/picking")
    mark = next(one for one in chapter.cssselect("a.cb-law") if "arts. 2–4" in text(one))
    shown = mark.get("data-panel").split()
    assert shown[:2] == ["text-apple-act-1999-art-2", "text-apple-act-1999-art-4"]
    words = text(chapter.get_element_by_id("text-apple-act-1999-art-4"))
    assert "孩子可以采苹果。" in words
    assert "Children may pick apples." in words
    assert "In force as of 31 January 2026. Article 5 第五条 since 1 January 2005." in words


def test_terms_lead_to_the_glossary_and_show_their_definition(tiny_site: Path) -> None:
    chapter = page(tiny_site, "modules/apples/picking")
    links = [text(one) for one in chapter.cssselect("a.cb-term")]
    # Once under each of three headings, and the Chinese form once in the page.
    assert links == ["ground", "fallen apple", "落果", "ground", "ground"]
    (windfall,) = chapter.cssselect("#word-windfall")
    assert "An apple that the wind has brought to the ground." in text(windfall)
    assert not chapter.cssselect(".cb-question .cb-term")  # a question would give its answer away


def test_every_article_shown_can_be_traced_to_its_evidence(live_site: Path) -> None:
    course, _ = read(ROOT)
    assert course is not None
    for name, law in course.laws.items():
        card = page(live_site, f"law/{name}")
        evidence = [text(one) for one in card.cssselect("details.cb-evidence p")]
        for article in law.facts.articles:
            assert " ".join(article.evidence.split()) in evidence, (name, article.number)
            assert card.cssselect(f"#{article.anchor}"), (name, article.number)


def test_a_card_says_where_each_article_is_cited(tiny_site: Path) -> None:
    card = page(tiny_site, "law/apple-act-1999")
    article = card.get_element_by_id("art-2")
    cited = next(one for one in article.itersiblings() if one.get("class") == "cb-cited-in")
    links = {text(one): one.get("href") for one in cited.iter("a")}
    assert links["¶ 1"] == "../../modules/apples/picking/#p-1"
    assert links["Read the law"] == "../../modules/apples/picking/#read-the-law"
    assert links["question 1"].startswith("../../modules/apples/picking/#q-")
    chapter = page(tiny_site, "modules/apples/picking")
    for link in cited.iter("a"):
        address, _, fragment = link.get("href").partition("#")
        if fragment and "picking" in address:
            assert chapter.get_element_by_id(fragment) is not None


def test_history_puts_what_happened_in_order(course: Course) -> None:
    days = history(course.laws["apple-act-1999"].facts)
    assert days == [
        (datetime.date(1999, 5, 1), "Adopted"),
        (datetime.date(1999, 9, 1), "In force"),
        (datetime.date(2005, 1, 1), "Other numbers: art. 4 is now 5"),
    ]


def test_history_of_a_replaced_law_ends_with_the_other(tiny_site: Path) -> None:
    events = page(tiny_site, "law/orchard-act-1985").cssselect(".cb-history li")
    assert [text(one) for one in events] == [
        "1 March 1985 Adopted",
        "1 September 1999 Replaced by Apple Act",
    ]
    (other,) = page(tiny_site, "law/orchard-act-1985").cssselect(".cb-law-facts a")
    assert other.get("href") == "../apple-act-1999/"


@pytest.mark.parametrize(
    ("force", "words", "shown"),
    [
        ("in-force", "in force as amended", "as amended, as of 31 January 2026"),
        ("in-force", "in force", "as of 31 January 2026"),
        ("ended", "replaced by another", "replaced by another, as of 31 January 2026"),
        (None, "award issued", "Award issued, as of 31 January 2026"),
    ],
)
def test_status_does_not_say_what_the_badge_says(
    course: Course, force: str | None, words: str, shown: str
) -> None:
    facts = course.laws["apple-act-1999"].facts
    assert status(facts.model_copy(update={"force": force, "status": words})) == shown


def test_a_provision_that_is_gone_is_not_called_in_force(live_site: Path) -> None:
    note = page(live_site, "modules/data/article-37").get_element_by_id("text-csl-2016-art-66")
    assert "No longer in force Not in the text since 1 January 2026." in text(note)
    assert "In force as" not in text(note)


def test_an_article_of_a_later_text_is_cited_by_its_own_number(live_site: Path) -> None:
    chapter = page(live_site, "modules/data/article-37")
    marks = [text(one) for one in chapter.cssselect("a.cb-law")]
    assert any(one.endswith("art. 71 (text of 2026)") for one in marks)
    assert not any("71(2026)" in one for one in marks)


def test_a_card_says_its_name_without_tone_marks(tiny_site: Path) -> None:
    assert typed("Fǎlǜ xīnwén") == ["Falü xinwen", "Falu xinwen"]
    assert typed("fa") == []
    facts = text(page(tiny_site, "law/apple-act-1999").cssselect(".cb-law-facts")[0])
    assert "Pingguo Fa" in facts
    assert "Fruit Act" in facts


def test_index_says_what_changed_since_the_day_asked_for(course: Course) -> None:
    rows = [(one.then, one.now, one.since.year) for one in changes(course)]
    assert rows == [
        ("art. 4 第四条", "art. 5 第五条", 2005),
        ("art. 9", "not in the text", 2005),
    ]
    assert new(course) == []
    facts = course.facts.model_copy(update={"changes_since": datetime.date(1980, 1, 1)})
    earlier = dataclasses.replace(course, facts=facts)
    last = changes(earlier)[-1]
    assert (last.law.facts.short, last.now, last.since.year) == ("Orchard Act", "Apple Act", 1999)
    assert last.link == "apple-act-1999.md"
    assert [law.facts.short for law in new(earlier)] == ["Apple Act", "Orchard Act"]


def test_machines_read_what_a_card_is(tiny_site: Path) -> None:
    (block,) = page(tiny_site, "law/apple-act-1999").cssselect("script[type$='ld+json']")
    data = json.loads(block.text)
    assert data["@type"] == "Legislation"
    assert data["legislationDate"] == data["eli:date_document"]["@value"] == "1999-05-01"
    assert data["eli:first_date_entry_in_force"]["@value"] == "1999-09-01"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
    assert [part["@id"] for part in data["hasPart"]] == ["#art-2", "#art-4", "#art-9"]
    (block,) = page(tiny_site, "terms").cssselect("script[type$='ld+json']")
    terms = json.loads(block.text)
    assert terms["@type"] == "DefinedTermSet"
    assert {one["@id"] for one in terms["hasDefinedTerm"]} == {"#ground", "#windfall"}


def test_review_names_what_nobody_looked_at_for_a_year(course: Course) -> None:
    assert review(course, datetime.date(2027, 1, 31)) == []
    late = review(course, datetime.date(2027, 2, 2))
    assert [(one.path, one.warning) for one in late] == [
        ("docs/law/apple-act-1999.md", False),
        ("docs/law/orchard-act-1985.md", False),
    ]


def test_review_fails_where_the_build_only_warns(tiny: Path) -> None:
    card = tiny / "docs/law/apple-act-1999.md"
    card.write_text(card.read_text("utf-8").replace("as_of: 2026", "as_of: 2024"), "utf-8")
    checked = casebook("check", root=tiny)
    assert checked.returncode == 0
    assert "warning: the status of Apple Act was last looked at" in checked.stdout
    reviewed = casebook("review", "--today", "2026-02-01", root=tiny)
    assert reviewed.returncode == 1
    assert "1 problem in 1 file." in reviewed.stdout


def article(number: str, **facts: object) -> Article:
    return Article.model_validate(
        {"number": number, "gloss": "x", "status": "unverified", "evidence": "x", **facts}
    )


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        (Locator("art", ("37",)), "art. 37 (now 39)"),
        (Locator("art", ("27",)), "art. 27 (removed)"),
        (Locator("art", ("37", "27", "1")), "arts. 37 (now 39), 27 (removed) and 1"),
        (Locator("art", ("37", "99"), ranged=True), "arts. 37 (now 39)–99"),
        (Locator("excerpt", ("1",)), "excerpt 1 (战略目标)"),
        (Locator("art", ("71(2026)",)), "art. 71 (text of 2026)"),
    ],
)
def test_a_place_says_what_became_of_it(locator: Locator, shown: str) -> None:
    articles = {
        ("art", "37"): article("37", now={"number": "39", "since": "2026-01-01"}),
        ("art", "27"): article("27", removed="2019-03-02"),
        ("art", "1"): article("1"),
        ("excerpt", "1"): article("1", unit="excerpt", original_number="战略目标"),
    }
    assert place_text(locator, lambda number: articles.get((locator.unit, number))) == shown


def test_the_inner_articles_of_a_range_are_shown_too(course: Course) -> None:
    law = course.laws["apple-act-1999"]
    found = articles_at(law, Locator("art", ("2", "9"), ranged=True))
    assert [one.number for one in found] == ["2", "4", "9"]
    apart = articles_at(law, Locator("art", ("2", "9")))
    assert [one.number for one in apart] == ["2", "9"]


def test_no_term_is_looked_for_in_a_quotation_or_a_question(course: Course) -> None:
    words = Words(course.terms)
    root = lxml.html.fragment_fromstring(
        "<div><p>the ground</p><blockquote><p>a windfall</p></blockquote>"
        "<div class='cb-question'><p>a windfall</p></div></div>"
    )
    assert words.link(root, "modules/apples/picking.md") == ["ground"]
    assert [text(one) for one in root.iter("a")] == ["ground"]


def test_a_form_is_found_whose_first_word_is_the_plural_of_another(course: Course) -> None:
    terms = {
        name: dataclasses.replace(term, facts=term.facts.model_copy(update={"also": (form,)}))
        for (name, term), form in zip(
            sorted(course.terms.items()), ("acts of grace", "act"), strict=True
        )
    }
    for order in (terms, dict(reversed(terms.items()))):
        found = [(match[0], name) for match, name in Words(order).find("Acts of grace, an act.")]
        assert found == [("Acts of grace", "ground"), ("act", "windfall")]


def with_law(course: Course, name: str, **changed: object) -> Course:
    """The course with other facts on one card."""
    law = course.laws[name]
    facts = law.facts.model_copy(update=changed)
    return dataclasses.replace(
        course, laws={**course.laws, name: dataclasses.replace(law, facts=facts)}
    )


def test_then_and_now_begins_after_the_day_and_lists_what_came(course: Course) -> None:
    start = course.facts.changes_since
    assert start is not None
    day = datetime.timedelta(days=1)
    articles = (
        article("1", added=(start + day).isoformat()),
        article("2", removed=(start + day).isoformat()),
        article("3", removed=start.isoformat()),
        article("4", was="7"),
    )
    day_after = {"articles": articles, "in_force": start + day, "adopted": start}
    changed = with_law(course, "orchard-act-1985", **day_after)
    rows = {(one.then, one.now) for one in changes(changed) if one.article in articles}
    assert rows == {
        ("not in the text", "art. 1"),
        ("art. 2", "not in the text"),
        ("art. 7", "art. 4"),
    }


def test_machines_read_from_when_to_when_and_as_of_which_text(course: Course) -> None:
    act = course.laws["apple-act-1999"]
    amended = act.facts.model_copy(
        update={"amended": (Amendment(date=datetime.date(2005, 1, 1), note="x"),)}
    )
    data = law_data(dataclasses.replace(act, facts=amended))
    assert data["temporalCoverage"] == f"{act.facts.in_force}/.."
    assert data["legislationDateVersion"] == "2005-01-01"
    ended = course.laws["orchard-act-1985"]
    facts = ended.facts.model_copy(update={"in_force": datetime.date(1985, 3, 1)})
    until = law_data(dataclasses.replace(ended, facts=facts), datetime.date(1999, 9, 1))
    assert until["temporalCoverage"] == "1985-03-01/1999-09-01"
    assert "legislationDateVersion" not in until


def test_only_the_text_itself_is_the_same_as_the_instrument(course: Course) -> None:
    for what, same in (("text", True), ("report", False), ("bill", False), ("record", False)):
        official = Official.model_validate({"url": "https://law.example/1", "what": what})
        law = with_law(course, "apple-act-1999", official=official).laws["apple-act-1999"]
        assert ("sameAs" in law_data(law)) is same


def test_the_timeline_says_what_happened_in_the_words_of_the_card(course: Course) -> None:
    decided = with_law(course, "orchard-act-1985", adopted_as="Panel requested")
    shown = timeline_markdown(decided)
    assert "(law/orchard-act-1985.md): Panel requested" in shown
    assert "decided" not in shown


@pytest.mark.parametrize(
    ("unit", "long", "short", "several"),
    [
        ("art", "Article 4", "art. 4", "arts. 4, 5"),
        ("sec", "Section 4", "sec. 4", "secs. 4, 5"),
        ("para", "Paragraph 4", "para. 4", "paras. 4, 5"),
        ("excerpt", "Excerpt 4", "excerpt 4", "excerpts 4, 5"),
    ],
)
def test_a_place_has_one_name_everywhere(
    course: Course, unit: str, long: str, short: str, several: str
) -> None:
    card = course.laws["apple-act-1999"]
    moved = next(one for one in card.facts.articles if one.number == "4")
    article = moved.model_copy(update={"unit": unit})
    law = dataclasses.replace(
        card, facts=card.facts.model_copy(update={"articles": (article,), "amended": ()})
    )
    changed = dataclasses.replace(course, laws={"apple-act-1999": law})
    row = next(one for one in changes(changed) if one.article)
    assert (row.then, row.now) == (f"{short} 第四条", f"{short[:-1]}5 第五条")
    assert f"Other numbers: {short} is now 5" in [what for _, what in history(law.facts)]
    assert str(Locator(unit, ("4", "5"))) == several
    parts = law_data(law)["hasPart"]
    assert isinstance(parts, list)
    assert parts[0]["name"] == long
    # The rule speaks of the place by its name, and finds it under that name.
    cites = f"Look at {short}.[@apple-act-1999, {short}]"
    page = dataclasses.replace(course.chapters["apples/picking"], body=cites)
    only = dataclasses.replace(
        changed, chapters={"apples/picking": page}, quizzes={}, terms={}, pages=()
    )
    said = [problem.message for problem in renumbered_articles_say_so(only)]
    assert [one.partition(" of ")[0] for one in said] == [long]
