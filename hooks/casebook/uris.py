"""The pages that are made from data, as paths under docs/. Their addresses stay."""

from __future__ import annotations

BIBLIOGRAPHY = "bibliography.md"
COVERAGE = "coverage.md"
LAW_INDEX = "law/index.md"
TERMS = "terms/index.md"
TIMELINE = "timeline.md"
MADE = (BIBLIOGRAPHY, COVERAGE, LAW_INDEX, TERMS, TIMELINE)
