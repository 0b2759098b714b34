"""Slides as a file of PowerPoint, through pandoc.

Pandoc makes the file, its layouts and its notes. What it does not write is put in afterwards: the
language of each word, alternative texts, the numbers of slides, and sizes that fit.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html import escape

import lxml.html
from lxml import etree

from ..package import zipped
from .document import Document, html_of, with_pictures_as
from .drawings import SHARPNESS, pixels
from .fitting import (
    CAPTION,
    CELL,
    HIGH,
    LEFT,
    QUESTION,
    SHARE,
    TOP,
    WIDE,
    caption_height,
    row_height,
    title_size,
)
from .pandoc import converted
from .powerpoint_look import BESIDE, LAYOUTS, NAMES, POINT, A, Box, P, place, reference
from .powerpoint_words import mark_languages
from .word import core_properties

REFERENCE = "reference.pptx"
SHARP = SHARPNESS * 3 // 2
"""Pixels per inch of a drawing: on a slide it is larger than on paper."""
NUMBER = """<p:sp xmlns:p="{p}" xmlns:a="{a}"><p:nvSpPr><p:cNvPr id="0" name="Slide Number"/>
<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/>
</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>
<a:fld id="{{C5EF2332-01BF-834F-8236-50238282D533}}" type="slidenum"><a:rPr/><a:t>{number}</a:t>
</a:fld></a:p></p:txBody></p:sp>"""
PLAIN_TABLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""PowerPoint's own style “No Style, Table Grid”: black on white, whatever the theme."""
COUNTED = re.compile(rb"<(Relationship|Override) [^>]*docProps/app\.xml[^>]*/>")
SLIDE_NAME = re.compile(r"ppt/slides/slide(\d+)\.xml")


def as_slides(document: Document, png: Callable[[bytes], bytes] | None = None) -> bytes:
    """The front of the document stands in the notes of its first slide.

    `png` makes a PNG of a drawing.
    """
    png = png or sharp
    pictures, names = {}, {}
    for name, content in document.pictures.items():
        names[name] = name.replace(".svg", ".png")
        pictures[names[name]] = png(content) if name.endswith(".svg") else content
    html = with_pictures_as(html_of(document), names)
    files = {**pictures, REFERENCE: reference()}
    options = [
        f"--reference-doc={REFERENCE}",
        "--slide-level=2",
        f"--metadata=subtitle:{document.over}. {document.facts.edition}",
        f"--metadata=notes:{document.front}",
    ]
    members = _members(converted(html, "pptx", document.epoch, files, options))
    kinds = ["title", *_kinds(html)]
    slides = {int(found[1]): name for name in members if (found := SLIDE_NAME.fullmatch(name))}
    assert len(slides) == len(kinds), "pandoc has parted a slide, or put two together"
    for number, kind in enumerate(kinds, 1):
        members[slides[number]] = _finished(members[slides[number]], kind, number)
    for name in [one for one in members if one.startswith("ppt/notesSlides/notesSlide")]:
        root = etree.fromstring(members[name])
        mark_languages(root)
        members[name] = _xml(root)
    members["docProps/core.xml"] = core_properties(document)
    del members["docProps/app.xml"]  # which counts the slides of pandoc's own example
    for name in ("_rels/.rels", "[Content_Types].xml"):
        members[name] = COUNTED.sub(b"", members[name])
    return zipped(members)


def sharp(svg: bytes) -> bytes:
    """A drawing as a PNG for slides."""
    return pixels(svg, SHARP)


def _kinds(html: str) -> Iterator[str]:
    for heading in lxml.html.fromstring(html).iter("h1", "h2"):
        yield heading.get("class")


