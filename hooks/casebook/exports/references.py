"""The bibliography for reference managers: biblatex and CSL-JSON, laws included.

Both are read by Zotero and pandoc. Only fields of the two standards are
written: what was read as evidence stays on the bibliography page.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..citations.exchange import bibtex, bibtex_names, csl_date, csl_json, csl_names
from ..citations.forms import dashed
from ..course import Course
from ..models.law import LawFacts
from ..models.reference import Reference
from .package import Export

TYPES = {
    "article": ("article", "article-journal"),
    "book": ("book", "book"),
    "case": ("jurisdiction", "legal_case"),
    "chapter": ("incollection", "chapter"),
    "official": ("report", "report"),
    "online": ("online", "webpage"),
    "report": ("report", "report"),
    "speech": ("unpublished", "speech"),
    "statistics": ("report", "report"),
}
"""Kind of reference -> its type in biblatex and in CSL."""
LAW_TYPES = {"treaty": ("legislation", "treaty"), "case": ("jurisdiction", "legal_case")}
"""The same for laws; any other is legislation."""
GENRES = {"official": "Official document", "speech": "Speech", "statistics": "Statistics"}


def references(course: Course) -> tuple[Export, ...]:
    """The bibliography in both forms."""
    return (
        Export("references.bib", references_bib(course)),
        Export("references.csl.json", references_csl_json(course)),
    )


def references_bib(course: Course) -> bytes:
    """downloads/references.bib, UTF-8."""
    entries = [*_law_entries(course), *map(_entry, course.references.values())]
    return "\n".join(entries).encode()


def references_csl_json(course: Course) -> bytes:
    """downloads/references.csl.json, UTF-8."""
    items = [_law_item(course, key, law.facts) for key, law in course.laws.items()]
    return csl_json([*items, *map(_item, course.references.values())]).encode()


def _address(reference: Reference) -> str:
    """The archived copy when the address no longer leads to the work."""
    return (reference.dead and reference.get("archive")) or reference.get("url")


def _series(reference: Reference) -> str:
    """What a report is numbered in. A web page's journaltitle is its site."""
    return reference.get("series") or (
        reference.get("journaltitle") if reference.kind in ("report", "statistics") else ""
    )


def _body(reference: Reference) -> str:
    return reference.get("publisher") or (reference.get("institution") if reference.authors else "")


def _note(reference: Reference) -> str:
    elsewhere = reference.get("citedin")
    return " ".join(
        part for part in (elsewhere and f"As cited in {elsewhere}.", reference.get("note")) if part
    )


def _people(reference: Reference) -> tuple[tuple[str, str], ...]:
    return reference.authors or (("", reference.get("institution")),)


def _entry(reference: Reference) -> str:
    get, kind = reference.get, reference.kind
    report = TYPES[kind][0] == "report"
    site = {"article": "journaltitle", "online": "organization"}.get(kind)
    number = " ".join(part for part in (_series(reference), get("number")) if part)
    fields = [
        ("author", bibtex_names(_people(reference))),
        ("editor", bibtex_names(reference.editors)),
        ("title", dashed(get("title"))),
        ("shorttitle", dashed(get("shorttitle"))),
        ("origtitle", get("title_zh")),
        ("booktitle", get("booktitle")),
        (site or "", get("journaltitle") if site else ""),
        ("type", get("type") or GENRES.get(kind, "")),
        ("volume", get("volume")),
        ("number", number),
        ("pages", get("pages").replace("–", "--")),
        ("institution" if report else "publisher", _body(reference)),
        ("location", get("location")),
        ("date", get("date")),
        ("url", _address(reference)),
        ("urldate", get("urldate")),
        ("note", _note(reference)),
    ]
    return bibtex(TYPES[kind][0], reference.key, fields)


def _item(reference: Reference) -> dict[str, object]:
    get, kind = reference.get, reference.kind
    article = kind == "article"
    return {
        "id": reference.key,
        "type": TYPES[kind][1],
        "author": csl_names(_people(reference)),
        "editor": csl_names(reference.editors),
        "title": dashed(get("title")),
        "title-short": dashed(get("shorttitle")),
        "original-title": get("title_zh"),
        "container-title": get("booktitle")
        or (get("journaltitle") if not _series(reference) else ""),
        "collection-title": _series(reference),
        "genre": get("type") or GENRES.get(kind, ""),
        "authority": get("institution") or _people(reference)[0][1] if kind == "case" else "",
        "volume": get("volume"),
        "issue": get("number") if article else "",
        "number": "" if article else get("number"),
        "page": get("pages").replace("–", "-"),
        "publisher": _body(reference),
        "publisher-place": get("location"),
        "issued": csl_date(get("date")),
        "accessed": csl_date(get("urldate")),
        "URL": _address(reference),
        "note": _note(reference),
    }


def _law_date(facts: LawFacts) -> str:
    dated = facts.adopted or facts.in_force
    return dated.isoformat() if dated else ""


def _law_types(facts: LawFacts) -> tuple[str, str]:
    return LAW_TYPES.get(facts.kind, ("legislation", "legislation"))


def _law_entries(course: Course) -> Iterator[str]:
    for key, law in course.laws.items():
        facts = law.facts
        fields = [
            ("author", bibtex_names([("", facts.issuer)])),
            ("title", dashed(facts.title)),
            ("shorttitle", dashed(facts.short)),
            ("origtitle", facts.title_zh or ""),
            ("number", facts.number or ""),
            ("date", _law_date(facts)),
            ("url", facts.official.url if facts.official else ""),
            ("note", _law_note(facts)),
        ]
        yield bibtex(_law_types(facts)[0], key, fields)


def _law_item(course: Course, key: str, facts: LawFacts) -> dict[str, object]:
    return {
        "id": key,
        "type": _law_types(facts)[1],
        "title": dashed(facts.title),
        "title-short": dashed(facts.short),
        "original-title": facts.title_zh or "",
        "authority": facts.issuer,
        "jurisdiction": course.facts.jurisdictions.get(facts.jurisdiction, facts.jurisdiction),
        "number": facts.number or "",
        "issued": csl_date(_law_date(facts)),
        "URL": facts.official.url if facts.official else "",
        "note": _law_note(facts),
    }


def _law_note(facts: LawFacts) -> str:
    status = facts.status.strip().rstrip(".")
    return f"{status[0].upper()}{status[1:]} (as of {facts.as_of.isoformat()})"
