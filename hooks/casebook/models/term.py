"""The glossary: one Markdown file a term, its definition in the body."""

from __future__ import annotations

from pydantic import Field

from .base import Document, Form, Prose, Slug


class TermFacts(Form):
    term: Prose
    """As a heading: "Windfall"."""
    term_zh: Prose | None = None
    """The Chinese term, where there is one in use."""
    pinyin: Prose | None = None
    also: tuple[Prose, ...] = ()
    """Other forms in which the text uses it."""
    see: tuple[Slug, ...] = Field(min_length=1)
    """Ids of related terms, one or more, which name this one in return."""


Term = Document[TermFacts]
