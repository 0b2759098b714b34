"""The course, its modules and its chapters."""

from __future__ import annotations

from pathlib import PurePosixPath

from pydantic import Field

from .base import Date, Document, Form, Prose, Slug


class CourseFacts(Form):
    """docs/course.yml: what holds for the whole course."""

    title: Prose
    """The course's name, as on the title page."""
    edition: Prose
    """What instructors call this edition, such as "Autumn 2026 edition"."""
    date: Date
    """The day of this edition. Every page and package carries it, so that
    building twice gives the same bytes."""
    licence: Prose
    """One line on the terms of use, at the foot of every page."""
    language: str = "en"
    """The language of the prose (a BCP 47 tag)."""
    modules: tuple[Slug, ...] = Field(min_length=1)
    """Folder names under docs/modules/, in the order they are taught."""
    source_text: Slug | None = None
    """The key in references.bib of the text that the course teaches, if it
    teaches one; bibliography/essay.yml maps its paragraphs."""
    sections: tuple[str, ...] = ()
    """The headings that every chapter must have, in this order."""
    dated_sections: tuple[str, ...] = ()
    """Of these, the ones in which every entry says "as of" a date."""
    opening: str | None = None
    """The page under docs/ that comes before the modules."""
    closing: str | None = None
    """The page under docs/ that comes after the modules."""
    timeline_from: int | None = None
    """The first year of the timeline; all years when left out."""
    jurisdictions: dict[str, str] = Field(default_factory=dict)
    """The code that law cards use, and the name that readers see."""
    words_per_minute: int = Field(default=200, gt=0)
    """How fast students are taken to read, for the reading times."""


class Objective(Form):
    """What a student can do after a chapter. Quizzes test it by its id."""

    id: Slug
    """Never change it: quizzes and gradebooks refer to it."""
    text: Prose
    """Starts with a verb that a question can test: identify, distinguish, apply, weigh."""


class ChapterFacts(Form):
    """The front matter of a chapter."""

    title: Prose
    question: Prose
    """The one question that the chapter answers."""
    description: Prose = Field(min_length=40, max_length=170)
    """One sentence for search results, 40 to 170 characters."""
    objectives: tuple[Objective, ...] = Field(min_length=1)


class ModuleFacts(Form):
    """The front matter of a module's index.md."""

    title: Prose
    description: Prose = Field(min_length=40, max_length=170)
    """One sentence for search results, 40 to 170 characters."""
    chapters: tuple[Slug, ...] = Field(min_length=1)
    """File names without .md, in the order they are taught."""


class PageFacts(Form):
    """The front matter of any other page."""

    title: Prose
    description: Prose = Field(min_length=40, max_length=170)
    """One sentence for search results, 40 to 170 characters."""
    hide: tuple[str, ...] = ()
    """Parts of the page to leave out, such as "toc"."""


Page = Document[PageFacts]
Chapter = Document[ChapterFacts]
Module = Document[ModuleFacts]


def source_uri(document: Document[Form]) -> str:
    """The file's path under docs/: what a Markdown link is relative to."""
    return PurePosixPath(document.path).relative_to("docs").as_posix()


def chapter_id(chapter: Chapter) -> str:
    """A chapter's permanent name, such as "security/convergence"."""
    path = PurePosixPath(chapter.path)
    return f"{path.parent.name}/{path.stem}"


def module_id(module: Module) -> str:
    """A module's permanent name: that of its folder."""
    return PurePosixPath(module.path).parent.name
