"""The appendix of laws: the words of every article that a document cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...course import Course
from ...models.law import Article, LawFacts
from ...pages.marks import text_id
from ...pages.prose import to_html
from ...pages.templates import render
from ..fragments import Fragments
from .clean import Part, part_of

SHOWN = re.compile(r'\b(?:data-panel|id)="([^"]*)"')
NAME = "law-texts"
TITLE = "The law texts"


def law_texts(fragments: Fragments, contents: Iterable[str]) -> Part | None:
    """The articles that finished pages cite or show; None if there is none.

    Their words do not depend on who cites them, so the laws stand in an order of their own:
    by jurisdiction, then by name.
    """
    cited = {name for content in contents for ids in SHOWN.findall(content) for name in ids.split()}
    laws = [*_cited(fragments.course, cited)]
    if not laws:
        return None
    html = render("document-laws.html", laws=laws)
    return part_of(fragments, f"{NAME}.md", TITLE, html)


def _cited(course: Course, cited: set[str]) -> Iterator[tuple[LawFacts, list[tuple[Article, str]]]]:
    order = [*course.facts.jurisdictions]

    def place(key: str) -> tuple[int, str, str]:
        facts = course.laws[key].facts
        return order.index(facts.jurisdiction), facts.short.casefold(), key

    for key in sorted(course.laws, key=place):
        facts = course.laws[key].facts
        articles = [
            (one, to_html(one.gloss)) for one in facts.articles if text_id(key, one) in cited
        ]
        if articles:
            yield facts, articles
