"""Start reading here: a folder becomes a Course and a list of Problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .models.base import Document, Facts, Form
from .models.course import Chapter, ChapterFacts, CourseFacts, Module, ModuleFacts, Page, PageFacts
from .models.law import Law, LawFacts
from .models.ledger import Essay, EssayFacts, Quotations, QuotationsFacts
from .models.quiz import Quiz, QuizFacts
from .models.reference import Reference
from .problems import Problem
from .reading.bibtex import read_references
from .reading.front_matter import read_markdown
from .reading.text import read_text
from .reading.yaml_file import read_form

COURSE = "docs/course.yml"
REFERENCES = "bibliography/references.bib"
ESSAY = "bibliography/essay.yml"


@dataclass(frozen=True)
class Course:
    """Everything that was written by hand, typed. Mappings keep teaching order."""

    facts: Document[CourseFacts]
    modules: Mapping[str, Module]
    """By module id."""
    chapters: Mapping[str, Chapter]
    """By "module/chapter"."""
    quizzes: Mapping[str, Quiz]
    """By the id of their chapter."""
    laws: Mapping[str, Law]
    """By law id."""
    pages: tuple[Page, ...]
    """Every other Markdown page under docs/."""
    references: Mapping[str, Reference]
    """By key, in the order of the file."""
    quotations: tuple[Quotations, ...]
    essay: Essay | None
    unusable: frozenset[str]
    """Paths of files and keys of references that are there but could not be
    used: what refers to them is not a second mistake."""

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
        yield from self.pages

    def chapters_of(self, module_id: str) -> Iterator[tuple[str, Chapter]]:
        """The chapters of a module with their ids, in teaching order."""
        for name in self.modules[module_id].facts.chapters:
            key = f"{module_id}/{name}"
            if key in self.chapters:
                yield key, self.chapters[key]


def read(root: Path) -> tuple[Course | None, list[Problem]]:
    """Read the project in `root`.

    Files that can't be used are left out and give problems. Without a usable
    docs/course.yml there is no course at all.
    """
    reader = _Reader(root)
    facts = reader.yaml(CourseFacts, COURSE)
    if facts is None:
        return None, reader.problems
    modules: dict[str, Module] = {}
    chapters: dict[str, Chapter] = {}
    quizzes: dict[str, Quiz] = {}
    for module_id in facts.facts.modules:
        folder = f"docs/modules/{module_id}"
        module = reader.markdown(ModuleFacts, f"{folder}/index.md", COURSE)
        if module is None:
            continue
        modules[module_id] = module
        for name in module.facts.chapters:
            chapter = reader.markdown(ChapterFacts, f"{folder}/{name}.md", module.path)
            quiz = reader.yaml(QuizFacts, f"{folder}/{name}.quiz.yml", module.path)
            if chapter is not None:
                chapters[f"{module_id}/{name}"] = chapter
            if quiz is not None:
                quizzes[f"{module_id}/{name}"] = quiz
    reader.report_unlisted(facts.facts.modules, modules)
    laws = {}
    for path in reader.glob("docs/law/*.md"):
        law = reader.markdown(LawFacts, path)
        if law is not None:
            laws[Path(path).stem] = law
    pages = [
        page
        for path in sorted({"docs/index.md", *reader.glob("docs/**/*.md")})
        if not path.startswith(("docs/modules/", "docs/law/"))
        and "/." not in path
        and (page := reader.markdown(PageFacts, path)) is not None
    ]
    quotations = [
        ledger
        for path in reader.glob("bibliography/quotations/*.yml")
        if (ledger := reader.yaml(QuotationsFacts, path)) is not None
    ]
    references = reader.references()
    essay = reader.yaml(EssayFacts, ESSAY) if facts.facts.source_text else None
    course = Course(
        facts=facts,
        modules=modules,
        chapters=chapters,
        quizzes=quizzes,
        laws=laws,
        pages=tuple(pages),
        references=references,
        quotations=tuple(quotations),
        essay=essay,
        unusable=reader.unusable(),
    )
    return course, reader.problems


class _Reader:
    """The only code that opens content files; remembers what it couldn't use."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.unusable_keys: set[str] = set()

    def glob(self, pattern: str) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern))

    def report_unlisted(self, listed: tuple[str, ...], modules: Mapping[str, Module]) -> None:
        """A file that no list names would be silently left out of the course."""
        for path in self.glob("docs/modules/*/*"):
            module, name = path.split("/")[2:]
            if module not in listed:
                message = f"“{module}” is not a module; list it in docs/course.yml"
            elif module not in modules or name == "index.md":
                continue
            elif name.endswith(".quiz.yml"):
                if name.removesuffix(".quiz.yml") in modules[module].facts.chapters:
                    continue
                message = "belongs to no chapter; name it after its chapter"
            elif name.endswith(".md"):
                if name.removesuffix(".md") in modules[module].facts.chapters:
                    continue
                message = "is in no module; list it under “chapters” in the module's index.md"
            else:
                continue
            self.problems.append(Problem(path, 1, message))

    def yaml(self, form: type[Facts], path: str, listed_in: str = "") -> Document[Facts] | None:
        text = read_text(self.root, path, self.problems, listed_in)
        return None if text is None else read_form(form, path, text, self.problems)

    def markdown(self, form: type[Facts], path: str, listed_in: str = "") -> Document[Facts] | None:
        text = read_text(self.root, path, self.problems, listed_in)
        return None if text is None else read_markdown(form, path, text, self.problems)

    def unusable(self) -> frozenset[str]:
        """What the course lacks although it is there."""
        paths = {one.path for one in self.problems if (self.root / one.path).exists()}
        return frozenset((paths - {REFERENCES}) | self.unusable_keys)

    def references(self) -> dict[str, Reference]:
        text = read_text(self.root, REFERENCES, self.problems)
        if text is None:
            return {}
        references, unusable = read_references(REFERENCES, text, self.problems)
        self.unusable_keys |= unusable
        return references
