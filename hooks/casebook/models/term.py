"""The glossary: one Markdown file a term, its definition in the body."""

from __future__ import annotations

from pydantic import Field

from .base import Document, Form, Slug, Words


class TermFacts(Form):
    term: Words
    """As a heading: "Windfall"."""
    term_zh: Words | None = None
    """The Chinese term, where there is one in use."""
    pinyin: Words | None = None
    also: tuple[Words, ...] = ()
    """Other forms in which the text uses it."""
    see: tuple[Slug, ...] = Field(min_length=1)
    """Ids of related terms, one or more, which name this one in return."""


Term = Document[TermFacts]
