"""What the course knows of a page: its kind, its module, and by what names people look for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..course import Course
from ..models.law import Article, Law, short_name
from ..models.reference import Reference
from ..models.term import Term
from ..pages.site import GENERATED, INSTRUCTORS
from ..uris import (
    ASSIGN,
    BIBLIOGRAPHY,
    DOWNLOADS,
    HOME,
    REVIEW,
    TERMS,
    chapter_key,
    law_key,
    module_key,
    module_quiz_uri,
)

Names = tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """Of one page."""

    kind: str
    """What readers call such a page: Chapter, Law, Glossary."""
    of: str = ""
    """The title of its module, or the jurisdiction of a law."""
    title: str = ""
    """Where the page's own is not the best."""
    names: Names = ()
    """By which it is found, besides its title."""
    places: Mapping[str, Names] = field(default_factory=dict)
    """Names of what stands on it, by ids. What has no heading takes its first for a title."""
    unseen: str = ""
    """Words by which the page is found too, and which are not shown."""
    only_lead: bool = False
    """Whether its sections repeat what stands elsewhere."""


def known(course: Course, uri: str) -> Known:
    """Of the page at a source URI."""
    return _taught(course, uri) or _of_reference(course, uri) or Known("About")


def _taught(course: Course, uri: str) -> Known | None:
    """Of a page that a class reads or answers."""
    chapter = chapter_key(uri)
    if module_key(uri) in course.modules:
        return Known("Module")
    if chapter in course.chapters:
        return Known("Chapter", _module(course, chapter.partition("/")[0]))
    for module_id in course.modules:
        if uri == module_quiz_uri(module_id):
            return Known("Quiz", _module(course, module_id), only_lead=True)
    if uri == REVIEW:
        return Known("Quiz", only_lead=True)
    if uri == HOME:
        return Known("Course", title=course.facts.title, names=(course.facts.title,))
    if uri in (course.facts.opening, course.facts.closing):
        return Known("Course")
    return None


def _of_reference(course: Course, uri: str) -> Known | None:
    """Of what the course rests on, and of a page for those who teach."""
    if law_key(uri) in course.laws:
        return _card(course, course.laws[law_key(uri)])
    if uri == TERMS:
        return Known("Glossary", places={key: _term(one) for key, one in course.terms.items()})
    if uri == BIBLIOGRAPHY:
        works = {f"ref-{key}": _work(one) for key, one in course.references.items()}
        return Known("Reference", places=works)
    if uri in (ASSIGN, DOWNLOADS) or uri.startswith(INSTRUCTORS):
        name = uri.removeprefix(INSTRUCTORS).removesuffix(".md")
        return Known("For instructors", _module(course, name), only_lead=uri == ASSIGN)
    return Known("Reference") if uri in GENERATED else None


def _module(course: Course, module_id: str) -> str:
    return course.modules[module_id].facts.title if module_id in course.modules else ""


def _card(course: Course, law: Law) -> Known:
    facts = law.facts
    names = (facts.title, facts.short, facts.title_zh, facts.pinyin, *facts.also, facts.number)
    return Known(
        kind=facts.kind.capitalize(),
        of=course.facts.jurisdictions.get(facts.jurisdiction, ""),
        title=" ".join(filter(None, (facts.short, facts.title_zh))),
        names=_searched((*names, law.name)),
        places={one.anchor: _article(one) for one in facts.articles},
        unseen=facts.issuer,
    )


def _article(article: Article) -> Names:
    named = (article.name, short_name(article.unit, article.number), article.number)
    return _searched((*named, article.original_number))


def _term(term: Term) -> Names:
    facts = term.facts
    return _searched((facts.term, facts.term_zh, facts.pinyin, *facts.also))


def _work(work: Reference) -> Names:
    people = " ".join(family for _, family in (*work.authors, *work.editors))
    names = [work.get(name) for name in ("title", "shorttitle", "title_zh", "pinyin")]
    return _searched((*names, people, f"{people} {work.get('date')[:4]}"))


def _searched(names: Iterable[str | None]) -> Names:
    """Each name once."""
    return tuple(dict.fromkeys(filter(None, names)))
