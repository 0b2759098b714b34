"""The map from the source text to the sections that teach it."""

from __future__ import annotations

from collections.abc import Iterator

from ..course import Course
from ..problems import Problem, nearest
from ..reading.markdown import headings


def _unusable(course: Course, target: str) -> bool:
    """Whether the chapter is there, with a mistake of its own that has been reported."""
    chapter = target.partition("#")[0]
    module = chapter.partition("/")[0]
    files = {f"docs/modules/{chapter}.md", f"docs/modules/{module}/index.md"}
    return bool(files & course.unusable)


def targets_exist(course: Course) -> Iterator[Problem]:
    """Every module/chapter#heading in bibliography/essay.yml is there."""
    if course.essay is None:
        return
    targets = {
        f"{key}#{heading.anchor}"
        for key, chapter in course.chapters.items()
        for heading in headings(chapter.body)
    }
    for i, paragraph in enumerate(course.essay.facts.paragraphs):
        for j, target in enumerate(paragraph.taught_in):
            if target not in targets and not _unusable(course, target):
                remedy = nearest(target, targets) or "; write module/chapter#heading-id"
                message = f"“{paragraph.id}” is taught in “{target}”, which is not there{remedy}"
                yield course.essay.problem(message, "paragraphs", i, "taught_in", j)
