"""Short answers and how two of them are compared: docs/assets/quiz.js does just the same."""

from __future__ import annotations

import unicodedata


def fold_answer(text: str) -> str:
    """An answer without differences of case, width, spaces, punctuation and tone marks.

    “Art. 39”, “ａｒｔ　３９” and “ART-39” are one; so are “guójiā” and “guojia”.
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LN")
