"""A Mermaid fence as it stands in the text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..reading.markdown import line_at

FENCE = re.compile(r"^```mermaid[^\n]*\n(?P<source>.*?)^```", re.MULTILINE | re.DOTALL)
KIND = re.compile(r"^[ \t]*(?!%%|---|$)([A-Za-z]+)", re.MULTILINE)
STYLE = "1"
"""Raise it when drawings of the same source must be made anew: another font,
another configuration in draw.js."""


@dataclass(frozen=True)
class Diagram:
    source: str
    line: int
    """Of the fence's first line in its file."""
    end: int
    """Where what follows it begins in the text that it stands in."""

    @property
    def name(self) -> str:
        """The name of its drawing: another source, another name."""
        return drawing_name(self.source)

    @property
    def kind(self) -> str:
        """Mermaid's word for it, without a version: flowchart, sequenceDiagram, xychart."""
        found = KIND.search(self.source)
        return found[1] if found else ""

    @property
    def classes(self) -> str:
        """By which docs/assets/diagrams.css knows it: cb-svg cb-sequence."""
        return f"cb-svg cb-{self.kind.removesuffix('Diagram').lower()}"

    @property
    def title(self) -> str:
        return _said("accTitle", self.source)

    @property
    def description(self) -> str:
        return _said("accDescr", self.source)


def drawing_name(source: str) -> str:
    lines = "\n".join(line.rstrip() for line in source.strip().split("\n"))
    return hashlib.sha256(f"{STYLE}\n{lines}".encode()).hexdigest()[:16]


def find_diagrams(body: str, first_line: int = 1) -> Iterator[Diagram]:
    """The diagrams of a Markdown text, in order."""
    for fence in FENCE.finditer(body):
        yield Diagram(fence["source"], line_at(body, fence.start(), first_line), fence.end())


def _said(key: str, source: str) -> str:
    """What follows “accTitle:”, or stands between the braces of “accDescr { ... }”."""
    found = re.search(
        rf"^[ \t]*(?:%%[ \t]*)?{key}[ \t]*(?::[ \t]*(?P<line>\S[^\n]*)|\{{(?P<lines>[^{{}}]*)\}})",
        source,
        re.MULTILINE,
    )
    return " ".join((found["line"] or found["lines"] or "").split()) if found else ""
