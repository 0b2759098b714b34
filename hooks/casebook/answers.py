"""Short answers and how two of them are compared: docs/assets/quiz.js does just the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def fold_answer(text: str) -> str:
    """An answer without differences of case, width, spaces, punctuation and tone marks.

    “Art. 4”, “ａｒｔ　４” and “ART-4” are one; so are “píngguǒ” and “pingguo”.
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LN")


def spellings(answers: Iterable[str]) -> tuple[str, ...]:
    """Every answer as written and as `fold_answer` would let it be written, case aside.

    For programs that compare letter by letter: “Art. 4” gives also “Art 4”,
    “Art.4” and “Art4”.
    """
    found: dict[str, str] = {}
    for answer in answers:
        forms = [answer]
        for change in (_of_common_width, _without_tones, _without_punctuation, _without_spaces):
            forms += [" ".join(change(form).split()) for form in forms]
        for form in filter(None, forms):
            found.setdefault(form.casefold(), form)
    return tuple(found.values())


def _of_common_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _without_tones(text: str) -> str:
    letters = (one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return unicodedata.normalize("NFC", "".join(letters))


def _without_punctuation(text: str) -> str:
    return "".join(one if unicodedata.category(one)[0] in "LMN" else " " for one in text)


def _without_spaces(text: str) -> str:
    return "".join(text.split())
