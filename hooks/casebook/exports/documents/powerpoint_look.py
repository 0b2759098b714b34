"""How the slides look: pandoc's own reference file with our sizes, places and colours."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache

from lxml import etree

from ..package import zipped
from .fitting import HIGH, LEFT, TEXT, TITLE_HIGH, TITLES, TOP, WIDE
from .pandoc import program
from .word_styles import INK, LINK, QUIET

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NAMES = {"a": A, "p": P}
POINT = 12_700
"""Units of a file in a point."""
HAN = "Microsoft YaHei"
"""A font for Chinese that PowerPoint has. Where it is missing, programs take one of their own."""
NUMBER = (LEFT + WIDE - 100, 376, 100, 22)
DARK = ("Title Slide", "Section Header")
"""Layouts on the colour of the links, with white letters."""
NUMBER_SIZE = 12
Box = tuple[float, float, float, float]
"""Left, top, width, height, in points."""
BESIDE = "Content with Caption"
MASTER: dict[str, Box] = {
    "title": (LEFT, TOP - TITLE_HIGH, WIDE, TITLE_HIGH),
    "body": (LEFT, TOP, WIDE, HIGH),
    "sldNum": NUMBER,
}
LAYOUTS: dict[str, dict[str, Box]] = {
    "Title Slide": {"ctrTitle": (54, 96, 612, 120), "1": (54, 224, 612, 90)},
    "Section Header": {"title": (54, 130, 612, 130), "1": (54, 264, 612, 60)},
    BESIDE: {
        "title": (LEFT, 22, 210, 118),
        "1": (260, 22, 436, 343),
        "2": (LEFT, 146, 210, 215),
    },
}
"""Layout -> place of each placeholder by its type or its number."""
SIZES = {"Title Slide": 36, "Section Header": 32, BESIDE: 20}
"""Of the titles of these layouts."""
LEVELS = (TEXT, TEXT - 2, TEXT - 2, TEXT - 2, TEXT - 2)
BESIDE_SIZE = TEXT - 4
COLOURS = {"dk1": INK, "dk2": QUIET, "accent1": LINK, "hlink": LINK, "folHlink": LINK}


GROUND = f"""<p:bg xmlns:p="{P}" xmlns:a="{A}"><p:bgPr><a:solidFill><a:schemeClr val="accent1"/>
</a:solidFill><a:effectLst/></p:bgPr></p:bg>"""


@cache
def reference() -> bytes:
    command = [program(), "--print-default-data-file=reference.pptx"]
    plain = subprocess.run(command, capture_output=True, check=True).stdout
    with zipfile.ZipFile(io.BytesIO(plain)) as opened:
        members = {name: opened.read(name) for name in opened.namelist() if name[-1] != "/"}
    for name, change in (("slideMasters/slideMaster", _master), ("theme/theme", _theme)):
        for path in [one for one in members if one.startswith(f"ppt/{name}")]:
            members[path] = _changed(members[path], change)
    for path in [one for one in members if one.startswith("ppt/slideLayouts/slideLayout")]:
        members[path] = _changed(members[path], _layout)
    return zipped(members)


def _changed(xml: bytes, change: Callable[[etree._Element], None]) -> bytes:
    root = etree.fromstring(xml)
    change(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def _master(root: etree._Element) -> None:
    for shape in root.iterfind(".//p:sp", NAMES):
        kind = shape.find(".//p:ph", NAMES).get("type")
        if kind in MASTER:
            place(shape.find("p:spPr", NAMES), MASTER[kind])
        if kind == "title":
            shape.find(".//a:bodyPr", NAMES).set("anchor", "b")
        if kind == "sldNum":
            style = shape.find(".//a:lvl1pPr/a:defRPr", NAMES)
            _size(style, NUMBER_SIZE)
            _colour(style, "tx2")
    title = root.find(".//p:titleStyle/a:lvl1pPr", NAMES)
    title.set("algn", "l")
    style = title.find("a:defRPr", NAMES)
    style.find("a:solidFill/a:schemeClr", NAMES).set("val", "accent1")
    style.set("b", "1")
    _size(style, TITLES[0])
    for level, size in enumerate(LEVELS, 1):
        _size(root.find(f".//p:bodyStyle/a:lvl{level}pPr/a:defRPr", NAMES), size)


def _layout(root: etree._Element) -> None:
    name = root.find("p:cSld", NAMES).get("name")
    if name in DARK:
        root.find("p:cSld", NAMES).insert(0, etree.fromstring(GROUND))
    for shape in root.iterfind(".//p:sp", NAMES):
        holder = shape.find(".//p:ph", NAMES)
        kind = holder.get("type") or ""
        box = LAYOUTS.get(name, {}).get(kind) or LAYOUTS.get(name, {}).get(holder.get("idx") or "")
        if name in DARK and kind == "sldNum":
            _colour(_level(shape), "bg1")
        if box is None:
            continue
        place(shape.find("p:spPr", NAMES), box)
        title = kind in ("title", "ctrTitle")
        style = _level(shape, listed=title)
        style.getparent().set("algn", "l")
        if name in DARK:
            _colour(style, "bg1")
        beside = name == BESIDE
        _size(style, SIZES[name] if title else BESIDE_SIZE if beside else TEXT)
        shape.find(".//a:bodyPr", NAMES).set("anchor", "b" if title else "t")


def _level(shape: etree._Element, listed: bool = True) -> etree._Element:
    """The style of a layout's first level, anew; `listed`: with the bullets of the master."""
    own = shape.find(".//a:lstStyle", NAMES)
    for each in [*own]:
        own.remove(each)
    level = etree.SubElement(own, f"{{{A}}}lvl1pPr")
    if not listed:
        level.attrib.update({"marL": "0", "indent": "0"})
        etree.SubElement(level, f"{{{A}}}buNone")
    return etree.SubElement(level, f"{{{A}}}defRPr")


def _colour(style: etree._Element, name: str) -> None:
    for old in style.findall("a:solidFill", NAMES):
        style.remove(old)
    fill = etree.Element(f"{{{A}}}solidFill")
    etree.SubElement(fill, f"{{{A}}}schemeClr", val=name)
    style.insert(0, fill)


def _theme(root: etree._Element) -> None:
    for name, value in COLOURS.items():
        colour = root.find(f".//a:clrScheme/a:{name}", NAMES)
        for each in [*colour]:
            colour.remove(each)
        etree.SubElement(colour, f"{{{A}}}srgbClr", val=value)
    for font in root.iterfind(".//a:fontScheme/*/a:ea", NAMES):
        font.set("typeface", HAN)


def _size(style: etree._Element, points: float) -> None:
    style.set("sz", str(round(points * 100)))


def place(properties: etree._Element, box: Box) -> None:
    """Put a shape (its p:spPr, or the frame of a table) where it is to stand."""
    left, top, width, height = (str(round(one * POINT)) for one in box)
    space = P if properties.tag.endswith("graphicFrame") else A
    frame = properties.find(f"{{{space}}}xfrm")
    if frame is None:
        frame = etree.Element(f"{{{space}}}xfrm")
        properties.insert(0, frame)
    for each in [*frame]:
        frame.remove(each)
    etree.SubElement(frame, f"{{{A}}}off", x=left, y=top)
    etree.SubElement(frame, f"{{{A}}}ext", cx=width, cy=height)
