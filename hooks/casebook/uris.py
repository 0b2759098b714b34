"""Pages by their source URIs, the paths under docs/. Their addresses stay."""

from __future__ import annotations

import re

from .models.course import MODULE_QUIZ

ASSIGN = "instructors/assign.md"
BIBLIOGRAPHY = "bibliography.md"
CHANGES = "changes.md"
COVERAGE = "coverage.md"
DOWNLOADS = "downloads.md"
HOME = "index.md"
LAW_INDEX = "law/index.md"
QUOTATIONS = "quotations.md"
REVIEW = "review.md"
TERMS = "terms/index.md"
TIMELINE = "timeline.md"
MADE = (
    *(ASSIGN, BIBLIOGRAPHY, CHANGES, COVERAGE, DOWNLOADS, LAW_INDEX, QUOTATIONS, REVIEW),
    *(TERMS, TIMELINE),
)
"""The pages that are made from data; no file may have the name of one."""

NOTES = "notes"
"""The id of the heading above a page's notes."""
WORDS = "words"
"""The id of the list of the words that a page uses."""


OWN_ADDRESS = re.compile(r"(?![a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
"""An address on this site: neither https: nor mailto: nor the like before it."""


def law_uri(key: str) -> str:
    """A card."""
    return f"law/{key}.md"


def chapter_uri(key: str) -> str:
    """A chapter, by “module/chapter”."""
    return f"modules/{key}.md"


def module_uri(module_id: str) -> str:
    """A module's own page."""
    return f"modules/{module_id}/index.md"


def module_quiz_uri(module_id: str) -> str:
    return f"modules/{module_id}/{MODULE_QUIZ}.md"


def law_key(uri: str) -> str:
    """The id of the card that would stand at a URI, or ""."""
    return _within("law/", uri, ".md")


def chapter_key(uri: str) -> str:
    """“module/chapter” of the chapter that would stand at a URI, or ""."""
    return _within("modules/", uri, ".md")


def module_key(uri: str) -> str:
    """The id of the module whose own page would stand at a URI, or ""."""
    return _within("modules/", uri, "/index.md")


def _within(start: str, uri: str, end: str) -> str:
    inside = uri.startswith(start) and uri.endswith(end)
    return uri[len(start) : -len(end)] if inside else ""
