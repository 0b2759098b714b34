"""“Cite this chapter”, and what a page's head says to machines."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from casebook.course import Course, read
from casebook.dates import american_date
from casebook.pages.cite import citable, forms

from .courses import ROOT, SITES
from .exports.test_references import pandoc

SITE = "https://course.example/fruit/"
PAGE = f"{SITE}modules/fruit/forms/"


@pytest.fixture
def course() -> Course:
    found, _ = read(SITES / "citations")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "whole", "paragraph"),
    [
        (
            "OSCOLA",
            "The Fruit Society and Cox Orange Pippin, ‘Whose fruit is it?’ in A course on fruit "
            f"(Test edn, 31 January 2026) <{PAGE}>.",
            "The Fruit Society and Cox Orange Pippin, ‘Whose fruit is it?’ in A course on fruit "
            f"(Test edn, 31 January 2026) para 12 <{PAGE}#p-12>.",
        ),
        (
            "Bluebook",
            "The Fruit Society & Cox Orange Pippin, Whose fruit is it?, in A course on fruit "
            f"(Test ed., Jan. 31, 2026), {PAGE}.",
            "The Fruit Society & Cox Orange Pippin, Whose fruit is it?, in A course on fruit "
            f"¶ 12 (Test ed., Jan. 31, 2026), {PAGE}#p-12.",
        ),
        (
            "Chicago",
            "The Fruit Society and Cox Orange Pippin, “Whose fruit is it?,” in A course on fruit, "
            f"Test edition (January 31, 2026), {PAGE}.",
            "The Fruit Society and Cox Orange Pippin, “Whose fruit is it?,” in A course on fruit, "
            f"Test edition (January 31, 2026), para. 12, {PAGE}#p-12.",
        ),
    ],
)
def test_a_chapter_and_a_paragraph_in_words(
    course: Course, name: str, whole: str, paragraph: str
) -> None:
    work = citable(course, course.chapters["fruit/forms"], SITE)
    assert dict(forms(work))[name] == whole
    assert dict(forms(work, "12"))[name] == paragraph


def test_without_an_address_none_is_made_up(course: Course) -> None:
    for text in dict(forms(citable(course, course.chapters["fruit/forms"], ""), "12")).values():
        assert "http" not in text
        assert "UR" not in text


@pytest.mark.parametrize(
    ("name", "form"), [("BibTeX", "biblatex"), ("RIS", "ris"), ("CSL-JSON", "csljson")]
)
def test_other_programs_read_the_chapter(course: Course, name: str, form: str) -> None:
    text = dict(forms(citable(course, course.chapters["fruit/forms"], SITE), "12"))[name]
    (item,) = json.loads(pandoc("-f", form, "-t", "csljson", text=text))
    assert item["type"] == "chapter"
    assert item["title"] == "Whose fruit is it?"
    assert item["container-title"] == "A course on fruit"
    assert item["author"][1] == {"family": "Pippin", "given": "Cox Orange"}
    assert item["issued"]["date-parts"][0][0] == 2026
    assert item["URL"] == f"{PAGE}#p-12"
    assert "Paragraph 12" in text


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        ("2026-05-01", "May 1, 2026", "May 1, 2026"),
        ("2026-07-10", "July 10, 2026", "July 10, 2026"),
        ("2026-09-02", "September 2, 2026", "Sept. 2, 2026"),
        ("2026-12-31", "December 31, 2026", "Dec. 31, 2026"),
    ],
)
def test_dates_as_in_america(day: str, long: str, short: str) -> None:
    value = datetime.date.fromisoformat(day)
    assert (american_date(value), american_date(value, short=True)) == (long, short)


def test_search_does_not_find_the_six_forms(cited_site: Path) -> None:
    index = [path.read_text("utf-8") for path in (cited_site / "assets/search").rglob("*.js")]
    assert [one for one in index if "forms" in one]
    assert not [one for one in index if "incollection" in one]


def page(site: Path, name: str) -> Any:
    return lxml.html.parse(str(site / name / "index.html")).getroot()


def test_the_page_has_each_form_as_plain_text_and_says_which_edition(cited_site: Path) -> None:
    found = page(cited_site, "modules/fruit/forms")
    shown = {one.get("data-form"): one.text_content() for one in found.xpath("//dd/pre")}
    assert list(shown) == ["OSCOLA", "Bluebook", "Chicago", "BibTeX", "RIS", "CSL-JSON"]
    assert f"<{PAGE}>" in shown["OSCOLA"]
    assert "@incollection{fruit-forms-2026," in shown["BibTeX"]
    (edition,) = found.xpath("//p[@class='cb-edition']")
    assert edition.text_content() == (
        "Paragraph numbers are those of the Test edition, 31 January 2026."
    )


def test_a_copy_without_an_address_says_so(tiny_site: Path) -> None:
    (edition,) = page(tiny_site, "modules/apples/picking").xpath("//p[@class='cb-edition']")
    assert "has no address of its own" in edition.text_content()


@pytest.mark.parametrize("name", ["opening", "closing"])
def test_what_a_class_reads_beside_the_chapters_is_cited_too(live_site: Path, name: str) -> None:
    found = page(live_site, name)
    assert len(found.xpath("//p[@class='cb-p']")) > 5
    (oscola,) = found.xpath("//pre[@data-form='OSCOLA']")
    assert "‘" in oscola.text_content()
    assert found.xpath("//meta[@name='citation_title']")


def test_reference_managers_find_the_chapter(cited_site: Path) -> None:
    found = page(cited_site, "modules/fruit/forms")
    named = [
        (one.get("name"), one.get("content"))
        for one in found.xpath("//meta[starts-with(@name, 'citation_')]")
    ]
    assert named == [
        ("citation_title", "Whose fruit is it?"),
        ("citation_author", "The Fruit Society,"),
        ("citation_author", "Pippin, Cox Orange"),
        ("citation_inbook_title", "A course on fruit"),
        ("citation_publication_date", "2026/01/31"),
        ("citation_language", "en"),
        ("citation_public_url", PAGE),
    ]


def linked_data(site: Path, name: str) -> dict[str, Any]:
    (script,) = page(site, name).xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    assert found["@context"] == "https://schema.org"
    return found


def test_linked_data_says_what_a_page_is_part_of(cited_site: Path) -> None:
    home, module = linked_data(cited_site, ""), linked_data(cited_site, "modules/fruit")
    chapter = linked_data(cited_site, "modules/fruit/forms")
    assert home["@type"] == "Course"
    assert home["url"] == SITE
    assert home["hasPart"][0]["url"] == module["url"] == f"{SITE}modules/fruit/"
    assert module["hasPart"][0]["url"] == chapter["url"] == PAGE
    assert chapter["@type"] == ["Chapter", "LearningResource"]
    assert [part["url"] for part in chapter["isPartOf"]] == [module["url"], SITE]
    assert chapter["about"][0] == {
        "@type": "Legislation",
        "name": "Law of the Republic of Orchardia on Apples",
        "url": f"{SITE}law/apple-act-1999/",
    }
    for found in (home, module, chapter):
        assert found["license"] == "https://licence.example/free"
        assert found["datePublished"] == "2026-01-31"
        assert found["author"] == [
            {"@type": "Organization", "name": "The Fruit Society"},
            {"@type": "Person", "name": "Cox Orange Pippin"},
        ]


def test_citation_cff_is_valid_and_agrees_with_the_course() -> None:
    command = [sys.executable, "-m", "check_jsonschema"]
    command += ["--builtin-schema", "vendor.citation-file-format", str(ROOT / "CITATION.cff")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    course, _ = read(ROOT)
    assert course is not None
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    facts = course.facts
    assert f'date-released: "{facts.date}"' in text
    assert f"version: {facts.edition.removesuffix(' edition')}" in text
    assert facts.title in text
    assert all(name in text for name in facts.authors)
