"""The glossary: one Markdown file a term, its definition in the body."""

from __future__ import annotations

from .base import Document, Form, Slug, Words


class TermFacts(Form):
    """A word that the course uses in a sense of its own. Its definition stands below the facts."""

    term: Words
    """The term as a heading, with a capital: “Windfall”."""
    term_zh: Words | None = None
    """The Chinese term, where there is one in use."""
    pinyin: Words | None = None
    """How the Chinese term sounds, with tone marks: luòguǒ."""
    also: tuple[Words, ...] = ()
    """Other forms in which the text uses it, plurals too: `[fallen apple, fallen apples]`."""
    see: tuple[Slug, ...] = ()
    """Related terms, by the names of their files without .md. Each of them must name this one
    in return. Only the first term of a course has none."""


Term = Document[TermFacts]
