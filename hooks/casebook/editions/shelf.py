"""The folder that is published: the newest site at its root, each edition in a folder of its own.

An edition's folder is written once. What is added to its pages later is one
notice, between two comments, that says which edition is newer and leads to
the same page there; and to the page of assignments a list of the editions on
the shelf, so that its script can lead to the one that a link was made with.
"""

from __future__ import annotations

import filecmp
import html
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ..publish import whole
from ..uris import ASSIGN

LIST = "editions.json"
"""In the shelf: its editions, the newest first."""
NEW, OLD = ".new-", ".old-"
"""Folders in which a site waits for its place, and what it takes the place of."""
START, END = "<!-- edition notice -->", "<!-- end of edition notice -->"
NOTICE = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
LIST_START, LIST_END = "<!-- editions -->", "<!-- end of editions -->"
LISTED = re.compile(f"{re.escape(LIST_START)}.*?{re.escape(LIST_END)}", re.DOTALL)
ASSIGN_PAGE = f"{ASSIGN.removesuffix('.md')}/index.html"


class ShelfError(Exception):
    """Why nothing was put on the shelf, with what to do; shown to the user."""


@dataclass(frozen=True)
class Edition:
    id: str
    name: str
    date: str
    """YYYY-MM-DD."""


def put_newest(site: Path, shelf: Path) -> None:
    """Replace what stands at the root of the shelf, except its editions."""
    if (slot := _edition_of(site)) is not None:
        raise ShelfError(
            f"the site was built for /{slot}/; build it for the root of the address first"
        )
    editions = _editions(shelf)
    kept = {LIST, ".git", *(edition.id for edition in editions)}
    taken = sorted(kept & {path.name for path in site.iterdir()})
    if taken:
        raise ShelfError(f"the site has a page with the name of an edition: {taken[0]}")
    with _copy(site, shelf) as (new, old):
        (new / ".nojekyll").touch()  # else GitHub Pages leaves out names that begin with a mark
        kept |= {new.name, old.name}
        gone = {path.name for path in shelf.iterdir()} - kept - {one.name for one in new.iterdir()}
        for path in list(new.iterdir()):
            _swap(path, shelf / path.name, old)
    for path in [shelf / name for name in gone]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    _write_notices(shelf, editions)
    _write_lists(shelf, editions)


def put_edition(site: Path, shelf: Path, edition: Edition, correct: bool = False) -> None:
    """Give an edition its folder. One that is there stays, unless `correct` says to replace it."""
    if _edition_of(site) != edition.id:
        raise ShelfError(
            f"the site was not built for this edition; set SITE_URL to an address that ends "
            f"with /{edition.id}/ and build again"
        )
    folder = shelf / edition.id
    if folder.exists() and not correct:
        if _same(site, folder):
            return
        raise ShelfError(
            f"{edition.id} is published and its text must not move; "
            "give the course a new edition_id, or say --correct to replace it"
        )
    with _copy(site, shelf) as (new, old):
        _swap(new, folder, old)
    editions = {one.id: one for one in (*_editions(shelf), edition)}
    newest_first = sorted(editions.values(), key=lambda one: one.date, reverse=True)
    text = json.dumps([asdict(one) for one in newest_first], ensure_ascii=False, indent=1)
    with whole(shelf / LIST) as aside:
        aside.write_text(f"{text}\n", "utf-8")
    _write_notices(shelf, newest_first)
    _write_lists(shelf, newest_first)


def _editions(shelf: Path) -> list[Edition]:
    path = shelf / LIST
    if not path.exists():
        return []
    try:
        return [Edition(**one) for one in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError) as error:
        raise ShelfError(
            f"{path} can't be used ({error}); restore it as it was published"
        ) from None


def _edition_of(site: Path) -> str | None:
    """The edition for whose folder a site was built."""
    home = (site / "index.html").read_text("utf-8")
    found = re.search(r'<meta name="casebook-edition" content="([^"]*)"', home)
    return found[1] if found else None


