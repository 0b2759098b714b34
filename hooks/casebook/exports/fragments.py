"""Short texts of a course as HTML that stands by itself in another program.

A citation becomes words in brackets, with a link where the course has an
address; a link between pages becomes a link to the published page, or plain
words; a picture is taken along.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

import lxml.html
import markdown
from lxml.html import HtmlElement

from ..addresses import absolute_url
from ..chinese import mark_chinese
from ..citations.forms import escape, short_form
from ..citations.notes import words_after
from ..citations.places import place_text
from ..citations.syntax import Citation, find_citations
from ..course import Course
from ..pages.marks import articles_at
from ..uris import BIBLIOGRAPHY, OWN_ADDRESS, law_uri
from .trees import inner

EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables"]
LONGEST_NAME = 80
"""Characters of a text that stand for it in a list."""


@dataclass(frozen=True)
class Fragments:
    """Renders the texts of one course, which must be free of mistakes."""

    course: Course
    site: str
    """The address of the home page, or "" when the course is published nowhere."""
    read_asset: Callable[[str], bytes]
    """The bytes of a file under docs/, by its path there."""
    _made: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def html(self, text: str, page: str) -> str:
        """HTML of a Markdown text that stands on a page (a source URI).

        The address of a picture is its path under docs/; see `place_pictures`.
        """
        if (text, page) not in self._made:
            self._made[text, page] = self._render(text, page)
        return self._made[text, page]

    def line(self, text: str, page: str) -> str:
        """The same, without the element around it if it is one paragraph."""
        root = _tree(self.html(text, page))
        alone = len(root) == 1 and root[0].tag == "p" and not (root[0].tail or "").strip()
        return inner(root[0]) if alone else inner(root)

    def text(self, text: str, page: str) -> str:
        """The same as plain text on one line."""
        return plain_text(self.html(text, page))

    def _render(self, text: str, page: str) -> str:
        made = _markdown().reset().convert(self._cited(text).strip())
        root = lxml.html.fragment_fromstring(made, create_parent="div")
        for picture in root.iter("img"):
            picture.set("src", _resolved(page, picture.get("src")))
        for link in list(root.iter("a")):
            self._lead(link, page)
        mark_chinese(root)
        return inner(root)

    def _cited(self, text: str) -> str:
        parts, end = [], 0
        for block in find_citations(text):
            words = "; ".join(map(self._citation, block.citations))
            parts += [text[end : block.start], f" ({words})"]
            end = block.end
        return "".join([*parts, text[end:]])

    def _citation(self, citation: Citation) -> str:
        """One work as [short form and place](its card or entry)."""
        law = self.course.laws.get(citation.key)
        place = citation.locator
        articles = [*articles_at(law, place)]
        words = short_form(law or self.course.references[citation.key], alone=False)
        if place:
            unit = place.unit
            find = (lambda number: law.facts.article(unit, number)) if law else _no_article
            words += f" {escape(place_text(place, find))}"
        page, anchor = (law_uri(citation.key), "") if law else (BIBLIOGRAPHY, f"ref-{citation.key}")
        address = absolute_url(self.site, page)
        if address:
            anchor = articles[0].anchor if articles else anchor
            words = f"[{words}]({address}{'#' if anchor else ''}{anchor})"
        return f"{citation.prefix} {words}{words_after(citation.suffix)}".strip()

    def _lead(self, link: HtmlElement, page: str) -> None:
        """A link to a page of the course leads to the published one, or nowhere."""
        target = link.get("href") or ""
        if not OWN_ADDRESS.match(target):
            return
        path, mark, fragment = target.partition("#")
        address = absolute_url(self.site, _resolved(page, path) if path else page)
        if address:
            link.set("href", f"{address}{mark}{fragment}")
        else:
            link.drop_tag()


def plain_text(html: str) -> str:
    """An HTML text on one line; a picture is its description in brackets."""
    root = _tree(html)
    for picture in root.iter("img"):
        picture.text = f"[{picture.get('alt') or 'picture'}]"
    return " ".join(root.text_content().split())


def short_name(html: str) -> str:
    """The beginning of an HTML text, for a list of many; of a picture alone, its description."""
    text = plain_text(re.sub(r"<img\b[^>]*>", "", html)) or plain_text(html)
    if len(text) <= LONGEST_NAME:
        return text
    return f"{text[: LONGEST_NAME - 1].rsplit(' ', 1)[0]}…"


def pictures_in(html: str) -> list[str]:
    """The pictures that a text of `Fragments` shows, as paths under docs/."""
    if "<img" not in html:
        return []
    return [unquote(picture.get("src")) for picture in _tree(html).iter("img")]


def place_pictures(html: str, address: Callable[[str], str]) -> str:
    """The text with its pictures at the addresses that another program wants."""
    if "<img" not in html:
        return html
    root = _tree(html)
    for picture in root.iter("img"):
        picture.set("src", address(unquote(picture.get("src"))))
    return inner(root)


def flat_name(path: str) -> str:
    """A picture's path under docs/ as a file name without folders."""
    return path.removeprefix("assets/").replace("/", "-")


@functools.cache
def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS)


def _no_article(number: str) -> None:
    """A reference has no card on which an article could stand."""


def _tree(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def _resolved(page: str, target: str) -> str:
    """A path as written on a page, from docs/."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
