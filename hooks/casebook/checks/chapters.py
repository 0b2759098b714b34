"""What a chapter must have."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from ..course import Course
from ..dates import find_long_date, long_date
from ..problems import Problem, nearest
from ..reading.markdown import blocks, headings, list_entries


def sections_in_order(course: Course) -> Iterator[Problem]:
    """A chapter has each heading in "sections" of docs/course.yml, in that order."""
    wanted = course.facts.sections
    for chapter in course.chapters.values():
        found = [h for h in headings(chapter.body, chapter.body_line) if h.level == 2]
        titles = [heading.text for heading in found]
        for title in wanted:
            if title not in titles:
                spare = [one for one in titles if one not in wanted]
                remedy = nearest(title, spare) or "; write it"
                yield chapter.problem(f"has no section “## {title}”{remedy}", "title")
        present = [heading for heading in found if heading.text in wanted]
        for before, after in pairwise(present):
            if wanted.index(before.text) > wanted.index(after.text):
                message = f"“## {after.text}” must come before “## {before.text}”; move it"
                yield Problem(chapter.path, after.line, message)


def dated_entries(course: Course) -> Iterator[Problem]:
    """In a dated section every list entry says "as of" which day it is true."""
    dated = course.facts.dated_sections
    for chapter in course.chapters.values():
        anchors = {h.anchor for h in headings(chapter.body) if h.text in dated}
        for block in blocks(chapter.body, chapter.body_line):
            if block.section not in anchors:
                continue
            for entry in list_entries(block):
                message = _undated(entry.text, course.facts.date)
                if message:
                    yield Problem(chapter.path, entry.line, message)


def _undated(text: str, edition: datetime.date) -> str:
    """What is wrong with the "as of" date of an entry, or ""."""
    today = f"add “(as of {long_date(edition.isoformat())})”"
    found = re.search(r"\bas\s+of\b", text)
    if not found:
        return f"says no day on which it is true; {today}"
    date = find_long_date(" ".join(text[found.start() :].split())[:30])
    if date is None:
        return f"names no day after “as of”; {today}"
    if date > edition:
        return f"is true “as of” a day after this edition's; {today}"
    return ""
