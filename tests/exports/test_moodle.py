"""Moodle XML as Moodle's importer takes it: each trap that it has is a test."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import etree
from pytest_regressions.file_regression import FileRegressionFixture

from casebook.exports.fragments import Fragments, plain_text
from casebook.exports.items import items
from casebook.exports.moodle import moodle_course_xml, moodle_xml

from ..courses import SITES
from .conftest import fragments_of, with_question

FRACTIONS = {
    *("100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30"),
    *("25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0"),
}
"""What Moodle takes besides their negatives."""


def questions(content: bytes) -> Iterator[etree._Element]:
    for question in etree.fromstring(content).iterfind("question"):
        if question.get("type") != "category":
            yield question


def question(content: bytes, name: str) -> etree._Element:
    return next(one for one in questions(content) if one.findtext("idnumber") == name)


@pytest.fixture(scope="module")
def bank(tea: Fragments) -> bytes:
    return moodle_xml(tea, "tea").content


def test_the_whole_file(bank: bytes, file_regression: FileRegressionFixture) -> None:
    file_regression.check(bank, binary=True, extension=".xml")


def test_the_same_course_gives_the_same_bytes(bank: bytes) -> None:
    assert moodle_xml(fragments_of("quizzes"), "tea").content == bank


def test_every_question_arrives_with_its_id(tea: Fragments, bank: bytes) -> None:
    ids = [one.findtext("idnumber") for one in questions(bank)]
    assert ids == [item.id for item in items(tea, "tea")]


def test_no_id_comes_twice_in_the_course(live: Fragments) -> None:
    """Moodle drops the second one in silence."""
    ids = [one.findtext("idnumber") for one in questions(moodle_course_xml(live).content)]
    assert len(ids) == len(set(ids))
    assert len(ids) == sum(len(items(live, module)) for module in live.course.modules)


def test_kinds(bank: bytes) -> None:
    kinds = {str(one.findtext("idnumber")): one.get("type") for one in questions(bank)}
    assert kinds["tea-single"] == kinds["tea-multiple"] == "multichoice"
    assert kinds["tea-true-false"] == "truefalse"
    assert kinds["tea-match"] == "matching"
    assert kinds["tea-order"] == "ordering"
    assert kinds["tea-short"] == "shortanswer"
    assert kinds["tea-essay"] == "essay"


@pytest.mark.parametrize("name", ["quizzes", ""])
def test_every_fraction_is_one_that_moodle_knows(name: str) -> None:
    """Another one refuses the whole file. An ordering question counts places instead."""
    for one in questions(moodle_course_xml(fragments_of(name)).content):
        if one.get("type") != "ordering":
            for answer in one.iterfind("answer"):
                assert answer.get("fraction").removeprefix("-") in FRACTIONS


def test_the_key_grades_to_1_and_ticking_everything_does_not(live: Fragments) -> None:
    for one in questions(moodle_course_xml(live).content):
        fractions = [float(answer.get("fraction")) for answer in one.iterfind("answer")]
        if one.findtext("single") == "false":
            assert sum(part for part in fractions if part > 0) == pytest.approx(100, abs=0.001)
            assert sum(fractions) < 1
        elif one.get("type") in ("multichoice", "truefalse", "shortanswer"):
            assert max(fractions) == 100
            assert one.get("type") == "shortanswer" or fractions.count(100) == 1


def test_each_choice_has_its_feedback(tea: Fragments, bank: bytes) -> None:
    for item in items(tea, "tea"):
        if item.kind in ("single", "multiple", "true-false"):
            answers = question(bank, item.id).findall("answer")
            found = [answer.findtext("feedback/text") for answer in answers]
            assert found == [choice.feedback for choice in item.choices]


def test_matching_has_a_partner_of_nothing_for_each_distractor(bank: bytes) -> None:
    pairs = [
        (pair.findtext("text"), pair.findtext("answer/text"))
        for pair in question(bank, "tea-match").iterfind("subquestion")
    ]
    assert pairs == [("Green", "绿茶"), ("Black", "红茶"), ("White", "白茶"), ("", "咖啡")]


def test_ordering_is_by_place_and_says_how_many_are_right(bank: bytes) -> None:
    order = question(bank, "tea-order")
    assert order.find("shownumcorrect") is not None  # else Moodle refuses the question
    assert order.findtext("gradingtype") == "ABSOLUTE_POSITION"
    assert order.findtext("selecttype") == "ALL"
    found = [(one.get("fraction"), one.findtext("text")) for one in order.iterfind("answer")]
    assert found == [("1", "Boil"), ("2", "Pour"), ("3", "Drink")]


def test_what_has_no_place_beside_the_answer_comes_after_it(tea: Fragments, bank: bytes) -> None:
    for item in items(tea, "tea"):
        after = question(bank, item.id).findtext("generalfeedback/text")
        assert item.explanation in after
        if item.kind in ("match", "order"):
            told = [one.feedback for one in item.pairs]
            told += [one.feedback for one in (*item.steps, *item.distractors)]
            assert all(feedback in after for feedback in told)


def test_a_short_answer_is_taken_in_any_spelling_and_a_mistake_is_explained(bank: bytes) -> None:
    answers = {
        one.findtext("text"): (one.get("fraction"), one.findtext("feedback/text"))
        for one in question(bank, "tea-short").iterfind("answer")
    }
    assert answers["Article 2"] == answers["art2"] == answers["第二条"] == ("100", "")
    assert answers["Article 3"] == answers["art.3"] == ("0", "Article 3 is about cups.")
    assert list(answers)[-1] == "*"
    assert answers["*"] == ("0", "Look at the second article.")


def test_an_asterisk_in_a_short_answer_is_one(tea: Fragments) -> None:
    starred = with_question(tea, "tea-short", answers=("a * b",))
    short = question(moodle_xml(starred, "tea").content, "tea-short")
    assert short.findtext("answer/text") == "a \\* b"


def test_only_graders_see_the_model_answer_and_the_rubric(bank: bytes) -> None:
    essay = question(bank, "tea-essay")
    grader = essay.findtext("graderinfo/text")
    assert "Yes, because water is." in grader
    assert "<strong>3 points:</strong> Gives a reason." in grader
    assert "because water is" not in (essay.findtext("generalfeedback/text") or "")
    assert essay.findtext("responseformat") == "editor"


def test_a_picture_travels_inside_the_text_that_shows_it(bank: bytes) -> None:
    """A file that is missing is missing in silence."""
    leaf = (SITES / "quizzes/docs/assets/img/leaf.png").read_bytes()
    shown = question(bank, "tea-single").find("questiontext")
    file = shown.find("file")
    assert base64.b64decode(file.text) == leaf
    assert f'src="@@PLUGINFILE@@/{file.get("name")}"' in shown.findtext("text")


def test_every_picture_of_the_course_is_there(live: Fragments) -> None:
    for text in etree.fromstring(moodle_course_xml(live).content).iter("text"):
        names = {file.get("name") for file in text.getparent().iterfind("file")}
        for part in (text.text or "").split("@@PLUGINFILE@@/")[1:]:
            assert part.partition('"')[0] in names


def test_signs_and_characters_survive(bank: bytes) -> None:
    stem = question(bank, "tea-single").findtext("questiontext/text")
    assert plain_text(stem).startswith("What comes first in 茶? Tea < coffee & “milk” 𠮷.")


def test_categories_are_chapters_and_tags_objectives(bank: bytes) -> None:
    categories = [
        one.findtext("category/text")
        for one in etree.fromstring(bank).iterfind("question[@type='category']")
    ]
    assert categories == [
        "$course$/top/A course on tea/Tea/Brewing",
        "$course$/top/A course on tea/Tea/Serving",
    ]
    tags = [tag.findtext("text") for tag in question(bank, "tea-short").iterfind("tags/tag")]
    assert tags == ["tea-law", "tea"]


def test_each_category_says_where_it_comes_from_and_on_which_terms(bank: bytes) -> None:
    for one in etree.fromstring(bank).iterfind("question[@type='category']"):
        assert "A course on tea, Test edition. Text: free." in one.findtext("info/text")


def test_a_slash_in_a_title_opens_no_category(tea: Fragments) -> None:
    facts = tea.course.facts.model_copy(update={"title": "Tea/coffee"})
    course = replace(tea.course, facts=facts)
    bank = moodle_xml(replace(tea, course=course), "tea").content
    assert b"$course$/top/Tea//coffee/Tea/Brewing" in bank


def test_what_moodle_cannot_show_is_told(tea: Fragments) -> None:
    losses = moodle_xml(tea, "tea").losses
    assert {(loss.kind, loss.id) for loss in losses} == {
        ("match", "tea-match"),
        ("order", "tea-order"),
    }
