"""The pictures of a page: its diagrams, and its files under docs/."""

from __future__ import annotations

import posixpath
import re
from html import escape

from lxml import etree
from lxml.html import HtmlElement

from ..fragments import Fragments, flat_name
from .drawings import DRAWING, STYLE, coloured

INCHES_PER_UNIT = 1 / 128
"""Letters of 16 units are then as large as 9 points."""
WIDEST = 6.2
"""Inches between the margins of a page."""
HIGHEST = 8.3
TALL = 4.9
"""What is higher does not stay in its place on paper, but goes to the next page."""

ENDS = (".", "?", "!", "…", "。", "？", "！")
"""Marks after which no full stop follows."""


class Pictures:
    """Collects them; `files` has those that were taken, by the names that stand in the page;
    `titles` what diagrams among them are called."""

    def __init__(self, fragments: Fragments, page: str, name: str) -> None:
        self._fragments = fragments
        self._page = page
        self._name = name
        self.files: dict[str, bytes] = {}
        self.titles: dict[str, str] = {}

    def take_drawings(self, content: str) -> str:
        """The content with a picture for each drawing in it.

        Done on the text, because a parser of HTML does not keep the case of SVG's names.
        """
        return DRAWING.sub(self._drawing, content)

    def take_files(self, root: HtmlElement) -> None:
        for picture in root.iter("img"):
            if picture.get("src") not in self.files:
                folder = re.sub(r"(index)?\.md$", "", self._page)
                path = posixpath.normpath(posixpath.join(folder, picture.get("src")))
                picture.set("src", flat_name(path))
                self.files[flat_name(path)] = self._fragments.read_asset(path)

    def _drawing(self, match: re.Match[str]) -> str:
        style = self._fragments.read_asset(STYLE).decode()
        svg = coloured(match[0], style)
        root = etree.fromstring(svg)
        width, height = float(root.get("width")), float(root.get("height"))
        scale = min(INCHES_PER_UNIT, WIDEST / width, HIGHEST / height)
        name = f"{self._name}-{len(self.files) + 1}.svg"
        self.files[name] = svg
        self.titles[name] = (root.get("aria-label") or "").strip()
        alt = escape(_description(root))
        tall = ' data-x-tall="yes"' if height * scale > TALL else ""
        return f'<img src="{name}" alt="{alt}" width="{width * scale:.2f}in"{tall}>'


def _description(root: etree._Element) -> str:
    """The diagram's title and what it shows."""
    said = root.find("{*}desc")
    parts = [root.get("aria-label") or "", "" if said is None else said.text or ""]
    return " ".join(sentence(part) for part in parts if part.strip())


def sentence(text: str) -> str:
    """The text with a mark at its end: a full stop, unless a mark that ends a sentence is there."""
    text = text.strip()
    return text if text.rstrip("”’\"')）").endswith(ENDS) else f"{text}."
