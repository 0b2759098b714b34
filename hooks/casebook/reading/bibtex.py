"""Read references.bib. pybtex parses; the lines are found in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pybtex.database import BibliographyData, Entry, Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError

from ..dates import parse_date
from ..models.base import SLUG, TAG
from ..models.reference import KINDS, Reference
from ..problems import Problem, nearest
from .markdown import line_at

ENTRY = re.compile(r"^\s*@(?P<kind>\w+)\s*\{\s*(?P<key>[^,\s]*)\s*,", re.MULTILINE)
FIELDS = frozenset(
    {
        *("author", "editor", "institution", "title", "shorttitle", "title_zh", "pinyin"),
        *("journaltitle", "booktitle", "volume", "number", "pages", "series", "type"),
        *("date", "publisher", "location", "url", "urldate", "archive", "archivedate", "dead"),
        *("status", "evidence", "note", "paragraphs", "citedin", "described"),
    }
)


def read_references(
    path: str, text: str, problems: list[Problem]
) -> tuple[dict[str, Reference], set[str]]:
    """Every usable entry by its key, in the order of the file, and the keys of the others."""
    references, others, found = _read(path, text)
    problems.extend(found)
    return dict(references), set(others)


@lru_cache(maxsize=1)  # most edits under `mkdocs serve` are of another file
def _read(path: str, text: str) -> tuple[dict[str, Reference], set[str], tuple[Problem, ...]]:
    problems: list[Problem] = []
    return *_entries(path, text, problems), tuple(problems)


def _entries(
    path: str, text: str, problems: list[Problem]
) -> tuple[dict[str, Reference], set[str]]:
    found = list(ENTRY.finditer(text))
    lines: dict[str, int] = {}
    for one in found:
        key, line = one["key"], line_at(text, one.start("key"), 1)
        if key.lower() in {known.lower() for known in lines}:
            problems.append(Problem(path, line, f"“{key}” stands twice; remove one of them"))
            return {}, {one["key"] for one in found}
        lines[key] = line
    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexSyntaxError as error:
        message = f"is not BibTeX: {error.args[0]}; look at the commas and braces before it"
        problems.append(Problem(path, error.lineno or 1, message))
        return {}, set(lines)
    except PybtexError as error:
        problems.append(Problem(path, 1, f"is not BibTeX: {error}"))
        return {}, set(lines)
    for key in lines.keys() - entries.keys():  # @comment and @string hold no work
        message = f"“{key}” is in an entry that is no work; write @book{{{key}, or another kind"
        problems.append(Problem(path, lines[key], message))
    references = _references(path, entries, lines, problems)
    return references, set(lines) - set(references)


def _references(
    path: str,
    entries: BibliographyData,
    lines: dict[str, int],
    problems: list[Problem],
) -> dict[str, Reference]:
    references = {}
    for key, entry in entries.items():
        line = lines.get(key, 1)
        mistakes = list(_mistakes(key, entry))
        problems.extend(Problem(path, line, mistake) for mistake in mistakes)
        if not mistakes:
            references[key] = Reference(
                key,
                entry.type,
                line,
                tuple(_name(person) for person in entry.persons.get("author", ())),
                {name: _plain(name, value) for name, value in entry.fields.items()},
                tuple(_name(person) for person in entry.persons.get("editor", ())),
            )
    return references


def _mistakes(key: str, entry: Entry) -> Iterator[str]:
    """What is wrong with one entry."""
    fields = entry.fields
    if not SLUG.fullmatch(key):
        yield f"“{key}” can't be a key; use lower-case words joined by hyphens"
    if entry.type not in KINDS:
        remedy = nearest(entry.type, KINDS) or f"; write one of {', '.join(KINDS)}"
        yield f"“@{entry.type}” is not a kind of work{remedy}"
    for name in fields:
        if name not in FIELDS:
            yield f"“{key}”: “{name}” is not a field{nearest(name, FIELDS) or '; remove it'}"
    needed = ["title", "date", "url", "urldate", "status", "evidence"]
    needed += {"article": ["journaltitle"], "chapter": ["booktitle"]}.get(entry.type, [])
    for name in needed:
        if not fields.get(name):
            yield f"“{key}”: “{name}” is missing; add it"
    for name, value in fields.items():
        if TAG.search(value):
            yield f"“{key}”: “{name}” is plain text and holds a tag; write it without “<”"
    if not entry.persons.get("author") and not fields.get("institution"):
        yield f"“{key}”: name an “author” or an “institution”"
    yield from _wrong_values(key, fields)


def _wrong_values(key: str, fields: Mapping[str, str]) -> Iterator[str]:
    for name in ("date", "urldate", "archivedate"):
        if fields.get(name) and parse_date(fields[name]) is None:
            yield f"“{key}”: “{fields[name]}” is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"
    for name in ("url", "archive"):
        if not re.fullmatch(r"https?://[^\s<>]+", fields.get(name) or "https://x"):
            yield f"“{key}”: “{fields[name]}” is not an address; it starts with https://"
    if ("archive" in fields) != ("archivedate" in fields):
        yield f"“{key}”: “archive” and “archivedate” belong together; write both or neither"
    for name, when in (
        ("dead", "the address no longer leads there"),
        ("described", "the title is our description and not the work's own"),
    ):
        if fields.get(name, "yes") != "yes":
            yield f"“{key}”: “{name}” is yes when {when}; or leave it out"
    if not re.fullmatch(r"[0-9]{1,6}", fields.get("paragraphs", "1")):
        yield f"“{key}”: “paragraphs” is how many numbered paragraphs the work has; write a number"
    if fields.get("status", "verified") not in ("verified", "partly"):
        yield f"“{key}”: “status” is verified or partly"


def _name(person: Person) -> tuple[str, str]:
    given = " ".join([*person.first_names, *person.middle_names])
    family = " ".join([*person.prelast_names, *person.last_names, *person.lineage_names])
    return _plain("author", given), _plain("author", family)


def _plain(name: str, value: str) -> str:
    """Field text without the braces and escapes that TeX needs; addresses keep their hyphens."""
    text = re.sub(r"\\([&%$#_{}])", r"\1", value)
    if name not in ("url", "archive"):
        text = text.replace("---", "—").replace("--", "–")
    return " ".join(text.replace("{", "").replace("}", "").split())
