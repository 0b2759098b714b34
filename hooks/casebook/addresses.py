"""Every page of the site and the ids on it, known before anything is rendered."""

from __future__ import annotations

import posixpath

from .course import Course
from .models.base import Document, Form
from .models.course import source_uri
from .reading.markdown import anchors
from .uris import (
    BIBLIOGRAPHY,
    COVERAGE,
    DOWNLOADS,
    LAW_INDEX,
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
    path, _, fragment = target.partition("#")
    relative = posixpath.relpath(_folder(path), _folder(page)) + "/"
    return relative + (f"#{fragment}" if fragment else "")


def absolute_url(site: str, uri: str) -> str:
    """The full address of a page; "" when the site has none, because it is built to be read here.

    `site` is the address of the home page, with or without a final slash.
    """
    folder = _folder(uri)
    return f"{site.rstrip('/')}/{'' if folder == '.' else folder + '/'}" if site else ""


def _folder(uri: str) -> str:
    """modules/a/index.md is served as modules/a/, modules/a/b.md as modules/a/b/."""
    return uri.removesuffix(".md").removesuffix("index").rstrip("/") or "."


def places(course: Course) -> dict[str, set[str]]:
    """Source URI of every page -> the ids that a link into it may name."""
    found: dict[str, set[str]] = {
        BIBLIOGRAPHY: {f"ref-{key}" for key in course.references},
        LAW_INDEX: set(),
        DOWNLOADS: {
            *("course", "modules", "import", "moodle", "canvas", "blackboard", "brightspace"),
            *("google-classroom", "anki", "left-out", "for-builders"),
            *(f"module-{name}" for name in course.modules),
        },
        TIMELINE: set(),
        TERMS: set(course.terms),
        REVIEW: {*course.modules, "by-objective", "when", "record"},
        QUOTATIONS: {one.id for ledger in course.quotations for one in ledger.facts.quotations},
    }
    if course.essay:
        found[COVERAGE] = {paragraph.id for paragraph in course.essay.facts.paragraphs}
    for document in course.documents():
        found.setdefault(page_uri(document), set()).update(anchors(document.body))
    for module_id, module in course.modules.items():
        found[page_uri(module)] |= {f"pre-{name}" for name in module.facts.pretest} | {"chapters"}
        found[module_quiz_uri(module_id)] = {"what-it-tests", "every-question"}
    for chapter in course.chapters.values():
        found[page_uri(chapter)] |= {f"o-{one.id}" for one in chapter.facts.objectives}
        found[page_uri(chapter)].add("cite-this")
    for page in course.pages:
        if source_uri(page) in (course.facts.opening, course.facts.closing):
            found[page_uri(page)].add("cite-this")
    for quiz in course.quizzes.values():
        found[page_uri(quiz)] |= {f"q-{one.id}" for one in quiz.facts.questions} | {"questions"}
    for law in course.laws.values():
        found[page_uri(law)] |= {article.anchor for article in law.facts.articles} | {"record"}
    return found
