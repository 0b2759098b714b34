"""What has changed from one edition to another, by chapter, law and question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..models.edition import EditionFacts

Prints = Mapping[str, str]
"""Names of parts -> their fingerprints."""


@dataclass(frozen=True)
class Parts:
    """What became of the parts of a thing, by their names; each in the order of the newer one."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True)
class Comparison:
    chapters: Parts
    sections: Mapping[str, Parts]
    """For each changed chapter; "" is what stands before its first heading."""
    laws: Parts
    articles: Mapping[str, Parts]
    """For each changed law, by anchor; empty when only its record changed."""
    statuses: Mapping[str, str]
    """For each law whose status is another now: what it was."""
    questions: Parts
    """Changed: what is asked, or what counts as right."""
    explained: tuple[str, ...]
    """Questions that ask the same and say more or other things about it."""

    def __bool__(self) -> bool:
        return bool(self.chapters or self.laws or self.questions or self.explained)


def compare(old: EditionFacts, new: EditionFacts) -> Comparison:
    sections = {
        key: found
        for key, chapter in new.chapters.items()
        if key in old.chapters and (found := _parts(old.chapters[key].sections, chapter.sections))
    }
    both = {key: law for key, law in new.laws.items() if key in old.laws}
    articles = {
        key: found
        for key, law in both.items()
        if (found := _parts(old.laws[key].articles, law.articles))
        or old.laws[key].record != law.record
    }
    asked = _parts(
        {key: one.version for key, one in old.questions.items()},
        {key: one.version for key, one in new.questions.items()},
    )
    return Comparison(
        chapters=_of(old.chapters, new.chapters, sections),
        sections=sections,
        laws=_of(old.laws, new.laws, articles),
        articles=articles,
        statuses={
            key: old.laws[key].status
            for key, law in both.items()
            if old.laws[key].status != law.status
        },
        questions=asked,
        explained=tuple(
            key
            for key, one in new.questions.items()
            if key in old.questions
            and key not in asked.changed
            and old.questions[key].text != one.text
        ),
    )


def _parts(old: Prints, new: Prints) -> Parts:
    return _of(old, new, {key: None for key in new if key in old and old[key] != new[key]})


def _of(
    old: Mapping[str, object], new: Mapping[str, object], changed: Mapping[str, object]
) -> Parts:
    return Parts(
        new=tuple(key for key in new if key not in old),
        changed=tuple(changed),
        gone=tuple(key for key in old if key not in new),
    )
