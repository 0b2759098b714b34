"""What stands on the page of downloads about the files, once they are made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..pages.templates import render
from .offline import SITE_ZIP
from .package import LEFT_OUT, Export

FORMATS = {
    "course.imscc": (
        "Common Cartridge 1.1",
        "The whole course for Moodle, Canvas, Blackboard or Brightspace: chapters to read, "
        "topics for discussion, quizzes, and answer keys for instructors.",
    ),
    "course-cc13.imscc": (
        "Common Cartridge 1.3",
        "The same for a system that asks for this version. Moodle refuses it.",
    ),
    "course.pdf": (
        "The whole course to print",
        "Every chapter with its questions, the law texts, the glossary and the works cited.",
    ),
    SITE_ZIP: (
        "This site for a computer without a network",
        "Unpack it and open index.html: reading, search, questions and panels work from the "
        "folder. It holds none of the other files.",
    ),
    "course.epub": ("The whole course as an e-book", "The same for an e-reader or a phone."),
    "packet.pdf": (
        "Packet to print",
        "The chapters with their questions, without answers, and every article that they cite.",
    ),
    "packet.docx": ("Packet for Word", "The same, to be shortened and changed."),
    "answer-key.pdf": (
        "Answer key",
        "For instructors: every question, what is right, and what to say to each answer.",
    ),
    "teaching-notes.docx": (
        "Teaching notes for Word",
        "For instructors: plans, activities and what students get wrong.",
    ),
    "role-sheets.pdf": (
        "Role sheets to print",
        "For instructors: what everybody may see, then each role on a page of its own.",
    ),
    "slides.pptx": (
        "Slides for PowerPoint",
        "Questions, diagrams, articles in their languages and what to discuss; what to say, and "
        "where it is read, in the notes.",
    ),
    "questions.moodle.xml": (
        "Questions for Moodle",
        "Every kind of question with all feedback, partial credit and pictures.",
    ),
    "questions.canvas-qti.zip": (
        "Questions for Canvas",
        "A quiz of QTI 1.2, for Classic Quizzes and New Quizzes.",
    ),
    "questions.gift.txt": (
        "Questions as GIFT text",
        "Plain text that you can read, change and import into Moodle.",
    ),
    "glossary.apkg": (
        "Flash cards for Anki",
        "Terms, articles of law and questions.",
    ),
    "references.bib": ("Bibliography for BibLaTeX", "Every work and law that is cited."),
    "references.csl.json": ("Bibliography as CSL-JSON", "The same for Zotero and pandoc."),
    "course.json": ("The course as data", "For programs; see the last section."),
    "course.schema.json": ("Schema of the data", "What each field of course.json means."),
    LEFT_OUT: ("What is left out", "The table of the page, question by question."),
}
"""File name -> what it is called on the page, and what it is for; in the order of the page."""
SIZE_LATER = "size of the site"
"""The site is packed when its last page is written, and this page is one of them."""
KINDS = {
    "single": ("question with one right choice", "questions with one right choice"),
    "multiple": (
        "question with several right choices",
        "questions with several right choices",
    ),
    "true-false": ("true-false question", "true-false questions"),
    "match": ("matching question", "matching questions"),
    "order": ("ordering question", "ordering questions"),
    "short": ("short-answer question", "short-answer questions"),
    "essay": ("essay question", "essay questions"),
    "chapter": ("chapter", "chapters"),
    "module": ("module", "modules"),
    "law": ("law", "laws"),
    "article": ("article", "articles"),
    "term": ("term", "terms"),
    "character": ("character", "characters"),
}
"""The kind of a loss -> one of it, and several."""
PLACE = re.compile(r'<div data-downloads="([\w-]+)"[^>]*>\s*</div>')
NOT_MADE = "<p>While you write, these files are not made. <code>make site</code> makes them.</p>"
NO_ADDRESS = (
    "<p>These files were built for no address: links in them to pages of the course are plain "
    "words. Whoever publishes the course sets <code>SITE_URL</code>.</p>"
)


@dataclass(frozen=True)
class _File:
    path: str
    """As seen from the page."""
    name: str
    label: str
    purpose: str
    size: str


def fill(html: str, made: Sequence[Export], site: str) -> str:
    """The page of downloads with its places filled. `made` is empty while someone writes."""
    return PLACE.sub(lambda place: _filled(place[1], made, site), html)


def with_size_of_site(html: str, count: int) -> str:
    """The whole page, once the site is packed into so many bytes."""
    return html.replace(SIZE_LATER, size(count))


def _filled(place: str, made: Sequence[Export], site: str) -> str:
    if place == "address":
        return NO_ADDRESS if made and not site else ""
    if not made:
        return NOT_MADE
    if place == "losses":
        return _losses(made)
    if place == "course":
        packed = _File(SITE_ZIP, SITE_ZIP, *FORMATS[SITE_ZIP], SIZE_LATER)
        return render("downloads-course.html", files=_in_order([*_files(made, ""), packed]))
    if place == "kinds":
        return render("downloads-kinds.html", files=_one_of_each_kind(made))
    return render("downloads-module.html", files=_files(made, place))


def _files(made: Iterable[Export], folder: str) -> list[_File]:
    """The files of a module, or of the course for ""."""
    return _in_order(
        _file(export)
        for export in made
        if export.path != LEFT_OUT and export.path.rpartition("/")[0] == folder
    )


def _in_order(files: Iterable[_File]) -> list[_File]:
    names = [*FORMATS]
    return sorted(files, key=lambda file: names.index(file.name))


def _one_of_each_kind(made: Iterable[Export]) -> list[_File]:
    """Of the files that modules have, the first with each name."""
    found: dict[str, _File] = {}
    for export in made:
        if "/" in export.path:
            found.setdefault(PurePosixPath(export.path).name, _file(export))
    return _in_order(found.values())


def _file(export: Export) -> _File:
    name = PurePosixPath(export.path).name
    label, purpose = FORMATS[name]
    return _File(export.path, name, label, purpose, size(len(export.content)))


def size(count: int) -> str:
    """Bytes as people read them: 812 B, 14 kB, 2.3 MB."""
    if count < 1000:
        return f"{count} B"
    if count < 999_500:
        return f"{round(count / 1000)} kB"
    return f"{count / 1_000_000:.1f} MB"


def _losses(made: Iterable[Export]) -> str:
    """A row for each thing that is left out, with the formats and kinds that it concerns."""
    found: dict[str, dict[str, dict[str, set[str]]]] = {}
    report = None
    for export in made:
        name = PurePosixPath(export.path).name
        if name == LEFT_OUT:
            report = _file(export)
        for loss in export.losses:
            kinds = found.setdefault(loss.what, {}).setdefault(FORMATS[name][0], {})
            kinds.setdefault(loss.kind, set()).add(loss.id)
    rows = [
        {"labels": [*formats], "concerns": _concerns(formats.values()), "what": what}
        for what, formats in found.items()
    ]
    return render("downloads-losses.html", losses=rows, report=report)


def _concerns(formats: Iterable[dict[str, set[str]]]) -> list[str]:
    """“12 matching questions” for each kind, everything counted once."""
    kinds: dict[str, set[str]] = {}
    for one in formats:
        for kind, ids in one.items():
            kinds.setdefault(kind, set()).update(ids)
    return [f"{len(ids)} {KINDS[kind][len(ids) > 1]}" for kind, ids in kinds.items()]
