"""Law cards: one Markdown file per instrument, its facts in front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import Field, model_validator

from .base import Date, Document, Form, Prose, Slug, Words

Unit = Literal["art", "sec", "para", "excerpt"]
"""What a card has; an excerpt has a number of the course's own, because the instrument gives
it none."""


class UnitWords(NamedTuple):
    long: str
    """In running text; capital where it always has one."""
    short: str
    """In a citation."""
    plural: str
    """In a citation of several."""


UNITS: Mapping[str, UnitWords] = {
    "art": UnitWords("Article", "art.", "arts."),
    "sec": UnitWords("section", "sec.", "secs."),
    "para": UnitWords("paragraph", "para.", "paras."),
    "p": UnitWords("page", "p.", "pp."),
    "ch": UnitWords("chapter", "ch.", "chs."),
    "recital": UnitWords("recital", "recital", "recitals"),
    "excerpt": UnitWords("excerpt", "excerpt", "excerpts"),
}
"""Every kind of place in a work, and what it is called."""


class Segment(Form):
    """One sentence or item of an article, in the original and in translation."""

    zh: Prose | None = None
    """The official Chinese words, character for character."""
    en: Prose
    """Our own translation, or the original words of an English instrument."""


class Renumbering(Form):
    number: Words
    original_number: Words | None = None
    since: Date
    inferred: bool = False
    """Whether “since” is only the day of a text in which the new number was read."""


class Article(Form):
    number: Words = Field(min_length=1)
    """As it is cited from this card: "37", "XXI"."""
    unit: Unit = "art"
    original_number: Words | None = None
    """In the instrument's own words: 第三十七条. Of an excerpt, the heading above it."""
    was: Words | None = None
    """The number of the same provision in the text before this one, if it had another."""
    now: Renumbering | None = None
    """The number that the same provision has in the text in force today."""
    added: Date | None = None
    """The day since when the instrument has this provision, if a later text brought it."""
    removed: Date | None = None
    """The day since when the instrument has this provision no longer."""
    extent: Literal["whole", "part"] = "whole"
    text: tuple[Segment, ...] = ()
    """Sentence by sentence; empty where the words were not verified."""
    english: Literal["ours", "official", "reported"] = "ours"
    """Whose English it is where the original is Chinese: our own translation,
    an official version, or words as a news report gives them."""
    gloss: Prose
    """What it says, in plain words."""
    status: Literal["verified", "single-source", "unverified"]
    """verified: two sources agree on the words; single-source: one was read;
    unverified: none was, so no text is shown."""
    evidence: Prose
    """Where the words were read."""
    note: Prose | None = None

    @model_validator(mode="after")
    def _text_as_verified(self) -> Article:
        if self.status == "unverified" and self.text:
            raise ValueError("shows a text that is not verified; remove it or give its evidence")
        if self.status != "unverified" and not self.text:
            raise ValueError("has no text; add it, or say “status: unverified”")
        if len({segment.zh is None for segment in self.text}) > 1:
            raise ValueError("has a sentence without its Chinese; every one needs “zh” and “en”")
        return self

    @property
    def anchor(self) -> str:
        """Its place on the card, as in /law/<law-id>/#art-37."""
        return anchor(self.unit, self.number)

    @property
    def name(self) -> str:
        """“Article 37”, “section 1758”."""
        return long_name(self.unit, self.number)

    @property
    def heading(self) -> str:
        """“Article 37”, “Section 1758”."""
        return heading_name(self.unit, self.number)


class Amendment(Form):
    """Something that happened to an instrument."""

    date: Date
    note: Words


class Official(Form):
    url: str = Field(pattern=r"^https?://")
    what: Literal["text", "bill", "report", "record"] = "text"
    """What an official body shows there: the text itself, the bill that became
    it, a report about it, or a record of its status."""
    note: Words | None = None
    """What stands at the address, and whether a person has opened it."""


class LawFacts(Form):
    title: Words
    short: Words
    """The name used in running text."""
    title_zh: Words | None = None
    pinyin: Words | None = None
    also: tuple[Words, ...] = ()
    """Other names that people search for: AA, 苹果法."""
    jurisdiction: str
    """A code from “jurisdictions” in docs/course.yml."""
    kind: Literal["law", "regulation", "rule", "policy", "treaty", "case", "determination", "order"]
    issuer: Words
    number: Words | None = None
    """The document number, such as “Decree No. 4”."""
    adopted: Date | None = None
    adopted_as: Words | None = None
    """What happened on that day, where “Adopted” is not the word for it:
    Enacted, Second revision adopted, Report circulated ..."""
    in_force: Date | None = None
    earlier: tuple[Amendment, ...] = ()
    """What happened before this text was adopted, when it is a revised one."""
    amended: tuple[Amendment, ...] = ()
    force: Literal["in-force", "not-yet", "ended", "unclear"] | None = None
    """Whether it has force on the day given in as_of: “not-yet” for what is not
    adopted or not in force yet, “ended” for what was repealed, replaced or has
    run out, “unclear” where no source settles it. A case has none."""
    status: Words
    """The same in words: in force as amended, replaced by the text of 2023 ..."""
    replaced_by: Slug | None = None
    """The id of the card of the instrument that took its place."""
    as_of: Date
    official: Official | None = None
    record: Literal["verified", "partly"]
    """Whether title, number and dates were read in a source."""
    evidence: Prose
    """Where title, number and dates were read."""
    articles: tuple[Article, ...] = ()

    @model_validator(mode="after")
    def _no_case_is_adopted(self) -> LawFacts:
        if self.kind == "case" and self.adopted and not self.adopted_as:
            raise ValueError(
                "is a case with a date in “adopted”; say in “adopted_as” what happened on that day"
            )
        return self

    @model_validator(mode="after")
    def _force_of_all_but_cases(self) -> LawFacts:
        if (self.force is None) != (self.kind == "case"):
            case = self.kind == "case"
            raise ValueError(
                "has “force”, but a case has none; remove it"
                if case
                else "has no “force”; write in-force, not-yet, ended or unclear"
            )
        return self

    def article(self, unit: str, number: str) -> Article | None:
        wanted = anchor(unit, number)
        return next((one for one in self.articles if one.anchor == wanted), None)

    def was(self, unit: str, number: str) -> Article | None:
        """The article that has this number today and had another."""
        wanted = anchor(unit, number)
        return next(
            (one for one in self.articles if one.now and anchor(unit, one.now.number) == wanted),
            None,
        )


Law = Document[LawFacts]


def shown_number(number: str) -> str:
    """A number as readers see it. "71(2026)", the writing for an article of a later
    text that renumbered the card's own, is "71 (text of 2026)"."""
    return re.sub(r"^(.+)\(((?:19|20)\d\d)\)$", r"\1 (text of \2)", number)


def long_name(unit: str, number: str) -> str:
    """“Article 37”, “section 1758”."""
    return f"{UNITS[unit].long} {shown_number(number)}"


def heading_name(unit: str, number: str) -> str:
    """“Article 37”, “Section 1758”: as a heading or at the beginning of a sentence."""
    name = long_name(unit, number)
    return name[0].upper() + name[1:]


def short_name(unit: str, number: str) -> str:
    """“art. 37”, “sec. 1758”."""
    return f"{UNITS[unit].short} {shown_number(number)}"


def anchor(unit: str, number: str) -> str:
    """The id of an article: "art" and "XXI(b)" give "art-xxi-b"."""
    return "-".join([unit, *re.findall(r"[a-z0-9]+", number.lower())])
