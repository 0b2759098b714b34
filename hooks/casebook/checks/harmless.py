"""No text does anything but be read: no script, no strange address, no trap for the renderer."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..course import Course
from ..models.base import Document, Form
from ..problems import Problem
from ..reading.markdown import (
    HEADING,
    MAX_HEADINGS,
    Block,
    attribute_lists,
    blocks,
    line_at,
    without_code,
)

TAGS = frozenset(
    {
        *("a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins"),
        *("kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub"),
        *("sup", "u", "var", "wbr", "blockquote", "div", "figcaption", "figure", "hr", "p"),
        *("details", "summary", "dd", "dl", "dt", "li", "ol", "ul"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    }
)
"""Elements that only show text; a video or a form is none."""
ATTRIBUTES = frozenset(
    {
        *("alt", "cite", "class", "colspan", "datetime", "dir", "height", "href", "id", "lang"),
        *("markdown", "open", "reversed", "role", "rowspan", "scope", "src", "start", "title"),
        *("value", "width"),
    }
)
SCHEMES = ("http", "https", "mailto")
NAME = r"[^\s\"'<>/=]+"
VALUE = r"\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]+"
BEGINNING = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
TAG = re.compile(rf"</?([a-z][a-z0-9-]*)((?:\s+{NAME}(?:\s*=\s*(?:{VALUE}))?)*)\s*/?>", re.I)
AUTOLINK = re.compile(r"<(?:https?://[^\s<>]*|[^\s<>@:/]+@[^\s<>@]+)>")
ATTRIBUTE = re.compile(rf"({NAME})(?:\s*=\s*(?:{VALUE}))?")
GIVEN = re.compile(r"([\w:-]+)\s*=")
"""An attribute that is given a value in an attribute list."""
SCHEME = re.compile(
    r"(?:\]\(|\]:|\b(?:href|src|cite)\s*=)[\s<\"']{0,9}([a-z][a-z0-9+.-]{0,30}):", re.IGNORECASE
)
MAX_DEPTH = 30
"""Brackets within brackets; for each, Markdown reads the rest of the paragraph again."""
MAX_DEFINITIONS = 100
"""Lines of one list of definitions; Markdown reads each inside the one before."""


def tags_only_show(course: Course) -> Iterator[Problem]:
    """HTML in a text is an element that shows text, with attributes that do nothing."""
    for document in course.documents():
        clean = without_code(document.text)
        for found in BEGINNING.finditer(clean):
            message = _fault_of_tag(clean, found.start())
            if message:
                yield Problem(document.path, line_at(clean, found.start(), 1), message)
        for inside, offset in attribute_lists(document.text):
            for name in GIVEN.findall(inside):
                if not _may_stand(name):
                    message = f"“{name}” can't be given to a part of a text; remove it"
                    yield Problem(document.path, line_at(clean, offset, 1), message)


def _fault_of_tag(text: str, start: int) -> str:
    """What is wrong with the tag that begins there, or ""."""
    tag = TAG.match(text, start)
    if tag is None:
        if AUTOLINK.match(text, start):
            return ""
        written = text[start : start + 20].split("\n")[0]
        return f"“{written}” begins a tag that is not whole; close it, or write &lt; for the sign"
    name = tag[1].lower()
    if name not in TAGS:
        return f"<{name}> can't stand in a text; write it in Markdown, or remove it"
    wrong = next((one for one in ATTRIBUTE.findall(tag[2]) if not _may_stand(one)), "")
    return f"“{wrong}” can't be given to <{name}>; remove it" if wrong else ""


def _may_stand(attribute: str) -> bool:
    return attribute.lower() in ATTRIBUTES or attribute.lower().startswith("aria-")


def addresses_only_lead(course: Course) -> Iterator[Problem]:
    """A link leads to a page or to somebody's mail, and runs nothing."""
    for document in course.documents():
        # As a browser reads it: &#58; is a colon, and so is &colon;
        for number, line in enumerate(without_code(document.text).split("\n"), 1):
            if not any(sign in line for sign in ("](", "]:", "=", "&")):
                continue  # most lines, and sooner than by the pattern
            for scheme in SCHEME.findall(html.unescape(line)):
                if scheme.lower() not in SCHEMES:
                    message = f"a link can't start with “{scheme}:”; it starts with https://"
                    yield Problem(document.path, number, message)


def markdown_can_be_read(course: Course) -> Iterator[Problem]:
    """A text has no more headings, brackets in brackets and definitions than a reader can follow.

    Markdown would take hours over it, or end with a traceback.
    """
    for document in course.documents():
        text, first = (document.body, document.body_line) if document.body else (document.text, 1)
        found = list(HEADING.finditer(without_code(text)))[MAX_HEADINGS:]
        if found:
            message = f"has more than {MAX_HEADINGS} headings; split the page"
            yield Problem(document.path, line_at(text, found[0].start(), first), message)
        for block in blocks(text, first):
            yield from _tangled(document, block)


def _tangled(document: Document[Form], block: Block) -> Iterator[Problem]:
    depth = 0
    for sign in re.finditer(r"[\[\]()]", block.text):
        depth = depth + 1 if sign[0] in "[(" else max(0, depth - 1)
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} brackets are open; close them, or begin a paragraph"
            yield Problem(document.path, line_at(block.text, sign.start(), block.line), message)
            break
    if len(re.findall(r"^[ \t]*:[ \t]", block.text, re.MULTILINE)) > MAX_DEFINITIONS:
        message = f"has more than {MAX_DEFINITIONS} definitions; part them by blank lines"
        yield Problem(document.path, block.line, message)
