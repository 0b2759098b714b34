"""Diagrams can be seen by everyone, and what is seen is what is written."""

from __future__ import annotations

from collections.abc import Iterator

from ..citations.syntax import cites
from ..course import DRAWINGS, Course
from ..diagrams.source import find_diagrams
from ..problems import Problem


def described(course: Course) -> Iterator[Problem]:
    """A diagram has a title, a description and its content in words."""
    for document in course.documents():
        for diagram in find_diagrams(document.body, document.body_line):
            for key, said in (("accTitle", diagram.title), ("accDescr", diagram.description)):
                if not said:
                    message = f"the diagram has no “{key}:”; readers who can't see it need one"
                    yield Problem(document.path, diagram.line, message)
            if (
                "<details"
                not in document.body[diagram.end :].split("\n## ")[0].split("```mermaid")[0]
            ):
                message = "the diagram has no <details> after it with the same content in words"
                yield Problem(document.path, diagram.line, message)


def captioned(course: Course) -> Iterator[Problem]:
    """Right under a diagram stands its caption, with its source."""
    for document in course.documents():
        for diagram in find_diagrams(document.body, document.body_line):
            below = document.body[diagram.end :].strip().partition("\n\n")[0]
            if not below.startswith("*Figure:") or not cites(below):
                message = (
                    "has no caption under it; write “*Figure: what to see in it.*[@key, p. 1]”"
                )
                yield Problem(document.path, diagram.line, f"the diagram {message}")


def drawn(course: Course) -> Iterator[Problem]:
    """Every diagram has its drawing, and every drawing its diagram."""
    wanted = set()
    for document in course.documents():
        for diagram in find_diagrams(document.body, document.body_line):
            wanted.add(diagram.name)
            if diagram.name not in course.drawings:
                message = "the diagram has changed since it was drawn; run “make diagrams”"
                yield Problem(document.path, diagram.line, message)
    if wanted - set(course.drawings) or any(path.startswith("docs/") for path in course.unusable):
        return  # the command that draws what is missing also removes what is left over
    for name in sorted(set(course.drawings) - wanted):
        message = "is the drawing of no diagram; run “make diagrams”, which removes it"
        yield Problem(f"{DRAWINGS}/{name}.svg", 1, message)
