"""What mkdocs-bibtex asks for citations: our keys, places and legal form.

It has the methods of the plugin's own ReferenceRegistry, so that the plugin
parses and places footnotes while resolving and formatting happen here. The
plugin keeps one footnote per `key`; we give it one per (work, place) by making
that pair the key.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from pybtex.database import BibliographyData

from ..models.law import Law, anchor
from ..models.reference import Reference
from ..uris import law_uri
from .forms import family_names
from .notes import footnote
from .syntax import Citation, parse_block


class _Block(Protocol):
    """The plugin's CitationBlock, as far as it is used here."""

    raw: str
    citations: list[Footnote]


@dataclass(frozen=True)
class Footnote:
    """One footnote of a page. The plugin reads `key` as its label."""

    key: str
    citation: Citation


class Registry:
    """Works by key. `begin` must be called before each page."""

    footnote_format = "{key}"
    bib_data = BibliographyData()
    """The plugin's own full bibliography is not used; ours is a page."""

    def __init__(self, laws: Mapping[str, Law], references: Mapping[str, Reference]) -> None:
        self._laws = laws
        self._references = references
        self._by = Counter(family_names(one) for one in references.values())
        self._folder = ""
        self.notes: dict[str, Footnote] = {}
        """The footnotes of the page that was begun last, by their labels."""

    def begin(self, page_uri: str) -> None:
        """Footnotes that follow stand on this page (a path under docs/)."""
        self._folder = posixpath.dirname(page_uri)
        self.notes = {}

    def validate_citation_blocks(self, blocks: list[_Block]) -> None:
        """Replace the plugin's citations by ours. Mistakes were reported by the checks."""
        for block in blocks:
            block.citations = [
                Footnote(label(one), one) for one in parse_block(block.raw) if self._work(one)
            ]

    def validate_inline_references(self, references: list[object]) -> set[object]:
        return set()

    def inline_text(self, block: _Block) -> str:
        """The footnote marks; what can't be resolved stays as it was written."""
        return "".join(f"[^{one.key}]" for one in block.citations) or f"[{block.raw}]"

    def reference_text(self, note: Footnote) -> str:
        citation, work = note.citation, self._work(note.citation)
        assert work is not None
        self.notes[note.key] = note
        if isinstance(work, Reference):
            alone = self._by[family_names(work)] == 1
            return footnote(citation, work, "", lambda _: None, alone=alone)
        card = posixpath.relpath(law_uri(citation.key), self._folder or ".")
        unit, facts = citation.locator.unit if citation.locator else "", work.facts

        return footnote(
            citation, work, card, lambda number: facts.article(unit, number), alone=True
        )

    def _work(self, citation: Citation) -> Reference | Law | None:
        if citation.fault:
            return None
        return self._laws.get(citation.key) or self._references.get(citation.key)


def label(citation: Citation) -> str:
    """One label per (work, place, words around it)."""
    place = citation.locator
    parts = [citation.key]
    if place:
        parts += [anchor(place.unit, number) for number in place.numbers]
    for words in (citation.prefix, citation.suffix):
        if words:
            parts.append(re.sub(r"\W+", "-", words.lower()).strip("-"))
    return "--".join(parts)
