"""What reference managers and search engines read in a page's head.

Names of `citation_*` are those that Highwire began and Zotero and Google
Scholar read; the linked data is schema.org's.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..addresses import absolute_url, page_uri
from ..citations.exchange import inverted
from ..citations.syntax import find_citations
from ..course import Course
from ..models.course import Chapter, Page
from ..uris import HOME
from .chapter import reading_minutes
from .cite import citable

Metadata = tuple[tuple[str, str], ...]
LinkedData = dict[str, object]


def chapter_metadata(course: Course, page: Chapter | Page, site: str) -> Metadata:
    """What reference managers read of a chapter, or of a page that is cited like one."""
    work = citable(course, page, site)
    return (
        ("citation_title", work.title),
        *(("citation_author", name) for name in inverted(work.authors)),
        ("citation_inbook_title", work.course),
        ("citation_publication_date", work.date.strftime("%Y/%m/%d")),
        ("citation_language", "en"),
        *((("citation_public_url", work.address),) if work.address else ()),
    )


def course_data(course: Course, site: str) -> LinkedData:
    """The home page: the course and its modules."""
    modules = [
        _named("LearningResource", module.facts.title, absolute_url(site, page_uri(module)))
        for module in course.modules.values()
    ]
    home = next(one for one in course.pages if page_uri(one) == HOME)
    return {
        **_about_the_course(course, site),
        "@context": "https://schema.org",
        "description": home.facts.description,
        **_edition(course),
        "hasPart": modules,
    }


def module_data(course: Course, module_id: str, site: str) -> LinkedData:
    module = course.modules[module_id]
    return {
        "@context": "https://schema.org",
        **_named("LearningResource", module.facts.title, absolute_url(site, page_uri(module))),
        "description": module.facts.description,
        **_edition(course),
        "isPartOf": _about_the_course(course, site),
        "hasPart": [
            _named("Chapter", chapter.facts.title, absolute_url(site, page_uri(chapter)))
            for _, chapter in course.chapters_of(module_id)
        ],
    }


def chapter_data(course: Course, key: str, site: str) -> LinkedData:
    chapter = course.chapters[key]
    module = course.modules[key.partition("/")[0]]
    minutes = reading_minutes(chapter, course.facts.words_per_minute)
    part_of = _named("LearningResource", module.facts.title, absolute_url(site, page_uri(module)))
    return {
        "@context": "https://schema.org",
        **_named("Chapter", chapter.facts.title, absolute_url(site, page_uri(chapter))),
        "@type": ["Chapter", "LearningResource"],
        "description": chapter.facts.description,
        **_edition(course),
        "timeRequired": f"PT{minutes}M",
        "teaches": [objective.text.strip() for objective in chapter.facts.objectives],
        "about": list(_laws_cited(course, key, site)),
        "isPartOf": [part_of, _about_the_course(course, site)],
    }


def _laws_cited(course: Course, key: str, site: str) -> Iterator[LinkedData]:
    """The instruments that a chapter reads, in the order in which it does."""
    found = [
        citation.key
        for block in find_citations(course.chapters[key].body)
        for citation in block.citations
        if citation.key in course.laws
    ]
    for name in dict.fromkeys(found):
        law = course.laws[name]
        yield _named("Legislation", law.facts.title, absolute_url(site, page_uri(law)))


def _about_the_course(course: Course, site: str) -> LinkedData:
    return _named("Course", course.facts.title, absolute_url(site, HOME))


def _edition(course: Course) -> LinkedData:
    facts = course.facts
    licence = {"license": facts.licence_url} if facts.licence_url else {}
    return {
        "inLanguage": "en",
        "author": [
            {"@type": "Person" if given else "Organization", "name": f"{given} {family}".strip()}
            for given, family in course.facts.people
        ],
        "datePublished": facts.date.isoformat(),
        "version": facts.edition,
        **licence,
    }


def _named(kind: str, name: str, address: str) -> LinkedData:
    return {"@type": kind, "name": name.strip(), **({"url": address} if address else {})}
