"""How a citation is written, and what is made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.citations.syntax import (
    Citation,
    Locator,
    find_citations,
    find_loose_keys,
    parse_block,
)


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("@a-1", Citation("a-1")),
        ("@a-1, art. 37", Citation("a-1", Locator("art", ("37",)))),
        ("@a-1, arts. 2-3", Citation("a-1", Locator("art", ("2", "3"), ranged=True))),
        ("@a-1, arts. 2, 64", Citation("a-1", Locator("art", ("2", "64")))),
        ("@a-1, arts. 2 and 64", Citation("a-1", Locator("art", ("2", "64")))),
        ("@a-1, art. XXI(b)(iii)", Citation("a-1", Locator("art", ("XXI(b)(iii)",)))),
        ("@a-1, para. 7.101", Citation("a-1", Locator("para", ("7.101",)))),
        ("@a-1, pp. 12–13", Citation("a-1", Locator("p", ("12", "13"), ranged=True))),
        ("see @a-1, p. 3", Citation("a-1", Locator("p", ("3",)), prefix="see")),
        ("@a-1, p. 3, on tariffs", Citation("a-1", Locator("p", ("3",)), suffix="on tariffs")),
        ("@a-1, art. 2, in part", Citation("a-1", Locator("art", ("2",)), suffix="in part")),
        ("@a-1, p. 2, civil law", Citation("a-1", Locator("p", ("2",)), suffix="civil law")),
        ("@a-1, pp. iv-ix", Citation("a-1", Locator("p", ("iv", "ix"), ranged=True))),
        ("@a-1, passim", Citation("a-1", suffix="passim")),
        ("@a-1, p. 2, cv", Citation("a-1", Locator("p", ("2",)), suffix="cv")),
        ("@a-1, no. 3 of the list", Citation("a-1", suffix="no. 3 of the list")),
        ("@a-1, in 2018", Citation("a-1", suffix="in 2018")),
        ("@a-1, recitals 3, 4", Citation("a-1", Locator("recital", ("3", "4")))),
        ("@a-1, art. 14 ter", Citation("a-1", Locator("art", ("14 ter",)))),
        ("see @a-1,\n  art. 2", Citation("a-1", Locator("art", ("2",)), prefix="see")),
    ],
)
def test_reads_a_citation(written: str, understood: Citation) -> None:
    assert parse_block(written) == (understood,)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("@A.b", "can't be a key"),
        ("@a-1, article two", "write it as in “art. 2”"),
        ("@a-1, art.", "is not a place"),
        ("@a-1, art. 2nd", "is not a place"),
        ("@a-1; and more", "names no work"),
        ("@a-1, atr. 2", "did you mean “art.”"),
        ("@a-1, aart. 2", "did you mean “art.”"),
        ("@a-1, paragraph 2", "write it as in “para. 2”"),
        ("@a-1, par. 2", "did you mean “para.”"),
        ("@a-1, ¶ 2", "write art. 2, sec. 2, para. 2"),
        ("@a-1, § 1758", "write art. 2, sec. 2, para. 2"),
        ("@a-1, cl. 2", "is not a place"),
        ("@a-1, 2", "is not a place"),
        ("@a-1, аrt. 2", "is not a place"),
        ("@a-1, arts. 2", "write “art. 2”"),
        ("@a-1, art. 2, 3", "write “arts. 2, 3”"),
        ("@a-1, arts. 3-2", "runs backwards"),
        ("@a-1, arts. 2-2", "runs backwards"),
        ("see @a-1 and others", "put a comma after “@a-1”"),
        ("@", "names no work"),
    ],
)
def test_says_what_it_cannot_read(written: str, fault: str) -> None:
    assert fault in "".join(citation.fault for citation in parse_block(written))


@pytest.mark.parametrize(
    "text",
    [
        "`[@a-1]`",
        "```\n[@a-1]\n```",
        "~~~~\n[@a-1]\n~~~~",
        "<!-- [@a-1] -->",
        "\\[@a-1]",
        "[write to us](mailto:a@b.example)",
        "[a@b.example]",
    ],
)
def test_leaves_other_text_alone(text: str) -> None:
    assert list(find_citations(text)) == []


def test_gives_the_line_where_a_citation_begins() -> None:
    blocks = list(find_citations("one\n\ntwo [@a-1,\nart. 2] and ![@b-2, art. 3]", first_line=10))
    assert [(block.line, block.embed) for block in blocks] == [(12, False), (13, True)]


keys = st.from_regex(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")
units = st.sampled_from(["art", "sec", "para", "p", "ch", "recital"])
numbers = st.integers(1, 999).map(str)


@given(keys, units, st.lists(numbers, min_size=1, max_size=3, unique=True), st.booleans())
def test_a_written_citation_reads_back(key: str, unit: str, found: list[str], ranged: bool) -> None:
    found.sort(key=int)
    locator = Locator(unit, tuple(found), ranged and len(found) == 2)
    assert parse_block(f"@{key}, {locator}") == (Citation(key, locator),)


words = st.from_regex(r"\A[a-z]{2,9}( [a-z]{2,9}){0,3}\Z").filter(
    lambda text: not text.startswith(("art", "sec", "para", "p", "ch", "recital"))
)


@given(keys, st.none() | st.tuples(units, numbers), st.just("") | words, st.just("") | words)
def test_words_around_a_citation_read_back(
    key: str, place: tuple[str, str] | None, prefix: str, suffix: str
) -> None:
    locator = Locator(place[0], (place[1],)) if place else None
    written = f"{prefix} @{key}" + (f", {locator}" if locator else "")
    written += f", {suffix}" if suffix else ""
    assert parse_block(written) == (Citation(key, locator, prefix, suffix),)


@given(st.lists(keys, min_size=1, max_size=4))
def test_works_in_one_bracket_keep_their_order(found: list[str]) -> None:
    written = "; ".join(f"@{key}" for key in found)
    assert [one.key for one in parse_block(written)] == found


pieces = st.lists(st.sampled_from([*"[]@;,!`\\\n <>“”>", "a-1", "art. 2", "see ", "```", "<!--"]))


@given(st.text() | pieces.map("".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for block in find_citations(f"[@{text}]"):
        assert block.citations
    for block in find_citations(text):
        assert text[block.start : block.end].endswith("]")
    for key, offset in find_loose_keys(text):
        assert text[offset:].startswith(key)
