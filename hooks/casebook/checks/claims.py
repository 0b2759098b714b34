"""A figure or a year is a claim of fact, and a claim has its source beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..citations.quoted import long_quotations
from ..citations.syntax import WRITTEN, cites
from ..course import Course
from ..dates import MONTHS
from ..models.base import Document, Form
from ..models.law import UNITS
from ..problems import Problem
from ..reading.markdown import Block, blocks, line_at, list_entries

ONES = "one|two|three|four|five|six|seven|eight|nine"
TENS = "ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty"
WORDS = rf"(?:(?:{TENS}|seventy|eighty|ninety)(?:-(?:{ONES}))?|{ONES}|a)"
LARGE = "million|billion|trillion"
"""In words, hundreds and thousands are mostly those of an invented case."""
MONTH = f"(?-i:{'|'.join(MONTHS)})"
FIGURE = re.compile(
    r"(?<![\w#/.-])(?:"
    r"\d[\d,.]{0,30}\s?(?:%|per cent|percent)"
    rf"|\d[\d,.]{{0,30}}\s(?:{LARGE}|{MONTH})"
    rf"|{MONTH}\s\d{{1,2}}"
    r"|(?:19|20)\d\ds"
    r"|(?:19|20)\d\d[-–](?:\d\d){1,2}"
    r"|\d{2,}(?:[.,]\d+)*(?:-(?:year|month|day)s?)?"
    r"|[$€£¥]\s?\d[\d,.]{0,30}(?:bn|m|k)?"
    rf"|{WORDS}\s(?:(?:hundred|thousand)\s)?(?:{LARGE}|per\scent|percent)"
    r"|(?:one|two|three|four|nine)[-\s](?:third|quarter|fifth|tenth)s"
    r"|(?:a|one)[-\s](?:third|quarter|fifth|tenth)\sof"
    r")(?![A-Za-z0-9_-])"
    r"|\d{1,30}(?:年|万|亿)",
    re.IGNORECASE,
)
"""A percentage, an amount, a day, a fraction in words, or a number of two digits or more."""
MAY_BE_FIGURE = re.compile(rf"\d|{LARGE}|per\s?cent|third|quarter|fifth|tenth", re.IGNORECASE)
"""A sign that every figure has."""
PLACE = re.compile(
    rf"(?:\b(?:{'|'.join(rf'{words.long}s?' for words in UNITS.values())}|{WRITTEN})|¶)\s*"
    r"[\dIVXLC]+(?:\([a-z0-9]+\))*(?:(?:,| and| or| to|–|-)\s*[\dIVXLC]+(?:\([a-z0-9]+\))*)*",
    re.IGNORECASE,
)
"""A place in a text is not a figure."""
MARKUP = re.compile(r"\]\([^)]{0,999}\)|<[^<>]*>|\{[^{}]*\}|^\d+\.\s", re.MULTILINE)


def figures_are_cited(course: Course) -> Iterator[Problem]:
    """A paragraph, list entry or table that states a figure or a date cites something."""
    names = _names(course)
    for document in _documents(course):
        for part in _parts(document):
            figure = _figure(part.text, names)
            if figure:
                message = f"states “{figure}” and cites nothing; add the source, as [@key]"
                yield Problem(document.path, part.line, message)


def quotations_are_cited(course: Course) -> Iterator[Problem]:
    """A paragraph or list entry that quotes five words or more cites something."""
    for document in _documents(course):
        for part in _parts(document):
            for words, offset in long_quotations(part.text):
                line = line_at(part.text, offset, part.line)
                message = f"quotes “{words[:60]}” and cites nothing; add the source, as [@key]"
                yield Problem(document.path, line, message)
                break


def explanations_are_cited(course: Course) -> Iterator[Problem]:
    """The explanation of a question names its source."""
    for _, quiz, i, question in course.questions():
        if not cites(question.explanation):
            message = f"the explanation of “{question.id}” cites nothing; add the source"
            yield quiz.problem(message, "questions", i, "explanation")


def cards_are_cited(course: Course) -> Iterator[Problem]:
    """Each paragraph of a law card's text names its source."""
    for law in course.laws.values():
        for block in blocks(law.body, law.body_line):
            if not cites(block.text) and not re.match(r"\s*[#|<]", block.text):
                message = "a paragraph of a card cites nothing; add the source, as [@key, art. 2]"
                yield Problem(law.path, block.line, message)


def _documents(course: Course) -> Iterator[Document[Form]]:
    yield from course.chapters.values()
    yield from course.modules.values()
    yield from course.terms.values()
    yield from course.pages


def _parts(document: Document[Form]) -> Iterator[Block]:
    """What cites nothing: paragraphs, entries of lists, rows of tables.

    A table, and a block quotation, may cite in the paragraph before or after it.
    """
    found = [one for one in blocks(document.body, document.body_line) if not _is_tag(one)]
    for i, block in enumerate(found):
        if block.text.lstrip().startswith(("|", ">")):
            around = [one for one in found[max(0, i - 1) : i + 2] if one.section == block.section]
            if not any(cites(one.text) for one in around):
                yield from _rows(block)
            continue
        for part in list(list_entries(block)) or [block]:
            if not cites(part.text):
                yield part


def _is_tag(block: Block) -> bool:
    """Only tags, or the label of a <details>: nothing that states anything."""
    return not re.sub(r"<summary>[^\n]{0,999}?</summary>|<[^<>]*>", "", block.text).strip()


def _rows(block: Block) -> Iterator[Block]:
    if not block.text.lstrip().startswith("|"):
        yield block
        return
    for number, row in enumerate(block.text.split("\n"), block.line):
        yield Block(row, number, block.section)


def _names(course: Course) -> re.Pattern[str]:
    """Titles that hold a number of their own, such as a plan named after its year."""
    titles: set[str] = set()
    documents: list[Document[Form]] = [*course.laws.values(), *course.terms.values()]
    for document in documents:
        for name in ("title", "short", "term"):
            titles.add(getattr(document.facts, name, "") or "")
    numbered = sorted((re.escape(t) for t in titles if re.search(r"\d", t)), key=len, reverse=True)
    return re.compile("|".join(numbered) or r"(?!)")


def _figure(text: str, names: re.Pattern[str]) -> str:
    """The first figure of a text, or ""."""
    if not MAY_BE_FIGURE.search(text):  # most texts, and much sooner
        return ""
    plain = PLACE.sub(" ", MARKUP.sub(" ", text))
    if not FIGURE.search(plain):  # there may be names by the hundred
        return ""
    found = FIGURE.search(names.sub(" ", plain))
    return " ".join(found[0].split()) if found else ""
