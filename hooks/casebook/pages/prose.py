"""Short Markdown as HTML, for what is shown beside the text and not in it."""

from __future__ import annotations

from functools import cache

import markdown

from ..citations.syntax import find_citations


@cache
def to_html(text: str) -> str:
    """A paragraph or two as HTML. Citations are left out: they stand where the words do."""
    parts, end = [], 0
    for block in find_citations(text):
        parts.append(text[end : block.start])
        end = block.end
    return markdown.markdown("".join([*parts, text[end:]]).strip(), output_format="html")
