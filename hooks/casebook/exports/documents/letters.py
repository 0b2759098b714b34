"""The fonts of the documents to print, and the characters that they have.

`make fonts` cuts them: python -m casebook letters prints what the Chinese one is to keep, and
with --have what those in a folder have in the end.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
LIST = FONTS / "letters.txt"
"""Every character that can be printed."""
CHINESE = "NotoSerifSC-Regular.ttf"
MISSING = "〓"
"""What printers have long put where a piece of type is missing."""
HAN = re.compile("[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""What only a Chinese font has. Rarer characters, beyond U+FFFF, are not even in the whole font."""
PUNCTUATION = f"{MISSING}·—‘’“”…〇　、。〈〉《》「」『』【】〔〕！（），．：；？～"
TEXTS = (".md", ".yml", ".bib", ".svg")


def commonest() -> set[str]:
    """The 3,755 characters of GB 2312's first level, so that an edit rarely needs a new cut."""
    rows, columns = range(0xB0, 0xD8), range(0xA1, 0xFF)
    codes = (bytes((row, column)) for row in rows for column in columns)
    return {character for code in codes for character in code.decode("gb2312", "ignore")}


def used(root: Path) -> set[str]:
    """Every character of the content that only a Chinese font has."""
    found: set[str] = set()
    for folder in ("docs", "bibliography"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in TEXTS and path.is_file():
                found.update(HAN.findall(path.read_text("utf-8", "ignore")))
    return found


def letters(root: Path) -> str:
    """All of them, sorted, so that a cut depends on nothing else."""
    return "".join(sorted(commonest() | used(root) | set(PUNCTUATION)))


def missing(text: str) -> list[str]:
    """The characters of a text that can't be printed."""
    return sorted(one for one in set(text) - _printable() if not one.isspace())


def printable(text: str) -> str:
    """The text with a sign for each character that can't be printed."""
    return text.translate({ord(one): MISSING for one in missing(text)})


@cache
def _printable() -> frozenset[str]:
    return frozenset(LIST.read_text("utf-8"))


def have(folder: Path = FONTS) -> str:
    """What the fonts in a folder have: the Chinese one, and all styles of the others."""
    from fontTools.ttLib import TTFont  # the site is built without it

    sets = {path.name: {*TTFont(path).getBestCmap()} for path in sorted(folder.glob("*.ttf"))}
    chinese = sets.pop(CHINESE)
    both = chinese | set.intersection(*sets.values())
    return "".join(chr(one) for one in sorted(both) if chr(one).isprintable())
