"""Pinyin as people type it when they search."""

from __future__ import annotations

import unicodedata

TONE_MARKS = "\u0300\u0301\u0304\u030c"
"""What pinyin puts on a vowel: grave, acute, macron, caron. The diaeresis of ü stays."""


def typed(pinyin: str) -> list[str]:
    """The spellings without tone marks, where they differ: "fǎlǜ" gives "falü" and "falu"."""
    parts = unicodedata.normalize("NFD", pinyin)
    plain = unicodedata.normalize("NFC", "".join(one for one in parts if one not in TONE_MARKS))
    found = [plain, plain.replace("ü", "u").replace("Ü", "U")]
    return [one for one in dict.fromkeys(found) if one != pinyin]
