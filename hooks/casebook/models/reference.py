"""A work in bibliography/references.bib."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = {
    "article": "Journal articles",
    "book": "Books",
    "case": "Cases and decisions",
    "chapter": "Chapters in books",
    "official": "Official documents",
    "online": "Web pages and posts",
    "report": "Reports and papers",
    "speech": "Speeches",
    "statistics": "Statistics",
}
"""Entry type -> the heading it gets in the bibliography."""
EVENTS = ("case", "official", "speech")
"""Kinds that are events of their own, for the timeline."""


@dataclass(frozen=True)
class Reference:
    key: str
    kind: str
    """One of KINDS."""
    line: int
    authors: tuple[tuple[str, str], ...]
    """(given names, family name); a body has no given names."""
    fields: Mapping[str, str] = field(repr=False)
    """BibTeX fields with braces and TeX escapes removed."""
    editors: tuple[tuple[str, str], ...] = ()
    """Of the book that a chapter stands in; as authors."""

    @property
    def described(self) -> bool:
        """Whether its title is our description, because it has none or none was read."""
        return self.get("described") == "yes"

    @property
    def dead(self) -> bool:
        """Whether its address no longer leads to it."""
        return self.get("dead") == "yes"

    def get(self, name: str) -> str:
        return self.fields.get(name, "")
