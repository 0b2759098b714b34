"""The course's questions as a response file can be compared with: which is it, and is it right?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..answers import fold_answer
from ..course import Course
from ..exports.fragments import Fragments, plain_text
from ..exports.items import Item, items

SEPARATORS = re.compile(r"[;,\n]|\s->\s|=>")
"""What stands between the parts of an answer: Moodle's “; ” and “ -> ”, Canvas's “,” and “=>”."""
Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """A question of the course with its right answer. Texts are plain."""

    id: str
    place: str
    """file:line."""
    kind: str
    points: int
    stems: frozenset[str]
    """Folded; with and without the descriptions of pictures."""
    choices: tuple[str, ...] = ()
    """single, multiple, true-false: all. order: in the right order. match: partners of nothing."""
    right: frozenset[int] = frozenset()
    """Which of the choices are right."""
    pairs: tuple[tuple[str, str], ...] = ()
    answers: frozenset[str] = frozenset()
    """short: folded."""

    @property
    def parts(self) -> frozenset[str]:
        """Folded; what Moodle and Canvas may show after the stem."""
        shown = [*self.choices, *(text for pair in self.pairs for text in pair)]
        return frozenset(map(fold, shown))


@dataclass(frozen=True)
class Keys:
    keys: tuple[Key, ...]
    _found: dict[str, Key | None] = field(default_factory=dict, repr=False)

    def find(self, text: str) -> Key | None:
        """The one question that a text asks; None when none does, or more than one.

        The text is the stem, or the stem and then every choice in any order.
        """
        if text not in self._found:
            asked = fold(text)
            found = [key for key in self.keys if any(_asks(key, stem, asked) for stem in key.stems)]
            self._found[text] = found[0] if len(found) == 1 else None
        return self._found[text]


def keys(course: Course) -> Keys:
    """Every question of the course, which must be free of mistakes."""
    fragments = Fragments(course, "", lambda _: b"")
    return Keys(
        tuple(
            _key(course, item)
            for module_id in course.modules
            for item in items(fragments, module_id)
        )
    )


def chosen(key: Key, response: str) -> frozenset[int] | None:
    """Which choices of a single, multiple or true-false question a response names.

    None when it can't be read in exactly one way: a choice was reworded since.
    """
    places = {index: tokens(choice) for index, choice in enumerate(key.choices)}
    ways = set(_ways(tokens(response), places))
    return ways.pop() if len(ways) == 1 else None


def share(key: Key, response: str, right: str) -> float | None:
    """The part of the points, from 0 to 1, by the site's rules; None when it can't be told.

    `right` is the right answer as the program words it, or "".
    """
    if not response:
        return None if key.kind == "essay" else 0.0
    match key.kind:
        case "single" | "true-false" | "multiple":
            return _share_of_choices(key, response, right)
        case "short":
            return float(fold(response) in key.answers)
        case "match":
            return _share_of_pairs(key, response)
        case "order":
            return _share_of_places(key, response)
    return None


@cache
def fold(text: str) -> str:
    return fold_answer(text)


def tokens(text: str) -> Tokens:
    """The folded parts of a text, cut where programs cut: “1; 2” is not “12”."""
    return tuple(filter(None, map(fold, SEPARATORS.split(text))))


def _asks(key: Key, stem: str, asked: str) -> bool:
    rest = asked.removeprefix(stem)
    return asked.startswith(stem) and (
        not rest or (bool(key.parts) and all(part in rest for part in key.parts))
    )


def _ways(left: Tokens, places: dict[int, Tokens]) -> Iterator[frozenset[int]]:
    """Each way to read tokens as a row of different choices."""
    if not left:
        yield frozenset()
    for index, choice in places.items():
        if choice and left[: len(choice)] == choice:
            others = {other: one for other, one in places.items() if other != index}
            for way in _ways(left[len(choice) :], others):
                yield way | {index}


def _share_of_choices(key: Key, response: str, right: str) -> float | None:
    """Multiple: share of the right ones ticked, less share of the wrong ones, never below 0."""
    picked = chosen(key, response)
    if picked is None:
        # A program set to another language has its own words for true and false.
        alone = key.kind != "multiple" and bool(right)
        return float(tokens(response) == tokens(right)) if alone else None
    wrong = len(key.choices) - len(key.right)
    good, bad = len(picked & key.right) / len(key.right), len(picked - key.right) / wrong
    return max(0.0, good - bad)


def _share_of_pairs(key: Key, response: str) -> float | None:
    partners = {tokens(text) for text in [*(right for _, right in key.pairs), *key.choices]}
    pairs = [
        (tokens(left), partner, partner == tokens(right))
        for left, right in key.pairs
        for partner in partners
    ]
    ways = set(_ways(tokens(response), {at: one[0] + one[1] for at, one in enumerate(pairs)}))
    if len(ways) != 1:
        return None
    return sum(pairs[at][2] for at in ways.pop()) / len(key.pairs)


def _share_of_places(key: Key, response: str) -> float | None:
    """Moodle cuts each item to ten characters; a beginning is enough if it is one item's alone."""
    placed = [_begins(part, key.choices) for part in response.split("; ")]
    if None in placed or len(set(placed)) != len(key.choices):
        return None
    return sum(place == at for at, place in enumerate(placed)) / len(key.choices)


def _begins(part: str, choices: Sequence[str]) -> int | None:
    whole = [at for at, one in enumerate(choices) if fold(one) == fold(part)]
    begun = [
        at for at, one in enumerate(choices) if fold(part) and fold(one).startswith(fold(part))
    ]
    found = whole or begun
    return found[0] if len(found) == 1 else None


def _key(course: Course, item: Item) -> Key:
    quiz = course.quizzes[item.chapter]
    index = [question.id for question in quiz.facts.questions].index(item.id)
    without = re.sub(r"<img\b[^>]*>", "", item.stem)
    return Key(
        id=item.id,
        place=f"{quiz.path}:{quiz.line('questions', index)}",
        kind=item.kind,
        points=item.points,
        stems=frozenset(filter(None, (fold(plain_text(item.stem)), fold(plain_text(without))))),
        choices=tuple(
            plain_text(one.html) for one in (*item.choices, *item.steps, *item.distractors)
        ),
        right=frozenset(at for at, choice in enumerate(item.choices) if choice.right),
        pairs=tuple((plain_text(pair.left), plain_text(pair.right)) for pair in item.pairs),
        answers=frozenset(map(fold, item.answers)),
    )
