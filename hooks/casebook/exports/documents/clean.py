"""A finished page as a part of a document: what only the site needs is taken out.

What is left is plain HTML with a few classes, each of which has a style in
document.typ, in word.py and in book.css.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin

import lxml.html
from lxml.html import HtmlElement

from ...addresses import absolute_url
from ...uris import OWN_ADDRESS
from ..fragments import Fragments
from ..trees import inner, leave_out, under
from .notes import Notes
from .pictures import Pictures
from .shapes import reshape

CLASSES_LEFT_OUT = (
    "cb-answer",
    "cb-words",
    "cb-evidence",
    "cb-cited-in",
    "cb-again",
    "cb-unseen",
)
"""Classes of what paper has no use for, or what belongs to the answer key."""
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
SECTIONS_LEFT_OUT = ("cite-this", "chapters")
"""The ids of the headings of others."""
KEPT = ("id", "href", "role", "src", "alt", "width", "height", "type", "start", "lang", "style")
"""Attributes that mean something outside the site; our own are added afterwards."""


@dataclass(frozen=True)
class Part:
    """A chapter, or another text that a document has under a heading of its own."""

    name: str
    """Unique in the document; its ids begin with it."""
    title: str
    """HTML."""
    body: str
    """HTML, whose highest heading is an h2."""
    notes: str = ""
    """Items of a list: what its marks lead to."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    """By the names under which the body shows them."""
    drawings: dict[str, str] = field(default_factory=dict)
    """The titles of those that are diagrams."""


def part_of(
    fragments: Fragments,
    page: str,
    title: str,
    content: str,
    *,
    name: str = "",
    without: Iterable[str] = (),
) -> Part:
    """The part that a page makes (its source URI and its finished content).

    `without` are the ids of headings to be left out with what stands under them.
    """
    name = name or page.removesuffix(".md").replace("/", "-")
    pictures = Pictures(fragments, page, name)
    root = lxml.html.fragment_fromstring(pictures.take_drawings(content), create_parent="div")
    _leave_out(root, {*SECTIONS_LEFT_OUT, *without})
    notes = Notes(fragments, root, name)
    pictures.take_files(root)
    notes.connect(root)
    section = notes.section()
    for tree in (root,) if section is None else (root, section):
        _unlink_terms(tree)
        _lead(tree, fragments.site, page, name)
    reshape(root)
    for tree in (root,) if section is None else (root, section):
        _bare(tree, name)
    items = "" if section is None else inner(section[0])
    return Part(name, title, inner(root), items, pictures.files, pictures.titles)


def _leave_out(root: HtmlElement, sections: set[str]) -> None:
    unwanted = [one for one in root.iter(*HEADINGS) if not one.text_content().strip()]
    for heading in root.iter("h2"):
        if heading.get("id") in sections:
            unwanted += [heading, *under(heading)]
    for element in unwanted:
        if element.getparent() is not None:
            element.drop_tree()
    leave_out(root, CLASSES_LEFT_OUT)
    for box in list(root.find_class("cb-wide")):  # in which a table scrolls on a telephone
        box.drop_tag()


def _unlink_terms(root: HtmlElement) -> None:
    for link in list(root.find_class("cb-term")):
        link.drop_tag()


def _lead(root: HtmlElement, site: str, page: str, name: str) -> None:
    """Links lead to a place in this part, to the published site, or nowhere."""
    here = {f"#{one}" for one in root.xpath(".//@id")}
    for link in list(root.iter("a")):
        target = link.get("href") or ""
        if link.get("role") or not OWN_ADDRESS.match(target):
            continue
        if target in here:
            link.set("href", f"#{name}-{target[1:]}")
        elif site:
            link.set("href", urljoin(absolute_url(site, page), target))
        else:
            link.drop_tag()


def _bare(root: HtmlElement, name: str) -> None:
    """Take away what only the site's scripts and styles look for; make ids unique."""
    linked = {target.removeprefix("#") for target in root.xpath(".//a/@href")}
    for element in root.iter():
        own = {one: value for one, value in element.attrib.items() if one.startswith("data-x-")}
        kept = {one: value for one, value in element.attrib.items() if one in KEPT}
        if "id" in kept and not kept["id"].startswith(f"{name}-n"):
            kept["id"] = f"{name}-{kept['id']}"
            if kept["id"] not in linked and element.tag not in ("h2", "h3", "h4"):
                del kept["id"]
        classes = [one for one in (element.get("class") or "").split() if one[:2] == "x-"]
        element.attrib.clear()
        element.attrib.update(kept)
        for key, value in own.items():
            element.set(f"data-{key.removeprefix('data-x-')}", value)
        if classes:
            element.set("class", " ".join(one.removeprefix("x-") for one in classes))
