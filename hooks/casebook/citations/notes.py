"""The text of a footnote, in full and in the short form that stands for it later.

Which of the two a reader sees is known only when the notes of a page have
their numbers, so each note holds both; pages/notes.py keeps one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..dates import long_date
from ..models.law import Law
from ..models.reference import Reference
from .forms import escape, full_form, short_form
from .syntax import Citation, Locator

TEXT_OF_A_YEAR = re.compile(r"\(((?:19|20)\d\d)\)$")
"""A card numbers an article of a later text as "71(2026)"."""


def footnote(
    citation: Citation,
    work: Reference | Law,
    card: str,
    article_link: Callable[[str], str],
    *,
    alone: bool,
) -> str:
    """One line of Markdown with the full and the short form.

    `card` is the address of a law's card; `article_link` gives the address of
    one of its articles by number, or "". `alone` as in `short_form`.
    """
    long, short = full_form(work, card), short_form(work, alone)
    again = f"[{short}]({card})" if card else short
    place = _place(citation.locator, article_link) if citation.locator else ""
    words = _words_after(citation.suffix)
    if isinstance(work, Reference) and work.get("status") == "partly":
        words += ", verified in part"
    named = f'<span data-named="{citation.key}"> ({short})</span>' if _differs(work) else ""
    before = f"{citation.prefix[0].upper()}{citation.prefix[1:]} " if citation.prefix else ""
    return (
        f'{before}<span data-work="{citation.key}">{long}{named}{"," if place else ""}</span>'
        f'<span data-again="{citation.key}">{again}</span>'
        f"{' ' if place else ''}{place}{words}"
        f'<span data-work="{citation.key}">{address(work)}</span>.'
    )


def _differs(work: Reference | Law) -> bool:
    """Whether a reader could not tell from its full title what its short name stands for."""
    return not isinstance(work, Reference) and work.facts.short not in work.facts.title


def address(work: Reference | Law) -> str:
    """Where a reference was read and when, and its copy in an archive, as Markdown.

    A dead address is shown and not linked. "" for a law, which has a card.
    """
    if not isinstance(work, Reference) or not work.get("url"):
        return ""
    url, read = work.get("url"), work.get("urldate")
    shown = f" &lt;{escape(url) if work.dead else _link(url)}&gt;"
    if read:
        shown += f" accessed {long_date(read)}"
    if work.dead:
        shown += ", no longer there"
    if work.get("archive"):
        archived = long_date(work.get("archivedate"))
        shown += f", archived {archived} &lt;{_link(work.get('archive'))}&gt;"
    return shown


def _link(url: str) -> str:
    return f"[{escape(url)}](<{url}>)"


def _words_after(suffix: str) -> str:
    if not suffix:
        return ""
    return f" {suffix}" if suffix.startswith(("and ", "or ")) else f", {suffix}"


def _place(locator: Locator, article_link: Callable[[str], str]) -> str:
    """The place in a work, each article linked to the card where it stands."""
    unit = str(locator).partition(" ")[0]
    shown = [TEXT_OF_A_YEAR.sub(r" (text of \1)", number) for number in locator.numbers]
    links = [article_link(number) for number in locator.numbers]
    if len(shown) == 1:
        return f"[{unit} {shown[0]}]({links[0]})" if links[0] else f"{unit} {shown[0]}"
    numbers = [f"[{one}]({to})" if to else one for one, to in zip(shown, links, strict=True)]
    if locator.ranged:
        return f"{unit} {'–'.join(numbers)}"
    return f"{unit} {', '.join(numbers[:-1])} and {numbers[-1]}"
