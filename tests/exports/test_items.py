"""Questions as other programs get them."""

from __future__ import annotations

import dataclasses

import pytest

from casebook.answers import fold_answer, spellings
from casebook.exports.fragments import (
    Fragments,
    flat_name,
    pictures_in,
    place_pictures,
    plain_text,
    short_name,
)
from casebook.exports.items import Item, as_written, items, key_html
from casebook.exports.weights import weights

from .conftest import ADDRESS, fragments_of


def of(fragments: Fragments, name: str) -> Item:
    return next(item for item in items(fragments, "tea") if item.id == name)


def test_a_citation_becomes_words_that_lead_to_the_article_on_the_published_card(
    tea: Fragments,
) -> None:
    link = f'<a href="{ADDRESS}law/tea-act-1999/#art-2">Tea Act art. 2</a>'
    assert f"Article 2 says water. ({link})" in of(tea, "tea-single").explanation


def test_without_an_address_links_are_plain_words() -> None:
    explanation = of(fragments_of("quizzes", site=""), "tea-single").explanation
    assert "<a" not in explanation
    assert "(Tea Act art. 2)" in explanation
    assert "Read again: Leaves, Brewing." in explanation


def test_the_reader_is_led_to_what_the_answer_rests_on(tea: Fragments) -> None:
    explanation = of(tea, "tea-single").explanation
    assert f'<a href="{ADDRESS}modules/tea/brewing/#leaves">Leaves</a>' in explanation
    assert f'<a href="{ADDRESS}modules/tea/brewing/#q-tea-single">Brewing</a>' in explanation


def test_chinese_says_its_language_and_a_picture_its_path(tea: Fragments) -> None:
    stem = of(tea, "tea-single").stem
    assert '<span lang="zh-Hans">茶</span>' in stem
    assert "Tea &lt; coffee &amp; “milk” 𠮷." in stem
    assert pictures_in(stem) == ["assets/img/leaf.png"]
    assert plain_text(stem) == "What comes first in 茶? Tea < coffee & “milk” 𠮷. [A leaf]"


def test_a_picture_may_have_any_name(tea: Fragments) -> None:
    """HTML writes a space and a character as %20 and the like; a file has them as they are."""
    html = tea.html(
        "![Cup](../../assets/img/茶 杯.png)".replace(" 杯", "%20杯"), "modules/tea/brewing.md"
    )
    assert pictures_in(html) == ["assets/img/茶 杯.png"]
    placed = place_pictures(html, lambda path: f"there/{flat_name(path)}")
    assert pictures_in(placed) == ["there/img-茶 杯.png"]


def test_a_name_is_the_beginning_of_the_stem() -> None:
    assert short_name("<p>What <b>is</b> tea?</p>") == "What is tea?"
    assert short_name('<p>Tea? <img alt="A leaf" src="leaf.png"></p>') == "Tea?"
    assert short_name('<p><img alt="A leaf" src="leaf.png"></p>') == "[A leaf]"
    long = short_name(f"<p>{'word ' * 40}</p>")
    assert len(long) <= 80
    assert long.endswith("word…")
    assert short_name(f"<p>{'茶' * 200}</p>") == f"{'茶' * 79}…"


@pytest.mark.parametrize("name", ["tea-match", "tea-order"])
def test_what_is_matched_or_ordered_can_be_answered_in_words(tea: Fragments, name: str) -> None:
    item = of(tea, name)
    written = as_written(item)
    assert written.kind == "essay"
    assert written.id == item.id
    for text in item.shown:
        assert f"<li>{text}</li>" in written.stem
    assert written.stem.index("<ol") > written.stem.index(item.stem)
    assert sum(points for points, _ in written.rubric) == item.points


def test_the_key_of_an_order_has_the_letters_that_the_question_shows(tea: Fragments) -> None:
    item = of(tea, "tea-order")
    letters = [chr(65 + item.shown.index(choice.html)) for choice in item.steps]
    positions = [key_html(item).index(f"{letter}: ") for letter in letters]
    assert positions == sorted(positions)
    assert "A: " not in key_html(item, lettered=False)


def test_every_feedback_is_in_the_key(tea: Fragments) -> None:
    for item in items(tea, "tea"):
        key = key_html(item)
        told = [one.feedback for one in (*item.choices, *item.steps, *item.distractors)]
        told += [one.feedback for one in item.pairs] + [one.feedback for one in item.mistakes]
        assert all(feedback in key for feedback in (*told, item.otherwise))


@pytest.mark.parametrize("right", range(1, 10))
def test_the_key_earns_everything_and_every_tick_earns_nothing(tea: Fragments, right: int) -> None:
    item = of(tea, "tea-multiple")
    choice = item.choices[0]
    for wrong in range(1, 11 - right):
        choices = [dataclasses.replace(choice, right=i < right) for i in range(right + wrong)]
        found = [float(one) for one in weights(choices)]
        assert sum(found[:right]) == pytest.approx(100, abs=0.001)
        assert sum(found) == pytest.approx(0, abs=0.001)


def test_a_short_answer_comes_in_every_spelling_that_the_site_takes() -> None:
    assert spellings(["Art. 39"]) == ("Art. 39", "Art 39", "Art.39", "Art39")
    assert "di er tiao" in spellings(["dì èr tiáo"])
    assert "39" in spellings(["３９"])
    for one in spellings(["Article 39(1)", "第三十九条"]):
        assert fold_answer(one) in {fold_answer("Article 39(1)"), fold_answer("第三十九条")}


def test_spellings_differ_by_more_than_case() -> None:
    assert spellings(["TEA", "tea", "Tea"]) == ("TEA",)
