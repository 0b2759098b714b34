"""Quizzes: one YAML file beside each chapter. The kind of a question is its tag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator
from pydantic.main import IncEx

from .base import Document, Form, Prose, Slug


class Choice(Form):
    """One of the answers that a student can tick."""

    text: Prose
    """What the student reads and ticks. Begin it on its own line, after `|`."""
    feedback: Prose
    """What to say to a student who ticks it: why it is right, or which mistake leads to it."""
    correct: bool = False
    """true for a right choice; leave the line out for a wrong one."""


class Pair(Form):
    """Two things that belong together."""

    left: Prose
    """What is given."""
    right: Prose
    """What the student has to find for it."""
    feedback: Prose
    """Why these two belong together."""


class Extra(Form):
    """A choice that is wrong: an unmatched right-hand side, or a mistaken answer."""

    text: Prose
    """What the student reads, or would write."""
    feedback: Prose
    """Which mistake leads here."""


class Mistake(Extra):
    """A wrong short answer that people really give."""

    also: tuple[Prose, ...] = ()
    """Other ways to write the same mistake: art. 4 beside 4."""


class Item(Form):
    """One of the things to put in order."""

    text: Prose
    """What the student reads and moves."""
    feedback: Prose
    """Why it stands at this place."""


class Criterion(Form):
    """One line of the rubric."""

    criterion: Prose
    """What a good answer does: “Names both sides”."""
    points: int = Field(gt=0)
    """How many points it is worth; the points of the question are the sum."""


FEEDBACK: IncEx = {"__all__": {"feedback"}}
EXPLAINS: Mapping[str, IncEx | bool] = {
    **dict.fromkeys(("id", "objective", "explanation", "rests_on", "points"), True),
    **dict.fromkeys(("feedback", "wrong", "otherwise"), True),
    **dict.fromkeys(("choices", "pairs", "distractors", "items"), FEEDBACK),
}
"""The fields that change and leave a question the same. Readers' records of another version
count no longer: a new field that only explains must be named here."""


class _Question(Form):
    id: Slug
    """The question's permanent name: lower-case words joined by hyphens, its module first. Never
    change it: gradebooks and readers' own records refer to it."""
    objective: Slug
    """The id of the objective of this chapter that the question tests."""
    stem: Prose
    """The question, as the student reads it. Begin it on its own line, after `|`."""
    explanation: Prose
    """The reason, shown after every answer, with its source: `[@key, art. 2]`."""
    rests_on: tuple[str, ...] = ()
    """Where in the chapter the answer stands: headings in lower case, joined by hyphens, so
    that “Read the law” is `read-the-law`."""
    points: int = Field(default=1, gt=0)
    """What the question is worth; 1 when the line is left out."""

    def asked(self) -> dict[str, object]:
        """What is asked and what is right: all by which a question is another one."""
        return self.model_dump(mode="json", exclude=EXPLAINS)


class Single(_Question):
    """One choice is right."""

    kind: Literal["single"]
    """Students tick one choice."""
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=10)
    """Two to ten; exactly one has `correct: true`."""

    @model_validator(mode="after")
    def _one_right_choice(self) -> Single:
        right = sum(choice.correct for choice in self.choices)
        if right != 1:
            raise ValueError(
                f"has {right or 'no'} right choices; mark exactly one with “correct: true”"
            )
        return self


class Multiple(_Question):
    """Several choices may be right."""

    kind: Literal["multiple"]
    """Students tick every choice that is right; part of the points for part of them."""
    choices: tuple[Choice, ...] = Field(min_length=3, max_length=10)
    """Three to ten; each right one has `correct: true`, and at least one is wrong."""

    @model_validator(mode="after")
    def _some_right_choices(self) -> Multiple:
        right = sum(choice.correct for choice in self.choices)
        if right == 0:
            raise ValueError("has no right choice; mark each right one with “correct: true”")
        if right == len(self.choices):
            raise ValueError("has no wrong choice; add one, with the mistake that leads to it")
        return self


class TrueFalse(_Question):
    """A sentence that is true or false."""

    kind: Literal["true-false"]
    """Students say whether the sentence in the stem is true."""
    answer: bool
    """true or false: what is right."""
    feedback: dict[Literal["true", "false"], Prose] = Field(min_length=2)
    """What to say to a student who answers "true", and to one who answers "false". Both words
    stand in quotation marks."""


class Match(_Question):
    """Pairs to find."""

    kind: Literal["match"]
    """Students find for each thing on the left what belongs to it."""
    pairs: tuple[Pair, ...] = Field(min_length=3, max_length=10)
    """Three to ten; the page mixes the right-hand sides."""
    distractors: tuple[Extra, ...] = Field(default=(), max_length=10)
    """More right-hand sides that belong to nothing."""


class Order(_Question):
    """Things to put in order."""

    kind: Literal["order"]
    """Students put the items in order."""
    items: tuple[Item, ...] = Field(min_length=3, max_length=10)
    """In the right order; the page shows them in another."""


class Short(_Question):
    """A word or a number to write."""

    kind: Literal["short"]
    """Students write a few words."""
    answers: tuple[Prose, ...] = Field(min_length=1)
    """Every answer that is right; case, width, spaces, punctuation and tone marks do not matter."""
    wrong: tuple[Mistake, ...] = ()
    """Mistakes that people really make, each with what to say to it."""
    otherwise: Prose | None = None
    """What to say to any other answer."""


class Essay(_Question):
    """A question to answer at length."""

    kind: Literal["essay"]
    """Students write at length, and mark what they wrote with the rubric."""
    model_answer: Prose
    """A good answer, shown when they have written theirs."""
    rubric: tuple[Criterion, ...] = Field(min_length=1)
    """What to look for, with points that add up to those of the question."""

    @model_validator(mode="after")
    def _points_of_the_rubric(self) -> Essay:
        sum_of_rubric = sum(one.points for one in self.rubric)
        if self.points != sum_of_rubric:
            raise ValueError(
                f"has {self.points} in “points”, but its rubric adds up to {sum_of_rubric}; "
                f"write “points: {sum_of_rubric}”"
            )
        return self


Question = Annotated[
    Single | Multiple | TrueFalse | Match | Order | Short | Essay, Field(discriminator="kind")
]

KINDS: tuple[str, ...] = tuple(
    kind
    for form in get_args(get_args(Question)[0])
    for kind in get_args(form.model_fields["kind"].annotation)
)
"""Every kind of question."""


class QuizFacts(Form):
    """The questions of one chapter, in the order in which they stand on its page."""

    questions: tuple[Question, ...] = Field(min_length=1)
    """Each begins with `- id:`; its `kind` says what else it has."""


Quiz = Document[QuizFacts]
