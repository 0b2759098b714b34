"""The glossary: one Markdown file a term, its definition in the body."""

from __future__ import annotations

from pathlib import PurePosixPath

from .base import Document, Form, Prose, Slug


class TermFacts(Form):
    term: Prose
    """As a heading: "Data localization"."""
    term_zh: Prose | None = None
    """The Chinese term, where there is one in use."""
    pinyin: Prose | None = None
    also: tuple[Prose, ...] = ()
    """Other forms in which the text uses it."""
    see: tuple[Slug, ...] = ()
    """Ids of related terms."""


Term = Document[TermFacts]


def term_id(term: Document[Form]) -> str:
    """A term's permanent name: that of its file."""
    return PurePosixPath(term.path).stem
