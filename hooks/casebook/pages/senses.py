"""Sections that do a work of their own are marked, so that a style can colour them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

from ..models.course import Sense


def mark_senses(root: HtmlElement, senses: Mapping[str, Sense]) -> None:
    """Give each heading that `senses` names a class of its own, such as cb-sense-law."""
    for heading in root.iter("h2"):
        sense = senses.get((heading.text or "").strip())
        if sense:
            heading.set("class", f"cb-sense-{sense}")
