"""The files under bibliography/: quotations, and the map of the source text."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Document, Form, Slug, Words


class Quotation(Form):
    """Words of somebody else's that the course quotes."""

    id: Slug
    """A permanent name for the quotation: lower-case words joined by hyphens."""
    text: Words
    """The words, exactly as they stand in the source, without quotation marks around them."""
    language: Words
    """The language of the words: `en` for English, `zh-Hans` for Chinese in simplified
    characters."""
    source: Slug
    """The key of the work in references.bib, or the name of the law's file in docs/law/."""
    locator: Words | None = None
    """Where in the source, such as "para. 2"; only if it was seen."""
    status: Literal["verified", "partly"]
    """`verified` when you read the words in the source; only these may be quoted. `partly` when
    you did not: then the text says it in its own words."""
    evidence: Words
    """Where you read the words: which edition, page or address, and when."""


class QuotationsFacts(Form):
    """The quotations of one part of the course."""

    quotations: tuple[Quotation, ...] = ()
    """Each begins with `- id:`."""


class Paragraph(Form):
    """One paragraph of the source text, and the sections that teach it."""

    id: Slug
    """The paragraph's number in the source text: e1, e2 ..."""
    gist: Words
    """What it argues, in our own words."""
    taught_in: tuple[str, ...] = ()
    """One or more sections, each as `module/chapter#heading-in-lower-case`."""


class SourceMapFacts(Form):
    """Which section of the course teaches which paragraph of its source text."""

    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)
    """Every paragraph of the source text, in its order; none may be left out."""


Quotations = Document[QuotationsFacts]
SourceMap = Document[SourceMapFacts]
