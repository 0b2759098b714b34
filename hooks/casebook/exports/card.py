"""The picture that other sites show beside a link to the course: 1200 by 630 pixels."""

from __future__ import annotations

from ..course import Course
from ..dates import long_date
from .documents.typst import page_picture

CARD = "assets/card.png"
PAGE = """#set page(width: 1200pt, height: 630pt, margin: (x: 90pt, y: 80pt), fill: rgb("#fdfcf9"),
  background: place(top, rect(width: 100%, height: 18pt, fill: rgb("#8a1c1c"))))
#set text(font: ("Source Serif 4", "Noto Serif SC"), fill: rgb("#1f1d1a"))
#set par(leading: 0.5em)
#v(1fr)
#text(size: 68pt, weight: 600, hyphenate: false, TITLE)
#v(1fr)
#line(length: 100%, stroke: 2pt + rgb("#cfa79c"))
#text(size: 27pt, fill: rgb("#57524b"), EDITION)
"""


def card(course: Course) -> bytes:
    """A PNG with the course's title and edition."""
    facts = course.facts
    edition = f"{facts.edition}, {long_date(facts.date.isoformat())}"
    text = PAGE.replace("TITLE", _string(facts.title)).replace("EDITION", _string(edition))
    return page_picture(text)


def _string(text: str) -> str:
    """A string of Typst."""
    return '"' + text.strip().replace("\\", "\\\\").replace('"', '\\"') + '"'
