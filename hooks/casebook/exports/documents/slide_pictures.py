"""A picture on a slide: as large as it can be, with its caption whole, and in words if need be."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree
from lxml.html import HtmlElement

from .clean import Part
from .fitting import HIGH, TEXT, WIDE, Line, box_height, caption_height, divided, plain, title_size
from .pictures import sentence
from .slide import Slide, inline, lines_of, text_slides

BESIDE = (436, 343)
"""The place of a picture that stands beside its caption, in points; see powerpoint_look.py."""
CAPTION_BESIDE = (210, 215)
TITLE_BESIDE = (210, 118)
LETTERS = 16
"""Units of a drawing that its letters are high."""
SMALLEST = 10
"""Points below which the letters of a drawing can't be read on a wall: its words follow."""


def picture_slides(
    part: Part, figure: HtmlElement, where: tuple[str, ...], group: str
) -> Iterator[Slide]:
    caption = figure.find(".//figcaption")
    said = "" if caption is None else plain(inline(caption))
    told = _told(figure.getnext())
    for picture in figure.iter("img"):
        name, alt = picture.get("src"), picture.get("alt") or ""
        title = part.drawings.get(name) or alt
        title = title if title_size(title) else divided(title)[0]
        notes = tuple(one for one in (said, *(line.text for line in told), *where) if one)
        kind, body, letters = _shown(name, alt, title, said, part.pictures[name])
        yield Slide(kind, escape(title), body, notes, group)
        if letters < SMALLEST:
            rest = alt.removeprefix(title).lstrip(" .") or title
            words = told or [Line(escape(sentence(rest)))]
            yield from text_slides(f"In words: {escape(title)}", words, where, group)


def _told(words: HtmlElement | None) -> list[Line]:
    """What a diagram says, in the list that follows it, if one does."""
    if words is None or words.get("class") != "aside":
        return []
    return [line for one in words if one.tag in ("ol", "ul", "p") for line in lines_of(one)][1:]


def _shown(name: str, alt: str, title: str, said: str, content: bytes) -> tuple[str, str, float]:
    """The kind of a picture's slide, its body, and the size of its letters if it is a drawing.

    It is as large as it can be, with its caption whole.
    """
    width, height = _size(content)
    wide = min(WIDE / width, (HIGH - caption_height(said)) / height)
    beside = min(BESIDE[0] / width, BESIDE[1] / height)
    size = f'title="{escape(alt)}"'
    letters = LETTERS * max(wide, beside)
    room = box_height(said, CAPTION_BESIDE[0], TEXT - 4) <= CAPTION_BESIDE[1]
    if said and beside > wide and room and title_size(title, *TITLE_BESIDE):
        return "beside", f'<p>{escape(said)}</p><p><img src="{name}" alt="" {size}></p>', letters
    return "wide", f'<p><img src="{name}" alt="{escape(said)}" {size}></p>', LETTERS * wide


def _size(content: bytes) -> tuple[float, float]:
    """Width to height of a drawing; of another picture only that it is 4 to 3."""
    if b"<svg" not in content[:1000]:
        return 4.0, 3.0
    root = etree.fromstring(content)
    return float(root.get("width")), float(root.get("height"))
