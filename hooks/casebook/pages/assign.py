"""The page of assignments: every module with what its chapters ask of a student.

The page is whole without a script; docs/assets/assign.js lets an instructor
choose from its rows, and shows students what was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..addresses import page_uri, relative_url
from ..citations.places import place_text
from ..citations.syntax import Locator
from ..course import Course
from ..models.course import Chapter
from ..models.law import Article
from ..uris import ASSIGN, law_uri
from .prose import to_text
from .templates import render
from .workload import DISCUSSION_MINUTES, QUESTION_MINUTES, Workload, law_texts, workload

KINDS = {
    "true-false": "True or false",
    "single": "One answer to choose",
    "multiple": "Several answers to choose",
    "match": "Pairs to match",
    "order": "Steps to put in order",
    "short": "A word or two to write",
    "essay": "A paragraph or two to write",
}
"""What the page calls a kind of question."""


@dataclass(frozen=True)
class Row:
    """A chapter in the table."""

    key: str
    chapter: Chapter
    url: str
    objectives: tuple[str, ...]
    texts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Short name of a law, and of each article its name and address."""
    load: Workload


@dataclass(frozen=True)
class Table:
    """A module with the rows of its chapters."""

    id: str
    title: str
    url: str
    builds_on: tuple[str, ...]
    rows: tuple[Row, ...]
    load: Workload


def assign_markdown(course: Course) -> str:
    tables = [_table(course, module_id) for module_id in course.modules]
    return render(
        "assign.md",
        course=course.facts,
        tables=tables,
        titles={table.id: table.title for table in tables},
        load=sum((table.load for table in tables), Workload()),
        chapters=sum(len(table.rows) for table in tables),
        hours=hours,
        kinds=[(name, QUESTION_MINUTES[kind]) for kind, name in KINDS.items()],
        discussion=DISCUSSION_MINUTES,
        chinese=course.has_chinese,
    )


def hours(minutes: int) -> str:
    """45 min, 2 h, 2 h 10 min; docs/assets/assign.js writes the same."""
    whole, rest = divmod(minutes, 60)
    parts = ([f"{whole} h"] if whole else []) + ([f"{rest} min"] if rest or not whole else [])
    return " ".join(parts)


def _table(course: Course, module_id: str) -> Table:
    module = course.modules[module_id]
    rows = tuple(_row(course, key, chapter) for key, chapter in course.chapters_of(module_id))
    return Table(
        module_id,
        module.facts.title,
        relative_url(ASSIGN, page_uri(module)),
        tuple(name for name in module.facts.builds_on if name in course.modules),
        rows,
        sum((row.load for row in rows), Workload()),
    )


def _row(course: Course, key: str, chapter: Chapter) -> Row:
    texts = law_texts(course, key)
    return Row(
        key,
        chapter,
        relative_url(ASSIGN, page_uri(chapter)),
        tuple(to_text(one.text) for one in chapter.facts.objectives),
        tuple(
            (course.laws[law].facts.short, tuple(_place(law, one) for one in articles))
            for law, articles in texts.items()
        ),
        workload(course, key),
    )


def _place(law: str, article: Article) -> tuple[str, str]:
    """An article's name, as in “art. 4 (now 5)”, and its address."""
    name = place_text(Locator(article.unit, (article.number,)), lambda _: article)
    return name, relative_url(ASSIGN, f"{law_uri(law)}#{article.anchor}")
