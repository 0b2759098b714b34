"""What a published edition held, as fingerprints: bibliography/editions/<id>.json."""

from __future__ import annotations

from .base import Date, Document, Form, Prose, Slug


class ChapterRecord(Form):
    title: Prose
    sections: dict[str, str]
    """Id of the heading -> fingerprint of what stands under it; "" before the first."""


class LawRecord(Form):
    name: Prose
    status: str
    """In words, as its card gave it."""
    record: str
    """Fingerprint of the facts besides the articles."""
    articles: dict[str, str]
    """Anchor -> fingerprint."""


class QuestionRecord(Form):
    chapter: str
    """module/chapter."""
    version: str
    """Changes when something else is asked."""
    text: str
    """Fingerprint of everything, its explanation too."""


class EditionFacts(Form):
    id: Slug
    name: Prose
    date: Date
    chapters: dict[str, ChapterRecord]
    """By module/chapter."""
    laws: dict[str, LawRecord]
    """By law id."""
    questions: dict[str, QuestionRecord]
    """By question id."""


Edition = Document[EditionFacts]
