"""How well each entry answers each word, as one small number. The browser only adds them.

A word counts by how rare it is (BM25), and far more where it is part of a name than in the text.
Of several names the one that the word fills best counts: in “Apple Act” it is half of the name.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..chinese import TONES, typed
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

Postings = Mapping[str, Sequence[tuple[int, int]]]
"""Term -> (number of the entry, level), by number. Entries are numbered through all pages."""


def rank(pages: Iterable[FoundPage]) -> Postings:
    """How well each entry of all pages answers each term."""
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    said = [(page, entry) for page in pages for entry in page.entries]
    texts = [Counter(terms(_text(page, entry))) for page, entry in said]
    usual = sum(map(Counter.total, texts)) / max(1, len(texts)) or 1.0
    for number, ((page, entry), text) in enumerate(zip(said, texts, strict=True)):
        named = _named(page, entry)
        share = 1 - LENGTH + LENGTH * text.total() / usual
        for term in sorted({*named, *text}):
            in_text = text[term] / (text[term] + SATURATION * share)
            weights[term][number] = named.get(term, 0.0) + in_text
    rarity = {term: _rarity(len(found), len(said)) for term, found in weights.items()}
    most = max((rarity[term] * max(found.values()) for term, found in weights.items()), default=1)
    return {
        term: [(number, _level(rarity[term] * weight / most)) for number, weight in found.items()]
        for term, found in sorted(weights.items())
    }


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
