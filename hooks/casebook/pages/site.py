"""Every page of the site: what it is made of, and the order of all of them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..course import EDITIONS, REFERENCES, SOURCE_MAP, Course
from ..models.course import MODULE_QUIZ, Page, source_uri
from ..uris import (
    ASSIGN,
    BIBLIOGRAPHY,
    CHANGES,
    COVERAGE,
    DOWNLOADS,
    HOME,
    LAW_INDEX,
    QUOTATIONS,
    REVIEW,
    TERMS,
    TIMELINE,
    chapter_key,
    law_key,
    module_key,
    module_quiz_uri,
)
from .assign import assign_markdown
from .bibliography import bibliography_markdown
from .changes import changes_markdown
from .chapter import chapter_markdown
from .cite import cite_markdown
from .coverage import coverage_markdown
from .downloads import downloads_markdown
from .home import home_markdown
from .law import law_description, law_markdown, replaced_on
from .law_index import law_index_markdown
from .linked_data import law_data, terms_data
from .metadata import chapter_data, chapter_metadata, course_data, module_data
from .module import module_markdown, module_quiz_markdown
from .quotations import quotations_markdown
from .sessions import review_markdown
from .terms import terms_markdown
from .timeline import timeline_markdown

INSTRUCTORS = "instructors/"
"""The folder of the pages for those who teach; <module>.md in it has the notes on a module."""
Nav = list[dict[str, "str | Nav"] | str]


@dataclass(frozen=True)
class GeneratedPage:
    """A page made from data that belongs to no one file."""

    title: str
    description: str
    source: str
    """What someone who wants to correct the page opens: the file or, with a stroke at its end, the
    folder that it is made from. Relative to the project's root."""
    markdown: Callable[[Course], str]
    hide: tuple[str, ...] = ()
    """Parts of the page to leave out."""


GENERATED: Mapping[str, GeneratedPage] = {
    LAW_INDEX: GeneratedPage(
        "Cited law",
        "Every instrument that the course cites, with its status and the articles it reads.",
        "docs/law/",
        law_index_markdown,
    ),
    BIBLIOGRAPHY: GeneratedPage(
        "Bibliography",
        "Every work that the course cites, with what was read of it and where it is cited.",
        REFERENCES,
        bibliography_markdown,
    ),
    QUOTATIONS: GeneratedPage(
        "Quotations",
        "Every quotation of the course with the work it comes from and where it was read.",
        "bibliography/quotations/",
        quotations_markdown,
    ),
    TERMS: GeneratedPage(
        "Terms",
        "The words that the course uses in a sense of their own, each with what it rests on.",
        "docs/terms/",
        terms_markdown,
    ),
    TIMELINE: GeneratedPage(
        "Timeline",
        "Laws, plans, cases and measures of the course in the order of their dates.",
        "docs/law/",
        timeline_markdown,
    ),
    REVIEW: GeneratedPage(
        "Review",
        "What you missed or were not sure of comes back here, spaced over days, until you know it.",
        "hooks/casebook/templates/review.md",
        review_markdown,
    ),
    CHANGES: GeneratedPage(
        "What has changed",
        "What is different from the edition before, by chapter, law and question.",
        f"{EDITIONS}/",
        changes_markdown,
    ),
    DOWNLOADS: GeneratedPage(
        "Downloads",
        "The course and its questions for Moodle, Canvas, Anki and others, and how to import them.",
        "hooks/casebook/templates/downloads.md",
        downloads_markdown,
    ),
    ASSIGN: GeneratedPage(
        "Assign",
        "Choose modules or chapters, see the hours, set dates, and give students one link.",
        "hooks/casebook/templates/assign.md",
        assign_markdown,
        ("toc",),
    ),
    COVERAGE: GeneratedPage(
        "Where the source text is taught",
        "Which section of the course teaches which paragraph of the text it starts from.",
        SOURCE_MAP,
        coverage_markdown,
    ),
}
"""Source URI under docs/ -> page."""


def generated_pages(course: Course) -> Mapping[str, GeneratedPage]:
    """Those of the generated pages that this course has something for."""
    needs = (
        (TERMS, course.terms),
        (COVERAGE, course.source_map),
        (QUOTATIONS, course.quotations),
        (REVIEW, course.quizzes),
        (CHANGES, course.edition_before),
    )
    empty = {uri for uri, has in needs if not has}
    return {
        **{uri: page for uri, page in GENERATED.items() if uri not in empty},
        **dict(_module_quizzes(course)),
    }


def _module_quizzes(course: Course) -> Iterator[tuple[str, GeneratedPage]]:
    for module_id, module in course.modules.items():
        if module_id in course.tested_modules:
            yield module_quiz_uri(module_id), _module_quiz(module_id, module.facts.title)


def _module_quiz(module_id: str, title: str) -> GeneratedPage:
    return GeneratedPage(
        f"Quiz: {title}",
        f"One question for each objective of the module “{title}”, open book or closed.",
        f"docs/modules/{module_id}/",
        functools.partial(module_quiz_markdown, module_id=module_id),
    )


@dataclass(frozen=True)
class Assembled:
    """A page, before its citations are resolved."""

    markdown: str
    title: str
    description: str
    hide: tuple[str, ...] = ()
    after_notes: str = ""
    """Markdown that stands after the page's notes."""
    metadata: tuple[tuple[str, str], ...] = ()
    """Names and contents of the <meta> elements in the page's head."""
    linked_data: Mapping[str, object] | None = None
    """A JSON-LD object for the page's head."""
    made_from: str = ""
    """The file or folder of a page that has none of its own; as GeneratedPage.source."""
    quiz: str = ""
    """The file of the questions on the page, relative to the project's root."""


