"""The Jinja environments: one writes HTML and escapes, one writes Markdown."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ..citations.forms import escape
from ..dates import long_date
from ..models.law import LawFacts, heading_name

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


@cache
def environment() -> Environment:
    """Templates in .html and .xml escape; in .md they write Markdown, `|text` for plain text."""
    env = Environment(
        loader=PackageLoader("casebook"),
        autoescape=select_autoescape(("html", "xml")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.globals["forces"] = FORCES
    env.filters["badge"] = badge
    env.filters["status"] = status
    env.filters["heading_name"] = heading_name
    env.filters["text"] = escape
    env.filters["long_date"] = lambda date: long_date(date.isoformat())
    return env


def status(law: LawFacts) -> str:
    """A law's status with its day, without what its badge says already."""
    words = law.status.strip()
    said = FORCES[law.force] if law.force else ""
    if said and words.casefold().startswith(said.casefold()):
        words = words[len(said) :].lstrip(",; ")
    elif not said:
        words = words[0].upper() + words[1:]
    return f"{words}, as of {long_date(law.as_of.isoformat())}".lstrip(", ")


def render(template: str, **context: object) -> str:
    return environment().get_template(template).render(**context)
