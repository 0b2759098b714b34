"""A figure or a year is a claim of fact, and a claim has its source beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..citations.syntax import find_citations
from ..course import Course
from ..models.base import Document, Form
from ..problems import Problem
from ..reading.markdown import Block, blocks, list_entries

FIGURE = re.compile(r"(?<![\w#/.-])(?:\d[\d,.]*\s?(?:%|per cent)|\d{2,}(?:[.,]\d+)*)(?![\w-])")
"""A percentage or a number of two digits or more."""
PLACE = re.compile(
    r"\b(?:articles?|arts?\.|sections?|secs?\.|paragraphs?|paras?\.|chapters?|pages?|pp?\.|¶)\s*"
    r"[\dIVXLC]+(?:\([a-z0-9]+\))*(?:(?:,| and| or| to|–|-)\s*[\dIVXLC]+(?:\([a-z0-9]+\))*)*",
    re.IGNORECASE,
)
"""A place in a text is not a figure."""
MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|\{[^}]*\}|^\d+\.\s", re.MULTILINE)


def figures_are_cited(course: Course) -> Iterator[Problem]:
    """A paragraph or a list entry that states a figure or a year cites something."""
    names = _names(course)
    for document in (*course.chapters.values(), *course.modules.values(), *course.pages):
        for block in blocks(document.body, document.body_line):
            for part in _parts(block):
                figure = _uncited(part.text, names)
                if figure:
                    message = f"states “{figure}” and cites nothing; add the source, as [@key]"
                    yield Problem(document.path, part.line, message)


def _names(course: Course) -> re.Pattern[str]:
    """Titles that hold a number of their own, such as a plan named after its year."""
    titles: set[str] = set()
    documents: list[Document[Form]] = [*course.laws.values(), *course.terms.values()]
    for document in documents:
        for name in ("title", "short", "term"):
            titles.add(getattr(document.facts, name, "") or "")
    numbered = sorted((re.escape(t) for t in titles if re.search(r"\d", t)), key=len, reverse=True)
    return re.compile("|".join(numbered) or r"(?!)")


def _parts(block: Block) -> Iterator[Block]:
    """A list's entries, each by itself; anything else whole. Tables cite in their caption."""
    if block.text.lstrip().startswith(("|", "<")):
        return
    yield from list(list_entries(block)) or [block]


def _uncited(text: str, names: re.Pattern[str]) -> str:
    """The first figure of a text that cites nothing, or ""."""
    if any(True for _ in find_citations(text)):
        return ""
    plain = names.sub(" ", PLACE.sub(" ", MARKUP.sub(" ", text)))
    found = FIGURE.search(plain)
    return found[0] if found else ""
