"""How well each entry answers each word, as one small number. The browser only adds them.

A word counts by how rare it is (BM25), and far more where it is part of a name than in the text.
Of several names the one that the word fills best counts: in “Apple Act” it is half of the name.
"""

from __future__ import annotations

import functools
import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..chinese import TONES, typed
from ..kept import Kept, NothingKept
from .entries import Entry, FoundPage
from .folding import fold, singular, terms

OWN_NAME = 6.0
"""What the name of an entry weighs, where its text weighs at most 1."""
PAGE_NAME = 4.0
"""What the name of its page weighs for a section: "Apple Act 4" finds Article 4 of it."""
OF_NAME = 0.4
"""What the title of its module weighs, or its jurisdiction."""
LONGER = 0.12
"""How much less each further word of a name lets one of its words weigh."""
SATURATION, LENGTH = 1.2, 0.6
"""BM25's k1 and b: how soon a word said again counts no more; how much long texts lose."""
LEVELS = 26
"""The levels are 1 to this; a level counts as its square."""
JOINED = 5
"""Pinyin of more words is not looked for as one."""

Postings = Mapping[str, Iterable[tuple[int, int]]]
"""Term -> (number of the entry, level), by number. Entries are numbered through all pages."""


class _Found:
    """Where a term was found, in arrays: a large course has millions of places."""

    __slots__ = ("counts", "levels", "named", "numbers")

    def __init__(self) -> None:
        self.numbers, self.counts = array("L"), array("L")
        self.named, self.levels = array("d"), array("B")

    def add(self, number: int, count: int, named: float) -> None:
        self.numbers.append(number)
        self.counts.append(count)
        self.named.append(named)

    def weights(self, spread: Sequence[float]) -> Iterator[float]:
        """By number. `spread`: how many of a term, by entry, weigh half of the most they can."""
        for number, count, named in zip(self.numbers, self.counts, self.named, strict=True):
            yield named + count / (count + spread[number])

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.numbers, self.levels, strict=True)


def rank(pages: Iterable[FoundPage], kept: Kept | None = None) -> Postings:
    """How well each entry of all pages answers each term."""
    kept = kept or NothingKept()
    found: dict[str, _Found] = defaultdict(_Found)
    totals = array("L")
    for page in pages:
        count = functools.partial(_counted, page)
        for total, words in kept.get("terms", page.address, (page.known, page.entries), count):
            for term, (times, named) in words.items():
                found[term].add(len(totals), times, named)
            totals.append(total)
    usual = sum(totals) / max(1, len(totals)) or 1.0
    spread = [SATURATION * (1 - LENGTH + LENGTH * total / usual) for total in totals]
    rarity = {term: _rarity(len(one.numbers), len(totals)) for term, one in found.items()}
    heaviest = (rarity[term] * max(one.weights(spread)) for term, one in found.items())
    most = max(heaviest, default=1)
    for term, one in found.items():
        one.levels.extend(_level(rarity[term] * weight / most) for weight in one.weights(spread))
    return {term: found[term] for term in sorted(found)}


def _counted(page: FoundPage) -> list[tuple[int, dict[str, tuple[int, float]]]]:
    """For each entry of a page how many words its text has, and for each term how often it stands
    there and what it weighs by names.
    """
    counted = []
    for entry in page.entries:
        text, named = Counter(terms(_text(page, entry))), _named(page, entry)
        words = {term: (text[term], named.get(term, 0.0)) for term in {*named, *text}}
        counted.append((text.total(), words))
    return counted


def _text(page: FoundPage, entry: Entry) -> str:
    unseen = page.known.unseen if entry is page.entries[0] else ""
    return f"{entry.text} {unseen}"


def _rarity(found: int, count: int) -> float:
    return math.log(1 + (count - found + 0.5) / (found + 0.5))


def _level(share: float) -> int:
    return max(1, round(math.sqrt(share) * LEVELS))


def _named(page: FoundPage, entry: Entry) -> dict[str, float]:
    """What each term weighs by the names of an entry, of its page, and of its module."""
    found: dict[str, float] = {}
    whole = page.entries[0]
    for names, weight in (
        (entry.names, OWN_NAME),
        (whole.names if entry is not whole else (), PAGE_NAME),
        ((page.known.of,), OF_NAME),
    ):
        for name in names:
            for form in _forms(name):
                for term in form:
                    shared = weight / (1 + LONGER * (len(form) - 1))
                    found[term] = max(found.get(term, 0.0), shared)
    return found


@functools.lru_cache(maxsize=10_000)
def _forms(name: str) -> tuple[list[str], ...]:
    """The terms of a name as it stands, and for pinyin with v for ü, and in one word."""
    forms = [terms(name)]
    written = name.lower()
    for plain in (written, *typed(written)):
        if "ü" in plain:
            forms.append(terms(plain.replace("ü", "v")))
    syllables = re.findall(r"[a-z]+", fold(name))
    if TONES.search(name) and 1 < len(syllables) <= JOINED:
        forms.append([singular("".join(syllables))])
    return tuple(forms)
