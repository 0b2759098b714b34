"""Which fonts a page is drawn with when it opens, so that it asks for them at its head.

A font that comes while a page is shown moves its lines. For one that is named in the head a
browser waits a moment, and does without it as long as the page is open if it is later still.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
URL = re.compile(r"""url\(["']?([\w./-]+)["']?\)""")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
NOTES = '<div class="footnote">'
"""Begins the end of a page, which is drawn when a reader comes near (docs/assets/cite.css)."""
NOT_READ = re.compile(r"<(template|script|style)\b.*?</\1>", re.DOTALL)
CLOSED = re.compile(r"<details(?![^>]*\sopen\b)[^>]*>(.*?</summary>)?.*?</details>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Face:
    file: str
    """The name of the font's file, from the folder of the style."""
    letters: re.Pattern[str]
    """Finds a letter that the font is there for."""


def faces(style: str) -> Iterator[Face]:
    """The fonts of a style that are there for some letters, each file once."""
    named = set()
    for block in FACE.findall(style):
        url, ranges = URL.search(block), RANGE.findall(block)
        if url and ranges and url[1] not in named:
            named.add(url[1])
            letters = "".join(f"\\U{a:0>8}-\\U{b or a:0>8}" for a, b in ranges)
            yield Face(url[1], re.compile(f"[{letters}]"))


def read_at_first(content: str) -> str:
    """The words of a page's content that stand there before anything on it is opened."""
    shown = NOT_READ.sub("", content.partition(NOTES)[0])
    return html.unescape(TAG.sub("", CLOSED.sub(r"\1", shown)))
