"""What a Markdown source holds, found without rendering it, each with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import ParamSpec, TypeVar, cast

from markdown.extensions.toc import slugify, unique

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")
KEPT = 8_000
"""How many texts a pass over a large course remembers the parts of; each rule reads them all."""
FORGETTING: list[Callable[[], None]] = []
"""What `forget` calls."""

# No pattern here may look for its end from each of its beginnings: of a file that someone
# filled with beginnings, it would read the rest ten thousand times.
FENCE_LINE = re.compile(r"^(?P<mark>`{3,}|~{3,})[^\n]*", re.MULTILINE)
COMMENT, TICK = re.compile("<!--"), re.compile("`")
TICKS = re.compile(r"`+|\n\n")
MAY_BE_CODE = re.compile(r"`|~~~|<!--")
MAX_HEADINGS = 300
"""On one page; a check reports more."""
HEADING = re.compile(r"^(#{1,6})[ \t]+(\S[^\n]{0,300})$", re.MULTILINE)
ATTRIBUTES = re.compile(r"[ \t]*\{(?P<inside>[^{}]*)\}[ \t]*$")
ATTRIBUTE_LIST = re.compile(r"\{([^{}\n]*)\}")
"""{ #id .class } after a heading, a link or a paragraph."""
HTML_ID = re.compile(r"\bid=[\"']([^\"']+)[\"']")
ATTR_ID = re.compile(r"#([\w-]+)")
LINK = re.compile(
    r"(?<!\\)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<target>[^()\s]*)(?:\s+\"[^\"]*\")?\)"
)


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Link:
    target: str
    line: int


@dataclass(frozen=True)
class Block:
    """A paragraph, list, quotation or table: the lines between two blank ones."""

    text: str
    line: int
    section: str
    """The anchor of the heading above, or "" before the first."""


def copies(make: Callable[Arguments, Made]) -> Callable[Arguments, Made]:
    """Keeps what a function makes of texts for one rule after another, until `forget`."""
    kept = lru_cache(maxsize=KEPT)(make)
    FORGETTING.append(kept.cache_clear)
    return cast("Callable[Arguments, Made]", kept)


def forget() -> None:
    """Let go of the copies of texts: what is made of a large course's pages needs the room."""
    for clear in FORGETTING:
        clear()


def without_code(text: str) -> str:
    """The text with code and comments blanked, so that every offset stays."""
    return _without_code(text) if MAY_BE_CODE.search(text) else text


@copies
def _without_code(text: str) -> str:
    return blank_code(text)


def blank_code(text: str) -> str:
    """The same for a text that is read only once: nothing of it is kept."""
    for mark, find in ((FENCE_LINE, _fences), (COMMENT, _comments), (TICK, _spans)):
        if mark.search(text):
            text = blanked(text, find(text))
    return text


def blanked(text: str, places: Iterator[tuple[int, int]]) -> str:
    """The text with spaces in the places (start, end), which stand in order; lines stay."""
    parts, done = [], 0
    for start, end in places:
        parts += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*parts, text[done:]])


def _fences(text: str) -> Iterator[tuple[int, int]]:
    """Where fenced code stands; a fence without an end is none."""
    lines = list(FENCE_LINE.finditer(text))
    closing: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        closing.setdefault(line[0].rstrip(" \t"), []).append(number)
    number = 0
    while number < len(lines):
        ends = closing.get(lines[number]["mark"], [])
        after = bisect_right(ends, number)
        if after < len(ends):
            yield lines[number].start(), lines[ends[after]].end()
            number = ends[after]
        number += 1


