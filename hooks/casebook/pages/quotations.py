"""The ledger of quotations as a page: what was quoted, and where it was read."""

from __future__ import annotations

from collections import defaultdict

from ..citations.forms import short_form
from ..course import Course
from ..models.ledger import Quotation
from ..uris import BIBLIOGRAPHY, law_uri
from .templates import render


def quotations_markdown(course: Course) -> str:
    """By the work that is quoted, works in alphabetical order."""
    by_work: dict[tuple[str, str], list[Quotation]] = defaultdict(list)
    for ledger in course.quotations:
        for quotation in ledger.facts.quotations:
            work = course.laws.get(quotation.source) or course.references.get(quotation.source)
            if work is not None:  # else its mistake was reported
                by_work[short_form(work, alone=False), _place(course, quotation)].append(quotation)
    ordered = sorted(by_work.items(), key=lambda one: one[0][0].strip("*“").casefold())
    return render("quotations.md", works=ordered)


def _place(course: Course, quotation: Quotation) -> str:
    """Where the work is described, as a path under docs/."""
    if quotation.source in course.laws:
        return law_uri(quotation.source)
    return f"{BIBLIOGRAPHY}#ref-{quotation.source}"
