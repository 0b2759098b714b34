"""Quizzes: one YAML file beside each chapter. The kind of a question is its tag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator
from pydantic.main import IncEx

from .base import Document, Form, Prose, Slug


class Choice(Form):
    text: Prose
    feedback: Prose
    """Why this choice is right, or which mistake leads to it."""
    correct: bool = False


class Pair(Form):
    left: Prose
    right: Prose
    feedback: Prose
    """Why these two belong together."""


class Extra(Form):
    """A choice that is wrong: an unmatched right-hand side, or a mistaken answer."""

    text: Prose
    feedback: Prose
    """Which mistake leads here."""


class Mistake(Extra):
    """A wrong short answer that people really give."""

    also: tuple[Prose, ...] = ()
    """Other ways to write the same mistake: art. 37 beside 37."""


class Item(Form):
    text: Prose
    feedback: Prose
    """Why it stands at this place."""


class Criterion(Form):
    criterion: Prose
    points: int = Field(gt=0)


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
    """Never change it: gradebooks and readers' own records refer to it."""
    objective: Slug
    """The objective of this chapter that the question tests."""
    stem: Prose
    """The question, as the reader sees it."""
    explanation: Prose
    """The reason, shown after the answer, with the source it rests on."""
    rests_on: tuple[str, ...] = ()
    """Headings of this chapter (their ids) where the answer stands."""
    points: int = Field(default=1, gt=0)

    def asked(self) -> dict[str, object]:
        """What is asked and what is right: all by which a question is another one."""
        return self.model_dump(mode="json", exclude=EXPLAINS)


class Single(_Question):
    kind: Literal["single"]
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=10)

    @model_validator(mode="after")
    def _one_right_choice(self) -> Single:
        right = sum(choice.correct for choice in self.choices)
        if right != 1:
            raise ValueError(
                f"has {right or 'no'} right choices; mark exactly one with “correct: true”"
            )
        return self


class Multiple(_Question):
    kind: Literal["multiple"]
    choices: tuple[Choice, ...] = Field(min_length=3, max_length=10)

    @model_validator(mode="after")
    def _some_right_choices(self) -> Multiple:
        right = sum(choice.correct for choice in self.choices)
        if right == 0:
            raise ValueError("has no right choice; mark each right one with “correct: true”")
        if right == len(self.choices):
            raise ValueError("has no wrong choice; add one, with the mistake that leads to it")
        return self


class TrueFalse(_Question):
    kind: Literal["true-false"]
    answer: bool
    feedback: dict[Literal["true", "false"], Prose] = Field(min_length=2)
    """What to tell someone who says "true", and someone who says "false"."""


class Match(_Question):
    kind: Literal["match"]
    pairs: tuple[Pair, ...] = Field(min_length=3, max_length=10)
    distractors: tuple[Extra, ...] = Field(default=(), max_length=10)


class Order(_Question):
    kind: Literal["order"]
    items: tuple[Item, ...] = Field(min_length=3, max_length=10)
    """In the right order; the page shows them in another."""


class Short(_Question):
    kind: Literal["short"]
    answers: tuple[Prose, ...] = Field(min_length=1)
    """Every answer that is right; case, width, spaces, punctuation and tone marks do not matter."""
    wrong: tuple[Mistake, ...] = ()
    """Mistakes that people really make, each with what to say to it."""
    otherwise: Prose | None = None
    """What to say to any other answer."""


class Essay(_Question):
    kind: Literal["essay"]
    model_answer: Prose
    rubric: tuple[Criterion, ...] = Field(min_length=1)

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
    questions: tuple[Question, ...] = Field(min_length=1)


Quiz = Document[QuizFacts]
