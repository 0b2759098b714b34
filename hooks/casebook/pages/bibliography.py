"""The bibliography page: every work by kind, with where it is cited."""

from __future__ import annotations

from collections import defaultdict

from ..addresses import page_uri
from ..citations.forms import reference_text
from ..citations.notes import address, read_elsewhere
from ..citations.syntax import find_citations
from ..course import Course
from ..models.reference import KINDS
from ..models.term import TermFacts, term_id
from .templates import render


def cited_in(course: Course) -> dict[str, list[tuple[str, str]]]:
    """Key -> the (title, source URI) of each page that cites it, in teaching order."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    titles = {
        page_uri(document): document.facts.title
        for document in course.documents()
        if hasattr(document.facts, "title")
    }
    for document in course.documents():
        uri = page_uri(document)
        place = titles.get(uri, ""), uri
        if isinstance(document.facts, TermFacts):
            place = document.facts.term, f"{uri}#{term_id(document)}"
        for block in find_citations(document.text):
            for citation in block.citations:
                if place not in found[citation.key]:
                    found[citation.key].append(place)
    return found


def bibliography_markdown(course: Course) -> str:
    groups = {
        heading: sorted(
            (reference for reference in course.references.values() if reference.kind == kind),
            key=lambda one: (
                (one.authors[0][1] if one.authors else one.get("institution")).lower(),
                one.get("date"),
                one.key,
            ),
        )
        for kind, heading in sorted(KINDS.items(), key=lambda item: item[1])
    }
    return render(
        "bibliography.md",
        groups=groups,
        works=reference_text,
        address=address,
        read_elsewhere=read_elsewhere,
        cited_in=cited_in(course),
    )
