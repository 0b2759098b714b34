"""Markdown with its facts between two lines of three hyphens."""

from __future__ import annotations

from ..models.base import Document
from ..problems import Problem
from .yaml_file import Facts, read_form


def read_markdown(
    form: type[Facts], path: str, text: str, problems: list[Problem]
) -> Document[Facts] | None:
    """The page in `text`, or None and its problems."""
    if not text.startswith("---\n"):
        problems.append(Problem(path, 1, "must begin with facts between two lines of “---”"))
        return None
    end = text.find("\n---\n", 3)
    if end < 0:
        problems.append(Problem(path, 1, "the facts have no end; close them with a line of “---”"))
        return None
    body = text[end + 5 :]
    return read_form(
        form,
        path,
        text,
        problems,
        yaml_text=text[4 : end + 1],
        first_line=2,
        body=body,
        body_line=text.count("\n", 0, end + 5) + 1,
    )
