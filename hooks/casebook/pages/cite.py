"""“Cite this chapter”: a chapter or other numbered page, or one paragraph of it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from ..addresses import absolute_url, page_uri
from ..citations.exchange import (
    Name,
    bibtex,
    bibtex_names,
    csl_date,
    csl_json,
    csl_names,
    inverted,
    ris,
)
from ..course import Course
from ..dates import american_date, long_date
from ..models.course import Chapter, ChapterFacts, Page, source_uri
from .templates import render

ANY = "¶¶"
"""Stands for the number of a paragraph; docs/assets/cite.js puts it there."""


@dataclass(frozen=True)
class CitablePage:
    """A chapter as a work that is cited."""

    key: str
    authors: tuple[Name, ...]
    title: str
    course: str
    edition: str
    date: datetime.date
    address: str
    """Of the chapter's page, or "" when the course has none."""

    def by(self, between: str = "and") -> str:
        """The authors in the order of their names, with a comma for what follows; or ""."""
        names = [f"{given} {family}".strip() for given, family in self.authors]
        several = [", ".join(names[:-1]), names[-1]] if len(names) > 1 else names
        listed = f" {between} ".join(several)
        return f"{listed}, " if listed else ""

    @property
    def edition_name(self) -> str:
        """Without the word “edition”, which each form writes in its own way."""
        return re.sub(r"\s*\bedition\b\s*", " ", self.edition, flags=re.IGNORECASE).strip()

    def at(self, paragraph: str) -> str:
        """The address, of the paragraph if there is one."""
        return f"{self.address}#p-{paragraph}" if self.address and paragraph else self.address


def cite_markdown(course: Course, page: Chapter | Page, site: str) -> str:
    """The section at a page's end. `site` is the address of the home page, or ""."""
    work = citable(course, page, site)
    shown = [
        {"name": name, "text": text, "paragraph": paragraph}
        for (name, text), (_, paragraph) in zip(forms(work), forms(work, ANY), strict=True)
    ]
    kind = "chapter" if isinstance(page.facts, ChapterFacts) else "page"
    return render("cite.html", work=work, kind=kind, forms=shown).replace("@", "&#64;")


def citable(course: Course, page: Chapter | Page, site: str) -> CitablePage:
    facts = course.facts
    name = source_uri(page).removesuffix(".md").removeprefix("modules/")
    return CitablePage(
        key=f"{name.replace('/', '-')}-{facts.date.year}",
        authors=course.facts.people,
        title=page.facts.title.strip(),
        course=facts.title.strip(),
        edition=facts.edition.strip(),
        date=facts.date,
        address=absolute_url(site, page_uri(page)),
    )


def forms(work: CitablePage, paragraph: str = "") -> list[tuple[str, str]]:
    """Each form by its name; with `paragraph`, of that paragraph."""
    return [
        ("OSCOLA", _oscola(work, paragraph)),
        ("Bluebook", _bluebook(work, paragraph)),
        ("Chicago", _chicago(work, paragraph)),
        ("BibTeX", _bibtex(work, paragraph)),
        ("RIS", _ris(work, paragraph)),
        ("CSL-JSON", _csl_json(work, paragraph)),
    ]


def _oscola(work: CitablePage, paragraph: str) -> str:
    """Without “accessed”: the text of an edition does not change."""
    pinpoint = f" para {paragraph}" if paragraph else ""
    address = f" <{work.at(paragraph)}>" if work.address else ""
    dated = f"({work.edition_name} edn, {long_date(work.date.isoformat())})"
    return f"{work.by()}‘{work.title}’ in {work.course} {dated}{pinpoint}{address}."


def _bluebook(work: CitablePage, paragraph: str) -> str:
    pinpoint = f" ¶ {paragraph}" if paragraph else ""
    address = f", {work.at(paragraph)}" if work.address else ""
    dated = f"({work.edition_name} ed., {american_date(work.date, short=True)})"
    return f"{work.by('&')}{work.title}, in {work.course}{pinpoint} {dated}{address}."


def _chicago(work: CitablePage, paragraph: str) -> str:
    pinpoint = f", para. {paragraph}" if paragraph else ""
    address = f", {work.at(paragraph)}" if work.address else ""
    dated = f"{work.edition} ({american_date(work.date)})"
    return f"{work.by()}“{work.title},” in {work.course}, {dated}{pinpoint}{address}."


def _bibtex(work: CitablePage, paragraph: str) -> str:
    fields = [
        ("author", bibtex_names(work.authors)),
        ("title", work.title),
        ("booktitle", work.course),
        ("edition", work.edition_name),
        ("year", str(work.date.year)),
        ("month", str(work.date.month)),
        ("note", f"Paragraph {paragraph}" if paragraph else ""),
        ("url", work.at(paragraph)),
    ]
    return bibtex("incollection", work.key, fields)


def _ris(work: CitablePage, paragraph: str) -> str:
    return ris(
        "CHAP",
        [
            *(("AU", name) for name in inverted(work.authors)),
            ("TI", work.title),
            ("T2", work.course),
            ("ET", work.edition),
            ("PY", str(work.date.year)),
            ("DA", work.date.strftime("%Y/%m/%d")),
            ("UR", work.at(paragraph)),
            ("N1", f"Paragraph {paragraph}" if paragraph else ""),
        ],
    )


def _csl_json(work: CitablePage, paragraph: str) -> str:
    item: dict[str, object] = {
        "id": work.key,
        "type": "chapter",
        "author": csl_names(work.authors),
        "title": work.title,
        "container-title": work.course,
        "edition": work.edition,
        "issued": csl_date(work.date.isoformat()),
        "URL": work.at(paragraph),
        "note": f"Paragraph {paragraph}" if paragraph else "",
    }
    return csl_json([item])
