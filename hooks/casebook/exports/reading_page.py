"""A chapter's finished page as one to read in another program: no scripts, no links that break.

Programs keep the text of such a page and little else: Moodle drops styles,
ids and drawings within the text. So marks are told apart by characters,
drawings are files, and what only a script would show is left out.
"""

from __future__ import annotations

import copy
import posixpath
import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ..addresses import absolute_url, page_uri
from ..assets.light import in_light
from ..assets.minify import smaller
from ..pages.templates import render
from ..uris import OWN_ADDRESS
from .fragments import Fragments, flat_name, place_pictures
from .trees import inner, leave_out, under

PICTURES = "../img/"
"""Where the pictures stand, seen from a page."""
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
SVG = "http://www.w3.org/2000/svg"
STYLE_OF_DRAWINGS = "assets/diagrams.css"
FONT_OF_DRAWINGS = ':root{--md-text-font-family:"Times New Roman",serif}'
"""No wider than the site's, for which the boxes were drawn."""
HEADINGS_LEFT_OUT = ("questions", "cite-this")
"""Their ids."""
KEPT_CLASSES = ("cb-number", "cb-guiding", "cb-article", "cb-segment")
"""The ones for which templates/cartridge-page.html has a style."""


@dataclass(frozen=True)
class ReadingPage:
    html: str
    """The whole file."""
    topic: str
    """The questions to discuss; "" if the chapter has none. Its pictures have their names alone."""
    files: dict[str, bytes]
    """The pictures of both by their names."""


def reading_page(fragments: Fragments, key: str, content: str) -> ReadingPage:
    """The page of a chapter (module/chapter) from its finished content."""
    chapter = fragments.course.chapters[key]
    page = page_uri(chapter)
    content, files = _draw(fragments, f"diagram-{key.replace('/', '-')}", content)
    root = lxml.html.fragment_fromstring(content, create_parent="div")
    _leave_out(root)
    _tell_apart(root)
    for picture in root.iter("img"):
        if picture.get("src") not in files:
            path = _under_docs(page, picture.get("src"))
            picture.set("src", flat_name(path))
            files[flat_name(path)] = fragments.read_asset(path)
    topic = _topic(fragments, root, page)
    _lead(root, fragments.site, page, {f"#{one}" for one in root.xpath(".//@id")})
    _bare(root)
    body = place_pictures(inner(root), lambda name: PICTURES + name)
    return ReadingPage(page_html(fragments, chapter.facts.title, body, page), topic, files)


def page_html(fragments: Fragments, title: str, body: str, page: str) -> str:
    """A file of HTML; `page` is the source URI of the page on the site that it comes from."""
    return render(
        "cartridge-page.html",
        title=title,
        body=body,
        course=fragments.course.facts,
        address=absolute_url(fragments.site, page),
    )


def _draw(fragments: Fragments, name: str, content: str) -> tuple[str, dict[str, bytes]]:
    """The content with a picture for each drawing in it, and the pictures.

    Done on the text, because a parser of HTML does not keep the case of SVG's names.
    """
    files: dict[str, bytes] = {}

    def picture(match: re.Match[str]) -> str:
        root = etree.fromstring(match[0])
        root.set("class", f"cb-diagram {root.get('class')}")
        style = etree.Element(f"{{{SVG}}}style")
        style.text = FONT_OF_DRAWINGS + smaller(
            STYLE_OF_DRAWINGS, in_light(fragments.read_asset(STYLE_OF_DRAWINGS).decode())
        )
        root.insert(0, style)
        file = f"{name}-{len(files) + 1}.svg"
        files[file] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        size = round(float(root.get("width")))
        return f'<img src="{file}" alt="{escape(root.get("aria-label"))}" width="{size}">'

    return DRAWING.sub(picture, content), files


def _leave_out(root: HtmlElement) -> None:
    leave_out(root, ("cb-questions",))  # they come as a quiz
    for heading in HEADINGS_LEFT_OUT:
        for element in root.xpath("./h2[@id=$id]", id=heading):
            element.drop_tree()


def _tell_apart(root: HtmlElement) -> None:
    """Say in characters what the site says with its style."""
    for mark in root.find_class("footnote-ref"):
        mark.set("aria-label", " ".join(mark.text_content().split()))
        if mark.get("data-panel"):  # a law's mark leads to its card; its note stands here too
            mark.set("href", f"#{mark.get('data-panel').split()[-1]}")
    for back in root.find_class("footnote-backref"):  # not “place 1 of 9”: some are left out
        back.attrib.pop("title", None)
        back.set("aria-label", "Back to the text")
    for unseen in root.find_class("cb-unseen"):
        unseen.drop_tree()
    for also in root.find_class("cb-also"):
        also.text = f", {also.text or ''}"
    for number in root.find_class("cb-number"):
        number.tag = "span"
        number.attrib.pop("href", None)
        number.attrib.pop("aria-label", None)
        number.text = f"¶\u00a0{number.text}"
        number.tail = f" {number.tail or ''}"


def _lead(root: HtmlElement, site: str, page: str, here: set[str]) -> None:
    """Links lead to a place on this page (`here`), to the published site, or nowhere."""
    for link in list(root.iter("a")):
        target = link.get("href") or ""
        if not OWN_ADDRESS.match(target) or target in here:
            continue
        if "footnote-backref" in (link.get("class") or ""):
            link.drop_tree()  # back to a question, which is not here
        elif site:
            link.set("href", urljoin(absolute_url(site, page), target))
        else:
            link.drop_tag()


def _topic(fragments: Fragments, root: HtmlElement, page: str) -> str:
    """What stands under the heading of the discussion, for a forum."""
    section = fragments.course.facts.discussion_section
    heading = next((one for one in root.iter("h2") if one.text_content().strip() == section), None)
    if heading is None:
        return ""
    topic = lxml.html.Element("div")
    topic.extend(copy.deepcopy([*under(heading)]))
    for note in () if fragments.site else topic.xpath(".//sup[.//a]"):
        note.drop_tree()
    _lead(topic, fragments.site, page, set())
    _bare(topic)
    for element in topic.iter():
        element.attrib.pop("id", None)
    return inner(topic)


def _bare(root: HtmlElement) -> None:
    """Take away what only the site's scripts and styles look for."""
    for element in root.iter():
        for name in [*element.attrib]:
            if name.startswith("data-") or name == "tabindex":
                del element.attrib[name]
        classes = [one for one in (element.get("class") or "").split() if one in KEPT_CLASSES]
        element.attrib.pop("class", None)
        if classes:
            element.set("class", " ".join(classes))


def _under_docs(page: str, source: str) -> str:
    """A picture's path under docs/; a page a/b.md is served as a/b/."""
    return posixpath.normpath(posixpath.join(page.removesuffix(".md"), source))
