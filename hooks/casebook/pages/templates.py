"""The Jinja environments: one writes HTML and escapes, one writes Markdown."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ..citations.forms import escape
from ..dates import long_date
from ..models.law import heading_name
from .standing import FORCES, badge, status


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
        auto_reload=False,  # it would look at the template's file for each of ten thousand uses
    )
    env.globals["forces"] = FORCES
    env.filters["badge"] = badge
    env.filters["status"] = status
    env.filters["heading_name"] = heading_name
    env.filters["text"] = escape
    env.filters["long_date"] = lambda date: long_date(date.isoformat())
    return env


def render(template: str, **context: object) -> str:
    return environment().get_template(template).render(**context)
