"""Where each paragraph of the source text is taught, both ways round."""

from __future__ import annotations

from collections import defaultdict

from ..citations.forms import reference_form
from ..course import Course
from ..reading.markdown import headings
from .templates import render


def coverage_markdown(course: Course) -> str:
    assert course.source_map is not None
    sections = {
        f"{key}#{heading.anchor}": heading.text
        for key, chapter in course.chapters.items()
        for heading in headings(chapter.body)
    }
    back: dict[str, list[str]] = defaultdict(list)
    for paragraph in course.source_map.facts.paragraphs:
        for target in paragraph.taught_in:
            chapter = target.partition("#")[0]
            if paragraph.id not in back[chapter]:
                back[chapter].append(paragraph.id)
    return render(
        "coverage.md",
        source=course.references.get(course.facts.source_text or ""),
        paragraphs=course.source_map.facts.paragraphs,
        chapters=course.chapters,
        sections=sections,
        back=back,
        works=reference_form,
    )
