"""Law cards hold together."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from ..chinese import strange
from ..citations.syntax import find_citations, without_citations
from ..course import COURSE, Course
from ..dates import long_date
from ..models.base import Document, Form, Loc
from ..models.law import UNITS, Article, Law, long_name
from ..problems import Problem, nearest

YEAR = 366
"""Days after which a law's status is to be looked at again."""

GONE = re.compile(r"\b(?:deleted?|deletion|removed|repealed|struck out|no longer)\b", re.IGNORECASE)
"""Words that tell a reader that a provision is gone."""


def known_jurisdiction(course: Course) -> Iterator[Problem]:
    """A card's jurisdiction is one that docs/course.yml names."""
    known = course.facts.jurisdictions
    for law in course.laws.values():
        code = law.facts.jurisdiction
        if code not in known:
            remedy = nearest(code, known) or f"; it is one of {', '.join(known)}, as {COURSE} says"
            yield law.problem(f"“{code}” is not a jurisdiction{remedy}", "jurisdiction")


def replacements_exist(course: Course) -> Iterator[Problem]:
    """“replaced_by” names another card, of an instrument that has come to an end."""
    for name, law in course.laws.items():
        by = law.facts.replaced_by
        if by is None or f"docs/law/{by}.md" in course.unusable:
            continue
        if by not in course.laws or by == name:
            remedy = nearest(by, {*course.laws} - {name}) or "; write the name of another card"
            yield law.problem(f"“{by}” is not a card in docs/law/{remedy}", "replaced_by")
        elif law.facts.force != "ended":
            message = "was replaced, so its “force” is “ended”; correct one of the two"
            yield law.problem(message, "replaced_by")


def dates_in_order(course: Course) -> Iterator[Problem]:
    """A law is adopted, then in force, then amended; nothing is true of a day to come."""
    today = course.facts.date
    for law in course.laws.values():
        facts = law.facts
        if facts.adopted and facts.in_force and facts.in_force < facts.adopted:
            yield law.problem("is in force before it is adopted; check both dates", "in_force")
        dates = [facts.adopted, *(one.date for one in facts.amended)]
        for i, (before, after) in enumerate(pairwise(dates)):
            if before and after and after < before:
                message = "is amended before the date above; put the dates in order"
                yield law.problem(message, "amended", i, "date")
        for i, article in enumerate(facts.articles):
            moved = article.now.since if article.now else article.added or article.removed
            if moved and facts.adopted and moved < facts.adopted:
                message = f"{article.heading} changes before the law is adopted; check"
                yield law.problem(message, "articles", i)
        if facts.as_of > today:
            message = f"“as_of” lies after this edition's date in {COURSE}; check both"
            yield law.problem(message, "as_of")


def standing_is_recent(course: Course) -> Iterator[Problem]:
    """A warning for a card whose “as of” is more than a year older than the edition."""
    for problem in stale(course, course.facts.date):
        yield dataclasses.replace(problem, warning=True)


def stale(course: Course, today: datetime.date) -> Iterator[Problem]:
    """The cards whose status nobody has looked at for a year."""
    for law in course.laws.values():
        if (today - law.facts.as_of).days > YEAR:
            message = (
                f"the status of {law.facts.short} was last looked at on "
                f"{long_date(law.facts.as_of.isoformat())}; look again, then set “as_of” to the day"
            )
            yield law.problem(message, "as_of")


def renumbered_articles_say_so(course: Course) -> Iterator[Problem]:
    """A page that names an article which has another number now, or is gone, says so."""
    for document in course.documents():
        if document.body == "":
            continue  # a quiz is read on its chapter's page
        told: set[tuple[str, str]] = set()
        for block in find_citations(document.body, document.body_line):
            for citation in block.citations:
                law, place = course.laws.get(citation.key), citation.locator
                if law is None or place is None or law is document:
                    continue  # a card says it by itself
                for number in place.numbers:
                    article = law.facts.article(place.unit, number)
                    changed = article is not None and (article.now or article.removed)
                    if article and changed and (citation.key, number) not in told:
                        told.add((citation.key, number))
                        yield from _changed(document, law, article, block.line)


def _changed(document: Document[Form], law: Law, article: Article, line: int) -> Iterator[Problem]:
    now, gone = article.now, article.removed
    unit, name = article.unit, article.heading
    words = without_citations(document.body)
    if not _names(words, unit, article.number, article.original_number):
        return
    if now and not _names(words, unit, now.number, now.original_number):
        message = (
            f"{name} of the {law.facts.short} is {long_name(unit, now.number)} since "
            f"{long_date(now.since.isoformat())}; give both numbers once on this page"
        )
        yield Problem(document.path, line, message)
    if gone and not GONE.search(words):
        message = (
            f"{name} of the {law.facts.short} is not in its text since "
            f"{long_date(gone.isoformat())}; say once on this page that it was deleted"
        )
        yield Problem(document.path, line, message)


def _names(words: str, unit: str, number: str, original: str | None) -> bool:
    """Whether a text names an article: “Article 4”, “art. 4”, “Articles 2 and 4”, “now 5”."""
    listed = r"(?:[0-9A-Z]+[a-z]*(?:\([^)]*\))*(?:,? and |,? or |, | to |–|-))*"
    long, short, plural = (one.rstrip(".") for one in UNITS[unit])
    called = rf"(?i:{long}s?|(?:{short}|{plural})\.?)"
    article = rf"\b(?:{called}|now|number(?:ed)?)\s+{listed}{re.escape(number)}(?![0-9])"
    return bool(re.search(article, words)) or bool(original and original in words)


def translations_have_an_original(course: Course) -> Iterator[Problem]:
    """An instrument with a Chinese title is shown with its Chinese words."""
    for law in course.laws.values():
        if law.facts.title_zh is None:
            continue
        for i, article in enumerate(law.facts.articles):
            if article.text and article.text[0].zh is None and article.english == "ours":
                message = (
                    f"{article.heading} has our translation and no Chinese words; add “zh” "
                    "to each sentence, or say “english: official” (or reported) if it is not ours"
                )
                yield law.problem(message, "articles", i, "text")


def original_is_chinese(course: Course) -> Iterator[Problem]:
    """Chinese text holds Chinese characters and their punctuation, nothing else."""
    for law in course.laws.values():
        texts: list[tuple[str | None, Loc]] = []  # a title may have letters: 苹果+, 3A
        for i, article in enumerate(law.facts.articles):
            number = article.original_number if law.facts.title_zh else None
            texts.append((number, ("articles", i, "original_number")))
            texts += [
                (segment.zh, ("articles", i, "text", j, "zh"))
                for j, segment in enumerate(article.text)
            ]
        for text, place in texts:
            found = strange(text or "")
            if found:
                message = f"“{found}” can't stand in Chinese text; copy the original again"
                yield law.problem(message, *place)
