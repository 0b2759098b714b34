"""What stands in quotation marks was said, and the ledger shows where it was read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..citations.syntax import find_citations
from ..course import Course
from ..models.base import Document, Form
from ..problems import Problem, nearest
from ..reading.markdown import line_at, without_code

QUOTED = re.compile(r"“([^“”]*)”|「([^「」]*)」|«([^«»]*)»|(?<![\w=])\"([^\"\n]*)\"")
"""Words in quotation marks of any kind; attributes of HTML are taken out before."""
MIN_WORDS = 5
MIN_CHARACTERS = 8
"""Chinese has no spaces: about as much text as five words."""


def fold(text: str) -> str:
    """The text without differences of width, case, quotation marks and spaces."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[“”\"‘’'`*_]", "", text)
    return re.sub(r"\s+", " ", text).strip(" .,;:…。，；：")


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
    unverified = {
        fold(one.text): one.id
        for ledger in course.quotations
        for one in ledger.facts.quotations
        if one.status != "verified"
    }
    for document in course.documents():
        for words, line in _quotations(document):
            folded = fold(words)
            if any(folded in passage for passage in passages):
                continue
            partly = next((name for text, name in unverified.items() if folded in text), None)
            if partly:
                message = f"“{_start(words)}” is verified only in part ({partly}); paraphrase it"
            else:
                close = max(passages, key=lambda passage: _likeness(folded, passage), default="")
                hint = f"; nearest: “{close[:80]}”" if _likeness(folded, close) > 0.6 else ""
                message = (
                    f"“{_start(words)}” is not in the ledger of quotations{hint}; "
                    "add it under bibliography/quotations/ with its evidence, or paraphrase"
                )
            yield Problem(document.path, line, message)


def _quotations(document: Document[Form]) -> Iterator[tuple[str, int]]:
    """Marked quotations long enough to need evidence, with their lines."""
    is_card = "articles" in type(document.facts).model_fields
    text, first = (
        (document.body, document.body_line) if is_card or document.body else (document.text, 1)
    )
    clean = re.sub(r"<[^<>]*>", lambda tag: " " * len(tag[0]), without_code(text))
    for block in find_citations(text):
        clean = clean[: block.start] + " " * (block.end - block.start) + clean[block.end :]
    for found in QUOTED.finditer(clean):
        words = next(group for group in found.groups() if group is not None)
        chinese = len(re.findall(r"[\u3400-\u9fff]", words))
        if (
            len(re.findall(r"[\w’'-]*[A-Za-z][\w’'-]*", words)) >= MIN_WORDS
            or chinese >= MIN_CHARACTERS
        ):
            yield " ".join(words.split()), line_at(text, found.start(), first)


def _passages(course: Course) -> list[str]:
    passages = [
        fold(one.text)
        for ledger in course.quotations
        for one in ledger.facts.quotations
        if one.status == "verified"
    ]
    for law in course.laws.values():
        for article in law.facts.articles:
            passages.append(fold(" ".join(segment.en for segment in article.text)))
            passages.append(fold("".join(segment.zh or "" for segment in article.text)))
    return [passage for passage in passages if passage]


def _likeness(words: str, passage: str) -> float:
    """How much of `words` stands in `passage` in order, from 0 to 1."""
    if not words:
        return 0.0
    matcher = SequenceMatcher(None, words, passage, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(words)


def _start(words: str) -> str:
    return words if len(words) <= 60 else words[:57] + "…"
