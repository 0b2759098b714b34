"""The notes of a page, read as a law review's would be: tests/sites/citations has every form."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement
from pytest_regressions.file_regression import FileRegressionFixture

PAGES = ("modules/fruit/forms", "law/apple-act-1999")


def page(site: Path, name: str) -> HtmlElement:
    return lxml.html.parse(str(site / name / "index.html")).xpath("//article")[0]


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def notes(article: HtmlElement) -> list[HtmlElement]:
    return list(article.xpath(".//div[@class='footnote']/ol/li"))


@pytest.mark.parametrize("name", PAGES)
def test_notes_read_as_before(
    cited_site: Path, name: str, file_regression: FileRegressionFixture
) -> None:
    """The text with its marks, then the notes; italics as in *this*."""
    article = page(cited_site, name)
    for kind in ("cb-unseen", "cb-place", "cb-text"):  # for screen readers and panels
        for beside in article.find_class(kind):
            beside.drop_tree()
    for mark in article.xpath(".//sup[starts-with(@id, 'fnref')]"):
        mark.text = f"[{words(mark)}]"
        mark[0].drop_tree()
    for arrow in article.xpath(".//a[@class='footnote-backref'] | .//a[@class='headerlink']"):
        arrow.drop_tree()
    for italic in article.iter("em"):
        italic.text = f"*{italic.text or ''}"
        italic.tail = f"*{italic.tail or ''}"
    numbered = [f"{number} {words(note)}" for number, note in enumerate(notes(article), 1)]
    article.xpath(".//div[@class='footnote']")[0].drop_tree()
    cite = article.xpath(".//h2[@id='cite-this']")
    for after in [*cite, *(one for heading in cite for one in heading.itersiblings())]:
        after.drop_tree()
    text = [words(one) for one in article if words(one)]
    file_regression.check("\n".join([*text, "", *numbered, ""]), encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_each_mark_shows_the_number_of_its_note(cited_site: Path, name: str) -> None:
    article = page(cited_site, name)
    numbers = {note.get("id"): str(i) for i, note in enumerate(notes(article), 1)}
    marks = article.xpath(".//a[contains(@class, 'footnote-ref')]")
    assert len(marks) >= len(numbers) > 1
    for mark in marks:
        note = mark.get("data-panel").split()[-1]
        assert words(mark).removeprefix("Note ").partition(",")[0] == numbers[note]


def test_a_short_form_leads_to_the_note_it_names(cited_site: Path) -> None:
    article = page(cited_site, PAGES[0])
    numbers = {f"#{note.get('id')}": i for i, note in enumerate(notes(article), 1)}
    earlier = [
        (numbers[link.get("href")], link.text_content(), i)
        for i, note in enumerate(notes(article), 1)
        for link in note.xpath(".//a[starts-with(@href, '#fn:')]")
    ]
    assert len(earlier) > 8
    for to, shown, own in earlier:
        assert shown == f"n\u00a0{to}"
        assert to < own


def test_ways_back_to_the_text_have_names_of_their_own(cited_site: Path) -> None:
    arrows = page(cited_site, PAGES[0]).xpath(".//a[@class='footnote-backref']")
    names = [arrow.get("aria-label") for arrow in arrows]
    assert len(set(names)) == len(names)
    assert "Back to note 10 in the text, place 2 of 2" in names
    assert "Back to note 14 in the text" in names


def test_articles_lead_to_their_place_on_the_card(cited_site: Path) -> None:
    third = notes(page(cited_site, PAGES[0]))[2]
    links = {link.text_content(): link.get("href") for link in third.xpath(".//a")}
    card = "../../../law/apple-act-1999/"
    assert links["Apple Act"] == card
    assert [links[number] for number in ("2", "3", "37 (text of 2020)")] == [
        f"{card}#art-2",
        f"{card}#art-3",
        f"{card}#art-37-2020",
    ]


def test_a_dead_address_is_no_link_and_its_archived_copy_is(cited_site: Path) -> None:
    gone, lost = notes(page(cited_site, PAGES[0]))[16:18]
    assert "https://archive.example/2010/orchard" in [one.get("href") for one in gone.iter("a")]
    for note in (gone, lost):
        assert ".example/a_b?c=1&d=%20> accessed 31 January 2026, no longer there" in words(note)
        assert not [one for one in note.iter("a") if "a_b" in one.get("href")]
