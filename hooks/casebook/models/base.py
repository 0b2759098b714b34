"""What every content form shares."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from ..problems import Problem

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAG = re.compile(r"<[a-zA-Z/!?]")
"""What would begin a tag of HTML."""
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$")]
"""A permanent id: lower-case words joined by hyphens."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Markdown that a reader sees. In YAML it stands on its own lines, after `|`."""


def _no_tag(value: str) -> str:
    if TAG.search(value):
        raise ValueError("is plain text and holds a tag; write it without “<”")
    return value


Words = Annotated[Prose, AfterValidator(_no_tag)]
"""Plain text that a reader sees, such as a title."""

Description = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=40, max_length=170),
    AfterValidator(_no_tag),
]
"""One sentence for search results."""


def _whole_date(value: object) -> object:
    """Refuse what `date.fromisoformat` would take besides YYYY-MM-DD."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("must be a date; write it YYYY-MM-DD")
    return value


Date = Annotated[datetime.date, BeforeValidator(_whole_date)]


class Form(BaseModel):
    """A closed, frozen form: a key it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


Facts = TypeVar("Facts", bound=Form, covariant=True)
Loc = tuple[str | int, ...]
"""Where a value stands in a YAML document: ("choices", 0, "text")."""


@dataclass(frozen=True)
class Document(Generic[Facts]):
    """One content file: its facts, its Markdown body and where each stands."""

    path: str
    """Relative to the project's root, with forward slashes."""
    text: str
    """The whole file as read."""
    facts: Facts
    lines: Mapping[Loc, int] = field(repr=False)
    body: str = ""
    """Markdown after the front matter; empty for a YAML file."""
    body_line: int = 1
    """The line of the file on which the body begins."""

    @property
    def name(self) -> str:
        """That of its file, without its ending: the permanent id of a law or a term."""
        return PurePosixPath(self.path).stem

    def line(self, *loc: str | int) -> int:
        """The line of a value, or of the nearest thing that encloses it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def problem(self, message: str, *loc: str | int) -> Problem:
        return Problem(self.path, self.line(*loc), message)

    def warning(self, message: str, *loc: str | int) -> Problem:
        return Problem(self.path, self.line(*loc), message, warning=True)
