"""The page that says what has changed since the edition before, by chapter, law and question."""

from __future__ import annotations

from ..citations.forms import escape
from ..course import Course
from ..editions.comparison import Comparison, Parts, compare
from ..editions.record import record
from ..models.edition import EditionFacts
from ..reading.markdown import headings
from ..uris import chapter_uri, law_uri
from .templates import render


def changes_markdown(course: Course) -> str:
    """For a course with an edition before this one."""
    before = course.edition_before
    assert before is not None
    now = record(course, course.facts.edition_id or "")
    found = compare(before, now)
    return render(
        "changes.md",
        before=before,
        found=found,
        chapters=_chapters(course, found),
        laws=_laws(course, found),
        questions=_questions(now, course, found),
        gone=_gone(before, found),
    )


def _chapters(course: Course, found: Comparison) -> list[tuple[str, list[str]]]:
    """Each new or changed chapter as a link, and what changed in it."""
    rows = []
    for key, chapter in course.chapters.items():
        link = f"[{escape(chapter.facts.title)}]({chapter_uri(key)})"
        if key in found.chapters.new:
            rows.append((link, ["new"]))
        elif key in found.sections:
            names = {one.anchor: one.text for one in headings(chapter.body)}
            rows.append((link, _said(chapter_uri(key), names, found.sections[key])))
    return rows


def _said(uri: str, names: dict[str, str], parts: Parts) -> list[str]:
    """“changed: Since 2001” with a link for each section; one that is gone has its id."""

    def linked(anchor: str) -> str:
        if not anchor:
            return "the beginning"
        return f"[{escape(names[anchor])}]({uri}#{anchor})"

    return [
        *(f"changed: {linked(one)}" for one in parts.changed),
        *(f"new: {linked(one)}" for one in parts.new),
        *(f"gone: {escape(one.replace('-', ' '))}" for one in parts.gone),
    ]


def _laws(course: Course, found: Comparison) -> list[tuple[str, list[str]]]:
    """Each new or changed law as a link, and what changed on its card."""
    rows = []
    for key, law in course.laws.items():
        link = f"[{escape(law.facts.short)}]({law_uri(key)})"
        if key in found.laws.new:
            rows.append((link, ["new"]))
        elif key in found.articles:
            names = {one.anchor: f"{one.unit} {one.number}" for one in law.facts.articles}
            said = _said(law_uri(key), names, found.articles[key])
            if key in found.statuses:
                was, now = found.statuses[key], law.facts.status.strip()
                said.insert(0, f"status: was “{escape(was)}”, is “{escape(now)}”")
            rows.append((link, said or ["its record"]))
    return rows


def _questions(
    now: EditionFacts, course: Course, found: Comparison
) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each chapter as a link: its questions, by their ids, and what became of each."""
    became = {
        **dict.fromkeys(found.questions.new, "new"),
        **dict.fromkeys(found.questions.changed, "asks something else"),
        **dict.fromkeys(found.explained, "explained otherwise"),
    }
    rows: dict[str, list[tuple[str, str]]] = {}
    for name, question in now.questions.items():
        if name in became:
            link = f"[{name}]({chapter_uri(question.chapter)}#q-{name})"
            rows.setdefault(question.chapter, []).append((link, became[name]))
    return [
        (f"[{escape(course.chapters[key].facts.title)}]({chapter_uri(key)})", found)
        for key, found in rows.items()
    ]


def _gone(before: EditionFacts, found: Comparison) -> dict[str, list[str]]:
    """What the edition before had and this one has not."""
    return {
        "chapters": [escape(before.chapters[key].title) for key in found.chapters.gone],
        "laws": [escape(before.laws[key].name) for key in found.laws.gone],
        "questions": [*found.questions.gone],
    }
