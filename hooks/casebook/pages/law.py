"""Law cards and their index, as Markdown."""

from __future__ import annotations

from ..course import Course
from ..models.law import Law
from .templates import render


def law_markdown(course: Course, law: Law) -> str:
    jurisdiction = law.facts.jurisdiction
    return render(
        "law.md",
        law=law.facts,
        jurisdiction=course.facts.jurisdictions.get(jurisdiction, jurisdiction),
        body=law.body.strip(),
    )


def law_description(law: Law) -> str:
    """The card's sentence for search results."""
    zh = f" ({law.facts.title_zh})" if law.facts.title_zh else ""
    return f"{law.facts.title}{zh}: what the cited articles say, their status and evidence."


def law_index_markdown(course: Course) -> str:
    return render(
        "law-index.md",
        laws=course.laws,
        jurisdictions=course.facts.jurisdictions,
    )
