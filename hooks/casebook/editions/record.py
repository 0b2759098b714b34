"""The record of the course as it stands, to be compared with by later editions."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise

from ..course import Course
from ..models.course import Chapter
from ..models.edition import ChapterRecord, EditionFacts, LawRecord, QuestionRecord
from ..models.law import LawFacts
from ..questions import version
from ..reading.markdown import headings


def record(course: Course, edition_id: str) -> EditionFacts:
    return EditionFacts(
        id=edition_id,
        name=course.facts.edition,
        date=course.facts.date,
        chapters={key: _chapter(chapter) for key, chapter in course.chapters.items()},
        laws={key: _law(law.facts) for key, law in course.laws.items()},
        questions={
            placed.question.id: QuestionRecord(
                chapter=placed.key,
                version=version(placed.question),
                text=_fingerprint(placed.question.model_dump(mode="json")),
            )
            for placed in course.questions()
        },
    )


def _chapter(chapter: Chapter) -> ChapterRecord:
    """Cut at its headings of the second level, with everything below each."""
    found = [one for one in headings(chapter.body) if one.level == 2]
    lines = chapter.body.split("\n")
    starts = [0, *(one.line - 1 for one in found), len(lines)]
    names = ["", *(one.anchor for one in found)]
    sections = {
        name: _fingerprint("\n".join(lines[start:end]).strip())
        for name, (start, end) in zip(names, pairwise(starts), strict=True)
    }
    front = _fingerprint(chapter.facts.model_dump(mode="json"))
    return ChapterRecord(
        title=chapter.facts.title, sections={**sections, "": _fingerprint([front, sections[""]])}
    )


def _law(law: LawFacts) -> LawRecord:
    return LawRecord(
        name=law.short,
        status=law.status.strip(),
        record=_fingerprint(law.model_dump(mode="json", exclude={"articles", "as_of"})),
        articles={
            article.anchor: _fingerprint(article.model_dump(mode="json"))
            for article in law.articles
        },
    )


def _fingerprint(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
