"""What counts as a claim, and where claims are looked for."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from casebook.checks.claims import FIGURE, figures_are_cited
from casebook.checks.quotations import quoted_words_are_verified
from casebook.citations.quoted import long_quotations
from casebook.course import Course, read

from .courses import SITES


@pytest.mark.parametrize(
    "text",
    [
        *("In 2018", "42 firms", "57.7 per cent", "3 %", "about 5 million", "7 November"),
        *("July 1", "the 1990s", "2018-19", "$5bn", "€ 3", "¥20", "two-thirds", "a third of"),
        *("forty per cent", "one hundred million", "a 25-year ban", "2015年", "300万"),
    ],
)
def test_a_figure_a_day_or_a_share_is_a_claim(text: str) -> None:
    assert FIGURE.search(text)


@pytest.mark.parametrize(
    "text", ["G7 leaders", "COVID-19", "a b c", "3 sides", "may 5 of us", "§2"]
)
def test_other_numbers_are_none(text: str) -> None:
    assert not FIGURE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is «one two three four five».",
        "It is 「没有网络安全就没有国家安全」.",
        'It is "one two three four five".',
    ],
)
def test_quotation_marks_of_every_kind_are_seen(text: str) -> None:
    assert len(list(long_quotations(text))) == 1


def course() -> Course:
    found, _ = read(SITES / "tiny")
    assert found is not None
    return found


def with_sentence(whole: Course, kind: str, sentence: str) -> Course:
    """The course with a sentence at the end of its first document of a kind."""
    documents: Any = getattr(whole, kind)
    name = 0 if isinstance(documents, tuple) else next(iter(documents))
    changed = dataclasses.replace(documents[name], body=f"{documents[name].body}\n\n{sentence}\n")
    several: Any = (
        (changed, *documents[1:]) if isinstance(documents, tuple) else {**documents, name: changed}
    )
    changes: dict[str, Any] = {kind: several}
    return dataclasses.replace(whole, **changes)


@pytest.mark.parametrize("kind", ["chapters", "modules", "terms", "pages"])
def test_claims_are_looked_for_in_all_prose(kind: str) -> None:
    found = list(figures_are_cited(with_sentence(course(), kind, "It began in 1987.")))
    assert [one.message for one in found] == [
        "states “1987” and cites nothing; add the source, as [@key]"
    ]


@pytest.mark.parametrize("kind", ["chapters", "modules", "terms", "pages", "laws"])
def test_quotations_are_compared_in_all_prose(kind: str) -> None:
    said = "He said “the moon is the owner of all pears”.[@treatise-2001]"
    (found,) = quoted_words_are_verified(with_sentence(course(), kind, said))
    assert "is not in the ledger of quotations" in found.message


def test_parts_of_a_quotation_stand_in_their_order() -> None:
    said = "It says “the owner of all fruit … the ground is the” thing.[@treatise-2001]"
    assert list(quoted_words_are_verified(with_sentence(course(), "chapters", said)))
    said = "It says “the ground … the owner of all fruit” here.[@treatise-2001]"
    assert not list(quoted_words_are_verified(with_sentence(course(), "chapters", said)))


def test_the_chinese_of_a_card_may_be_quoted() -> None:
    said = "它说“苹果属于树的所有人；落地为止。”[@apple-act-1999, art. 2]"
    assert not list(quoted_words_are_verified(with_sentence(course(), "chapters", said)))


def test_a_course_is_read_from_any_folder(tmp_path: Path) -> None:
    found, problems = read(tmp_path)
    assert found is None
    assert [one.path for one in problems] == ["docs/course.yml"]
