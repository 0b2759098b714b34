"""Diagrams in a page: finished where they are drawn, live while they are written."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping

from ..diagrams.source import drawing_name

LIVE = "mermaid"
"""The class of a diagram that mermaid2 draws in the reader's browser."""
DRAWN = "cb-drawing"
PLACE = re.compile(rf'<div class="({DRAWN}[^"]*)" data-drawing="([0-9a-f]+)"></div>')
SMALLEST = 0.55
"""How far a drawing is made smaller on a phone before it scrolls: letters of 16 px become 9."""
PHONE = 340
"""px that a phone has for it."""


def diagram_html(drawings: Mapping[str, str], source: str) -> str:
    """A fence: a place for its drawing, or the source for a live one."""
    name = drawing_name(source)
    if name not in drawings:
        return f'<div class="{LIVE}">{html.escape(source)}</div>'
    width = re.search(r'\swidth="([0-9.]+)"', drawings[name])
    least = float(width[1]) * SMALLEST if width else 0
    # In steps of 100 px, which a style sheet can name.
    classes = f"{DRAWN} cb-least-{math.ceil(least / 100)}" if least > PHONE else DRAWN
    return f'<div class="{classes}" data-drawing="{name}"></div>'


def put_drawings(page: str, drawings: Mapping[str, str]) -> str:
    """A finished page with its drawings, which no earlier pass had to read."""
    return PLACE.sub(
        lambda found: f'<div class="{found[1]}">{drawings[found[2]].strip()}</div>', page
    )
