"""Words as they are compared in a search: without case, marks and plurals.

docs/assets/search.js does the same to what a reader types; a browser test compares them.
"""

from __future__ import annotations

import functools
import re
import unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ideographs, as ranges for a pattern. Chinese has no spaces: it is found by pairs of them."""
WORD = re.compile(rf"(?P<han>[{HAN}]+)|(?:(?![{HAN}])[^\W\d_])+|\d+")
POSSESSIVE = re.compile(r"['’]s(?!\w)")
DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}")
"""U.S.C. is one word."""
LITTLE = frozenset(
    {
        *("a", "about", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can"),
        *("could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "his"),
        *("how", "i", "if", "in", "into", "is", "it", "its", "may", "more", "no", "not", "of"),
        *("on", "or", "our", "she", "should", "so", "such", "than", "that", "the", "their"),
        *("them", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were"),
        *("what", "when", "where", "which", "who", "whose", "why", "will", "with", "would", "you"),
    }
)
"""English words that are not looked for."""


def fold(text: str) -> str:
    """Lower case, full-width forms made plain, marks and with them the tones of pinyin removed."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    plain = "".join(one for one in parts if unicodedata.category(one)[0] != "M")
    return unicodedata.normalize("NFC", plain).replace("ς", "σ")


def terms(text: str) -> list[str]:
    """The words of a text as the index has them, in order.

    "Articles 4" gives article, 4; 果园2025 gives 果园, 园, 2025. The last
    ideograph of a run stands alone too, so that each begins some term.
    """
    return [term for piece in text.split() for term in _terms(piece)]


@functools.lru_cache(maxsize=100_000)
def _terms(piece: str) -> tuple[str, ...]:
    found: list[str] = []
    whole = DOTTED.sub(lambda word: word[0].replace(".", ""), POSSESSIVE.sub("", fold(piece)))
    for word in WORD.finditer(whole):
        if word["han"]:
            found += (word[0][at : at + 2] for at in range(len(word[0])))
        elif word[0] not in LITTLE:
            found.append(singular(word[0]))
    return tuple(found)


def singular(word: str) -> str:
    """An English word without the ending of its plural, roughly: taxes, tax; policies, policy."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
