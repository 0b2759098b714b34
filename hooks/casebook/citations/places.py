"""The place in a work as readers see it, with what has become of it since."""

from __future__ import annotations

from collections.abc import Callable

from ..models.law import Article, shown_number
from .syntax import Locator

Find = Callable[[str], Article | None]
"""The article of a card that has a number, if the card has it."""
Write = Callable[[str, Article], str]
"""How a number is written for which the card has an article."""


def place_text(locator: Locator, find: Find, write: Write = lambda text, _: text) -> str:
    """“art. 4 (now 5)”, “arts. 7–8”, “excerpt 3 (果园)”.

    A single place is written whole, of several each number by itself.
    """
    word = str(locator).partition(" ")[0]
    numbers = [(shown_number(number), find(number)) for number in locator.numbers]
    if len(numbers) == 1:
        shown, article = numbers[0]
        whole = f"{word} {shown}"
        return f"{write(whole, article)}{_since(article)}" if article else whole
    each = [
        f"{write(shown, article)}{_since(article)}" if article else shown
        for shown, article in numbers
    ]
    if locator.ranged:
        return f"{word} {'–'.join(each)}"
    return f"{word} {', '.join(each[:-1])} and {each[-1]}"


def _since(article: Article) -> str:
    """What has become of an article, or the heading of an excerpt that has no number."""
    if article.now:
        return f" (now {article.now.number})"
    if article.removed:
        return " (removed)"
    if article.unit == "excerpt" and article.original_number:
        return f" ({article.original_number})"
    return ""
