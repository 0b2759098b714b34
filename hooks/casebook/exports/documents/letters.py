"""The characters that the Chinese font of the documents must have, and where the fonts are.

`make fonts` cuts the font: python -m casebook letters prints what it is to keep.
"""

from __future__ import annotations

import re
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
CHINESE = FONTS / "NotoSerifSC-Regular.ttf"
HAN = re.compile("[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""What only a Chinese font has. Rarer characters, beyond U+FFFF, are in no free font of use."""
PUNCTUATION = "·—‘’“”…〇　、。〈〉《》「」『』【】〔〕！（），．：；？～"
TEXTS = (".md", ".yml", ".bib", ".svg")


def commonest() -> set[str]:
    """The 3,755 characters of the first level of GB 2312, so that an edit rarely needs a new cut."""
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
