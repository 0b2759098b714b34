"""The pages that are made from data, as paths under docs/. Their addresses stay."""

from __future__ import annotations

from .models.course import MODULE_QUIZ

BIBLIOGRAPHY = "bibliography.md"
COVERAGE = "coverage.md"
DOWNLOADS = "downloads.md"
HOME = "index.md"
LAW_INDEX = "law/index.md"
QUOTATIONS = "quotations.md"
REVIEW = "review.md"
TERMS = "terms/index.md"
TIMELINE = "timeline.md"
MADE = (BIBLIOGRAPHY, COVERAGE, DOWNLOADS, LAW_INDEX, QUOTATIONS, REVIEW, TERMS, TIMELINE)

NOTES = "notes"
"""The id of the heading above a page's notes."""


def module_quiz_uri(module_id: str) -> str:
    return f"modules/{module_id}/{MODULE_QUIZ}.md"