@contextmanager
def _copy(site: Path, shelf: Path) -> Iterator[tuple[Path, Path]]:
    """A whole copy of the site on the shelf, to be renamed into place, and a folder for what
    it takes the place of. Both are gone afterwards, also when there was no room for the copy.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    _recover(shelf)
    new, old = (Path(tempfile.mkdtemp(prefix=prefix, dir=shelf)) for prefix in (NEW, OLD))
    try:
        shutil.copytree(site, new, dirs_exist_ok=True)
        new.chmod(0o755)
        yield new, old
    finally:
        _recover(shelf)


def _swap(new: Path, place: Path, old: Path) -> None:
    """Two renames: what was there stays, in `old`, until the new one has its place."""
    if place.exists():
        place.rename(old / place.name)
    new.rename(place)


def _recover(shelf: Path) -> None:
    """Put back what was moved away for something that never came, and clear the rest."""
    for old in shelf.glob(f"{OLD}*"):
        for path in old.iterdir():
            if not (shelf / path.name).exists():
                path.rename(shelf / path.name)
    for left in [*shelf.glob(f"{NEW}*"), *shelf.glob(f"{OLD}*")]:
        shutil.rmtree(left)


def _same(site: Path, folder: Path) -> bool:
    """Whether two trees hold the same files, apart from notices."""
    names = _files(site)
    return names == _files(folder) and all(
        filecmp.cmp(site / name, folder / name, shallow=False)
        or (name.endswith(".html") and _bare(site / name) == _bare(folder / name))
        for name in names
    )


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _bare(page: Path) -> str:
    return _with_list(_with_notice(page.read_text("utf-8"), ""), "")


def _write_notices(shelf: Path, editions: list[Edition]) -> None:
    """Say on every page of every edition but the newest which one is newer."""
    for edition in editions:
        for page in sorted((shelf / edition.id).rglob("*.html")):
            text = page.read_text("utf-8")
            notice = "" if edition == editions[0] else _notice(shelf, page, edition, editions[0])
            written = _with_notice(text, notice)
            if written != text:
                with whole(page) as aside:
                    aside.write_text(written, "utf-8")


def _write_lists(shelf: Path, editions: list[Edition]) -> None:
    """Say on each page of assignments at which address every edition has its own."""
    pages = {one: shelf / one.id / ASSIGN_PAGE for one in editions}
    there = {one: page for one, page in pages.items() if page.exists()}
    for page in (shelf / ASSIGN_PAGE, *there.values()):
        if page.exists():
            entries = "".join(_entry(one, page, other) for one, other in there.items())
            text = page.read_text("utf-8")
            written = _with_list(text, f'<ul class="cb-editions" hidden>{entries}</ul>')
            if written != text:
                with whole(page) as aside:
                    aside.write_text(written, "utf-8")


def _entry(edition: Edition, page: Path, other: Path) -> str:
    address = os.path.relpath(other, page.parent).replace(os.sep, "/")
    address = address.removesuffix("index.html") or "./"
    return f'<li><a href="{html.escape(address)}">{html.escape(edition.name)}</a></li>'


def _with_list(page: str, entries: str) -> str:
    return LISTED.sub(lambda _: f"{LIST_START}{entries}{LIST_END}", page)


def _with_notice(page: str, notice: str) -> str:
    return NOTICE.sub(lambda _: f"{START}{notice}{END}", page)


def _notice(shelf: Path, page: Path, edition: Edition, newest: Edition) -> str:
    inside = page.relative_to(shelf / edition.id)
    there = shelf / newest.id / inside
    target = there if there.exists() else shelf / newest.id / "index.html"
    address = os.path.relpath(target, page.parent).replace(os.sep, "/").removesuffix("index.html")
    where = "this page" if there.exists() else "its home page, because this page is gone"
    return (
        '<aside class="cb-old-edition" aria-label="Edition">'
        f"You are reading the {html.escape(edition.name)}, which stays as it is. The newest is the "
        f'{html.escape(newest.name)}: <a class="cb-newest" href="{html.escape(address)}">read '
        f"{where} there</a>.</aside>"
    )


def listed(shelf: Path) -> Iterator[str]:
    """One line for each edition on the shelf."""
    for edition in _editions(shelf):
        yield f"{edition.id}: {edition.name}, {edition.date}"
