"""The form of a citation: [see @key, art. 2 and the comment; @other, pp. 3-4].

Plain text in, values out; nothing here knows which keys exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..dates import MONTHS
from ..models.base import SLUG
from ..models.law import NUMBER, UNITS, shown_number
from ..problems import nearest
from ..reading.markdown import KEPT, blank_code, blanked, line_at, without_code

BLOCK = re.compile(r"(?<!\\)(?P<embed>!?)\[(?P<inside>[^\[\]@]*@[^\[\]]*)\](?!\()")
"""A bracket that holds an @; not a link's text."""
KEY = re.compile(r"(?<![\w.+-])@")
"""Where a key begins; in an address such as name@example.org none does."""
LOOSE = re.compile(
    r"(?<![\w.+/\\-])[@＠][A-Za-z0-9][\w-]*|(?<=[.,;:!?”’)])@[a-z0-9]+(?:-[a-z0-9]+)+"
)
"""What looks like a citation's key; an address such as a@b.example does not."""
FORGOTTEN = re.compile(
    r"\[(?<![\]\w\\^]\[)(?<!: \[)(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)(?:,[^\[\]@\n]*)?\](?![(\[:])"
)
"""A bracket that would be a citation if it had an @; a list of YAML follows a colon. It begins with
the bracket, so that only brackets are looked at."""
ONE = re.compile(r"^(?P<prefix>[^@]*?)\s*(?<![\w.+-])@(?P<key>[^\s,;]+)\s*(?:,\s*(?P<rest>.*))?$")
UNIT_OF = {
    written: unit for unit, words in UNITS.items() for written in (words.short, words.plural)
}
"""“arts.” -> art. """
WRITTEN = "|".join(re.escape(one) for one in sorted(UNIT_OF, key=len, reverse=True))
"""“arts.” before “art.”, so that the longer one is found."""
WORD_AND_NUMBER = re.compile(rf"\b(?:{WRITTEN})\s*{NUMBER}")
ALMOST = {
    words.short: re.compile(
        rf"(?:{words.long}s?|{words.short[:-1]}|{words.plural[:-1]})\b", re.IGNORECASE
    )
    for words in UNITS.values()
    if words.short.endswith(".")
}
"""How a unit should be written -> the same in full, or without its point."""
NOT_UNITS = frozenset(
    {*("and", "at", "in", "no", "nos", "of", "on", "vol", "n", "note"), *map(str.lower, MONTHS)}
)
"""Words before a number that make it no place: “no. 3 of the list”, “in 2018”."""
LOCATOR = re.compile(
    rf"(?P<unit>{WRITTEN})\s*"
    rf"(?P<first>{NUMBER})(?P<more>(?:\s*(?:[-–,]|and)\s*{NUMBER})*)\s*(?P<suffix>.*)$",
    re.DOTALL,
)


@dataclass(frozen=True)
class Locator:
    unit: str
    """One of UNITS in models/law.py."""
    numbers: tuple[str, ...]
    """("2",) or, for "arts. 2-4", ("2", "4")."""
    ranged: bool = False
    """Whether the numbers are the ends of a range."""

    def __str__(self) -> str:
        words = UNITS[self.unit]
        word = words.plural if len(self.numbers) > 1 else words.short
        joined = ("–" if self.ranged else ", ").join(map(shown_number, self.numbers))
        return f"{word} {joined}"


@dataclass(frozen=True)
class Citation:
    """One work cited at one place."""

    key: str
    locator: Locator | None = None
    prefix: str = ""
    suffix: str = ""
    fault: str = ""
    """Why it can't be read, with what to do; "" for a good one."""


class CitationBlock(NamedTuple):
    """All that stands in one pair of brackets."""

    citations: tuple[Citation, ...]
    start: int
    end: int
    line: int
    embed: bool
    """![...]: the article's own words are wanted here."""


@lru_cache(maxsize=KEPT)
def parse_block(inside: str) -> tuple[Citation, ...]:
    return tuple(_parse_one(" ".join(part.split())) for part in inside.split(";"))


def _parse_one(text: str) -> Citation:
    found = ONE.match(text)
    bare = re.match(r"[^@]*(?<![\w.+-])(@[\w-]+)\s+[^\s,@]", text)
    if not found and bare:
        return Citation("", fault=f"“{text}”: put a comma after “{bare[1]}”")
    if not found:
        return Citation(
            "", fault=f"“{text}” names no work; write @ and a key, such as @key, art. 2"
        )
    key, rest, prefix = found["key"], (found["rest"] or "").strip(), found["prefix"].strip()
    if not SLUG.fullmatch(key):
        return Citation(
            key, fault=f"“@{key}” can't be a key; use lower-case letters, digits and hyphens"
        )
    if not rest:
        return Citation(key, prefix=prefix)
    place = LOCATOR.match(rest)
    if not place:
        return (
            Citation(key, fault=fault)
            if (fault := _misplaced(rest))
            else _checked(Citation(key, prefix=prefix, suffix=rest))
        )
    more, suffix = _numbers(place["first"], place["more"])
    ranged = len(more) == 1 and bool(re.match(r"\s*[-–]", place["more"]))
    locator = Locator(UNIT_OF[place["unit"]], (place["first"], *more), ranged)
    if fault := _miscounted(place["unit"], locator):
        return Citation(key, fault=fault)
    return _checked(Citation(key, locator, prefix, (suffix + place["suffix"]).lstrip(", ")))


