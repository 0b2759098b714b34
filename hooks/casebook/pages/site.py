"""The pages that are made rather than written, and the order of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..addresses import BIBLIOGRAPHY, COVERAGE, LAW_INDEX
from ..course import Course
from ..models.course import source_uri
from .bibliography import bibliography_markdown
from .coverage import coverage_markdown
from .law import law_index_markdown

Nav = list[dict[str, "str | Nav"] | str]


@dataclass(frozen=True)
class GeneratedPage:
    """A page made from data."""

    title: str
    description: str
    source: str
    """The file that "Edit this page" opens, relative to the project's root."""
    markdown: Callable[[Course], str]


def generated_pages(course: Course) -> Mapping[str, GeneratedPage]:
    """Source URI under docs/ -> page."""
    pages = {
        BIBLIOGRAPHY: GeneratedPage(
            "Bibliography",
            "Every work that the course cites, with what was read of it and where it is cited.",
            "bibliography/references.bib",
            bibliography_markdown,
        ),
        LAW_INDEX: GeneratedPage(
            "Cited law",
            "Every instrument that the course cites, with its status and the articles it reads.",
            "docs/law",
            law_index_markdown,
        ),
    }
    if course.essay is not None:
        pages[COVERAGE] = GeneratedPage(
            "Where the essay is taught",
            "Which section of the course teaches which paragraph of the text it starts from.",
            "bibliography/essay.yml",
            coverage_markdown,
        )
    return pages


def navigation(course: Course) -> Nav:
    """MkDocs' nav: home, the modules in order, then what they rest on."""
    modules: Nav = [
        {
            module.facts.title: [
                source_uri(module),
                *(source_uri(chapter) for _, chapter in course.chapters_of(module_id)),
            ]
        }
        for module_id, module in course.modules.items()
    ]
    laws: Nav = [source_uri(law) for law in course.laws.values()]
    rest = [uri for uri in generated_pages(course) if uri != LAW_INDEX]
    other: Nav = [
        *rest,
        *(source_uri(page) for page in course.pages if source_uri(page) != "index.md"),
    ]
    return [
        {"Home": "index.md"},
        {"Modules": modules},
        {"Cited law": [LAW_INDEX, *laws]},
        {"About": other},
    ]
