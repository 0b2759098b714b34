"""The course, its modules and its chapters."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal, Self

from pydantic import Field, model_validator

from .base import Date, Description, Document, Form, Prose, Slug, Words

MODULE_QUIZ = "quiz"
"""The name of the page of a module's quiz, beside its chapters."""

Sense = Literal["law", "claim", "dispute", "since"]
"""What a section does: reads the law, checks a claim, gives both sides of a
dispute, says what came since."""


class CourseFacts(Form):
    """docs/course.yml: what holds for the whole course."""

    id: Slug
    """The course's permanent name: lower-case words joined by hyphens. Never change it: readers'
    browsers keep their answers under it, from one edition to the next."""
    title: Words
    """The course's name, as on the title page."""
    edition: Words
    """What instructors call this edition, such as "Autumn 2026 edition"."""
    edition_id: Slug | None = None
    """Its name in addresses, such as 2026-fall, for a course that is published in editions."""
    date: Date
    """The day of this edition; YYYY-MM-DD. Every page and every file to take away carries it."""
    licence: Words
    """One line on the terms of use, at the foot of every page."""
    licence_url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    """The address of the licence of the text; it begins with https://. Search engines and
    catalogues look for it."""
    authors: tuple[Words, ...] = ()
    """Who is cited as the author: "Family, Given" for a person, a plain name
    for a body. As in CITATION.cff."""
    modules: tuple[Slug, ...] = Field(min_length=1)
    """Folder names under docs/modules/, in the order they are taught."""
    source_text: Slug | None = None
    """The key in references.bib of the text that the course teaches, if it
    teaches one; bibliography/essay.yml maps its paragraphs."""
    sections: tuple[Words, ...] = ()
    """The headings that every chapter must have, in this order: [Read the law, Discuss]."""
    dated_sections: tuple[str, ...] = ()
    """Of these, the ones in which every entry says "as of" a date."""
    discussion_section: str | None = None
    """Of these, the one with questions to discuss: a topic of a forum in the exports."""
    section_senses: dict[str, Sense] = Field(default_factory=dict)
    """Which of these have a colour of their own, and what it stands for: `law` reads the law,
    `claim` checks a claim, `dispute` gives both sides, `since` says what came later."""
    class_questions: str | None = None
    """The heading in teaching notes under which each paragraph in bold is a question for the
    class: it gets a slide, and what follows it is for the speaker."""
    class_sections: tuple[str, ...] = ()
    """Headings in teaching notes whose sections the whole class may see on slides. Name none that
    holds answers."""
    role_section: str | None = None
    """The heading, in teaching notes or on the pages around the modules, under which each paragraph
    or entry of a list that begins in bold is a role: it gets a page in role-sheets.pdf."""
    opening: str | None = None
    """The page that comes before the modules, by the name of its file: opening.md."""
    closing: str | None = None
    """The page that comes after the modules, by the name of its file: closing.md."""
    timeline_from: int | None = None
    """The first year of the timeline; all years when left out."""
    changes_since: Date | None = None
    """The day from which the page of cited law counts what has changed: the
    day of the source text, say. Without it there is no such list."""
    jurisdictions: dict[str, Words] = Field(default_factory=dict)
    """The code that law cards use, and the name that readers see."""
    words_per_minute: int = Field(default=200, gt=0)
    """How fast students are taken to read, for the reading times."""

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """The authors as (given names, family name); a body has no given names."""
        parts = [name.partition(",") for name in self.authors]
        return tuple((given.strip(), family.strip()) for family, _, given in parts)

    @model_validator(mode="after")
    def _lists_agree(self) -> Self:
        _no_doubles(self.modules)
        strange = set(self.dated_sections) - set(self.sections)
        if strange:
            raise ValueError(f"names a dated section that is not in “sections”: {min(strange)}")
        discussed = self.discussion_section
        if discussed is not None and discussed not in self.sections:
            raise ValueError(f"names a discussion section that is not in “sections”: {discussed}")
        marked = set(self.section_senses) - set(self.sections)
        if marked:
            raise ValueError(f"names in “section_senses” what is not in “sections”: {min(marked)}")
        return self


def _no_doubles(names: tuple[str, ...]) -> tuple[str, ...]:
    double = next((name for name in names if names.count(name) > 1), None)
    if double:
        raise ValueError(f"lists “{double}” twice; remove one of them")
    return names


class Objective(Form):
    """What a student can do after a chapter. Quizzes test it by its id."""

    id: Slug
    """Its permanent name: lower-case words joined by hyphens, the module first. Never change it:
    quizzes and gradebooks refer to it."""
    text: Prose
    """Starts with a verb that a question can test: identify, distinguish, apply, weigh."""


class ChapterFacts(Form):
    """The facts at the top of a chapter."""

    title: Words
    """The chapter's name, as in the table of contents."""
    question: Words
    """The one question that the chapter answers; it stands below the title."""
    description: Description
    """One plain sentence for search results, 40 to 170 characters."""
    objectives: tuple[Objective, ...] = Field(min_length=1)
    """What a student can do after the chapter. Each is tested by at least one question."""


class ModuleFacts(Form):
    """The facts at the top of a module's index.md."""

    title: Words
    """The module's name, as in the table of contents."""
    description: Description
    """One plain sentence for search results, 40 to 170 characters."""
    chapters: tuple[Slug, ...] = Field(min_length=1)
    """The chapters, by the names of their files without .md, in the order they are taught."""
    builds_on: tuple[Slug, ...] = ()
    """Ids of modules that students should know first; the page of assignments says so."""
    pretest: tuple[Slug, ...] = Field(default=(), max_length=3)
    """Two or three ids of questions from the chapters, to be guessed at before
    reading. The answer waits in the chapter."""

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        _no_doubles(self.chapters)
        _no_doubles(self.builds_on)
        _no_doubles(self.pretest)
        if MODULE_QUIZ in self.chapters:
            raise ValueError(
                f"has a chapter “{MODULE_QUIZ}”, the name of the page of the module's quiz; "
                "give the chapter another"
            )
        if len(self.pretest) == 1:
            raise ValueError("has a pretest of one question; name two or three, or none")
        return self


class PageFacts(Form):
    """The facts at the top of any other page."""

    title: Words
    """The page's name, as in the table of contents."""
    description: Description
    """One plain sentence for search results, 40 to 170 characters."""
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = ()
    """Parts of the page to leave out: the contents of the site (`navigation`), those of the page
    (`toc`), the links to the page before and after (`footer`)."""


Page = Document[PageFacts]
Chapter = Document[ChapterFacts]
Module = Document[ModuleFacts]


def source_uri(document: Document[Form]) -> str:
    """The file's path under docs/: what a Markdown link is relative to."""
    return PurePosixPath(document.path).relative_to("docs").as_posix()
