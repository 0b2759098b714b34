"""Questions as other programs want them: every text as HTML, in one flat form for all kinds."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..addresses import page_uri
from ..answers import spellings
from ..citations.forms import escape
from ..models.quiz import (
    Essay,
    Match,
    Multiple,
    Order,
    Question,
    Short,
    Single,
    TrueFalse,
)
from ..pages.templates import render
from ..questions import shuffled
from ..reading.markdown import headings
from .fragments import Fragments, short_name


@dataclass(frozen=True)
class Choice:
    html: str
    feedback: str
    right: bool = False


@dataclass(frozen=True)
class Pair:
    left: str
    right: str
    feedback: str


@dataclass(frozen=True)
class Mistake:
    """A wrong short answer."""

    texts: tuple[str, ...]
    """Plain text, each a way to write it."""
    feedback: str

    @property
    def accepted(self) -> tuple[str, ...]:
        """As `Item.accepted`."""
        return spellings(self.texts)


@dataclass(frozen=True)
class Item:
    """A question. Texts are HTML of `Fragments` unless said otherwise."""

    id: str
    kind: str
    chapter: str
    """module/chapter."""
    objective: str
    points: int
    name: str
    """The beginning of its stem, plain text."""
    stem: str
    explanation: str
    """Why, with the works it rests on and where to read again."""
    choices: tuple[Choice, ...] = ()
    """single, multiple, true-false (True, then False): as the page has them."""
    steps: tuple[Choice, ...] = ()
    """order: in the right order."""
    pairs: tuple[Pair, ...] = ()
    """match: what belongs together."""
    distractors: tuple[Choice, ...] = ()
    """match: what goes with nothing."""
    answers: tuple[str, ...] = ()
    """short: every right answer, plain text."""
    mistakes: tuple[Mistake, ...] = ()
    otherwise: str = ""
    """short: what to say to any other answer."""
    model_answer: str = ""
    """essay."""
    rubric: tuple[tuple[int, str], ...] = ()
    """essay: points and criterion."""

    @property
    def accepted(self) -> tuple[str, ...]:
        """short: every right answer in every spelling that the site takes, case aside."""
        return spellings(self.answers)

    @property
    def shown(self) -> tuple[str, ...]:
        """order, match: what is to be placed, in the order in which the page shows it."""
        partners = [pair.right for pair in self.pairs]
        placed = [one.html for one in (*self.distractors, *self.steps)]
        return tuple(shuffled(partners + placed, self.id))


def items(fragments: Fragments, module_id: str) -> tuple[Item, ...]:
    """The questions of a module, in teaching order."""
    return tuple(
        _item(fragments, key, question)
        for key, question in fragments.course.questions_of(module_id)
    )


def as_written(item: Item) -> Item:
    """A question to match or to order as one to be answered in words, its key as model answer."""
    return replace(
        item,
        kind="essay",
        stem=item.stem + render("export-written.html", item=item),
        model_answer=key_html(item),
        rubric=((item.points, "Every place is right."),),
        steps=(),
        pairs=(),
        distractors=(),
    )


def key_html(item: Item, lettered: bool = True) -> str:
    """What is right and what to say to each answer, as HTML for those who mark.

    `lettered`: what is matched or ordered has the letters of `as_written`.
    """
    letters = string.ascii_uppercase if lettered else ""
    return render("export-key.html", item=item, letters=letters)


def _item(fragments: Fragments, key: str, question: Question) -> Item:
    page = page_uri(fragments.course.quizzes[key])

    stem = fragments.html(question.stem, page)
    explanation = f"{question.explanation}\n\n{_read_again(fragments, key, question)}"
    item = Item(
        id=question.id,
        kind=question.kind,
        chapter=key,
        objective=question.objective,
        points=question.points,
        name=short_name(stem),
        stem=stem,
        explanation=fragments.html(explanation, page),
    )
    return _answered(
        item,
        question,
        lambda text: fragments.line(text, page),
        lambda text: fragments.text(text, page),
    )


def _answered(
    item: Item, question: Question, html: Callable[[str], str], text: Callable[[str], str]
) -> Item:
    """The item with what only its kind has."""
    match question:
        case Single() | Multiple():
            choices = [
                Choice(html(one.text), html(one.feedback), one.correct) for one in question.choices
            ]
            return replace(item, choices=tuple(choices))
        case TrueFalse():
            true = Choice("True", html(question.feedback["true"]), question.answer)
            false = Choice("False", html(question.feedback["false"]), not question.answer)
            return replace(item, choices=(true, false))
        case Match():
            pairs = [
                Pair(html(one.left), html(one.right), html(one.feedback)) for one in question.pairs
            ]
            extras = [Choice(html(one.text), html(one.feedback)) for one in question.distractors]
            return replace(item, pairs=tuple(pairs), distractors=tuple(extras))
        case Order():
            steps = [Choice(html(one.text), html(one.feedback), True) for one in question.items]
            return replace(item, steps=tuple(steps))
        case Short():
            mistakes = [
                Mistake(tuple(map(text, (one.text, *one.also))), html(one.feedback))
                for one in question.wrong
            ]
            return replace(
                item,
                answers=tuple(map(text, question.answers)),
                mistakes=tuple(mistakes),
                otherwise=html(question.otherwise or ""),
            )
        case Essay():
            rubric = [(one.points, html(one.criterion)) for one in question.rubric]
            return replace(item, model_answer=html(question.model_answer), rubric=tuple(rubric))


def _read_again(fragments: Fragments, key: str, question: Question) -> str:
    """Markdown that leads to the sections on which the answer rests, or to the question itself."""
    chapter = fragments.course.chapters[key]
    names = {one.anchor: one.text for one in headings(chapter.body)}
    sections = [f"[{escape(names[one])}](#{one})" for one in question.rests_on if one in names]
    title = f"[{escape(chapter.facts.title)}](#q-{question.id})"
    return f"Read again: {', '.join([*sections, title])}."


def by_chapter(items: tuple[Item, ...]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The questions chapter by chapter."""
    for chapter in dict.fromkeys(item.chapter for item in items):
        yield chapter, tuple(item for item in items if item.chapter == chapter)
