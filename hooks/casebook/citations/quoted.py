"""What is quoted in a text: found, and folded so that two copies can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ..chinese import CHARACTER, ideographs
from ..reading.markdown import KEPT, blanked, copies, without_code
from .syntax import find_citations

QUOTED = re.compile(r"“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|«([^«»]*)»|(?<![\w=])\"([^\"\n]*)\"")
"""Words in quotation marks of any kind; attributes of HTML are taken out before."""
MARK = re.compile(r"[“「『«\"]|^[ \t]*>", re.MULTILINE)
"""What one of the two begins with."""
BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*\n?)+", re.MULTILINE)
"""A block quotation."""
LEFT_OUT = re.compile(r"\s*(?:…|\.\.\.|\[[^\[\]]*\])+\s*")
"""Where words are left out or explained: what stands around it is quoted."""
MIN_WORDS = 5
MIN_CHARACTERS = 8
"""Chinese has no spaces: about as much text as five words."""


EDGES = " .,;:…。、"
"""Punctuation that belongs to the sentence around a quotation as often as to it."""


@copies
def fold(text: str) -> str:
    """The text without differences of width, case, quotation marks and spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[“”\"‘’'`*_]", "", unicodedata.normalize("NFKC", text))
    text = " ".join(text.split())
    return re.sub(rf"(?<={CHARACTER}) | (?={CHARACTER})", "", text).strip(EDGES)


@lru_cache(maxsize=KEPT)
def long_quotations(text: str) -> tuple[tuple[str, int], ...]:
    """What needs evidence in a Markdown or YAML text, each with its offset; code left out."""
    return tuple(_long_quotations(text))


def _long_quotations(text: str) -> Iterator[tuple[str, int]]:
    if not MARK.search(text):
        return
    clean = re.sub(r"<[^<>]*>", lambda tag: " " * len(tag[0]), without_code(text))
    clean = blanked(clean, ((block.start, block.end) for block in find_citations(text)))
    for found in BLOCK.finditer(clean):
        words = " ".join(re.sub(r"^[ \t]*>+", "", found[0], flags=re.MULTILINE).split())
        if _is_long(words) and len(QUOTED.findall(words)) != 1:
            yield words, found.start() + len(found[0]) - len(found[0].lstrip())
    for found in QUOTED.finditer(clean):
        words = re.sub(r"^[ \t]*>+", "", next(filter(None, found.groups()), ""), flags=re.MULTILINE)
        if _is_long(words):
            yield " ".join(words.split()), found.start()


def _is_long(words: str) -> bool:
    latin = re.findall(r"[\w’'-]*[A-Za-z][\w’'-]*", words)
    return len(latin) >= MIN_WORDS or ideographs(words) >= MIN_CHARACTERS
