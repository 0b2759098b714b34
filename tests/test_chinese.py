"""Chinese in a text: what is counted and what is refused, by one set of ranges."""

from __future__ import annotations

import pytest

from casebook.chinese import ideographs, strange
from casebook.citations.quoted import fold


@pytest.mark.parametrize(
    ("text", "count"),
    [("苹果 and 梨。", 3), ("《果园法》", 3), ("an apple", 0), ("䷀", 0), ("ㄅ", 0)],
)
def test_ideographs_alone_are_counted(text: str, count: int) -> None:
    assert ideographs(text) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第二条　苹果（一）、梨；“果”……2018", ""),
        ("苹 A 果", "A"),
        ("苹果,梨", ","),
        ("苹果Ａ", "Ａ"),
    ],
)
def test_what_cannot_stand_in_chinese_is_found(text: str, found: str) -> None:
    assert strange(text) == found


def test_spaces_between_characters_make_no_other_quotation() -> None:
    assert fold("苹果 落地，\n 归地主") == fold("苹果落地，归地主")
