"""What a chapter asks of a student, in minutes, and the page that says so without a script."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import get_args

import lxml.html
import pytest
from lxml.html import HtmlElement

from casebook.course import Course, read
from casebook.models.quiz import Question
from casebook.pages.assign import KINDS, hours
from casebook.pages.workload import (
    DISCUSSION_MINUTES,
    QUESTION_MINUTES,
    Workload,
    law_texts,
    workload,
)

from .courses import SITES
from .orchard import MODULES

KEY = "apples/picking"


def course(body: str, **facts: object) -> Course:
    """tests/sites/tiny with another text of its chapter."""
    found, _ = read(SITES / "tiny")
    assert found is not None
    chapter = dataclasses.replace(found.chapters[KEY], body=body)
    changed = found.facts.model_copy(update=facts)
    return dataclasses.replace(found, facts=changed, chapters={KEY: chapter})


def test_an_article_is_counted_once_however_often_it_is_cited() -> None:
    body = "It falls.[@apple-act-1999, art. 2] So it does.[@apple-act-1999, arts. 2-4]"
    often = course(f"{body}\n\n![@apple-act-1999, art. 2]\n")
    found = [article.number for article in law_texts(often, KEY)["apple-act-1999"]]
    assert "2" in found
    assert len(found) == len(set(found))


def test_only_what_a_card_shows_is_read_there() -> None:
    read_whole = course("By the act.[@apple-act-1999] By a book.[@treatise-2001, pp. 12-13]")
    assert law_texts(read_whole, KEY) == {}
    assert workload(read_whole, KEY).law == 0


def test_the_english_of_the_law_alone_takes_time() -> None:
    one = course("It falls.[@apple-act-1999, art. 2]", words_per_minute=1)
    article = one.laws["apple-act-1999"].facts.article("art", "2")
    assert article is not None
    assert all(segment.zh for segment in article.text)
    words = sum(len(segment.en.split()) for segment in article.text)
    assert workload(one, KEY).law == words > 0


def test_each_kind_of_question_has_its_minutes() -> None:
    union = get_args(get_args(Question)[0])
    kinds = {get_args(form.model_fields["kind"].annotation)[0] for form in union}
    assert kinds == set(QUESTION_MINUTES) == set(KINDS)
    one = course("")
    asked = [question.kind for question in one.quizzes[KEY].facts.questions]
    assert workload(one, KEY).questions == sum(QUESTION_MINUTES[kind] for kind in asked)
    unasked = dataclasses.replace(one, quizzes={})
    assert workload(unasked, KEY) == Workload()


@pytest.mark.parametrize(
    ("section", "discussed"), [("Discuss", 2), ("Since 2001", 0), (None, 0), ("Read the law", 1)]
)
def test_questions_to_discuss_stand_under_their_heading(
    section: str | None, discussed: int
) -> None:
    body = (
        "## Read the law\n\n- One.\n\n## Discuss\n\n1. One?\n2. Two?\n\n## Notes on it\n\n- No.\n"
    )
    one = course(body, discussion_section=section)
    assert workload(one, KEY).discussion == discussed * DISCUSSION_MINUTES


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (130, "2 h 10 min")],
)
def test_hours(minutes: int, words: str) -> None:
    assert hours(minutes) == words


@pytest.fixture(scope="module")
def page(orchard_site: Path) -> HtmlElement:
    return lxml.html.parse(str(orchard_site / "instructors/assign/index.html")).getroot()


def minutes(cell: HtmlElement) -> int:
    whole, rest = re.fullmatch(r"(?:(\d+) h)? ?(?:(\d+) min)?", cell.text_content()).groups("0")  # type: ignore[union-attr]
    return 60 * int(whole) + int(rest)


def test_minutes_add_up_to_the_sums(page: HtmlElement) -> None:
    at_home = in_class = 0
    for table in page.find_class("cb-hours"):
        rows = [[minutes(cell) for cell in row.iter("td")] for row in table.xpath(".//tr[th][td]")]
        *chapters, sums = rows
        assert [sum(column) for column in zip(*chapters, strict=True)] == sums
        assert all(sum(row[:3]) == row[3] for row in rows)
        at_home += sums[3]
        in_class += sums[4]
    said = page.find_class("cb-counted")[0].text_content()
    assert f"12 chapters and about {hours(at_home)} at home: reading " in said
    assert f"In class the discussion takes about {hours(in_class)}." in said
    assert at_home
    assert in_class


def test_without_a_script_the_page_says_everything(page: HtmlElement, orchard_site: Path) -> None:
    here = orchard_site / "instructors/assign"
    bodies = page.xpath("//tbody[@data-chapter]")
    assert [body.get("data-chapter") for body in bodies] == [
        KEY,
        *(f"{module}/{name}" for module, (_, names) in MODULES.items() for name in names),
    ]
    for body in bodies:
        for link in body.iter("a"):
            path, _, fragment = link.get("href").partition("#")
            target = here / path / "index.html"
            assert not fragment or f'id="{fragment}"' in target.read_text("utf-8")
            assert target.exists()
        data = [int(number) for number in body.get("data-minutes").split()]
        reading, law, quiz, _, in_class = [minutes(cell) for cell in body.xpath("./tr[1]/td")]
        assert data == [reading, law, quiz, in_class]
    pears = page.xpath("//section[@data-module='pears']")[0]
    assert "Builds on Apples." in pears.text_content()
    assert "What is shaking, and for whom?" in pears.text_content()
    assert "Explain shaking to a child." in pears.text_content()
    assert "Shaking “pears”" in pears.text_content()
    assert "Apple Act: art. 2" in pears.text_content()


def test_a_link_can_be_read_without_a_script(page: HtmlElement) -> None:
    assert "after “chapters=” its address names the chapters" in page.xpath(
        "string(//p[@class='cb-without-scripts'])"
    )


def test_its_scripts_and_styles_are_on_this_page_alone(orchard_site: Path) -> None:
    have = {
        path.parent.relative_to(orchard_site).as_posix()
        for path in orchard_site.rglob("*.html")
        if "assets/assign.js" in path.read_text("utf-8")
    }
    assert have == {"instructors/assign"}
    sent = (orchard_site / "assets/assign.js").read_text("utf-8")
    assert len(sent.encode()) < 25_000
    assert "/*" not in sent


def test_it_comes_first_among_the_pages_for_instructors(page: HtmlElement) -> None:
    names = [" ".join(link.text_content().split()) for link in page.cssselect("#cb-nav a")]
    assert names.index("Assign") == names.index("Downloads") - 1
