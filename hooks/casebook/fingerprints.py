"""Runs of words of a text that must not be copied, as hashes.

The text itself belongs to its authors and stays out of the project; the
hashes show whether a run of its words stands in ours.
"""

from __future__ import annotations

import hashlib
import re

RUN = 8
"""How many words in a row are a copy."""
LENGTH = 10
"""Hexadecimal digits kept of each hash: short, and a false match is unlikely."""


def words(text: str) -> list[tuple[str, int]]:
    """The words of a text, folded, each with its offset."""
    folded = text.lower().replace("’", "'")
    return [(found[0], found.start()) for found in re.finditer(r"[a-z0-9']+", folded)]


def fingerprints(text: str) -> list[tuple[str, int]]:
    """A hash for every run of RUN words, with the offset at which it begins."""
    found = words(text)
    return [
        (
            hashlib.sha256(" ".join(one for one, _ in found[i : i + RUN]).encode()).hexdigest()[
                :LENGTH
            ],
            found[i][1],
        )
        for i in range(len(found) - RUN + 1)
    ]
