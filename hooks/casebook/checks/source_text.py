"""The map from the source text to the sections that teach it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..course import Course
from ..fingerprints import RUN, fingerprints
from ..models.base import Document, Form
from ..problems import Problem, nearest
from ..reading.markdown import KEPT, headings, line_at


def _unusable(course: Course, target: str) -> bool:
    """Whether the chapter is there, with a mistake of its own that has been reported."""
    chapter = target.partition("#")[0]
    module = chapter.partition("/")[0]
    files = {f"docs/modules/{chapter}.md", f"docs/modules/{module}/index.md"}
    return bool(files & course.unusable)


def every_paragraph_is_taught(course: Course) -> Iterator[Problem]:
    """No paragraph of the source text is left out of the course."""
    if course.source_map is None:
        return
    for i, paragraph in enumerate(course.source_map.facts.paragraphs):
        if not paragraph.taught_in:
            message = f"“{paragraph.id}” is taught nowhere; name a section under “taught_in”"
            yield course.source_map.problem(message, "paragraphs", i)


def no_run_of_words_is_copied(course: Course) -> Iterator[Problem]:
    """Outside quotation marks, no eight words in a row are the source text's."""
    documents: list[Document[Form]] = [*course.documents(), *course.quotations]
    if course.source_map:
        documents.append(course.source_map)
    for document in documents if course.runs else ():
        quotation = re.compile(r"“[^”]{0,5000}”")
        text = quotation.sub(lambda found: re.sub(r"[^\n]", "|", found[0]), document.text)
        copied_to = -1
        for offset in _copied(text, course.runs):
            line = line_at(text, offset, 1)
            if line > copied_to:
                start = " ".join(text[offset:].split()[:RUN])
                message = f"“{start}” stands in the source text too; say it in other words"
                yield Problem(document.path, line, message)
            copied_to = line


@lru_cache(maxsize=KEPT)
def _copied(text: str, runs: frozenset[str]) -> tuple[int, ...]:
    """Where each run of words begins that is one of `runs`."""
    return tuple(offset for run, offset in fingerprints(text) if run in runs)


def targets_exist(course: Course) -> Iterator[Problem]:
    """Every module/chapter#heading in bibliography/essay.yml is there."""
    if course.source_map is None:
        return
    targets = {
        f"{key}#{heading.anchor}"
        for key, chapter in course.chapters.items()
        for heading in headings(chapter.body)
    }
    for i, paragraph in enumerate(course.source_map.facts.paragraphs):
        for j, target in enumerate(paragraph.taught_in):
            if target not in targets and not _unusable(course, target):
                remedy = nearest(target, targets) or "; write module/chapter#heading-id"
                message = f"“{paragraph.id}” is taught in “{target}”, which is not there{remedy}"
                yield course.source_map.problem(message, "paragraphs", i, "taught_in", j)
