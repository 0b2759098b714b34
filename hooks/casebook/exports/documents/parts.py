"""The documents of a course and what each is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from ...addresses import absolute_url, page_uri
from ...citations.forms import full_form
from ...course import Course
from ...models.course import source_uri
from ...pages.prose import to_html
from ...pages.templates import render
from ...uris import BIBLIOGRAPHY, HOME, TERMS
from ..fragments import Fragments
from ..items import by_chapter, items, key_html
from .clean import Part, part_of
from .document import Document, Section, heading
from .laws import law_texts

NO_ANSWERS = "The questions stand here without their answers."
NUMBERS = "Paragraphs have the numbers of the edition, as on the web: cite them by these."
FOR_INSTRUCTORS = "For instructors. Not for students."
Pages = Mapping[str, str]
"""Finished contents of pages by source URI."""


@dataclass(frozen=True)
class Texts:
    """The pages of a course, each made a part of a document once."""

    fragments: Fragments
    pages: Pages
    _made: dict[tuple[str, ...], Part] = field(default_factory=dict, repr=False)

    @property
    def course(self) -> Course:
        return self.fragments.course

    def part(self, uri: str, title: str, *without: str) -> Part:
        """The part that a page makes. `title` is plain text; `without` as in `part_of`."""
        key = (uri, title, *without)
        if key not in self._made:
            self._made[key] = part_of(
                self.fragments, uri, escape(title), self.pages[uri], without=without
            )
        return self._made[key]

    def laws(self, uris: Iterable[str]) -> Part | None:
        """The articles that pages cite."""
        return law_texts(self.fragments, [self.pages[uri] for uri in uris])


def packet(texts: Texts, module_id: str) -> Document:
    """What a class reads: a module's chapters with their questions, and the laws they cite."""
    course, module = texts.course, texts.course.modules[module_id]
    intro = _intro(texts, module_id, "About this module")
    sections = [Section(1, intro)] if intro else []
    sections += [Section(1, part) for part in _chapters(texts, module_id)]
    shown = [page_uri(chapter) for _, chapter in course.chapters_of(module_id)]
    laws = texts.laws([page_uri(module), *shown])
    sections += [Section(1, laws)] if laws else []
    number = [*course.modules].index(module_id) + 1
    return Document(
        title=module.facts.title,
        over=course.facts.title,
        front=front(
            texts.fragments,
            page_uri(module),
            f"Module {number} of {len(course.modules)}. {NO_ANSWERS} {NUMBERS}",
        ),
        facts=course.facts,
        sections=tuple(sections),
    )


def answer_key(fragments: Fragments, module_id: str) -> Document:
    """The questions of a module with what is right and what to say to each answer."""
    course, module = fragments.course, fragments.course.modules[module_id]
    sections = []
    for key, found in by_chapter(items(fragments, module_id)):
        chapter = course.chapters[key]
        html = render("document-key.html", questions=[(item, key_html(item)) for item in found])
        name = f"key-{key.replace('/', '-')}"
        part = part_of(fragments, HOME, escape(chapter.facts.title), html, name=name)
        sections.append(Section(1, part))
    return Document(
        title=f"Answer key: {module.facts.title}",
        over=course.facts.title,
        front=front(fragments, page_uri(module), FOR_INSTRUCTORS),
        facts=course.facts,
        sections=tuple(sections),
    )


def teaching_notes(texts: Texts, module_id: str) -> Document | None:
    """The page instructors/<module>.md, if the course has it."""
    course, uri = texts.course, f"instructors/{module_id}.md"
    page = next((one for one in course.pages if source_uri(one) == uri), None)
    if page is None:
        return None
    part = texts.part(uri, page.facts.title)
    return Document(
        title=page.facts.title,
        over=course.facts.title,
        front=front(texts.fragments, uri, FOR_INSTRUCTORS),
        facts=course.facts,
        sections=(Section(0, part),),
    )


def whole_course(texts: Texts) -> Document:
    """Everything to read, with the questions, the laws, the words and the works cited."""
    course = texts.course
    sections = [*_group(texts, "Before the modules", course.facts.opening)]
    for number, (module_id, module) in enumerate(course.modules.items(), 1):
        title = f"{number}. {module.facts.title}"
        intro = _intro(texts, module_id, title, "before-you-read")
        sections.append(Section(1, intro or heading(f"module-{module_id}", title)))
        sections += [
            Section(2, part, follows=intro is None and n == 0)
            for n, part in enumerate(_chapters(texts, module_id))
        ]
    sections += _group(texts, "After the modules", course.facts.closing, end=True)
    return Document(
        title=course.facts.title,
        over=f"{len(course.modules)} modules" if len(course.modules) > 1 else "One module",
        front=front(texts.fragments, HOME, f"{NO_ANSWERS} {NUMBERS}"),
        facts=course.facts,
        sections=tuple(sections),
    )


def _group(texts: Texts, title: str, uri: str | None, end: bool = False) -> Iterator[Section]:
    """A page of the course under a heading for what stands before or after the modules."""
    parts = []
    page = next((one for one in texts.course.pages if source_uri(one) == uri), None)
    if uri and page:
        parts.append(texts.part(uri, page.facts.title))
    parts += _appendices(texts) if end else ()
    if parts:
        name = title.lower().replace(" ", "-")
        yield Section(1, heading(name, title))
        yield from (Section(2, part, follows=n == 0) for n, part in enumerate(parts))


def _appendices(texts: Texts) -> Iterator[Part]:
    laws = texts.laws(uri for uri in texts.pages if not uri.startswith("instructors/"))
    if laws:
        yield laws
    if texts.course.terms:
        yield texts.part(TERMS, "Glossary")
    if texts.course.references:
        yield texts.part(BIBLIOGRAPHY, "Works cited")


def _intro(texts: Texts, module_id: str, title: str, *without: str) -> Part | None:
    """What the page of a module says before its chapters."""
    part = texts.part(page_uri(texts.course.modules[module_id]), title, *without)
    return part if part.body else None


def _chapters(texts: Texts, module_id: str) -> Iterator[Part]:
    for _, chapter in texts.course.chapters_of(module_id):
        yield texts.part(page_uri(chapter), chapter.facts.title)


def front(fragments: Fragments, uri: str, *lines: str) -> str:
    facts = fragments.course.facts
    source = fragments.course.references.get(facts.source_text or "")
    return render(
        "document-front.html",
        lines=lines,
        course=facts,
        authors="; ".join(facts.authors),
        source=_one_line(to_html(full_form(source))) if source else "",
        address=absolute_url(fragments.site, uri),
    )


def _one_line(html: str) -> str:
    return html.removeprefix("<p>").removesuffix("</p>")
