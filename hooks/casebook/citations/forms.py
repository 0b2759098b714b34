"""The house form of a citation, after OSCOLA: each work in full, and by its short name.

CONTRIBUTING.md shows one example of each kind and says where the house
departs from OSCOLA. Text out is one line of Markdown without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ..dates import long_date
from ..models.law import Law, LawFacts
from ..models.reference import Reference

MANY = 3
"""More authors than these are the first one “and others” in a short form."""


LINEAGE = re.compile(r",? (?:Jr|Sr)\.?$| I{2,3}$")


def escape(text: str) -> str:
    """Field text as Markdown that shows just that text."""
    marked = re.sub(r"([\\`*_\[\]>|{}])", r"\\\1", text)
    return marked.replace("&", "&amp;").replace("<", "&lt;")  # for which Markdown has no escape


def full_form(work: Reference | Law, card: str = "") -> str:
    """A work in full, without the place in it and without its address.

    `card` is what a law's title leads to.
    """
    return reference_form(work) if isinstance(work, Reference) else law_form(work.facts, card)


def reference_form(reference: Reference) -> str:
    return FORMS.get(reference.kind, _bracketed)(reference)


def law_form(facts: LawFacts, card: str) -> str:
    """An instrument in full: title, Chinese title, issuer and date, number."""
    number = escape(facts.number or "")
    title = escape(dashed(facts.title))
    title = f"*{title}*" if facts.kind == "case" else title
    title = _with_original(f"[{title}]({card})" if card else title, facts.title_zh or "")
    adopted = long_date(facts.adopted.isoformat()) if facts.adopted else ""
    in_force = long_date(facts.in_force.isoformat()) if facts.in_force else ""
    if facts.kind == "case":
        return _joined(
            title, number, _brackets(escape(facts.issuer), escape(facts.adopted_as or ""), adopted)
        )
    if facts.kind == "treaty":
        did = (facts.adopted_as or "adopted").lower()
        dates = [adopted and f"{did} {adopted}", in_force and f"in force {in_force}"]
        return _joined(title, _brackets(*dates), number)
    issuer = "" if facts.number and facts.number.startswith(facts.issuer) else facts.issuer
    date = adopted or (in_force and f"in force {in_force}")
    return _joined(title, _brackets(escape(issuer), date), number)


def short_form(work: Reference | Law, alone: bool) -> str:
    """The name under which a work is cited again on a page.

    `alone`: no other work in the bibliography is by the same authors, so that
    their names are enough.
    """
    if not isinstance(work, Reference):
        name = escape(dashed(work.facts.short))
        return f"*{name}*" if work.facts.kind == "case" else name
    title = escape(dashed(work.get("shorttitle") or work.get("title").partition(": ")[0]))
    if work.kind == "case":
        return f"*{title}*"
    return family_names(work) if alone else f"{family_names(work)}, {_titled(work, title)}"


def dashed(title: str) -> str:
    """A spaced hyphen between the parts of a title is a dash."""
    return title.replace(" - ", " – ")


def _bracketed(reference: Reference) -> str:
    """Author, title (where it appeared, date)."""
    where = reference.get("journaltitle") or reference.get("publisher")
    return _by(reference, _brackets(escape(where), reference.get("location"), _date(reference)))


def _article(reference: Reference) -> str:
    """Author, “title” (year) volume(issue) journal pages."""
    volume, issue = reference.get("volume"), reference.get("number")
    if issue:
        volume = f"{volume}({issue})" if volume else f"no. {issue}"
    parts = (volume, escape(reference.get("journaltitle")), reference.get("pages"))
    return _by(reference, f"({reference.get('date')[:4]})", *parts)


def _book(reference: Reference) -> str:
    """Author, *title* (publisher year)."""
    return _by(reference, f"({_joined(escape(reference.get('publisher')), _date(reference))})")


def _chapter(reference: Reference) -> str:
    """Author, “title” in editor (ed), *book* (publisher year) pages."""
    editors = _listed(reference.editors)
    role = " (eds)" if len(reference.editors) > 1 else " (ed)"
    book = f"*{escape(dashed(reference.get('booktitle')))}*"
    imprint = f"({_joined(escape(reference.get('publisher')), _date(reference))})"
    within = f"in {editors}{role}, {book}" if editors else f"in {book}"
    return _by(reference, within, imprint, reference.get("pages"))


def _report(reference: Reference) -> str:
    """Author, *title* (publisher, series and number, date)."""
    series = reference.get("series") or reference.get("journaltitle")
    institution = reference.get("institution") if reference.authors else ""
    body = escape(reference.get("publisher") or institution)
    numbered = escape(_joined(series, reference.get("number")))
    return _by(reference, _brackets(body, numbered, _date(reference)))


def _case(reference: Reference) -> str:
    """*Title* number (court or body, kind of decision, date)."""
    title = f"*{escape(dashed(reference.get('title')))}*"
    decided = _brackets(authors(reference), escape(reference.get("type")), _date(reference))
    return _joined(title, escape(reference.get("number")), decided)


def _official(reference: Reference) -> str:
    """Author, “title” (place, date) number."""
    place = escape(reference.get("location"))
    return _by(reference, _brackets(place, _date(reference)), escape(reference.get("number")))


def _speech(reference: Reference) -> str:
    """Speaker, “title” (speech, place, date)."""
    return _by(reference, _brackets("speech", escape(reference.get("location")), _date(reference)))


FORMS: Mapping[str, Callable[[Reference], str]] = {
    "article": _article,
    "book": _book,
    "case": _case,
    "chapter": _chapter,
    "official": _official,
    "report": _report,
    "speech": _speech,
    "statistics": _report,
}
IN_ITALICS = ("book", "report", "statistics")


def authors(reference: Reference) -> str:
    return _listed(reference.authors) or escape(reference.get("institution"))


def family_names(reference: Reference) -> str:
    families = [LINEAGE.sub("", family) for _, family in reference.authors]
    if len(families) > MANY:
        return f"{escape(families[0])} and others"
    return _listed(tuple(("", family) for family in families)) or authors(reference)


def _listed(people: tuple[tuple[str, str], ...]) -> str:
    names = [escape(" ".join(part for part in name if part)) for name in people]
    return _joined(", ".join(names[:-1]), "and", names[-1]) if len(names) > 1 else "".join(names)


def _by(reference: Reference, *rest: str) -> str:
    """Author, title [original title] and the rest."""
    title = _titled(reference, escape(dashed(reference.get("title"))))
    title = _with_original(title, reference.get("title_zh"))
    return _joined(f"{authors(reference)}, {title}", *rest)


def _titled(reference: Reference, title: str) -> str:
    """A title in italics or in quotation marks; a description of ours in neither."""
    if reference.described:
        return f"\\[{title}\\]"
    return f"*{title}*" if reference.kind in IN_ITALICS else f"“{_inner(title)}”"


def _inner(title: str) -> str:
    """Quotation marks within quotation marks are single."""
    return title.replace("“", "‘").replace("”", "’")


def _with_original(title: str, original: str) -> str:
    return f"{title} \\[{escape(original)}\\]" if original else title


def _brackets(*parts: str) -> str:
    return f"({', '.join(part for part in parts if part)})"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _date(reference: Reference) -> str:
    return long_date(reference.get("date"))
