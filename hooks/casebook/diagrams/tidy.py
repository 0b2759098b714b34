"""Mermaid's SVG made fit for a page: without its style, its noise and its decimals.

Colours and fonts come from docs/assets/diagrams.css by Mermaid's own classes.
"""

from __future__ import annotations

import re

from lxml import etree

from .source import Diagram

SVG = "{http://www.w3.org/2000/svg}"
KEPT_STYLES = ("stroke-dasharray", "text-anchor", "dominant-baseline", "display")
NUMBERED = ("d", "points", "transform", "viewBox", "width", "height")
NOISE = re.compile(
    r"\b(?:edge-thickness-normal|edge-pattern-solid|flowchart-v2|row|mermaid-tmp-group)\b"
)
COLOURS = ("fill", "stroke")
DEFINITIONS = ("marker", "symbol", "filter", "linearGradient", "clipPath")
REFERENCE = re.compile(r"(?<=url\(#)[^)]+|(?<=^#)[A-Za-z].*$")
DROPPED = {"style", "xlink", "filter", "role", "aria-roledescription", "aria-labelledby", "name"}


def tidy(svg: str, diagram: Diagram) -> str:
    """One line of SVG with a name and a description for those who don't see it."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(remove_comments=True, huge_tree=True))
    for element in list(root.iter(f"{SVG}style", f"{SVG}title", f"{SVG}desc")):
        _remove(element)
    for row in list(root.iter(f"{SVG}text", f"{SVG}tspan")):
        _join_words(row)
    for element in root.iter(tag=etree.Element):
        _tidy_attributes(element)
    _keep_needed_ids(root, diagram.name)
    _remove_empty(root)
    _name(root, diagram)
    etree.cleanup_namespaces(root)
    return re.sub(r">\s+<", "><", etree.tostring(root, encoding="unicode").strip())


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _join_words(row: etree._Element) -> None:
    """Mermaid puts every word in a <tspan>; a reader's search wants the line."""
    inner = row.findall(f"{SVG}tspan")
    if inner and all(one.get("class") == "text-inner-tspan" for one in inner):
        row.text = "".join("".join(one.itertext()) for one in inner)
        for one in inner:
            row.remove(one)
    if row.text:
        row.text = re.sub(r"\s+", " ", row.text)


def _tidy_attributes(element: etree._Element) -> None:
    for name in list(element.attrib):
        value = element.get(name) or ""
        if name == "style":
            kept = [
                one.strip() for one in value.split(";") if one.split(":")[0].strip() in KEPT_STYLES
            ]
            for one in kept:
                key, _, given = one.partition(":")
                element.set(key, given.strip())
        if (
            name in DROPPED
            or (name in ("width", "height") and element.tag == f"{SVG}circle")
            or name.startswith(("data-", "font-", "alignment"))
            or not value.strip()
            or (name in COLOURS and value != "none")
        ):
            del element.attrib[name]
        elif name == "class":
            classes = " ".join(NOISE.sub("", value).split())
            if classes:
                element.set(name, classes)
            else:
                del element.attrib[name]
        elif name in NUMBERED or re.fullmatch(r"-?\d+\.\d+", value):
            element.set(name, re.sub(r"-?\d+\.\d+", _rounded, value))


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _keep_needed_ids(root: etree._Element, name: str) -> None:
    """Ids that something in the drawing names, each of this drawing alone."""
    used = {
        found
        for element in root.iter(tag=etree.Element)
        for key, value in element.attrib.items()
        if key not in COLOURS or "url(" in value
        for found in REFERENCE.findall(value)
    }
    for element in list(root.iter(tag=etree.Element)):
        given = element.get("id")
        if given in used:
            element.set("id", _own(given, name))
        elif given is not None:
            del element.attrib["id"]
            if etree.QName(element).localname in DEFINITIONS:
                _remove(element)
        for key, value in element.attrib.items():
            element.set(key, REFERENCE.sub(lambda found: _own(found[0], name), value))


def _own(given: str, name: str) -> str:
    return given if given.startswith(f"d-{name}") else f"d-{name}-{given}"


def _remove_empty(root: etree._Element) -> None:
    """Groups and labels without anything in them, from the inside out."""
    for element in reversed(list(root.iter(f"{SVG}g", f"{SVG}defs", f"{SVG}text", f"{SVG}rect"))):
        empty = len(element) == 0 and not (element.text or "").strip()
        if element.tag == f"{SVG}rect":
            empty = not float(element.get("width") or 0)
        if element.tag == f"{SVG}text":
            empty = not "".join(element.itertext()).strip()
        if empty and element is not root:
            _remove(element)


def _name(root: etree._Element, diagram: Diagram) -> None:
    name = f"d-{diagram.name}"
    box = (root.get("viewBox") or "0 0 0 0").split()
    for attribute in list(root.attrib):
        if attribute not in ("viewBox", "id"):
            del root.attrib[attribute]
    root.set("class", diagram.classes)
    root.set("width", box[2])
    root.set("height", box[3])
    root.set("role", "img")
    root.set("aria-label", diagram.title)
    root.set("aria-describedby", f"{name}-desc")
    description = etree.Element(f"{SVG}desc", id=f"{name}-desc")
    description.text = diagram.description
    root.insert(0, description)
