"""What is said of a law's standing: its badge, and its status in words."""

from __future__ import annotations

from ..dates import long_date
from ..models.law import LawFacts

FORCES = {
    "in-force": "In force",
    "not-yet": "Not in force yet",
    "ended": "No longer in force",
    "unclear": "Not settled",
}
"""What a card's “force” is called on its badge."""
POLICY = {"in-force": "Current", "ended": "Ended"}
"""The same for a policy, which binds nobody by itself."""


def badge(law: LawFacts) -> str:
    """What is said of a law's force; "" for a case, which has none."""
    if not law.force:
        return ""
    return (POLICY if law.kind == "policy" else {}).get(law.force, FORCES[law.force])


def status(law: LawFacts) -> str:
    """A law's status with its day, without what its badge says already."""
    words = law.status.strip()
    said = FORCES[law.force] if law.force else ""
    if said and words.casefold().startswith(said.casefold()):
        words = words[len(said) :].lstrip(",; ")
    elif not said:
        words = words[0].upper() + words[1:]
    return f"{words}, as of {long_date(law.as_of.isoformat())}".lstrip(", ")
