"""Quotations: found in a text, and compared with what was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.citations.quoted import fold, long_quotations


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("aB ，。“”‘’Ａ１國中…  \n*_")))
def test_folding_twice_changes_nothing_more_in_what_is_quoted(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The  Ground\nis", "the ground is"),
        ("it's “so”", "it’s ‘so’"),
        ("ＡＢＣ１２", "abc12"),
        ("没有 网络安全， 就没有", "没有网络安全,就没有"),
        ("free to all.", "free to all"),
        ("*free* to all", "free to all"),
    ],
)
def test_folds_what_is_no_difference_of_words(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("free to all", "free to tall"), ("a-b", "ab"), ("中国", "中囯")]
)
def test_keeps_what_is_one(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It says “one two three four five”.", ["one two three four five"]),
        ("It says “one two three four”.", []),
        ("“没有网络安全就没有”", ["没有网络安全就没有"]),
        ("『没有网络安全就没有』", ["没有网络安全就没有"]),
        ("「没有网络安全」", []),
        ("> one two three\n> four five[@a-1]\n\nmore", ["one two three four five"]),
        ("> “one two three four five”\n", ["one two three four five"]),
        ("`“one two three four five”`", []),
        ('<p title="one two three four five">x</p>', []),
        ("“one[@a-1] two three four five”", ["one two three four five"]),
    ],
)
def test_finds_what_needs_evidence(text: str, found: list[str]) -> None:
    assert [words for words, _ in long_quotations(text)] == found


@given(st.text(st.sampled_from('ab “”「」«»"\n>[]@`<中文字符引用測試')))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    for words, offset in long_quotations(text):
        assert words
        assert 0 <= offset < len(text)
