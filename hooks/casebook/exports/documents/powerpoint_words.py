"""The language of every word on a slide: programs choose a font, a voice and a dictionary by it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...chinese import IDEOGRAPHS, PUNCTUATION
from .powerpoint_look import HAN, NAMES, A
from .word import CHINESE, ENGLISH

SIGNS = f"{PUNCTUATION}{IDEOGRAPHS}\uff00-\uff60"
HAN_RUN = re.compile(f"[{SIGNS}]*[{IDEOGRAPHS}](?:[{SIGNS}\u00b7\u2014]*[{SIGNS}])?")
LATER = "cs", "sym", "hlinkClick", "hlinkMouseOver"
"""What follows the font of Chinese in the properties of a run."""


def mark_languages(root: etree._Element) -> None:
    """Every run is in one language: PowerPoint and screen readers choose a voice by it."""
    for run in [*root.iter(f"{{{A}}}r")]:
        text = run.find("a:t", NAMES)
        parts = [*_by_language(text.text or "")]
        for part, chinese in parts[:-1]:
            copy = etree.fromstring(etree.tostring(run))
            copy.find("a:t", NAMES).text = part
            run.addprevious(copy)
            _set_language(copy, chinese)
        if parts:
            text.text = parts[-1][0]
            _set_language(run, parts[-1][1])
    for field in root.iter(f"{{{A}}}fld"):
        field.find("a:rPr", NAMES).set("lang", ENGLISH)


def _by_language(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, and whether each is Chinese."""
    end = 0
    for found in HAN_RUN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False


def _set_language(run: etree._Element, chinese: bool) -> None:
    properties = run.find("a:rPr", NAMES)
    if properties is None:
        properties = etree.Element(f"{{{A}}}rPr")
        run.insert(0, properties)
    properties.set("lang", CHINESE if chinese else ENGLISH)
    if chinese:
        properties.set("altLang", ENGLISH)
        font = etree.Element(f"{{{A}}}ea", typeface=HAN)
        later = next((one for one in properties if etree.QName(one).localname in LATER), None)
        if later is None:
            properties.append(font)
        else:
            later.addprevious(font)
