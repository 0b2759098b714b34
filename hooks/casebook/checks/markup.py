"""Markup that would swallow or spoil what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..course import Course
from ..models.base import Document, Form
from ..problems import Problem
from ..reading.markdown import attribute_lists, line_at, without_code

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:\s[^<>]*)?/?)>", re.IGNORECASE)
VOID = {"br", "hr", "img", "wbr"}
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
HAND_NOTE = re.compile(r"\[\^[^\[\]]*\]")
RESERVED = re.compile(r"#(?:p-\d|q-|o-|pre-|art-|text-|word-|fn|ref-)")
"""Ids that the build gives: to paragraphs, questions, objectives, guesses, articles, an
article's words, definitions, notes and works."""
UNCLOSED_FENCE = re.compile(r"^(?:`{3,}|~{3,})", re.MULTILINE)


def tags_are_closed(course: Course) -> Iterator[Problem]:
    """Every HTML tag has its end: an open <details> hides the rest of the page."""
    for document in course.documents():
        clean = without_code(document.text)
        open_tags: list[tuple[str, int]] = []
        for tag in TAG.finditer(clean):
            name, line = tag["name"].lower(), line_at(clean, tag.start(), 1)
            if name in VOID or tag["rest"].endswith("/"):
                continue
            if not tag["close"]:
                open_tags.append((name, line))
                if name == "details" and "markdown" not in tag["rest"]:
                    message = 'write it as <details markdown="1">, or its Markdown stays raw'
                    yield Problem(document.path, line, message)
            elif open_tags and open_tags[-1][0] == name:
                open_tags.pop()
            else:
                yield Problem(document.path, line, f"</{name}> ends nothing; remove it")
        for name, line in open_tags:
            yield Problem(document.path, line, f"<{name}> has no end; close it with </{name}>")


def no_leftovers(course: Course) -> Iterator[Problem]:
    """No merge conflict, no open fence, no footnote by hand, no id that is given by the build."""
    for document in course.documents():
        yield from _leftovers(document)


def _leftovers(document: Document[Form]) -> Iterator[Problem]:
    clean = without_code(document.text)
    for pattern, message in (
        (CONFLICT, "a merge conflict is left over; choose one of the two texts"),
        (UNCLOSED_FENCE, "this fence has no end; close it with the same marks on a line"),
        (HAND_NOTE, "notes are made from citations; write [@key, art. 2]"),
    ):
        for found in pattern.finditer(clean):
            yield Problem(document.path, line_at(clean, found.start(), 1), message)
    for inside, offset in attribute_lists(document.text):
        if RESERVED.search(inside):
            message = "ids of this form are given by the build; choose another"
            yield Problem(document.path, line_at(clean, offset, 1), message)
