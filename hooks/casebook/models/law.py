"""Law cards: one Markdown file per instrument, its facts in front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from pydantic import Field, field_validator, model_validator

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

ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
NUMBER = (
    rf"(?:{ROMAN}|{ROMAN.upper()}|[0-9]{{1,6}}[A-Za-z]?)"
    r"(?:\.[0-9]+)*(?: bis| ter)?(?:\([0-9A-Za-z]+\))*(?![A-Za-z0-9])"
)
"""37, 37a, XXI(b)(iii), 7.101, 14 bis; not the beginning of a word, such as the i of “in part”."""


class Segment(Form):
    """One sentence or item of an article, in the original and in translation."""

    zh: Prose | None = None
    """The official Chinese words, character for character. Leave the line out for a law that
    was made in English."""
    en: Prose
    """Our own translation, or the original words of an English instrument."""


class Renumbering(Form):
    """The number that the same words have in the text in force today."""

    number: Words
    """The number today: "5"."""
    original_number: Words | None = None
    """The same in the instrument's own words: 第五条."""
    since: Date
    """The day since when it has this number; YYYY-MM-DD."""
    inferred: bool = False
    """true when no source gives that day, and “since” is only the day of a text in which the new
    number was read."""


class Article(Form):
    """An article, section or passage that the course cites."""

    number: Words = Field(min_length=1)
    """The number by which it is cited, in quotation marks: "4", "XXI". It never changes; a new
    number goes under “now”."""
    unit: Unit = "art"
    """What the instrument calls it: art (article; this is meant when the line is left out), sec,
    para, or excerpt for a passage without a number, which you number yourself."""
    original_number: Words | None = None
    """The number in the instrument's own words: 第四条. Of an excerpt, the heading above it."""
    was: Words | None = None
    """The number of the same provision in the text before this one, if it had another."""
    now: Renumbering | None = None
    """The number that the same provision has in the text in force today."""
    added: Date | None = None
    """The day since when the instrument has this provision, if a later text brought it."""
    removed: Date | None = None
    """The day since when the instrument has this provision no longer."""
    extent: Literal["whole", "part"] = "whole"
    """`part` when the card shows only a part of the article."""
    text: tuple[Segment, ...] = ()
    """The words, one entry a sentence or item, so that both languages stand side by side. Leave
    it out when you have not read the words."""
    english: Literal["ours", "official", "reported"] = "ours"
    """Whose English it is where the original is Chinese: our own translation,
    an official version, or words as a news report gives them."""
    gloss: Prose
    """What it says, in one or two plain sentences of your own."""
    status: Literal["verified", "single-source", "unverified"]
    """`verified` when two sources agree on the words, `single-source` when you read one,
    `unverified` when you read none: then the card shows no text."""
    evidence: Prose
    """Where you read the words: which publication or address, and when."""
    note: Prose | None = None
    """Anything else that a reader of this article should know."""

    @field_validator("number")
    @classmethod
    def _can_be_cited(cls, number: str) -> str:
        if not re.fullmatch(NUMBER, number):
            raise ValueError(
                f"is “{number}”, which no citation can name; write the number alone, such as 2"
            )
        return number

    @model_validator(mode="after")
    def _text_as_verified(self) -> Article:
        if self.status == "unverified" and self.text:
            raise ValueError("shows a text that is not verified; remove it or give its evidence")
        if self.status != "unverified" and not self.text:
            raise ValueError("has no text; add it, or say “status: unverified”")
        if len({segment.zh is None for segment in self.text}) > 1:
            raise ValueError("has a sentence without its Chinese; every one needs “zh” and “en”")
        return self

    @cached_property
    def anchor(self) -> str:
        """Its place on the card, as in /law/<law-id>/#art-4."""
        return anchor(self.unit, self.number)

    @property
    def name(self) -> str:
        """“Article 4”, “section 12”."""
        return long_name(self.unit, self.number)

    @property
    def heading(self) -> str:
        """“Article 4”, “Section 12”."""
        return heading_name(self.unit, self.number)


