"""Every citation names a work that exists, at a place that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..citations.syntax import (
    Citation,
    CitationBlock,
    Locator,
    find_citations,
    find_forgotten,
    find_loose_keys,
)
from ..course import COURSE, REFERENCES, Course
from ..models.base import SLUG, Document, Form
from ..models.law import Law, anchor
from ..models.reference import Reference
from ..problems import Problem, nearest
from ..reading.markdown import line_at

Found = tuple[Document[Form], CitationBlock, Citation]


def _citations(course: Course) -> Iterator[Found]:
    for document in course.documents():
        for block in find_citations(document.text):
            for citation in block.citations:
                yield document, block, citation


def works_exist(course: Course) -> Iterator[Problem]:
    """A citation can be read and its key is a law card or in references.bib."""
    known = {*course.laws, *course.references}
    for document, block, citation in _citations(course):
        if citation.fault:
            hint = "" if SLUG.fullmatch(citation.key) else nearest(_as_key(citation.key), known)
            yield Problem(document.path, block.line, citation.fault + hint)
        elif citation.key not in known and not _unusable(course, citation.key):
            remedy = nearest(citation.key, known) or f"; add it to {REFERENCES} or docs/law/"
            message = f"no work has the key “{citation.key}”{remedy}"
            yield Problem(document.path, block.line, message)


def _as_key(written: str) -> str:
    """What a key with a wrong character was perhaps meant to be."""
    return "-".join(re.findall(r"[a-z0-9]+", written.lower()))


def keys_stand_in_brackets(course: Course) -> Iterator[Problem]:
    """An @key that no bracket holds, or a bracket without its @, would be printed as it stands."""
    known = {*course.laws, *course.references}
    for document in course.documents():
        for written, key, offset in find_forgotten(document.text):
            if key in known:
                message = f"“{written}” has no @; write “[@{written[1:]}”"
                yield Problem(document.path, line_at(document.text, offset, 1), message)
        for key, offset in find_loose_keys(document.text):
            line = line_at(document.text, offset, 1)
            message = f"“{key}” stands in no citation; write it as in [@key, art. 2]"
            yield Problem(document.path, line, message)


def _unusable(course: Course, key: str) -> bool:
    """Whether the work is there, with a mistake of its own that has been reported."""
    return key in course.unusable or f"docs/law/{key}.md" in course.unusable


def _on_card(law: Law, unit: str) -> bool:
    """Whether a card must have every place of that kind that is cited from it.

    A report has hundreds of paragraphs and pages; the card of a case that
    shows none of them may be cited by any.
    """
    shown = {one.unit for one in law.facts.articles}
    return unit in ("art", "sec", "excerpt") or unit in shown or law.facts.kind != "case"


def places_in_works_exist(course: Course) -> Iterator[Problem]:
    """A page is one of the work's, and so is a paragraph, where their number is known."""
    for document, block, citation in _citations(course):
        work, place = course.references.get(citation.key), citation.locator
        if work is None or place is None or citation.key in course.laws:
            continue
        first, last = _extent(work, place.unit)
        for number in place.numbers:
            if number.isdigit() and last and not first <= int(number) <= last:
                message = (
                    f"“{citation.key}” has {'pages' if place.unit == 'p' else 'paragraphs'} "
                    f"{first} to {last}, and no {Locator(place.unit, (number,))}; correct the place"
                )
                yield Problem(document.path, block.line, message)


def _extent(work: Reference, unit: str) -> tuple[int, int]:
    """The first and the last page or numbered paragraph of a work; (0, 0) when not known."""
    if unit == "para" and work.get("paragraphs"):
        return 1, int(work.get("paragraphs"))
    pages = re.fullmatch(r"([0-9]{1,6})[–-]([0-9]{1,6})", work.get("pages"))
    return (int(pages[1]), int(pages[2])) if unit == "p" and pages else (0, 0)


def places_exist(course: Course) -> Iterator[Problem]:
    """An article or section cited from a law card is on the card."""
    for document, block, citation in _citations(course):
        law, place = course.laws.get(citation.key), citation.locator
        if law is None or place is None or not _on_card(law, place.unit):
            continue
        on_card = [article.anchor for article in law.facts.articles]
        for number in place.numbers:
            if anchor(place.unit, number) in on_card:
                continue
            here = Locator(place.unit, (number,))
            renumbered = law.facts.was(place.unit, number)
            if renumbered:
                then = Locator(place.unit, (renumbered.number,))
                message = (
                    f"{here} of {law.facts.short} is on its card under the number "
                    f"it had: cite {then}, which shows both"
                )
                yield Problem(document.path, block.line, message)
            else:
                has = ", ".join(article.number for article in law.facts.articles) or "none"
                message = (
                    f"{law.facts.short} has no {here} on its card (it has {has}); "
                    f"cite one of these, or add the article to {law.path}"
                )
                yield Problem(document.path, block.line, message)


def embeds_have_text(course: Course) -> Iterator[Problem]:
    """![@law, art. 2] names one article whose words are on its card."""
    for document, block, citation in _citations(course):
        if not block.embed or citation.fault:
            continue
        law, place = course.laws.get(citation.key), citation.locator
        before, after = document.text[: block.start], document.text[block.end :]
        alone = before.endswith(("\n\n", "---\n")) and (not after or after.startswith("\n\n"))
        words = citation.prefix or citation.suffix
        if len(block.citations) > 1 or place is None or len(place.numbers) > 1 or words:
            message = "“![…]” shows one article; write one law and one article in it"
            yield Problem(document.path, block.line, message)
        elif not (alone or after == "\n"):
            message = "“![…]” must stand alone, with a blank line before and after it"
            yield Problem(document.path, block.line, message)
        elif law is None and citation.key in course.references:
            message = f"“{citation.key}” has no law card to show; cite it without the “!”"
            yield Problem(document.path, block.line, message)
        elif law is not None:
            article = law.facts.article(place.unit, place.numbers[0])
            if article is None and not _on_card(law, place.unit):
                message = f"{law.facts.short} has no {place} on its card to show"
                yield Problem(document.path, block.line, message)
            elif article is not None and not article.text:
                message = (
                    f"{law.facts.short}, {place} has no verified text to show; "
                    "cite it without the “!”"
                )
                yield Problem(document.path, block.line, message)


def every_work_is_cited(course: Course) -> Iterator[Problem]:
    """A work or a law that nothing cites is a left-over; a key has one meaning."""
    if any(path.startswith("docs/") for path in course.unusable):
        return  # a file that could not be used may hold the citation
    cited = {citation.key for _, _, citation in _citations(course)}
    cited |= {one.source for ledger in course.quotations for one in ledger.facts.quotations}
    cited.add(course.facts.source_text or "")
    source = course.facts.source_text
    if source and source not in {*course.references, *course.unusable}:
        message = f"“source_text” is “{source}”, but no work in {REFERENCES} has that key"
        yield Problem(COURSE, 1, message)
    for key, reference in course.references.items():
        if key in course.laws:
            message = f"“{key}” has a law card too; remove it here"
            yield Problem(REFERENCES, reference.line, message)
        elif key not in cited:
            yield Problem(REFERENCES, reference.line, f"nothing cites “{key}”; cite or remove it")
    elsewhere = {
        citation.key
        for document, _, citation in _citations(course)
        if document.path != f"docs/law/{citation.key}.md"
    }
    for key, law in course.laws.items():
        if key not in elsewhere:
            yield law.problem(f"no page cites “{key}”; cite it or remove the card", "title")
