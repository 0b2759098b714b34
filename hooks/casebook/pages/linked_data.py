"""What machines read in a page's head: schema.org, and ELI for legislation.

Every function returns a JSON-LD object; addresses are fragments of the page
itself, so that they hold wherever the site is published.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from ..course import Course
from ..models.law import Article, Law, LawFacts

CONTEXT: list[object] = ["https://schema.org", {"eli": "http://data.europa.eu/eli/ontology#"}]
FORCE = {
    "in-force": ("InForce", "https://schema.org/InForce"),
    "not-yet": ("NotInForce", "https://schema.org/NotInForce"),
    "ended": ("NotInForce", "https://schema.org/NotInForce"),
}
"""A card's “force" as ELI's in-force value and schema.org's LegalForceStatus."""


def law_data(law: Law, replaced: datetime.date | None = None) -> dict[str, object]:
    """A card as schema.org Legislation with ELI's terms; its articles are its parts.

    `replaced` is the day on which another instrument took its place.
    """
    facts = law.facts
    data: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "Legislation" if facts.kind != "case" else "CreativeWork",
        "name": facts.title,
        "alternateName": [one for one in (facts.short, facts.pinyin, *facts.also) if one],
        "legislationType": facts.kind,
        "legislationJurisdiction": facts.jurisdiction,
        "legislationPassedBy": {"@type": "Organization", "name": facts.issuer},
        "hasPart": [_article(one, facts.kind) for one in facts.articles],
    }
    return data | _titles(facts) | _dates(facts, replaced)


def _titles(facts: LawFacts) -> dict[str, object]:
    found: dict[str, object] = {}
    if facts.title_zh:
        found["eli:title"] = [_in("en", facts.title), _in("zh-Hans", facts.title_zh)]
    if facts.number:
        found["legislationIdentifier"] = facts.number
    if facts.official and facts.official.what == "text":
        found["sameAs"] = facts.official.url
    return found


def _dates(facts: LawFacts, replaced: datetime.date | None) -> dict[str, object]:
    found: dict[str, object] = {}
    if facts.adopted:
        found["legislationDate"] = facts.adopted.isoformat()
        found["eli:date_document"] = _day(facts.adopted)
    if facts.in_force:
        if facts.force == "in-force" or replaced:
            end = replaced.isoformat() if replaced else ".."
            found["temporalCoverage"] = f"{facts.in_force.isoformat()}/{end}"
        found["eli:first_date_entry_in_force"] = _day(facts.in_force)
    if facts.amended and not replaced:
        found["legislationDateVersion"] = facts.amended[-1].date.isoformat()
    if facts.force in FORCE:
        short, full = FORCE[facts.force]
        found["legislationLegalForce"] = full
        found["eli:in_force"] = {
            "@id": f"http://data.europa.eu/eli/ontology#InForce-{short[0].lower()}{short[1:]}"
        }
    return found


def _article(article: Article, kind: str) -> dict[str, object]:
    types: object = ["Legislation", "eli:LegalResourceSubdivision"]
    data: dict[str, object] = {
        "@type": types if kind != "case" else "CreativeWork",
        "@id": f"#{article.anchor}",
        "name": article.heading,
    }
    if article.original_number:
        data["alternateName"] = _in("zh-Hans", article.original_number)
    return data


def terms_data(course: Course) -> dict[str, object]:
    """The glossary as a DefinedTermSet.

    Each definition stands once on the page, at its term's anchor, and in course.json;
    here again, it was an eighth of the page's weight.
    """
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": f"Terms: {course.facts.title}",
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": f"#{name}",
                "termCode": name,
                "name": term.facts.term,
                "alternateName": [
                    one for one in (term.facts.term_zh, term.facts.pinyin, *term.facts.also) if one
                ],
            }
            for name, term in course.terms.items()
        ],
    }


def _day(date: datetime.date) -> Mapping[str, str]:
    return {"@type": "http://www.w3.org/2001/XMLSchema#date", "@value": date.isoformat()}


def _in(language: str, value: str) -> Mapping[str, str]:
    return {"@language": language, "@value": value}
