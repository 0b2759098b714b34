"""course.json: the course as data that others can build on, and the schema that describes it."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import Field

from ..addresses import absolute_url, page_uri
from ..course import Course
from ..models.base import Date, Form, Slug
from ..models.course import Chapter, Objective
from ..models.law import LawFacts
from ..models.quiz import Question
from ..models.term import TermFacts
from ..pages.chapter import reading_minutes
from ..uris import HOME, TERMS
from .package import Export

SCHEMA: Literal["course.schema.json"] = "course.schema.json"


class ChapterData(Form):
    id: str
    """module/chapter: its permanent name."""
    address: str
    """Of its page; "" in a build for no address. So everywhere below."""
    title: str
    question: str
    """The one question that it answers."""
    description: str
    minutes: int
    """To read it once."""
    objectives: tuple[Objective, ...]
    questions: tuple[Question, ...]


class ModuleData(Form):
    id: Slug
    address: str
    title: str
    description: str
    minutes: int
    """To read all of its chapters once."""
    pretest: tuple[Slug, ...]
    """Ids of questions to be guessed at before reading."""
    chapters: tuple[ChapterData, ...]


class LawData(Form):
    id: Slug
    address: str
    card: LawFacts


class TermData(Form):
    id: Slug
    address: str
    entry: TermFacts
    definition: str


class CourseData(Form):
    """A course. Texts are Markdown; [@key, art. 2] in them cites a law of `laws` or a work
    of references.csl.json."""

    described_by: Literal["course.schema.json"] = Field(default=SCHEMA, alias="$schema")
    id: Slug
    address: str
    title: str
    edition: str
    date: Date
    """Of this edition."""
    licence: str
    licence_url: str | None
    authors: tuple[str, ...]
    words_per_minute: int
    """The speed of reading from which minutes are reckoned."""
    modules: tuple[ModuleData, ...]
    laws: tuple[LawData, ...]
    terms: tuple[TermData, ...]


def course_json(course: Course, site: str) -> Export:
    """downloads/course.json, UTF-8. `site` is the address of the home page, or ""."""
    data = _course(course, site).model_dump(mode="json", by_alias=True)
    return Export("course.json", _written(data))


def course_schema() -> Export:
    """downloads/course.schema.json, which course.json names as its own."""
    schema = CourseData.model_json_schema(by_alias=True, mode="serialization")
    return Export(SCHEMA, _written(schema))


def _course(course: Course, site: str) -> CourseData:
    facts = course.facts
    return CourseData(
        id=facts.id,
        address=absolute_url(site, HOME),
        title=facts.title.strip(),
        edition=facts.edition,
        date=facts.date,
        licence=facts.licence.strip(),
        licence_url=facts.licence_url,
        authors=facts.authors,
        words_per_minute=facts.words_per_minute,
        modules=tuple(_module(course, site, module_id) for module_id in course.modules),
        laws=tuple(
            LawData(id=key, address=absolute_url(site, page_uri(law)), card=law.facts)
            for key, law in course.laws.items()
        ),
        terms=tuple(
            TermData(
                id=key,
                address=_at(absolute_url(site, TERMS), key),
                entry=term.facts,
                definition=term.body.strip(),
            )
            for key, term in course.terms.items()
        ),
    )


def _module(course: Course, site: str, module_id: str) -> ModuleData:
    module = course.modules[module_id]
    chapters = tuple(
        _chapter(course, site, key, chapter) for key, chapter in course.chapters_of(module_id)
    )
    return ModuleData(
        id=module_id,
        address=absolute_url(site, page_uri(module)),
        title=module.facts.title,
        description=module.facts.description,
        minutes=sum(chapter.minutes for chapter in chapters),
        pretest=module.facts.pretest,
        chapters=chapters,
    )


def _chapter(course: Course, site: str, key: str, chapter: Chapter) -> ChapterData:
    quiz = course.quizzes.get(key)
    return ChapterData(
        id=key,
        address=absolute_url(site, page_uri(chapter)),
        title=chapter.facts.title,
        question=chapter.facts.question.strip(),
        description=chapter.facts.description,
        minutes=reading_minutes(chapter, course.facts.words_per_minute),
        objectives=chapter.facts.objectives,
        questions=quiz.facts.questions if quiz else (),
    )


def _at(address: str, anchor: str) -> str:
    return f"{address}#{anchor}" if address else ""


def _written(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