def assemble(course: Course, uri: str, body: str, site: str = "") -> Assembled:
    """The page at a source URI; `body` is its own Markdown, "" for a generated page.

    `site` is the address of the home page, "" where the course has none.
    """
    made = generated_pages(course).get(uri)
    if made:
        data = terms_data(course) if uri == TERMS else None
        return Assembled(
            made.markdown(course),
            made.title,
            made.description,
            made.hide,
            linked_data=data,
            made_from=made.source,
        )
    key, module_id = chapter_key(uri), module_key(uri)
    if key in course.chapters:
        chapter = course.chapters[key]
        text = chapter_markdown(course, key, chapter)
        return Assembled(
            text,
            chapter.facts.title,
            chapter.facts.description,
            after_notes=cite_markdown(course, chapter, site),
            metadata=chapter_metadata(course, chapter, site),
            linked_data=chapter_data(course, key, site),
            quiz=course.quizzes[key].path if key in course.quizzes else "",
        )
    if module_id in course.modules:
        module = course.modules[module_id].facts
        text = module_markdown(course, module_id, body)
        data = module_data(course, module_id, site)
        return Assembled(text, module.title, module.description, linked_data=data)
    if law_key(uri) in course.laws:
        law = course.laws[law_key(uri)]
        text = law_markdown(course, law)  # the full title is its heading, the short one its name
        return Assembled(
            text,
            law.facts.short,
            law_description(law),
            linked_data=law_data(law, replaced_on(course, law)),
        )
    page = next((one for one in course.pages if source_uri(one) == uri), None)
    if page is None:  # its mistake was reported
        return Assembled(body, uri, "")
    return _page(course, page, uri, body, site)


def _page(course: Course, page: Page, uri: str, body: str, site: str) -> Assembled:
    facts = page.facts
    if uri == HOME:
        data = course_data(course, site)
        text = home_markdown(course, body)
        return Assembled(text, facts.title, facts.description, facts.hide, linked_data=data)
    if not is_numbered(course, uri):
        return Assembled(body, facts.title, facts.description, facts.hide)
    return Assembled(
        body,
        facts.title,
        facts.description,
        facts.hide,
        after_notes=cite_markdown(course, page, site),
        metadata=chapter_metadata(course, page, site),
    )


def is_chapter(course: Course, uri: str) -> bool:
    return chapter_key(uri) in course.chapters


def is_numbered(course: Course, uri: str) -> bool:
    """Whether a page's paragraphs are numbered and it can be cited: what a class reads."""
    return is_chapter(course, uri) or uri in (course.facts.opening, course.facts.closing)


def has_prose(uri: str) -> bool:
    """Whether terms of the glossary are looked for in a page."""
    return uri not in GENERATED and not uri.endswith(f"/{MODULE_QUIZ}.md")


def reading_order(course: Course) -> list[str]:
    """The source URI of every page, in the order of the navigation."""

    def walk(nav: Nav) -> Iterator[str]:
        for one in nav:
            if isinstance(one, str):
                yield one
            else:
                for below in one.values():
                    yield from [below] if isinstance(below, str) else walk(below)

    return list(walk(navigation(course)))


def navigation(course: Course) -> Nav:
    """MkDocs' nav: home, the modules in order, then what they rest on."""
    made = generated_pages(course)
    modules: Nav = [
        {
            module.facts.title: [
                source_uri(module),
                *(source_uri(chapter) for _, chapter in course.chapters_of(module_id)),
                *(uri for uri in made if uri == module_quiz_uri(module_id)),
            ]
        }
        for module_id, module in course.modules.items()
    ]
    by_name = sorted(course.laws.values(), key=lambda law: law.facts.short.casefold())
    laws: Nav = [source_uri(law) for law in by_name]
    facts = course.facts
    placed = {"index.md", facts.opening, facts.closing}
    others = [uri for uri in map(source_uri, course.pages) if uri not in placed]
    about: Nav = [uri for uri in others if not uri.startswith(INSTRUCTORS)]
    about.sort(key=lambda uri: not str(uri).endswith("/index.md"))  # a folder's first page first
    taught = [f"{INSTRUCTORS}{name}.md" for name in course.modules]
    notes = [uri for uri in taught if uri in others]
    teaching = [uri for uri in others if uri.startswith(INSTRUCTORS) and uri not in notes]
    first = [uri for uri in teaching if uri == f"{INSTRUCTORS}index.md"]
    rest = [uri for uri in teaching if uri not in first]
    teach: Nav = [*first, ASSIGN, DOWNLOADS, *notes, *rest]
    elsewhere = (ASSIGN, DOWNLOADS, LAW_INDEX, REVIEW)
    reference: Nav = [uri for uri in GENERATED if uri in made and uri not in elsewhere]
    nav: Nav = [{"Home": "index.md"}]
    if facts.opening:
        nav.append(facts.opening)
    nav += modules
    if facts.closing:
        nav.append(facts.closing)
    nav += [uri for uri in (REVIEW,) if uri in made]
    nav += [
        {"Cited law": [LAW_INDEX, *laws]},
        {"Reference": reference},
        {"For instructors": teach},
    ]
    if about:
        nav.append({"About": about})
    return nav
