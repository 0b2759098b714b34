"""Every page of the site and the ids on it, known before anything is rendered."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from .citations.syntax import cites
from .course import Course
from .models.base import Document, Form
from .models.course import source_uri
from .models.reference import EVENTS, KINDS
from .reading.markdown import anchors, heading_id
from .uris import (
    ASSIGN,
    BIBLIOGRAPHY,
    CHANGES,
    COVERAGE,
    DOWNLOADS,
    HOME,
    LAW_INDEX,
    NOTES,
    QUOTATIONS,
    REVIEW,
    TERMS,
    TIMELINE,
    module_quiz_uri,
)


def page_uri(document: Document[Form]) -> str:
    """The page, as a path under docs/, on which a file's text is read."""
    uri = source_uri(document).replace(".quiz.yml", ".md")
    return TERMS if uri.startswith("terms/") else uri


def relative_url(page: str, target: str) -> str:
    """The address of one page as seen from another; both are source URIs.

    For HTML that MkDocs does not look into: in Markdown, link to the source.
    """
    path, mark, fragment = target.partition("#")
    relative = posixpath.relpath(_address(path) or ".", _address(page) or ".")
    return f"{relative}/{mark}{fragment}"


def absolute_url(site: str, uri: str) -> str:
    """The full address of a page or another file; "" when the site has none.

    `site` is the address of the home page, with or without a final slash.
    """
    return f"{site.rstrip('/')}/{_address(uri)}" if site else ""


def _address(uri: str) -> str:
    """modules/a/index.md is served as modules/a/, modules/a/b.md as modules/a/b/."""
    if not uri.endswith(".md"):
        return uri
    page = uri.removesuffix(".md")
    return page.removesuffix("index") if page.rpartition("/")[2] == "index" else f"{page}/"


def places(course: Course) -> dict[str, set[str]]:
    """Source URI of every page -> the ids that a link into it may name.

    A section that is left out when it would be empty counts as there: MkDocs
    finds a link to one that is not.
    """
    found = {uri: set(ids) for uri, ids in _made_pages(course)}
    for document in course.documents():
        ids = found.setdefault(page_uri(document), set())
        ids |= anchors(document.body)
        ids |= {NOTES} if cites(document.text) else set()
    for document, written in written_by_templates(course):
        found[page_uri(document)].update(written)
    return found


def _made_pages(course: Course) -> Iterator[tuple[str, Iterable[str]]]:
    """The pages that are made from data, each with the ids that it writes."""
    facts = course.facts
    kinds = {reference.kind for reference in course.references.values()}
    ledger = [one for quotations in course.quotations for one in quotations.facts.quotations]
    yield (
        BIBLIOGRAPHY,
        [
            *(f"ref-{key}" for key in course.references),
            *(heading_id(heading) for kind, heading in KINDS.items() if kind in kinds),
        ],
    )
    codes = {law.facts.jurisdiction for law in course.laws.values()}
    named = (heading_id(name) for code, name in facts.jurisdictions.items() if code in codes)
    yield LAW_INDEX, [*named, *(("then-and-now", "new") if facts.changes_since else ())]
    yield ASSIGN, [*course.modules, "how-counted"]
    yield (
        DOWNLOADS,
        [
            *("course", "modules", "import", "moodle", "canvas", "blackboard", "brightspace"),
            *("google-classroom", "anki", "paper", "left-out", "for-builders"),
            *(f"module-{name}" for name in course.modules),
        ],
    )
    first = facts.timeline_from or 0
    yield TIMELINE, {date[:4] for date in _dates(course) if int(date[:4]) >= first}
    yield TERMS, course.terms
    yield REVIEW, [*course.modules, "by-objective", "when", "record"]
    yield QUOTATIONS, {*(one.id for one in ledger), *(f"source-{one.source}" for one in ledger)}
    if course.source_map:
        paragraphs = [paragraph.id for paragraph in course.source_map.facts.paragraphs]
        yield COVERAGE, [*paragraphs, "by-paragraph", "by-chapter"]
    if course.edition_before:
        yield CHANGES, ["chapters", "laws", "questions"]
    for module_id in course.modules:
        yield module_quiz_uri(module_id), ["what-it-tests", "every-question"]


def written_by_templates(course: Course) -> Iterator[tuple[Document[Form], Iterable[str]]]:
    """The ids that the page of a document has besides those of its own text."""
    for module in course.modules.values():
        yield module, (f"pre-{name}" for name in module.facts.pretest)
        yield module, ("chapters", *(("before-you-read",) if module.facts.pretest else ()))
    for chapter in course.chapters.values():
        yield chapter, (f"o-{one.id}" for one in chapter.facts.objectives)
        yield chapter, ("guiding-question", "cite-this")
    for quiz in course.quizzes.values():
        yield quiz, (f"q-{one.id}" for one in quiz.facts.questions)
        yield quiz, ("questions",)
    for law in course.laws.values():
        yield law, (article.anchor for article in law.facts.articles)
        yield law, (heading_id(law.facts.title), "record")
    for page in course.pages:
        if source_uri(page) in (course.facts.opening, course.facts.closing):
            yield page, ("cite-this",)
        if source_uri(page) == HOME:
            yield page, (heading_id(course.facts.title), *course.modules)


def _dates(course: Course) -> Iterator[str]:
    """The days on the timeline, YYYY or longer."""
    for law in course.laws.values():
        amended = (one.date for one in law.facts.amended)
        dates = (law.facts.adopted, law.facts.in_force, *amended)
        yield from (date.isoformat() for date in dates if date)
    for reference in course.references.values():
        if reference.kind in EVENTS:
            yield reference.get("date")
