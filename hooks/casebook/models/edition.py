"""What a published edition held, as fingerprints: bibliography/editions/<id>.json."""

from __future__ import annotations

from .base import Date, Document, Form, Prose, Slug


class ChapterRecord(Form):
    """A chapter as it was."""

    title: Prose
    """Its name in that edition."""
    sections: dict[str, str]
    """For each heading, a fingerprint of what stood under it; "" is what stood before the first."""


class LawRecord(Form):
    """A law card as it was."""

    name: Prose
    """Its short name in that edition."""
    status: str
    """Whether it had force, in words, as its card gave it."""
    record: str
    """A fingerprint of its facts, the articles apart."""
    articles: dict[str, str]
    """For each article, a fingerprint."""


class QuestionRecord(Form):
    """A question as it was."""

    chapter: str
    """The chapter in which it stood, as module/chapter."""
    version: str
    """A fingerprint of what was asked and what was right."""
    text: str
    """A fingerprint of everything, its explanation too."""


class EditionFacts(Form):
    """What an edition held. `python -m casebook edition` writes this file; no hand changes it."""

    id: Slug
    """The edition's name in addresses, such as 2026-fall."""
    name: Prose
    """What instructors call it."""
    date: Date
    """The day of the edition; YYYY-MM-DD."""
    chapters: dict[str, ChapterRecord]
    """Each chapter, by module/chapter."""
    laws: dict[str, LawRecord]
    """Each law card, by the name of its file."""
    questions: dict[str, QuestionRecord]
    """Each question, by its id."""


Edition = Document[EditionFacts]