def _comments(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (end := text.find("-->", start)) >= 0:
        end += 3
        yield start, end


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where code stands between as many backticks before it as after it, in one paragraph."""
    marks: list[tuple[int, int]] = []
    for found in TICKS.finditer(text + "\n\n"):
        if found[0][0] == "`":
            marks.append(found.span())
            continue
        of_length: dict[int, list[int]] = {}
        for i, (start, end) in enumerate(marks):
            of_length.setdefault(end - start, []).append(i)
        i = 0
        while i < len(marks):
            start, end = marks[i]
            others = of_length[end - start]
            after = bisect_right(others, i)
            if after < len(others):
                i = others[after]
                yield start, marks[i][1]
            i += 1
        marks = []


@lru_cache(maxsize=64)
def _line_starts(text: str) -> list[int]:
    """Where every line but the first begins."""
    return [found.end() for found in re.finditer("\n", text)]


def line_at(text: str, offset: int, first_line: int) -> int:
    return bisect_right(_line_starts(text), offset) + first_line


def attribute_lists(text: str) -> Iterator[tuple[str, int]]:
    """What stands between braces on one line, each with its offset; code left out."""
    for found in ATTRIBUTE_LIST.finditer(without_code(text)):
        yield found[1], found.start()


@lru_cache(maxsize=KEPT)
def headings(body: str, first_line: int = 1) -> tuple[Heading, ...]:
    """The headings with the ids that Python-Markdown's toc extension gives them."""
    clean = without_code(body)
    used: set[str] = set()
    found = []
    for match in islice(HEADING.finditer(clean), MAX_HEADINGS):
        text = body[match.start(2) : match.end(2)].rstrip(" \t#")
        attributes = ATTRIBUTES.search(text)
        if attributes:
            text = text[: attributes.start()].rstrip()
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)  # a link's text stays
        words = re.sub(r"<[^>]*>|[*`]|\b_|_\b|!?\[@[^\]]*\]", "", words).strip()
        given = ATTR_ID.search(attributes["inside"]) if attributes else None
        anchor = unique(given[1] if given else slugify(words, "-"), used)
        found.append(
            Heading(len(match[1]), words, anchor, line_at(body, match.start(), first_line))
        )
    return tuple(found)


def heading_id(words: str) -> str:
    """The id that a heading of these words gets, where it is the first of them on its page."""
    return unique(slugify(words, "-"), set())


def anchors(body: str) -> set[str]:
    """Every id that a link into this body may name."""
    clean = without_code(body)
    return {
        *(heading.anchor for heading in headings(body)),
        *HTML_ID.findall(clean),
        *(name for inside, _ in attribute_lists(body) for name in ATTR_ID.findall(inside)),
    }


@lru_cache(maxsize=KEPT)
def links(body: str, first_line: int = 1) -> tuple[Link, ...]:
    """Inline links and images, in order."""
    return tuple(_links(body, first_line))


def _links(body: str, first_line: int) -> Iterator[Link]:
    clean = without_code(body)
    for match in LINK.finditer(clean):
        yield Link(match["target"], line_at(body, match.start(), first_line))
        for inner in LINK.finditer(match["text"]):
            offset = match.start("text") + inner.start()
            yield Link(inner["target"], line_at(body, offset, first_line))


@copies
def blocks(body: str, first_line: int = 1) -> tuple[Block, ...]:
    """The body cut at blank lines and headings, code left out."""
    return tuple(_blocks(body, first_line))


def _blocks(body: str, first_line: int) -> Iterator[Block]:
    sections = {heading.line: heading.anchor for heading in headings(body, first_line)}
    section, held = "", list[str]()
    lines = [*without_code(body).split("\n"), ""]
    for number, text in enumerate(lines, first_line):
        if text.strip() and number not in sections:
            held.append(text)
            continue
        if held:
            yield Block("\n".join(held), number - len(held), section)
            held = []
        section = sections.get(number, section)


ENTRY = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", re.MULTILINE)


def list_entries(block: Block) -> Iterator[Block]:
    """The entries of a list, each by itself; nothing for another block."""
    starts = [found.start() for found in ENTRY.finditer(block.text)]
    for start, end in pairwise([*starts, len(block.text)]):
        line = line_at(block.text, start, block.line)
        yield Block(block.text[start:end], line, block.section)
