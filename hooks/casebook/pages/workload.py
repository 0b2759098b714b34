"""How long a chapter takes: reading, the law it cites, its questions, the discussion.

Estimates, by rules that the page of assignments tells its readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..citations.syntax import find_citations
from ..course import Course
from ..models.course import Chapter
from ..models.law import Article, Law
from ..reading.markdown import blocks, headings, list_entries
from .chapter import reading_minutes
from .marks import articles_at

QUESTION_MINUTES: Mapping[str, int] = {
    "true-false": 1,
    "single": 1,
    "multiple": 2,
    "match": 2,
    "order": 2,
    "short": 2,
    "essay": 12,
}
"""Kind of question -> minutes to answer one and to read why."""
DISCUSSION_MINUTES = 10
"""Minutes that a class gives to one question of the section with questions to discuss."""


@dataclass(frozen=True)
class Workload:
    """Minutes, each rounded up."""

    reading: int = 0
    law: int = 0
    questions: int = 0
    discussion: int = 0

    def __add__(self, other: Workload) -> Workload:
        return Workload(
            self.reading + other.reading,
            self.law + other.law,
            self.questions + other.questions,
            self.discussion + other.discussion,
        )

    @property
    def at_home(self) -> int:
        return self.reading + self.law + self.questions

    @property
    def in_class(self) -> int:
        return self.discussion


def workload(course: Course, key: str) -> Workload:
    chapter, pace = course.chapters[key], course.facts.words_per_minute
    quiz = course.quizzes.get(key)
    words = sum(_english_words(one) for found in law_texts(course, key).values() for one in found)
    return Workload(
        reading=reading_minutes(chapter, pace),
        law=-(-words // pace),
        questions=sum(QUESTION_MINUTES[one.kind] for one in quiz.facts.questions) if quiz else 0,
        discussion=DISCUSSION_MINUTES * sum(1 for _ in _to_discuss(course, chapter)),
    )


def law_texts(course: Course, key: str) -> dict[str, list[Article]]:
    """Law id -> the articles that a chapter cites and whose words the card shows, in its order."""
    named: dict[str, set[str]] = {}
    for block in find_citations(course.chapters[key].body):
        for citation in block.citations:
            found = articles_at(course.laws.get(citation.key), citation.locator)
            named.setdefault(citation.key, set()).update(one.anchor for one in found if one.text)
    return {law: _in_order(course.laws[law], anchors) for law, anchors in named.items() if anchors}


def _in_order(law: Law, anchors: set[str]) -> list[Article]:
    return [one for one in law.facts.articles if one.anchor in anchors]


def _english_words(article: Article) -> int:
    """Words of the English alone: a student reads one of the two languages."""
    return sum(len(re.findall(r"[A-Za-z0-9’'-]+", segment.en)) for segment in article.text)


def _to_discuss(course: Course, chapter: Chapter) -> Iterator[str]:
    """The entries of the lists under the heading of the discussion."""
    wanted = {
        one.anchor
        for one in headings(chapter.body)
        if one.level == 2 and one.text == course.facts.discussion_section
    }
    for block in blocks(chapter.body):
        if block.section in wanted:
            yield from (entry.text for entry in list_entries(block))
