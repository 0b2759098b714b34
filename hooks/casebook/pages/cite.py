"""“Cite this chapter”: a chapter, or one paragraph of it, in the forms that readers need."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..addresses import absolute_url, page_uri
from ..citations.formats import Name, bibtex, bibtex_names, csl_date, csl_json, csl_names, ris
from ..course import Course
from ..dates import american_date, long_date
from .templates import render

ANY = "¶¶"
"""Stands for the number of a paragraph; docs/assets/cite.js puts it there."""


@dataclass(frozen=True)
class Cited:
    """A chapter as a work that is cited."""

    key: str
    authors: tuple[Name, ...]
    title: str
    course: str
    edition: str
    date: datetime.date
    address: str
    """Of the chapter's page, or "" when the course has none."""

    @property
    def by(self) -> str:
        """The authors in the order of their names, with a comma for what follows; or ""."""
        names = [f"{given} {family}".strip() for given, family in self.authors]
        listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
        return f"{listed}, " if listed else ""

    def at(self, paragraph: str) -> str:
        """The address, of the paragraph if there is one."""
        return f"{self.address}#p-{paragraph}" if self.address and paragraph else self.address


def cite_markdown(course: Course, key: str, site: str) -> str:
    """The section at the end of a chapter. `site` is the address of the home page, or ""."""
    work = cited(course, key, site)
    shown = [
        {"name": name, "text": text, "paragraph": paragraph}
        for (name, text), (_, paragraph) in zip(forms(work), forms(work, ANY), strict=True)
    ]
    return render("cite.html", work=work, forms=shown).replace("@", "&#64;")


def cited(course: Course, key: str, site: str) -> Cited:
    facts, chapter = course.facts, course.chapters[key]
    return Cited(
        key=f"{key.replace('/', '-')}-{facts.date.year}",
        authors=course_authors(course),
        title=chapter.facts.title.strip(),
        course=facts.title.strip(),
        edition=facts.edition.strip(),
        date=facts.date,
        address=absolute_url(site, page_uri(chapter)),
    )


def course_authors(course: Course) -> tuple[Name, ...]:
    parts = [name.partition(",") for name in course.facts.authors]
    return tuple((given.strip(), family.strip()) for family, _, given in parts)


def forms(work: Cited, paragraph: str = "") -> list[tuple[str, str]]:
    """Each form by its name; with `paragraph`, of that paragraph."""
    return [
        ("OSCOLA", _oscola(work, paragraph)),
        ("Bluebook", _bluebook(work, paragraph)),
        ("Chicago", _chicago(work, paragraph)),
        ("BibTeX", _bibtex(work, paragraph)),
        ("RIS", _ris(work, paragraph)),
        ("CSL-JSON", _csl_json(work, paragraph)),
    ]


def _oscola(work: Cited, paragraph: str) -> str:
    """Without “accessed”: the text of an edition does not change."""
    pinpoint = f" para {paragraph}" if paragraph else ""
    address = f" <{work.at(paragraph)}>" if work.address else ""
    dated = f"({work.edition}, {long_date(work.date.isoformat())})"
    return f"{work.by}‘{work.title}’ in {work.course} {dated}{pinpoint}{address}."


def _bluebook(work: Cited, paragraph: str) -> str:
    pinpoint = f" ¶ {paragraph}" if paragraph else ""
    address = f", {work.at(paragraph)}" if work.address else ""
    edition = f"{work.edition.removesuffix('edition').strip()} ed."
    dated = f"({edition}, {american_date(work.date, short=True)})"
    return f"{work.by}{work.title}, in {work.course}{pinpoint} {dated}{address}."


def _chicago(work: Cited, paragraph: str) -> str:
    title = work.title if work.title.endswith(("?", "!")) else f"{work.title},"
    pinpoint = f", para. {paragraph}" if paragraph else ""
    address = f", {work.at(paragraph)}" if work.address else ""
    dated = f"{work.edition} ({american_date(work.date)})"
    return f"{work.by}“{title}” in {work.course}, {dated}{pinpoint}{address}."


def _bibtex(work: Cited, paragraph: str) -> str:
    fields = [
        ("author", bibtex_names(work.authors)),
        ("title", work.title),
        ("booktitle", work.course),
        ("edition", work.edition),
        ("date", work.date.isoformat()),
        ("note", f"Paragraph {paragraph}" if paragraph else ""),
        ("url", work.at(paragraph)),
    ]
    return bibtex("incollection", work.key, fields)


def _ris(work: Cited, paragraph: str) -> str:
    people = [f"{family}, {given}" if given else family for given, family in work.authors]
    return ris(
        "CHAP",
        [
            *(("AU", name) for name in people),
            ("TI", work.title),
            ("T2", work.course),
            ("ET", work.edition),
            ("PY", str(work.date.year)),
            ("DA", work.date.strftime("%Y/%m/%d")),
            ("UR", work.at(paragraph)),
            ("N1", f"Paragraph {paragraph}" if paragraph else ""),
        ],
    )


def _csl_json(work: Cited, paragraph: str) -> str:
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
