"""Markdown with its facts between two lines of three hyphens."""

from __future__ import annotations

import re

from ..models.base import Document
from ..problems import Problem
from .yaml_file import Facts, read_form

OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"\n---[ \t]*(?:\n|$)")


def read_markdown(
    form: type[Facts], path: str, text: str, problems: list[Problem]
) -> Document[Facts] | None:
    """The page in `text`, or None and its problems."""
    if not OPENING.match(text):
        problems.append(Problem(path, 1, "must begin with facts between two lines of “---”"))
        return None
    end = CLOSING.search(text, 3)
    if not end:
        problems.append(Problem(path, 1, "the facts have no end; close them with a line of “---”"))
        return None
    start = text.index("\n") + 1
    body = text[end.end() :]
    return read_form(
        form,
        path,
        text,
        problems,
        yaml_text=text[start : end.start() + 1],
        first_line=2,
        body=body,
        body_line=text.count("\n", 0, end.end()) + 1,
    )
