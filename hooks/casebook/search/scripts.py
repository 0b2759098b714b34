"""The index as scripts, in parts of which a browser loads those that a search needs.

Scripts and not JSON, because a page opened from a folder may not fetch. Each calls
casebook.search(name, content); docs/assets/search.js reads them.

- index.js: where each other part begins. Their folder is named after what they say, so that an
  old copy of this file never meets new parts.
- terms-<n>.js: "term postings", a line each, in order. A posting is the step from the number of
  the entry before (in base 36, nothing for 1) and the level (A to Z): "4C2A" are entries 4 and 6.
- titles-<n>.js: for each entry its fragment and title, and for the first of a page also the page's
  address, title, and kind with module.
- texts-<n>.js: the text of each entry, for the line that is shown with the words marked.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from ..addresses import relative_url
from ..course import Course
from ..kept import Kept, NothingKept
from ..uris import HOME
from .entries import FoundPage, entries
from .folding import HAN, LITTLE
from .known import known
from .ranking import Postings, rank

FOLDER = "assets/search"
SIZE_OF_TERMS, SIZE_OF_TITLES, SIZE_OF_TEXTS = 10_000, 10_000, 8_000
"""Characters that a part has before the next one begins."""
Part = TypeVar("Part")


def search_scripts(
    course: Course, pages: Mapping[str, tuple[str, str]], kept: Kept | None = None
) -> dict[str, str]:
    """Path in the site -> script. `pages`: source URI -> title and finished content."""
    kept, found = kept or NothingKept(), []
    for uri, (title, html) in pages.items():
        facts = known(course, uri)
        take = functools.partial(entries, title, html, facts)
        inside = kept.get("entries", uri, (title, html, facts), take)
        found.append(FoundPage(_address(uri), title, facts, inside))
    return _scripts(found, rank(found, kept))


def _address(uri: str) -> str:
    return relative_url(HOME, uri).removeprefix("./")


def _scripts(pages: Sequence[FoundPage], postings: Postings) -> dict[str, str]:
    # In the order in which JavaScript compares texts.
    by_term = sorted(postings.items(), key=lambda one: one[0].encode("utf-16-be"))
    lines = [f"{term} {_written(found)}" for term, found in by_term]
    terms = [*_cut(lines, SIZE_OF_TERMS, len)]
    titles = [*_cut([one for page in pages for one in _titles(page)], SIZE_OF_TITLES, _length)]
    texts = [*_cut([one.text for page in pages for one in page.entries], SIZE_OF_TEXTS, len)]
    parts: dict[str, object] = {
        **{f"terms-{number}": "\n".join(part) for number, part in enumerate(terms)},
        **{f"titles-{number}": part for number, part in enumerate(titles)},
        **{f"texts-{number}": part for number, part in enumerate(texts)},
    }
    folder = hashlib.sha256(_json(parts).encode()).hexdigest()[:8]
    index = {
        "folder": folder,
        "little": " ".join(sorted(LITTLE)),
        "chinese": any(re.match(f"[{HAN}]", term) for term in postings),
        "terms": " ".join(part[0].partition(" ")[0] for part in terms),
        "titles": [len(part) for part in titles],
        "texts": [len(part) for part in texts],
        "pages": [len(page.entries) for page in pages],
    }
    named = {"index": index, **{f"{folder}/{name}": content for name, content in parts.items()}}
    return {
        f"{FOLDER}/{name}.js": f"casebook.search({_json(name)}, {_json(content)});\n"
        for name, content in named.items()
    }


def _length(texts: list[str]) -> int:
    return sum(map(len, texts))


def _titles(page: FoundPage) -> Iterator[list[str]]:
    kind = " · ".join(filter(None, (page.known.kind, page.known.of)))
    for position, entry in enumerate(page.entries):
        own = [page.address, page.title, kind] if position == 0 else []
        yield [entry.fragment, entry.title, *own]


def _written(postings: Iterable[tuple[int, int]]) -> str:
    before, made = -1, []
    for number, level in postings:
        step = number - before
        made.append(("" if step == 1 else _base36(step)) + chr(ord("A") + level - 1))
        before = number
    return "".join(made)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _cut(all_of: Sequence[Part], size: int, measure: Callable[[Part], int]) -> Iterator[list[Part]]:
    """Runs of about a size; each has at least one."""
    part: list[Part] = []
    room = size
    for one in all_of:
        if part and room < measure(one):
            yield part
            part, room = [], size
        part.append(one)
        room -= measure(one)
    if part:
        yield part


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
