"""What a chapter must have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..citations.forms import long_date
from ..course import Course
from ..problems import Problem, nearest
from ..reading.markdown import blocks, headings, line_at

MERMAID = re.compile(r"^```mermaid[^\n]*\n(?P<source>.*?)^```", re.MULTILINE | re.DOTALL)


def sections_in_order(course: Course) -> Iterator[Problem]:
    """A chapter has each heading in "sections" of docs/course.yml, in that order."""
    wanted = course.facts.facts.sections
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
    dated = course.facts.facts.dated_sections
    today = long_date(course.facts.facts.date.isoformat())
    for chapter in course.chapters.values():
        anchors = {h.anchor for h in headings(chapter.body) if h.text in dated}
        for block in blocks(chapter.body, chapter.body_line):
            if block.section not in anchors:
                continue
            starts = [found.start() for found in re.finditer(r"^[-*] ", block.text, re.MULTILINE)]
            for start, end in pairwise([*starts, len(block.text)]):
                if "as of " not in block.text[start:end]:
                    line = line_at(block.text, start, block.line)
                    message = f"says no day on which it is true; add “(as of {today})”"
                    yield Problem(chapter.path, line, message)


def diagrams_described(course: Course) -> Iterator[Problem]:
    """A diagram has a title, a description and its content in words."""
    for chapter in course.chapters.values():
        for fence in MERMAID.finditer(chapter.body):
            line = line_at(chapter.body, fence.start(), chapter.body_line)
            for key in ("accTitle", "accDescr"):
                if not re.search(rf"^\s*(%%\s*)?{key}\s*[:{{]\s*\S", fence["source"], re.MULTILINE):
                    message = f"the diagram has no “{key}:”; readers who can't see it need one"
                    yield Problem(chapter.path, line, message)
            after = chapter.body[fence.end() :]
            if "<details" not in after.split("\n## ")[0].split("```mermaid")[0]:
                message = "the diagram has no <details> after it with the same content in words"
                yield Problem(chapter.path, line, message)
