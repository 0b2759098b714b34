"""Diagrams as pictures that stand by themselves: in the colours of the light scheme, on paper.

In a page a drawing gets its colours from docs/assets/diagrams.css. Typst and
Word know no style sheets, so each element is given what the rules say of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import css_inline
from lxml import etree

from ...assets.light import in_light
from .typst import SERIF, picture

STYLE = "assets/diagrams.css"
SVG = re.compile(r"<svg\b.*</svg>", re.DOTALL)
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)(\{[^{}]*\})")
ANY_OF = re.compile(r":is\(([^()]*)\)")
FONT = f".cb-diagram {{ --md-text-font-family: {SERIF} }}"
SHARPNESS = 160
"""Pixels per inch of the pictures for Word and e-books."""


def coloured(svg: str, style: str) -> bytes:
    """A drawing with the style of each element in its own attributes.

    `style` is the text of docs/assets/diagrams.css.
    """
    page = f'<figure class="cb-diagram">{svg}</figure>'
    inlined = SVG.search(_inliner(style).inline_fragment(page, ""))
    assert inlined is not None
    root = etree.fromstring(inlined[0].replace("&nbsp;", "\u00a0"))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def pixels(svg: bytes, sharpness: int = SHARPNESS) -> bytes:
    """A drawing that stands by itself as a PNG."""
    return picture(svg, sharpness)


@cache
def _inliner(style: str) -> css_inline.CSSInliner:
    rules = "".join(_rules(COMMENT.sub("", in_light(style).partition("@media")[0]) + FONT))
    return css_inline.CSSInliner(
        inline_style_tags=False,
        load_remote_stylesheets=False,
        resolve_css_variables=True,
        extra_css=rules,
    )


def _rules(style: str) -> Iterator[str]:
    """The rules without `:is()`, for which css-inline has no understanding."""
    for selectors, declarations in RULE.findall(style):
        plain = [one for selector in _split(selectors) for one in _plain(selector)]
        yield f"{', '.join(plain)} {declarations}\n"


def _split(selectors: str) -> list[str]:
    """A list of selectors at its commas, but not at those within brackets."""
    return [one.strip() for one in re.split(r",(?![^()]*\))", selectors)]


def _plain(selector: str) -> list[str]:
    found = ANY_OF.search(selector)
    if found is None:
        return [selector]
    before, after = selector[: found.start()], selector[found.end() :]
    return [one for each in found[1].split(",") for one in _plain(before + each.strip() + after)]
