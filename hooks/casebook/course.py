"""Start reading here: a folder becomes a Course and a list of Problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from .chinese import ideographs
from .models.base import Document, Facts, Form
from .models.course import Chapter, ChapterFacts, CourseFacts, Module, ModuleFacts, Page, PageFacts
from .models.edition import Edition, EditionFacts
from .models.law import Law, LawFacts
from .models.ledger import Quotations, QuotationsFacts, SourceMap, SourceMapFacts
from .models.quiz import Question, Quiz, QuizFacts
from .models.reference import Reference
from .models.term import Term, TermFacts
from .problems import Problem
from .reading.bibtex import read_references
from .reading.front_matter import read_markdown
from .reading.layout import misplaced
from .reading.text import LINK, is_link, read_text
from .reading.yaml_file import read_form

COURSE = "docs/course.yml"
MAX_REFERENCES = 2_000_000
"""Bytes: some five thousand works, which stand in one file for Zotero."""
REFERENCES = "bibliography/references.bib"
SOURCE_MAP = "bibliography/essay.yml"
RUNS = "bibliography/essay.runs"
EDITIONS = "bibliography/editions"
DRAWINGS = "docs/assets/diagrams"


class Placed(NamedTuple):
    """A question and where it stands."""

    key: str
    """Of its chapter: "module/chapter"."""
    quiz: Quiz
    position: int
    """In the quiz, from 0."""
    question: Question


@dataclass(frozen=True)
class Course:
    """Everything that was written by hand, typed. Mappings keep teaching order."""

    facts: CourseFacts
    modules: Mapping[str, Module]
    """By module id."""
    chapters: Mapping[str, Chapter]
    """By "module/chapter"."""
    quizzes: Mapping[str, Quiz]
    """By the id of their chapter."""
    laws: Mapping[str, Law]
    """By law id."""
    terms: Mapping[str, Term]
    """By term id."""
    pages: tuple[Page, ...]
    """Every other Markdown page under docs/."""
    references: Mapping[str, Reference]
    """By key, in the order of the file."""
    quotations: tuple[Quotations, ...]
    drawings: Mapping[str, str]
    """Finished SVG of diagrams, by the name that diagrams/source.py gives them."""
    source_map: SourceMap | None
    files: frozenset[str]
    """Pictures and the like that a page may show or lead to: paths under docs/."""
    editions: tuple[Edition, ...]
    """What the published editions held, the oldest first."""
    runs: frozenset[str]
    """Fingerprints of the source text's runs of words; see fingerprints.py."""
    unusable: frozenset[str]
    """Paths of files and keys of references that are there but could not be
    used: what refers to them is not a second mistake."""

    @property
    def edition_before(self) -> EditionFacts | None:
        """The newest published edition that is not this one."""
        others = [one.facts for one in self.editions if one.facts.id != self.facts.edition_id]
        return others[-1] if others else None

    @cached_property
    def tested_modules(self) -> frozenset[str]:
        """The ids of the modules that have questions."""
        with_questions = (key for key in self.quizzes if key in self.chapters)
        return frozenset(key.partition("/")[0] for key in with_questions)

    @cached_property
    def has_chinese(self) -> bool:
        """Whether some text has Chinese in it: pages of other courses do not speak of it."""
        return any(ideographs(document.text) for document in self.documents())

    def documents(self) -> Iterator[Document[Form]]:
        """Every file that holds prose, in teaching order."""
        for module_id, module in self.modules.items():
            yield module
            for chapter_id in module.facts.chapters:
                key = f"{module_id}/{chapter_id}"
                if key in self.chapters:
                    yield self.chapters[key]
                if key in self.quizzes:
                    yield self.quizzes[key]
        yield from self.laws.values()
        yield from self.terms.values()
        yield from self.pages

    def chapters_of(self, module_id: str) -> Iterator[tuple[str, Chapter]]:
        """The chapters of a module with their ids, in teaching order."""
        for name in self.modules[module_id].facts.chapters:
            key = f"{module_id}/{name}"
            if key in self.chapters:
                yield key, self.chapters[key]

    def questions(self, *module_ids: str) -> Iterator[Placed]:
        """The questions of these modules, or of all, each with where it stands.

        Also those of a chapter that could not be used.
        """
        for key, quiz in self.quizzes.items():
            if not module_ids or key.partition("/")[0] in module_ids:
                for position, question in enumerate(quiz.facts.questions):
                    yield Placed(key, quiz, position, question)

    def questions_of(self, module_id: str) -> Iterator[tuple[str, Question]]:
        """The questions of a module with the ids of their chapters, in teaching order."""
        for placed in self.questions(module_id):
            if placed.key in self.chapters:
                yield placed.key, placed.question


def read(root: Path, before: Course | None = None) -> tuple[Course | None, list[Problem]]:
    """Read the project in `root`.

    Files that can't be used are left out and give problems. Without a usable
    docs/course.yml there is no course at all. Of the course as it was `before`, a
    document whose file says the same is taken over.
    """
    reader = _Reader(root, before)
    facts = reader.yaml(CourseFacts, COURSE)
    if facts is None:
        return None, reader.problems
    modules = reader.modules(facts.facts.modules)
    chapters, quizzes = reader.chapters(modules)
    reader.report_unlisted(facts.facts.modules, modules)
    course = Course(
        facts=facts.facts,
        modules=modules,
        chapters=chapters,
        quizzes=quizzes,
        laws=reader.folder(LawFacts, "docs/law"),
        terms=reader.folder(TermFacts, "docs/terms"),
        pages=reader.pages(),
        references=reader.references(),
        quotations=reader.quotations(),
        drawings=reader.drawings(),
        source_map=reader.yaml(SourceMapFacts, SOURCE_MAP) if facts.facts.source_text else None,
        files=reader.files(),
        editions=reader.editions(),
        runs=reader.runs() if facts.facts.source_text else frozenset(),
        unusable=reader.unusable(),
    )
    return course, reader.problems


