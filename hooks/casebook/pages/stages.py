"""What the stages of a page leave for those after them, in a form that another process can send."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from .cited_in import Place
from .question_bank import BankedQuestion


@dataclass(frozen=True)
class Rendered:
    """What MkDocs finds in a page's Markdown."""

    content: str | None
    toc: Any
    """MkDocs' own table of contents."""
    ids: set[str] | None
    links: Mapping[str, dict[str, str]] | None
    """Source URI of a page -> anchor on it -> the link as it is written."""


@dataclass(frozen=True)
class Finished:
    """A page with its paragraphs numbered and its marks connected."""

    html: str
    ids: frozenset[str]
    places: tuple[tuple[str, Place], ...]
    questions: tuple[BankedQuestion, ...]


@dataclass(frozen=True)
class MadePage:
    """A page up to where it waits for all others."""

    meta: MutableMapping[str, Any]
    title: str | None
    edit_url: str | None
    rendered: Rendered
    finished: Finished