class Amendment(Form):
    """Something that happened to an instrument."""

    date: Date
    """The day; YYYY-MM-DD."""
    note: Words
    """What happened, in a few words: “Second revision adopted”."""


class Official(Form):
    """Where an official body shows it."""

    url: str = Field(pattern=r"^https?://")
    """The address of an official body; it begins with https:// or http://."""
    what: Literal["text", "bill", "report", "record"] = "text"
    """What an official body shows there: the text itself, the bill that became
    it, a report about it, or a record of its status."""
    note: Words | None = None
    """What stands at the address, and whether a person has opened it."""


class LawFacts(Form):
    """A law, plan, treaty or case. The name of its file is the key by which it is cited."""

    title: Words
    """The full title in English."""
    short: Words
    """The name used in running text and in later notes."""
    title_zh: Words | None = None
    """The official Chinese title, if it has one."""
    pinyin: Words | None = None
    """How the Chinese title sounds, with tone marks: Píngguǒ Fǎ."""
    also: tuple[Words, ...] = ()
    """Other names by which people search for it: `[AA, 苹果法]`."""
    jurisdiction: str
    """Whose law it is: a code from “jurisdictions” in docs/course.yml."""
    kind: Literal["law", "regulation", "rule", "policy", "treaty", "case", "determination", "order"]
    """What it is: `law` of a legislature, `regulation` of a government, `rule` of a ministry or
    agency, `policy` for plans and strategies, `treaty`, `case`, `determination` or `order`."""
    issuer: Words
    """Who made it: legislature, ministry, court."""
    number: Words | None = None
    """The document number, such as “Decree No. 4”."""
    adopted: Date | None = None
    """The day on which it was adopted; YYYY-MM-DD."""
    adopted_as: Words | None = None
    """What happened on that day, where “Adopted” is not the word for it:
    Enacted, Second revision adopted, Report circulated ..."""
    in_force: Date | None = None
    """The day since when it has had force; YYYY-MM-DD."""
    earlier: tuple[Amendment, ...] = ()
    """What happened before this text was adopted, when it is a revised one."""
    amended: tuple[Amendment, ...] = ()
    """What has changed it since, each with its date."""
    force: Literal["in-force", "not-yet", "ended", "unclear"] | None = None
    """Whether it has force on the day in “as_of”: `in-force`; `not-yet` for what is not adopted or
    not in force yet; `ended` for what was repealed, replaced or has run out; `unclear` where no
    source settles it. Leave it out for a case."""
    status: Words
    """The same in words, as readers see it: in force as amended, replaced by the text of 2023."""
    replaced_by: Slug | None = None
    """The instrument that took its place: the name of its file in docs/law/, without .md."""
    as_of: Date
    """The day on which you last looked whether it has force; YYYY-MM-DD."""
    official: Official | None = None
    """Where an official body shows it, if one does."""
    record: Literal["verified", "partly"]
    """`verified` when you read title, number and dates in a source, `partly` when you read some of
    them."""
    evidence: Prose
    """Where you read title, number and dates, and when."""
    articles: tuple[Article, ...] = ()
    """The articles that the course cites; each begins with `- number:`."""

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

    @cached_property
    def by_anchor(self) -> dict[str, Article]:
        """The articles by their places on the card; of two with one number, the first."""
        return {one.anchor: one for one in reversed(self.articles)}

    def article(self, unit: str, number: str) -> Article | None:
        return self.by_anchor.get(anchor(unit, number))

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
    """“Article 4”, “section 12”."""
    return f"{UNITS[unit].long} {shown_number(number)}"


def heading_name(unit: str, number: str) -> str:
    """“Article 4”, “Section 12”: as a heading or at the beginning of a sentence."""
    name = long_name(unit, number)
    return name[0].upper() + name[1:]


def short_name(unit: str, number: str) -> str:
    """“art. 4”, “sec. 12”."""
    return f"{UNITS[unit].short} {shown_number(number)}"


@lru_cache(maxsize=20_000)
def anchor(unit: str, number: str) -> str:
    """The id of an article: "art" and "XXI(b)" give "art-xxi-b"."""
    return "-".join([unit, *re.findall(r"[a-z0-9]+", number.lower())])
