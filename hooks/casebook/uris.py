"""The pages that are made from data, as paths under docs/. Their addresses stay."""

from __future__ import annotations

BIBLIOGRAPHY = "bibliography.md"
COVERAGE = "coverage.md"
HOME = "index.md"
LAW_INDEX = "law/index.md"
QUOTATIONS = "quotations.md"
TERMS = "terms/index.md"
TIMELINE = "timeline.md"
MADE = (BIBLIOGRAPHY, COVERAGE, LAW_INDEX, QUOTATIONS, TERMS, TIMELINE)
