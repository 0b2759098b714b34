"""The exchange formats of reference managers: one BibTeX, RIS or CSL-JSON record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

Name = tuple[str, str]
"""(given names, family name); a body has no given names."""
VERBATIM = ("url", "date", "urldate", "pages")
"""Fields of biblatex in which TeX's special characters stand for themselves."""
PROTECTED = ("title", "booktitle", "shorttitle", "origtitle")
"""Fields whose capitals a style would otherwise take away."""
TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
"""BibTeX counts a brace even behind a backslash, so these are named."""


def bibtex(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """One entry of biblatex, one field a line, without the empty ones."""
    lines = [
        f"  {name} = {{{_braced(name, value) if name not in VERBATIM else value}}},"
        for name, value in fields
        if value
    ]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"


def _braced(name: str, value: str) -> str:
    if name in ("author", "editor"):
        return value  # made by bibtex_names, which escapes it
    escaped = tex(value)
    return f"{{{escaped}}}" if name in PROTECTED else escaped


def tex(text: str) -> str:
    """Plain text as TeX that shows just that text."""
    return re.sub(r"[\\~^&%$#_{}]", lambda found: TEX.get(found[0], "\\" + found[0]), text)


def bibtex_names(people: Iterable[Name]) -> str:
    """Braces keep a body, or a family name of several words, in one piece."""

    def one(given: str, family: str) -> str:
        if not given:
            return f"{{{tex(family)}}}"
        return (
            f"{{{tex(family)}}}, {tex(given)}" if " " in family else f"{tex(family)}, {tex(given)}"
        )

    return " and ".join(one(*name) for name in people)


def inverted(people: Iterable[Name]) -> list[str]:
    """“Family, Given”. A body keeps its comma, or it would be taken for a person's full name."""
    return [f"{family}, {given}".rstrip() for given, family in people]


def ris(kind: str, fields: Iterable[tuple[str, str]]) -> str:
    """One RIS record; a field is given as often as it has values."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\n".join([f"TY  - {kind}", *lines, "ER  - "]) + "\n"


def csl_names(people: Iterable[Name]) -> list[dict[str, str]]:
    return [
        {"family": family, "given": given} if given else {"literal": family}
        for given, family in people
    ]


def csl_date(date: str) -> dict[str, list[list[int]]] | None:
    """YYYY, YYYY-MM or YYYY-MM-DD; None for ""."""
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def csl_json(items: list[dict[str, object]]) -> str:
    """CSL-JSON, one field a line, without the empty ones."""
    blocks = []
    for item in items:
        kept = {name: value for name, value in item.items() if value}
        lines = [f"    {_json(name)}: {_json(value)}" for name, value in kept.items()]
        blocks.append("  {\n" + ",\n".join(lines) + "\n  }")
    return "[\n" + ",\n".join(blocks) + "\n]\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
