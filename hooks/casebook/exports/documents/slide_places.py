"""Where in the course the words of a slide are read."""

from __future__ import annotations

from lxml.html import HtmlElement

from ...addresses import absolute_url, relative_url
from ...uris import HOME
from .clean import Part
from .parts import Texts
from .slide import before


def address(texts: Texts, uri: str, fragment: str = "") -> str:
    """Where it is read; from the home page if the site has no address."""
    site = texts.fragments.site
    return (absolute_url(site, uri) or relative_url(HOME, uri)) + (
        f"#{fragment}" if fragment else ""
    )


def id_of(part: Part, heading: HtmlElement) -> str:
    """The id of a heading on its page."""
    return str(heading.get("id") or "").removeprefix(f"{part.name}-")


def after(element: HtmlElement) -> str:
    """“, after paragraph 3.”, as the end of a sentence."""
    numbered = before(element, "div[@class='numbered']")
    return "." if numbered is None else f", after paragraph {numbered.get('data-number')}."


def fragment_of(part: Part, element: HtmlElement) -> str:
    """The paragraph or the section in or after which something stands."""
    numbered, heading = before(element, "div[@class='numbered']"), before(element, "h2[@id]")
    if numbered is not None:
        return f"p-{numbered.get('data-number')}"
    return "" if heading is None else id_of(part, heading)
