"""What stands in quotation marks was said, and the ledger shows where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..citations.quoted import LEFT_OUT, fold, long_quotations
from ..course import Course
from ..models.base import Document, Form
from ..problems import Problem, nearest
from ..reading.markdown import blocks, line_at

HINTS = 20
"""How many quotations are compared with every passage: it takes a while, and of more than
these something else is wrong."""
LONGEST_HINT = 300
"""Characters of a quotation that are compared."""


def sources_exist(course: Course) -> Iterator[Problem]:
    """A ledger entry's source is a law card or in references.bib."""
    known = {*course.laws, *course.references}
    for ledger in course.quotations:
        for i, quotation in enumerate(ledger.facts.quotations):
            if quotation.source not in known | course.unusable:
                message = (
                    f"no work has the key “{quotation.source}”"
                    f"{nearest(quotation.source, known) or '; add it to the references'}"
                )
                yield ledger.problem(message, "quotations", i, "source")


def quoted_words_are_verified(course: Course) -> Iterator[Problem]:
    """Five words or more in quotation marks are verified words of the ledger or of a law card."""
    if any(path.startswith(("docs/law/", "bibliography/")) for path in course.unusable):
        return  # the words may stand in a file that could not be used
    passages = _passages(course)
    folded = [fold(passage) for passage in passages]
    unverified = {
        fold(one.text): one.id
        for ledger in course.quotations
        for one in ledger.facts.quotations
        if one.status != "verified"
    }
    hints = HINTS
    for document in course.documents():
        for words, line in _quotations(document):
            parts = _parts(words)
            if any(_stands_in(parts, passage) for passage in folded):
                continue
            whole = fold(words)
            partly = next((name for text, name in unverified.items() if whole in text), None)
            if partly:
                message = f"“{_start(words)}” is verified only in part ({partly}); paraphrase it"
            else:
                hints -= 1
                message = (
                    f"“{_start(words)}” is not in the ledger of quotations"
                    f"{_nearest(words[:LONGEST_HINT], passages) if hints >= 0 else ''}; "
                    "add it under bibliography/quotations/ with its evidence, or paraphrase"
                )
            yield Problem(document.path, line, message)


def marks_are_paired(course: Course) -> Iterator[Problem]:
    """Every “ has its ”: words after an open mark would escape the check above."""
    for document in course.documents():
        text, first = _prose(document)
        for block in blocks(text, first):
            depth = 0
            for mark in re.finditer("[“”]", block.text):
                depth += 1 if mark[0] == "“" else -1
                if depth not in (0, 1):
                    break
            if depth:
                message = "a quotation mark “ or ” stands without the other; write both"
                yield Problem(document.path, line_at(block.text, mark.start(), block.line), message)


def ledger_is_used(course: Course) -> Iterator[Problem]:
    """Every verified entry of the ledger is quoted somewhere, in part at least."""
    if any(path.startswith("docs/") for path in course.unusable):
        return  # a file that could not be used may quote it
    if not any(
        one.status == "verified" for ledger in course.quotations for one in ledger.facts.quotations
    ):
        return
    everything = " ".join(fold(_prose(document)[0]) for document in course.documents())
    for ledger in course.quotations:
        for i, one in enumerate(ledger.facts.quotations):
            parts = _parts(one.text)
            if one.status == "verified" and not any(_shares(part, everything) for part in parts):
                message = f"nothing quotes “{one.id}”; quote it or remove it"
                yield ledger.problem(message, "quotations", i)


def _parts(words: str) -> list[str]:
    """What is quoted, cut where words are left out."""
    folded = (fold(part) for part in LEFT_OUT.split(" ".join(words.split())))
    return [part for part in folded if part]


def _shares(words: str, text: str) -> bool:
    """Whether a run of a few words, or of Chinese characters, stands in a text."""
    split = words.split(" ")
    run = 4 if len(split) > 4 else 1
    pieces = [" ".join(split[i : i + run]) for i in range(len(split) - run + 1)]
    if len(split) <= 2:  # Chinese has no spaces
        pieces = [words[i : i + 6] for i in range(max(1, len(words) - 5))]
    return any(piece in text for piece in pieces)


def _stands_in(parts: list[str], passage: str) -> bool:
    """Whether the parts stand in the passage one after another, each as whole words."""
    if not all(part in passage for part in parts):
        return False  # most of them, and much sooner than by a pattern
    start = 0
    for part in parts:
        found = re.compile(rf"(?<![a-z0-9]){re.escape(part)}(?![a-z0-9])").search(passage, start)
        if not found:
            return False
        start = found.end()
    return True


def _prose(document: Document[Form]) -> tuple[str, int]:
    """What a reader sees of a document, and the line on which it begins."""
    is_card = "articles" in type(document.facts).model_fields
    if is_card or document.body:
        return document.body, document.body_line
    return document.text, 1


def _quotations(document: Document[Form]) -> Iterator[tuple[str, int]]:
    """Marked and block quotations long enough to need evidence, with their lines."""
    text, first = _prose(document)
    for words, offset in long_quotations(text):
        yield words, line_at(text, offset, first)


def _passages(course: Course) -> list[str]:
    """All words that may be quoted, as they were read."""
    passages = [
        one.text
        for ledger in course.quotations
        for one in ledger.facts.quotations
        if one.status == "verified"
    ]
    for law in course.laws.values():
        for article in law.facts.articles:
            passages.append(" ".join(segment.en for segment in article.text))
            passages.append("".join(segment.zh or "" for segment in article.text))
    return [" ".join(passage.split()) for passage in passages if fold(passage)]


def _nearest(words: str, passages: list[str]) -> str:
    """The part of a passage that is most like the words, as a hint; or ""."""
    best, likeness = "", 0.6
    for passage in passages:
        matcher = SequenceMatcher(None, words.lower(), passage.lower(), autojunk=False)
        if matcher.real_quick_ratio() == 0 or not words:
            continue
        same = [one for one in matcher.get_matching_blocks() if one.size]
        share = sum(one.size for one in same) / len(words)
        if share > likeness:
            largest = max(same, key=lambda one: one.size)
            start = max(0, largest.b - largest.a)
            start = passage.rfind(" ", 0, start) + 1 if start else 0
            best, likeness = passage[start : start + max(len(words), 40) + 10], share
    return f"; nearest: “{_start(best.strip(), 100)}”" if best else ""


def _start(words: str, length: int = 60) -> str:
    return words if len(words) <= length else words[: length - 3] + "…"
