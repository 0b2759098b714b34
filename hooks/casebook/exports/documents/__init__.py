"""Documents to print, to change in Word and to read on an e-reader, from the finished pages.

A page becomes a part (clean.py), parts become a document (parts.py), and a document is one HTML
text (document.py), from which pandoc makes a Word file (word.py), an e-book (book.py), slides
(powerpoint.py) or a text of Typst, and Typst a PDF (printed.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from ..fragments import Fragments
from ..package import Export, Loss
from .book import as_book
from .document import Document, html_of
from .drawings import pixels
from .letters import MISSING, missing
from .parts import Pages, Texts, answer_key, packet, teaching_notes, whole_course
from .powerpoint import as_slides, sharp
from .printed import as_pdf
from .role_sheets import role_sheets
from .slides import slides
from .store import Store
from .word import as_word

WORKERS = 2
NO_ANSWER = "On paper a question does not answer back: its answer stands in answer-key.pdf."

NOT_ON_SLIDES = (
    "Slides show a chapter's question, objectives, diagrams, articles and what to discuss; "
    "its text and its questions are left out."
)
NO_SHAPE = f"The fonts for PDF have no shape for this character: {MISSING} stands in its place."


@dataclass(frozen=True, eq=False)
class _Job:
    path: str
    document: Document
    make: Callable[[Document], bytes]
    losses: tuple[Loss, ...] = ()


class Documents:
    """All of them. They are made aside, by other programs, from here to `finished`."""

    def __init__(self, fragments: Fragments, pages: Pages, kept: Path | None) -> None:
        """`pages` are finished contents by source URI; `kept` is a folder for what was made, so
        that the next build does not make the same again."""
        self._store = Store(kept)
        self._pool = ThreadPoolExecutor(WORKERS)
        jobs = sorted(_jobs(Texts(fragments, pages), self._store), key=_weight)
        self._made = {job: self._pool.submit(_content, self._store, job) for job in jobs}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever happened, begin nothing more."""
        self._pool.shutdown(cancel_futures=True)

    def finished(self) -> tuple[Export, ...]:
        made = tuple(
            Export(job.path, self._made[job].result(), tuple(_losses(job)))
            for job in sorted(self._made, key=lambda job: job.path)
        )
        self._store.forget_the_rest()
        return made


def _jobs(texts: Texts, store: Store) -> Iterator[_Job]:
    def png(svg: bytes) -> bytes:
        return store.made(["png", svg], lambda: pixels(svg))

    def sharp_png(svg: bytes) -> bytes:
        return store.made(["sharp png", svg], lambda: sharp(svg))

    course = texts.course
    whole = whole_course(texts)
    asked = {
        module_id: tuple(
            Loss(one.kind, NO_ANSWER, one.id) for _, one in course.questions_of(module_id)
        )
        for module_id in course.modules
    }
    every = tuple(one for questions in asked.values() for one in questions)
    yield _Job("course.pdf", whole, partial(as_pdf, parts=2), every)
    yield _Job("course.epub", whole, partial(as_book, png=png), every)
    for folder in ("", *course.modules):
        sheets = role_sheets(texts, folder)
        if sheets:
            yield _Job(f"{folder}/role-sheets.pdf".removeprefix("/"), sheets, as_pdf)
    for module_id, questions in asked.items():
        own = packet(texts, module_id)
        yield _Job(f"{module_id}/packet.docx", own, partial(as_word, png=png), questions)
        yield _Job(f"{module_id}/packet.pdf", own, as_pdf, questions)
        if questions:
            yield _Job(
                f"{module_id}/answer-key.pdf", answer_key(texts.fragments, module_id), as_pdf
            )
        untold = tuple(
            Loss("chapter", NOT_ON_SLIDES, key) for key, _ in course.chapters_of(module_id)
        )
        deck = slides(texts, module_id)
        yield _Job(f"{module_id}/slides.pptx", deck, partial(as_slides, png=sharp_png), untold)
        notes = teaching_notes(texts, module_id)
        if notes:
            yield _Job(f"{module_id}/teaching-notes.docx", notes, partial(as_word, png=png))


def _content(store: Store, job: _Job) -> bytes:
    document = job.document
    sources: list[str | bytes] = [job.path.rpartition("/")[2], document.over, repr(document.facts)]
    sources += [html_of(document, front=document.front)]
    for name, content in sorted(document.pictures.items()):
        sources += [name, content]
        store.keep(["png", content])
        store.keep(["sharp png", content])
    return store.made(sources, lambda: job.make(document))


def _weight(job: _Job) -> tuple[int, str]:
    """The longest first, so that no core waits for it at the end."""
    return -sum(len(section.part.body) for section in job.document.sections), job.path


def _losses(job: _Job) -> Iterator[Loss]:
    yield from job.losses
    if job.path.endswith(".pdf"):
        for character in missing(html_of(job.document, front=job.document.front)):
            yield Loss("character", NO_SHAPE, f"{character} (U+{ord(character):04X})")
