"""How much fits on a slide. Nothing says so until a program draws it: it is estimated here.

All lengths are in points. The estimate is on the safe side: a line is thought longer than the
fonts of our slides make it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeVar

import lxml.html

from ...chinese import CHARACTER

SLIDE = (720, 405)
"""16:9, as wide as 10 inches: a size of 16 here is as large as 21 on a slide of 13.3 inches."""
LEFT, TOP, WIDE, HIGH = 36, 78, 648, 290
"""The part of a slide under its title."""
TEXT, CELL, CAPTION, QUESTION = 18, 16, 12, 28
"""Sizes of letters."""
TITLES = (24, 22, 20, 18, 16)
"""A title takes the first in which it fits."""
TITLE_HIGH = 62
SHARE = 3
"""Digits of the share of a column in the width of a table: pandoc gives back no more."""
INSET, CELL_INSET = 14.4, 14.4
"""What a box, and a cell, keep free at their sides together."""
OVER_AND_UNDER = 7.2
INDENT = 27
"""Of an entry of a list, for each level."""
LINE = 1.2
"""The height of a line of letters of size 1."""
BETWEEN = 0.2
"""What stands before a paragraph, as a share of its size."""
NARROW = re.compile(r"[fijlrt.,;:'’|()\[\]\s-]")
BROAD = re.compile(r"[A-Zmw%@&—–“”]")
WIDTHS = 0.31, 0.51, 0.7
"""Of narrow, common and broad letters of size 1: a text takes a fourteenth more than in Calibri."""
BOLD = 1.06
Thing = TypeVar("Thing")
WIDE_SIGN = re.compile(f"{CHARACTER}|[\uff00-\uff60\u2014\u2026]")
WORD = re.compile(f"(?:{WIDE_SIGN.pattern})|(?:(?!{WIDE_SIGN.pattern})\\S)+|\\s+")
ENDS = (
    re.compile(r"[.!?。！？]\s*(?=\S)"),
    re.compile(r"[;:,；：，、]\s*(?=\S)"),
    re.compile(r"\s+"),
)
"""Where a text may be divided, the best first."""


@dataclass(frozen=True)
class Line:
    """A paragraph, or an entry of a list."""

    html: str
    level: int = 0
    """0 for a paragraph, 1 for an entry, 2 for an entry of a list within it."""
    number: int = 0
    """Of an entry of a numbered list."""

    @property
    def text(self) -> str:
        return plain(self.html)


def plain(html: str) -> str:
    """The words of HTML."""
    return str(lxml.html.fragment_fromstring(html, create_parent="div").text_content()).strip()


def rows_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes when it is broken between words."""
    rows, used = 1, 0.0
    for word in WORD.findall(text):
        wide = size * sum(_width(sign) for sign in word)
        if word.isspace() or used + wide <= width:
            used += wide
        else:
            rows += math.ceil(wide / width) if used else math.ceil(wide / width) - 1
            used = min(wide, width) if wide <= width else math.fmod(wide, width)
    return rows


def _width(sign: str) -> float:
    if WIDE_SIGN.match(sign):
        return 1.0
    return WIDTHS[0 if NARROW.match(sign) else 2 if BROAD.match(sign) else 1]


def box_height(text: str, width: float, size: float) -> float:
    """Of a box with one paragraph."""
    return rows_of(text, width - INSET, size) * size * LINE + OVER_AND_UNDER


def title_size(text: str, width: float = WIDE, height: float = TITLE_HIGH) -> int:
    """The size in which a title fits; 0 if it fits in none."""
    bold = (width - INSET) / BOLD + INSET
    return next((size for size in TITLES if box_height(text, bold, size) <= height), 0)


def caption_height(text: str) -> float:
    """Of the box under a picture or a table."""
    return box_height(text, WIDE, CAPTION) if text else 0.0


def line_height(line: Line, size: float = TEXT) -> float:
    rows = rows_of(line.text, WIDE - INSET - INDENT * line.level, size)
    return size * (rows * LINE + BETWEEN)


def row_height(cells: Sequence[str], shares: Sequence[float]) -> float:
    """Of a row of a table whose columns have these shares of its width; cells are HTML."""
    rows = [
        rows_of(plain(cell), WIDE * share - CELL_INSET, CELL)
        for cell, share in zip(cells, shares, strict=True)
    ]
    return max(rows) * CELL * LINE + OVER_AND_UNDER


def lines_in_parts(lines: Iterable[Line], size: float = TEXT) -> list[list[Line]]:
    """Lines in as many parts as slides are needed."""
    room = HIGH - OVER_AND_UNDER

    def halves(line: Line) -> list[Line]:
        first, second = divided(line.text)
        return [Line(escape(first), line.level, line.number), Line(escape(second), 0)]

    return _in_parts(lines, lambda line: line_height(line, size), room, halves)


def rows_in_parts(
    rows: Iterable[tuple[str, ...]], head: Sequence[str], shares: Sequence[float], under: str
) -> list[list[tuple[str, ...]]]:
    """The rows of a table in as many parts; `under` is its caption, as text."""
    room = HIGH - caption_height(under) - OVER_AND_UNDER - (row_height(head, shares) if head else 0)

    def halves(row: tuple[str, ...]) -> list[tuple[str, ...]]:
        cut = [divided(plain(cell)) for cell in row]
        return [tuple(escape(one[half]) for one in cut) for half in (0, 1)]

    return _in_parts(rows, lambda row: row_height(row, shares), room, halves)


def _in_parts(
    things: Iterable[Thing],
    height: Callable[[Thing], float],
    room: float,
    halves: Callable[[Thing], list[Thing]],
) -> list[list[Thing]]:
    """As few parts as hold them all, and those as even as they can be."""
    waiting, found = [*things][::-1], list[tuple[Thing, float]]()
    while waiting:
        one = waiting.pop()
        if height(one) > room:
            waiting += halves(one)[::-1]
        else:
            found.append((one, height(one)))
    parts = _filled(found, room)
    even = (_filled(found, room * share / 10) for share in range(4, 10))
    return next((one for one in even if len(one) == len(parts)), parts)


def _filled(things: Iterable[tuple[Thing, float]], room: float) -> list[list[Thing]]:
    parts: list[list[Thing]] = []
    left = 0.0
    for one, needed in things:
        if not parts or needed > left:
            parts.append([])
            left = room
        parts[-1].append(one)
        left -= needed
    return parts


def divided(text: str) -> tuple[str, str]:
    """A text in two, near its middle: between sentences if it can be, else where it can."""
    middle = len(text) / 2
    for end in ENDS:
        places = [one.end() for one in end.finditer(text)]
        best = min(places, key=lambda place: abs(place - middle), default=0)
        if len(text) / 5 < best < len(text) * 4 / 5:
            return text[:best].strip(), text[best:].strip()
    half = math.ceil(middle)
    return text[:half], text[half:]
