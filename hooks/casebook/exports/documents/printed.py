"""A document as a PDF, through Typst."""

from __future__ import annotations

import json

from .document import Document, html_of
from .pandoc import converted
from .typst import TEMPLATE, pdf


def as_pdf(document: Document, parts: int = 1) -> bytes:
    """`parts`: the level of the parts' own headings, the lowest in the table of contents."""
    front = f'<div class="front">{document.front}</div>'
    text = converted(html_of(document, front=front), "typst", document.epoch).decode()
    return pdf(f"{_opening(document, parts)}\n{text}", document.epoch, document.pictures)


def _opening(document: Document, parts: int) -> str:
    """The lines of Typst that hand the document's facts to document.typ."""
    facts = document.facts
    day = facts.date
    values = {
        "title": _string(document.title),
        "over": _string(document.over),
        "authors": f"({''.join(f'{_string(one)}, ' for one in facts.authors)})",
        "date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
        "running-title": _string(f"{facts.title}, {facts.edition}"),
        "contents": str(parts),
        "parts": str(parts),
    }
    given = "".join(f"  {name}: {value},\n" for name, value in values.items())
    return f'#import "{TEMPLATE.name}": *\n#let opened = document-of.with(\n{given})'


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
