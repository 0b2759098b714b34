"""What a Markdown source holds, found without rendering it, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown.extensions.toc import slugify, unique

FENCE = re.compile(r"^(?P<mark>`{3,}|~{3,})[^\n]*\n.*?^(?P=mark)[ \t]*$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.|\n(?!\n))+?(?<!`)\1(?!`)")
HEADING = re.compile(r"^(#{1,6})[ \t]+(\S[^\n]{0,300})$", re.MULTILINE)
ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?:[^}]*?#(?P<id>[\w-]+))?[^}]*\}[ \t]*$")
HTML_ID = re.compile(r"\bid=[\"']([^\"']+)[\"']")
ATTR_ID = re.compile(r"\{:?[^}\n]*#([\w-]+)[^}\n]*\}")
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


def without_code(text: str) -> str:
    """The text with code and comments blanked, so that every offset stays."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    text = FENCE.sub(blank, text)
    start = text.find("<!--")
    while start >= 0:  # not a pattern: many openings without an end would take long
        end = text.find("-->", start)
        if end < 0:
            break
        comment = text[start : end + 3]
        text = text[:start] + re.sub(r"[^\n]", " ", comment) + text[end + 3 :]
        start = text.find("<!--", end)
    return SPAN.sub(blank, text)


def line_at(text: str, offset: int, first_line: int) -> int:
    return text.count("\n", 0, offset) + first_line


def headings(body: str, first_line: int = 1) -> list[Heading]:
    """The headings with the ids that Python-Markdown's toc extension gives them."""
    clean = without_code(body)
    used: set[str] = set()
    found = []
    for match in HEADING.finditer(clean):
        text = body[match.start(2) : match.end(2)].rstrip(" \t#")
        attributes = ATTRIBUTES.search(text)
        if attributes:
            text = text[: attributes.start()].rstrip()
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)  # a link's text stays
        words = re.sub(r"<[^>]*>|[*`]|\b_|_\b|!?\[@[^\]]*\]", "", words).strip()
        given = attributes["id"] if attributes else None
        anchor = unique(given or slugify(words, "-"), used)
        found.append(
            Heading(len(match[1]), words, anchor, line_at(body, match.start(), first_line))
        )
    return found


def heading_id(words: str) -> str:
    """The id that a heading of these words gets, where it is the first of them on its page."""
    return unique(slugify(words, "-"), set())


def anchors(body: str) -> set[str]:
    """Every id that a link into this body may name."""
    clean = without_code(body)
    return {
        *(heading.anchor for heading in headings(body)),
        *HTML_ID.findall(clean),
        *ATTR_ID.findall(clean),
    }


def links(body: str, first_line: int = 1) -> Iterator[Link]:
    """Inline links and images, in order."""
    clean = without_code(body)
    for match in LINK.finditer(clean):
        yield Link(match["target"], line_at(body, match.start(), first_line))
        for inner in LINK.finditer(match["text"]):
            offset = match.start("text") + inner.start()
            yield Link(inner["target"], line_at(body, offset, first_line))


def blocks(body: str, first_line: int = 1) -> Iterator[Block]:
    """The body cut at blank lines and headings, code left out."""
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
