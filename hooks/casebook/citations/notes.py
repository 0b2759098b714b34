"""The text of a footnote, in full and in the short form that stands for it later.

Which of the two a reader sees is known only when the notes of a page have
their numbers, so each note holds both; pages/notes.py keeps one.
"""

from __future__ import annotations

from ..dates import long_date
from ..models.law import Law
from ..models.reference import Reference
from .forms import escape, full_form, short_form
from .places import Find, place_text
from .syntax import Citation


def footnote(
    citation: Citation,
    work: Reference | Law,
    card: str,
    find: Find,
    *,
    alone: bool,
) -> str:
    """One line of Markdown with the full and the short form.

    `card` is the address of a law's card; `find` gives one of its articles by
    its number. `alone` as in `short_form`.
    """
    long, short = full_form(work, card), short_form(work, alone)
    again = f"[{short}]({card})" if card else short
    place = ""
    if citation.locator:
        place = place_text(
            citation.locator, find, lambda text, article: f"[{text}]({card}#{article.anchor})"
        )
    words = words_after(citation.suffix)
    named = f'<span data-named="{citation.key}"> ({short})</span>' if _differs(work) else ""
    before = f"{citation.prefix[0].upper()}{citation.prefix[1:]} " if citation.prefix else ""
    return (
        f'{before}<span data-work="{citation.key}">{long}{named}{"," if place else ""}</span>'
        f'<span data-again="{citation.key}">{again}</span>'
        f"{' ' if place else ''}{place}{words}"
        f'<span data-work="{citation.key}">{read_elsewhere(work)}{address(work)}</span>.'
    )


def _differs(work: Reference | Law) -> bool:
    """Whether a reader could not tell from its full title what its short name stands for."""
    return not isinstance(work, Reference) and work.facts.short not in work.facts.title


def read_elsewhere(work: Reference | Law) -> str:
    """Where a work was read when it was not read itself, and whether only a part was."""
    if not isinstance(work, Reference):
        return ""
    elsewhere = f", as cited in {escape(work.get('citedin'))}" if work.get("citedin") else ""
    return elsewhere + (", verified in part" if work.get("status") == "partly" else "")


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


def words_after(suffix: str) -> str:
    """What follows the place in a citation, with what parts the two."""
    if not suffix:
        return ""
    return f" {suffix}" if suffix.startswith(("and ", "or ")) else f", {suffix}"