def _finished(xml: bytes, kind: str, number: int) -> bytes:
    root = etree.fromstring(xml)
    tree = root.find(".//p:spTree", NAMES)
    title = next(one for one in tree.iterfind("p:sp", NAMES) if _is_title(one))
    if kind not in ("title", "section", "beside"):
        _set_size(title, title_size(_text(title)) or CELL)
    if kind == "question":
        for shape in tree.iterfind("p:sp", NAMES):
            if shape is not title:
                _set_size(shape, QUESTION)
    if kind == "table":
        _table(tree)
    if kind in ("wide", "beside"):
        _picture(tree, kind)
    tree.append(etree.fromstring(NUMBER.format(p=P, a=A, number=number)))
    for own, one in enumerate(root.iter(f"{{{P}}}cNvPr"), 1):
        one.set("id", str(own))
    mark_languages(root)
    return _xml(root)


def _is_title(shape: etree._Element) -> bool:
    holder = shape.find(".//p:ph", NAMES)
    return holder is not None and holder.get("type") in ("title", "ctrTitle")


def _text(element: etree._Element) -> str:
    return "".join(element.itertext(f"{{{A}}}t"))


def _set_size(element: etree._Element, points: float) -> None:
    for run in element.iter(f"{{{A}}}rPr"):
        run.set("sz", str(round(points * 100)))


def _caption(tree: etree._Element) -> float:
    """Give the box under a picture or a table its place; its height."""
    box = next((one for one in tree.iterfind("p:sp", NAMES) if _is_box(one)), None)
    if box is None:
        return 0.0
    holder = box.find(".//p:ph", NAMES)
    if holder is not None:  # it is none: what holds the place is the picture or the table
        holder.getparent().remove(holder)
    height = caption_height(_text(box))
    place(box.find("p:spPr", NAMES), (LEFT, TOP + HIGH - height, WIDE, height))
    box.find(".//a:bodyPr", NAMES).set("wrap", "square")
    for paragraph in box.iter(f"{{{A}}}pPr"):
        paragraph.set("algn", "l")
    _set_size(box, CAPTION)
    return height


def _is_box(shape: etree._Element) -> bool:
    return bool(shape.find("p:nvSpPr/p:cNvSpPr", NAMES).get("txBox") == "1")


def _table(tree: etree._Element) -> None:
    _caption(tree)
    frame = tree.find("p:graphicFrame", NAMES)
    frame.find(".//p:cNvPr", NAMES).set("name", "Table")
    table = frame.find(".//a:tbl", NAMES)
    properties = table.find("a:tblPr", NAMES)
    properties.set("bandRow", "0")
    properties.find("a:tableStyleId", NAMES).text = PLAIN_TABLE
    columns = [int(one.get("w")) for one in table.iterfind("a:tblGrid/a:gridCol", NAMES)]
    shares = [round(one / sum(columns), SHARE) for one in columns]
    for column, share in zip(table.iterfind("a:tblGrid/a:gridCol", NAMES), shares, strict=True):
        column.set("w", str(round(share * WIDE * POINT)))
    height = 0.0
    for n, row in enumerate(table.iterfind("a:tr", NAMES)):
        cells = [*row.iterfind("a:tc", NAMES)]
        own = row_height([escape(_text(cell)) for cell in cells], shares)
        row.set("h", str(round(own * POINT)))
        height += own
        for cell in cells:
            if n == 0:
                for run in cell.iter(f"{{{A}}}rPr"):
                    run.set("b", "1")
            if cell.find("a:tcPr", NAMES) is None:
                etree.SubElement(cell, f"{{{A}}}tcPr")
    _set_size(table, CELL)
    place(frame, (LEFT, TOP, WIDE, height))


def _picture(tree: etree._Element, kind: str) -> None:
    picture = tree.find("p:pic", NAMES)
    named = picture.find(".//p:cNvPr", NAMES)
    named.set("descr", named.get("descr").partition("\n")[0])
    under = _caption(tree)
    old = picture.find(".//a:ext", NAMES)
    width, height = float(old.get("cx")), float(old.get("cy"))
    room: Box = (LEFT, TOP, WIDE, HIGH - under)
    left, top, wide, high = LAYOUTS[BESIDE]["1"] if kind == "beside" else room
    scale = min(wide / width, high / height)
    width, height = width * scale, height * scale
    place(
        picture.find("p:spPr", NAMES),
        (left + (wide - width) / 2, top + (high - height) / 2, width, height),
    )


def _xml(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def _members(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