def _numbers(first: str, more: str) -> tuple[list[str], str]:
    """The numbers after the first, and what only looked like one: “art. 2, vi” and “p. 3, cv”."""
    found: list[str] = []
    for part in re.finditer(rf"\s*(?:[-–,]|and)\s*({NUMBER})", more):
        if first[0].isdigit() != part[1][0].isdigit():
            return found, more[part.start() :]
        found.append(part[1])
    return found, ""


def _misplaced(rest: str) -> str:
    """Why words after the key look like a place and are none, or ""."""
    meant = next((short for short, almost in ALMOST.items() if almost.match(rest)), None)
    if meant:
        return f"“{rest}” is not a place that is understood; write it as in “{meant} 2”"
    word = re.match(rf"(?:(?P<word>[^\W\d_]+)\.?\s*|[¶§]\s*)?(?=[0-9IVXLC]){NUMBER}(?:\W|$)", rest)
    if word is None or (word["word"] or "").lower() in NOT_UNITS:
        return ""
    short = [words.short for words in UNITS.values()]
    near = nearest(word["word"].lower() + ".", short) if word["word"] else ""
    one_of = f"{', '.join(f'{one} 2' for one in short[:-1])} or {short[-1]} 2"
    return f"“{rest}” is not a place that is understood{near or f'; write {one_of}'}"


def _miscounted(written: str, locator: Locator) -> str:
    """Why the unit and its numbers don't go together, or ""."""
    several = len(locator.numbers) > 1
    right = str(locator).partition(" ")[0]
    if written != right:
        what = "several places" if several else "one place"
        return f"“{written}” does not go with {what}; write “{locator}”"
    first, last = locator.numbers[0], locator.numbers[-1]
    if locator.ranged and first.isdigit() and last.isdigit() and int(first) >= int(last):
        return f"“{locator}” runs backwards; write the smaller number first"
    return ""


def _checked(citation: Citation) -> Citation:
    """The citation, with a fault if the words around it look like a citation gone wrong."""
    words = f"{citation.prefix} {citation.suffix}"
    if "@" in words:
        fault = "two works in one bracket are parted by “;”, as in [@one, art. 2; @two]"
    elif WORD_AND_NUMBER.search(citation.suffix):
        fault = f"“{citation.suffix}”: write the place right after the key, as in [@key, art. 2]"
    else:
        return citation
    return Citation(citation.key, fault=fault)


@lru_cache(maxsize=KEPT)
def find_forgotten(text: str) -> tuple[tuple[str, str, int], ...]:
    """Brackets that would be citations with an @: as written, the key, the offset; no code."""
    found = FORGOTTEN.finditer(without_code(text))
    return tuple((one[0], one["key"], one.start()) for one in found)


@lru_cache(maxsize=KEPT)
def find_loose_keys(text: str) -> tuple[tuple[str, int], ...]:
    """What looks like a key but stands in no bracket, with its offset; code left out."""
    if "@" not in text and "＠" not in text:
        return ()
    places = ((block.start, block.end) for block in find_citations(text))
    clean = blanked(without_code(text), places)
    found = (LOOSE.match(clean, at.start()) for at in re.finditer("[@＠]", clean))
    return tuple((one[0], one.start()) for one in found if one)


def find_citations(text: str, first_line: int = 1) -> tuple[CitationBlock, ...]:
    """Every citation in a Markdown or YAML text, code left out."""
    return _find_citations(text, first_line) if "@" in text else ()


@lru_cache(maxsize=KEPT)
def _find_citations(text: str, first_line: int) -> tuple[CitationBlock, ...]:
    return tuple(_citations(text, without_code(text), first_line))


def parse_citations(text: str) -> Iterator[CitationBlock]:
    """The same for a text that is read only once: nothing of it is kept."""
    return _citations(text, blank_code(text), 1)


def _citations(text: str, clean: str, first_line: int) -> Iterator[CitationBlock]:
    for match in BLOCK.finditer(clean):
        if not KEY.search(match["inside"]):
            continue
        yield CitationBlock(
            parse_block(match["inside"]),
            match.start(),
            match.end(),
            line_at(text, match.start(), first_line),
            bool(match["embed"]),
        )


def cites(text: str) -> bool:
    """Whether a text names a source; to show an article is not yet to cite it."""
    if "@" not in text:
        return False
    found = BLOCK.finditer(blank_code(text))  # a page's text is asked about once
    return any(not one["embed"] and KEY.search(one["inside"]) for one in found)


def without_citations(text: str) -> str:
    """The text with its citations left out."""
    parts, end = [], 0
    for block in find_citations(text):
        parts.append(text[end : block.start])
        end = block.end
    return "".join([*parts, text[end:]])
