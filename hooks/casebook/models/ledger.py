"""The files under bibliography/: quotations, and the map of the source text."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Document, Form, Slug, Words


class Quotation(Form):
    id: Slug
    text: Words
    """The words, exactly."""
    language: Words
    """A BCP 47 tag: en, zh-Hans."""
    source: Slug
    """A key in references.bib or a law card's id."""
    locator: Words | None = None
    """Where in the source, such as "para. 2"; only if it was seen."""
    status: Literal["verified", "partly"]
    """Only verified words may be quoted; others are paraphrased."""
    evidence: Words
    """Where the words were read."""


class QuotationsFacts(Form):
    quotations: tuple[Quotation, ...] = ()


class Paragraph(Form):
    """One paragraph of the source text, and the sections that teach it."""

    id: Slug
    gist: Words
    """What it argues, in our own words."""
    taught_in: tuple[str, ...] = ()
    """module/chapter#heading-id, one or more."""


class SourceMapFacts(Form):
    """Which section of the course teaches which paragraph of its source text."""

    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)


Quotations = Document[QuotationsFacts]
SourceMap = Document[SourceMapFacts]