class _Reader:
    """The only code that opens content files; remembers what it couldn't use."""

    def __init__(self, root: Path, before: Course | None) -> None:
        self.root = root
        documents = [*before.documents(), *before.quotations] if before else []
        self.before: dict[str, Document[Any]] = {one.path: one for one in documents}
        self.problems: list[Problem] = []
        self.unusable_keys: set[str] = set()

    def glob(self, pattern: str) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern))

    def modules(self, listed: tuple[str, ...]) -> dict[str, Module]:
        paths = {name: f"docs/modules/{name}/index.md" for name in listed}
        found = {name: self.markdown(ModuleFacts, paths[name], COURSE) for name in listed}
        return {name: module for name, module in found.items() if module is not None}

    def chapters(self, modules: Mapping[str, Module]) -> tuple[dict[str, Chapter], dict[str, Quiz]]:
        chapters: dict[str, Chapter] = {}
        quizzes: dict[str, Quiz] = {}
        for module_id, module in modules.items():
            for name in module.facts.chapters:
                key = f"{module_id}/{name}"
                chapter = self.markdown(ChapterFacts, f"docs/modules/{key}.md", module.path)
                quiz = self.yaml(QuizFacts, f"docs/modules/{key}.quiz.yml", module.path)
                if chapter is not None:
                    chapters[key] = chapter
                if quiz is not None:
                    quizzes[key] = quiz
        return chapters, quizzes

    def folder(self, form: type[Facts], folder: str) -> dict[str, Document[Facts]]:
        """The Markdown files of a folder by their names."""
        found = {Path(path).stem: self.markdown(form, path) for path in self.glob(f"{folder}/*.md")}
        return {name: document for name, document in found.items() if document is not None}

    def pages(self) -> tuple[Page, ...]:
        """The pages that belong to no module, law or term; the home page must be there."""
        special = ("docs/modules/", "docs/law/", "docs/terms/", "docs/assets/")
        paths = sorted({"docs/index.md", *self.glob("docs/**/*.md")})
        own = [path for path in paths if not path.startswith(special) and "/." not in path]
        found = [self.markdown(PageFacts, path) for path in own]
        return tuple(page for page in found if page is not None)

    def quotations(self) -> tuple[Quotations, ...]:
        found = [
            self.yaml(QuotationsFacts, path) for path in self.glob("bibliography/quotations/*.yml")
        ]
        return tuple(ledger for ledger in found if ledger is not None)

    def files(self) -> frozenset[str]:
        found = (path for path in self.glob("docs/assets/**/*") if (self.root / path).is_file())
        return frozenset(path.removeprefix("docs/") for path in found)

    def editions(self) -> tuple[Edition, ...]:
        found = [self.yaml(EditionFacts, path) for path in self.glob(f"{EDITIONS}/*.json")]
        return tuple(sorted(filter(None, found), key=lambda edition: edition.facts.date))

    def drawings(self) -> dict[str, str]:
        texts = {
            Path(path).stem: read_text(self.root, path, self.problems)
            for path in self.glob(f"{DRAWINGS}/*.svg")
        }
        return {name: text for name, text in texts.items() if text is not None}

    def report_unlisted(self, listed: tuple[str, ...], modules: Mapping[str, Module]) -> None:
        """A file that nothing reads would be silently left out, or published as it is."""
        chapters = {name: module.facts.chapters for name, module in modules.items()}
        for path in self.glob("docs/**/*"):
            if is_link(self.root, path):
                message = LINK
            elif (self.root / path).is_file():
                message = misplaced(path, listed, chapters)
            else:
                continue
            if message:
                self.problems.append(Problem(path, 1, message))

    def yaml(self, form: type[Facts], path: str, listed_in: str = "") -> Document[Facts] | None:
        text = read_text(self.root, path, self.problems, listed_in)
        return self.again(path, text) or (
            None if text is None else read_form(form, path, text, self.problems)
        )

    def markdown(self, form: type[Facts], path: str, listed_in: str = "") -> Document[Facts] | None:
        text = read_text(self.root, path, self.problems, listed_in)
        return self.again(path, text) or (
            None if text is None else read_markdown(form, path, text, self.problems)
        )

    def again(self, path: str, text: str | None) -> Document[Any] | None:
        """The document that was read before, if its file says the same."""
        document = self.before.get(path)
        return document if document and document.text == text else None

    def runs(self) -> frozenset[str]:
        return frozenset((read_text(self.root, RUNS, self.problems) or "").split())

    def unusable(self) -> frozenset[str]:
        """What the course lacks although it is there."""
        paths = {one.path for one in self.problems if (self.root / one.path).exists()}
        return frozenset((paths - {REFERENCES}) | self.unusable_keys)

    def references(self) -> dict[str, Reference]:
        text = read_text(self.root, REFERENCES, self.problems, most=MAX_REFERENCES)
        if text is None:
            return {}
        references, unusable = read_references(REFERENCES, text, self.problems)
        self.unusable_keys |= unusable
        return references
