"""What a Markdown source holds, found without rendering it, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

FENCE = re.compile(r"^(?P<mark>`{3,}|~{3,})[^\n]*\n.*?^(?P=mark)[ \t]*$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:.|\n(?!\n))+?(?<!`)\1(?!`)")
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
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

    for pattern in (FENCE, COMMENT, SPAN):
        text = pattern.sub(blank, text)
    return text


def line_at(text: str, offset: int, first_line: int) -> int:
    return text.count("\n", 0, offset) + first_line


def headings(body: str, first_line: int = 1) -> list[Heading]:
    """The headings with the ids that Python-Markdown's toc extension gives them."""
    clean = without_code(body)
    used: set[str] = set()
    found = []
    for match in HEADING.finditer(clean):
        text = body[match.start(2) : match.end(2)]
        attributes = ATTRIBUTES.search(text)
        if attributes:
            text = text[: attributes.start()]
        words = re.sub(r"[*`]|\[@[^\]]*\]", "", text)
        given = attributes["id"] if attributes else None
        anchor = unique(given or slugify(words, "-"), used)
        found.append(
            Heading(len(match[1]), words, anchor, line_at(body, match.start(), first_line))
        )
    return found


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
    """The body cut at blank lines, code left out."""
    clean = without_code(body)
    sections = {heading.line: heading.anchor for heading in headings(body, first_line)}
    section = ""
    for match in re.finditer(r"(?:^[^\n]*\S[^\n]*\n?)+", clean, re.MULTILINE):
        line = line_at(body, match.start(), first_line)
        if line in sections:
            section = sections[line]
            continue
        yield Block(match[0].rstrip("\n"), line, section)
