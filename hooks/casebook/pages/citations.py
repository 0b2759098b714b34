"""Make a page's Markdown ready for mkdocs-bibtex, which looks for citations with a cruder eye.

Every citation is put on one line, brackets that only look like one are
hidden from the plugin, and an embedded article becomes its two texts.
"""

from __future__ import annotations

import re

from ..addresses import relative_url
from ..citations.syntax import CitationBlock, parse_citations
from ..course import Course
from ..uris import law_uri
from .marks import text_id
from .templates import render

AT = "\ue000"
"""Stands for an @ that is no citation while the plugin works; `restore` undoes it."""


def prepare(course: Course, page_uri: str, markdown: str) -> str:
    """Markdown in which the plugin finds our citations and nothing else."""
    parts: list[str] = []
    end = 0
    for block in parse_citations(markdown):
        parts.append(_hide(markdown[end : block.start]))
        parts.append(_block(course, block, markdown, page_uri))
        end = block.end
    parts.append(_hide(markdown[end:]))
    return "".join(parts)


def restore(html: str) -> str:
    return html.replace(AT, "@")


def _hide(markdown: str) -> str:
    """Outside the citations a bracket with an @ is code, an address or a reported mistake."""
    return re.sub(r"\[[^\[\]]*@[^\[\]]*\]", lambda found: found[0].replace("@", AT), markdown)


def _block(course: Course, block: CitationBlock, markdown: str, page_uri: str) -> str:
    if not block.embed:
        return " ".join(markdown[block.start : block.end].split())
    citation = block.citations[0]
    law, place = course.laws.get(citation.key), citation.locator
    article = law and place and law.facts.article(place.unit, place.numbers[0])
    if law is None or not article or not article.text:
        return ""  # the checks have reported it
    card = relative_url(page_uri, law_uri(citation.key))
    name = text_id(citation.key, article)
    shows = f"{citation.key}#{article.anchor}"
    return render("embed.html", id=name, shows=shows, law=law.facts, article=article, card=card)
