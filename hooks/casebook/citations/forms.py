"""Legal citation form: the house style, after OSCOLA.

A work's name is in italics when it is a book or a case, in quotation marks
when it is an article, a page or a speech, and plain when it is legislation.
Chinese titles stand in characters behind the English. Text out is Markdown.
"""

from __future__ import annotations

import re

from ..dates import long_date
from ..models.law import Law
from ..models.reference import Reference
from .syntax import Citation


def escape(text: str) -> str:
    """Field text as Markdown that shows just that text."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text).replace("&", "&amp;")


def authors(reference: Reference) -> str:
    names = [escape(" ".join(part for part in name if part)) for name in reference.authors]
    if len(names) > 1:
        return ", ".join(names[:-1]) + " and " + names[-1]
    return names[0] if names else escape(reference.get("institution"))


def reference_text(reference: Reference) -> str:
    """A work in full, without the place in it and without the full stop."""
    title = escape(reference.get("title"))
    kind = reference.kind
    title = f"*{title}*" if kind in ("book", "case", "report") else f"“{title}”"
    if reference.get("title_zh"):
        title += f" ({escape(reference.get('title_zh'))})"
    institution = escape(reference.get("institution")) if reference.authors else ""
    date = long_date(reference.get("date"))
    series = " ".join(
        escape(reference.get(name)) for name in ("series", "number") if reference.get(name)
    )
    if kind == "article":
        volume = reference.get("volume")
        issue = f"({reference.get('number')})" if reference.get("number") else ""
        journal = escape(reference.get("journaltitle"))
        where = f"({reference.get('date')[:4]}) {volume}{issue} {journal}".replace("  ", " ")
        pages = escape(reference.get("pages"))
        return f"{authors(reference)}, {title} {where}" + (f", {pages}" if pages else "")
    publisher = escape(reference.get("publisher"))
    imprint = ", ".join(part for part in (publisher, institution, series, date) if part)
    return f"{authors(reference)}, {title} ({imprint})"


def law_text(law: Law) -> str:
    """An instrument in full: title, Chinese title, issuer, number, year."""
    facts = law.facts
    text = escape(facts.title)
    if facts.title_zh:
        text += f" ({facts.title_zh})"
    dated = facts.adopted or facts.in_force
    imprint = [escape(facts.issuer)]
    if facts.number:
        imprint.append(escape(facts.number))
    if dated:
        imprint.append(long_date(dated.isoformat()))
    return f"{text} ({', '.join(imprint)})"


def footnote(citation: Citation, work: Reference | Law, link: str, article_link: str) -> str:
    """The text of a footnote, as one line of Markdown.

    `link` is the work's address (or its card's); `article_link`, when the
    place is an article on a card, goes to that article.
    """
    text = reference_text(work) if isinstance(work, Reference) else law_text(work)
    if link:
        text = f"{text} [{'card' if not isinstance(work, Reference) else 'source'}]({link})"
    if citation.locator:
        place = str(citation.locator)
        text += f", [{place}]({article_link})" if article_link else f", {place}"
    if citation.suffix:
        text += f" {citation.suffix}"
    if isinstance(work, Reference) and work.get("status") == "partly":
        text += " (verified in part)"
    if citation.prefix:
        text = f"{citation.prefix[0].upper()}{citation.prefix[1:]} {text}"
    return text + ("" if text.endswith(".") else ".")
