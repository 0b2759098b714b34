"""What a module builds on, and what its teaching notes show the class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..course import COURSE, Course
from ..models.course import Page, source_uri
from ..problems import Problem, nearest
from ..reading.markdown import Heading, blocks, headings

BOLD = re.compile(r"\*\*[^*]+\*\*")
ROLE = re.compile(r"^(?:[-*+] |\d+\. )?\*\*[^*]+\*\*", re.MULTILINE)


def what_comes_first_exists(course: Course) -> Iterator[Problem]:
    """A module builds on modules of the course."""
    known = course.facts.modules
    for module in course.modules.values():
        for i, name in enumerate(module.facts.builds_on):
            if name not in known:
                hint = nearest(name, known) or f"; there are {', '.join(known)}"
                yield module.problem(f"“{name}” is not a module{hint}", "builds_on", i)


def no_module_comes_before_itself(course: Course) -> Iterator[Problem]:
    """No module builds on itself, not even by way of others."""
    reported: set[str] = set()
    for name, module in course.modules.items():
        way = _way_back(course, name)
        if way and not reported.intersection(way):
            reported.update(way)
            others = ", ".join(f"“{one}”" for one in way[:-1])
            remedy = f" by way of {others}; take one of them out" if others else "; take it out"
            yield module.problem(f"“{name}” builds on itself{remedy}", "builds_on")


def what_the_class_sees_exists(course: Course) -> Iterator[Problem]:
    """What slides take out of teaching notes is a heading of such notes."""
    pages = [page for page in course.pages if page.path.startswith("docs/instructors/")]
    known = {one.text for page in pages for one in headings(page.body)}
    facts = course.facts
    around = [page for page in course.pages if source_uri(page) in (facts.opening, facts.closing)]
    with_roles = known | {one.text for page in around for one in headings(page.body)}
    named = [(name, known) for name in (facts.class_questions, *facts.class_sections)]
    for name, there in (*named, (facts.role_section, with_roles)):
        if name is not None and name not in there:
            hint = nearest(name, sorted(there)) or "; write it as in docs/instructors/"
            yield Problem(COURSE, 1, f"no teaching notes have the heading “{name}”{hint}")


def questions_for_the_class_are_bold(course: Course) -> Iterator[Problem]:
    """Under the heading of the questions for a class, each is a paragraph in bold of its own."""
    title = course.facts.class_questions
    for page in course.pages:
        if title is None or not page.path.startswith("docs/instructors/"):
            continue
        for heading in headings(page.body, page.body_line):
            if heading.text == title and not any(map(BOLD.fullmatch, _under(page, heading))):
                yield Problem(
                    page.path,
                    heading.line,
                    f"“{title}” has no question: write each as a paragraph of its own in bold, "
                    "**1. Who owns it?**, and the answer below it after a blank line",
                )


def roles_begin_in_bold(course: Course) -> Iterator[Problem]:
    """Under the heading of the roles, each paragraph or entry of a role begins in bold."""
    facts = course.facts
    for page in course.pages:
        uri = source_uri(page)
        if not uri.startswith("instructors/") and uri not in (facts.opening, facts.closing):
            continue
        for heading in headings(page.body, page.body_line):
            if heading.text == facts.role_section and not any(
                map(ROLE.search, _under(page, heading))
            ):
                yield Problem(
                    page.path,
                    heading.line,
                    f"“{heading.text}” has no role: begin each with its name in bold, "
                    "**Owner, two.** You want the apples.",
                )


def _under(page: Page, heading: Heading) -> list[str]:
    """The paragraphs up to the next heading of its level."""
    ends = [
        one.line
        for one in headings(page.body, page.body_line)
        if one.line > heading.line and one.level <= heading.level
    ]
    return [
        one.text
        for one in blocks(page.body, page.body_line)
        if heading.line < one.line < min(ends, default=one.line + 1)
    ]


def _way_back(course: Course, start: str) -> list[str]:
    """The shortest way from a module over what it builds on to itself; [] if there is none."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        module = course.modules.get(way[-1])
        for name in module.facts.builds_on if module else ():
            if name == start:
                return [*way[1:], start]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []
