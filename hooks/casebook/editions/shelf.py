"""The folder that is published: the newest site at its root, each edition in a folder of its own.

An edition's folder is written once. What is added to its pages later is one
notice, between two comments, that says which edition is newer and leads to
the same page there; and to the page of assignments a list of the editions on
the shelf, so that its script can lead to the one that a link was made with.
Whatever is put there is put there whole, with all that follows from it.
"""

from __future__ import annotations

import filecmp
import html
import json
import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ..uris import ASSIGN
from .exchange import DONE, NEW, OLD, Exchange, exchange

LIST = "editions.json"
"""In the shelf: its editions, the newest first."""
OWN = (".git", ".nojekyll", NEW, OLD, DONE)
"""Names in a shelf on which nothing was put yet."""
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
    """Replace what stands at the root of the shelf, except its editions: all of it or nothing.

    Raises ShelfError, OSError.
    """
    if (slot := _edition_of(site)) is not None:
        raise ShelfError(
            f"the site was built for /{slot}/; build it for the root of the address first"
        )
    _refuse_other_folders(site, shelf)
    with exchange(shelf) as change:
        editions = _editions(shelf)
        kept = {LIST, ".git", *(edition.id for edition in editions)}
        names = {path.name for path in site.iterdir()}
        if taken := sorted(kept & names):
            raise ShelfError(f"the site has a page with the name of an edition: {taken[0]}")
        for name in sorted(names):
            _copy(site / name, change.put(name))
        change.put(".nojekyll").touch()  # else GitHub Pages leaves out names that begin with a mark
        for name in sorted(change.names() - kept - names - {".nojekyll"}):
            change.remove(name)
        _write_notices(change, editions)
        _write_lists(change, editions)


def put_edition(site: Path, shelf: Path, edition: Edition, correct: bool = False) -> None:
    """Give an edition its folder. One that is there stays, unless `correct` says to replace it.

    All that belongs to it, such as notices on older editions, changes with it or not at all.
    Raises ShelfError, OSError.
    """
    if _edition_of(site) != edition.id:
        raise ShelfError(
            f"the site was not built for this edition; set SITE_URL to an address that ends "
            f"with /{edition.id}/ and build again"
        )
    _refuse_other_folders(site, shelf)
    with exchange(shelf) as change:
        folder = shelf / edition.id
        if folder.exists() and not correct:
            if _same(site, folder):
                return
            raise ShelfError(
                f"{edition.id} is published and its text must not move; "
                "give the course a new edition_id, or say --correct to replace it"
            )
        _copy(site, change.put(edition.id))
        editions = {one.id: one for one in (*_editions(shelf), edition)}
        newest_first = sorted(editions.values(), key=lambda one: one.date, reverse=True)
        text = json.dumps([asdict(one) for one in newest_first], ensure_ascii=False, indent=1)
        change.write(LIST, f"{text}\n")
        _write_notices(change, newest_first)
        _write_lists(change, newest_first)


def _refuse_other_folders(site: Path, shelf: Path) -> None:
    """What is no shelf would lose what the site has not: a project, or somebody's own folder."""
    inside, outside = site.resolve(), shelf.resolve()
    names = {path.name for path in shelf.iterdir()} if shelf.is_dir() else set()
    begun = {LIST, "index.html"} & names or all(name.startswith(OWN) for name in names)
    if not begun or inside.is_relative_to(outside) or outside.is_relative_to(inside):
        raise ShelfError(
            f"{shelf} holds something else than editions and a site; "
            "name a new folder, or the one that is published"
        )


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


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)


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


def _write_notices(change: Exchange, editions: list[Edition]) -> None:
    """Say on every page of every edition but the newest which one is newer."""
    for edition in editions:
        root = change.at(edition.id)
        for page in sorted(root.rglob("*.html")):
            inside = page.relative_to(root).as_posix()
            newest = edition == editions[0]
            notice = "" if newest else _notice(change, edition, inside, editions[0])
            _rewrite(change, f"{edition.id}/{inside}", _with_notice, notice)


def _write_lists(change: Exchange, editions: list[Edition]) -> None:
    """Say on each page of assignments at which address every edition has its own."""
    pages = {one: f"{one.id}/{ASSIGN_PAGE}" for one in editions}
    there = {one: page for one, page in pages.items() if change.at(page).exists()}
    for page in (ASSIGN_PAGE, *there.values()):
        if change.at(page).exists():
            entries = "".join(_entry(one, page, other) for one, other in there.items())
            _rewrite(change, page, _with_list, f'<ul class="cb-editions" hidden>{entries}</ul>')


def _rewrite(change: Exchange, path: str, mark: Callable[[str, str], str], words: str) -> None:
    text = change.at(path).read_text("utf-8")
    written = mark(text, words)
    if written != text:
        change.write(path, written)


def _entry(edition: Edition, page: str, other: str) -> str:
    address = html.escape(_from(page, other))
    return f'<li><a href="{address}">{html.escape(edition.name)}</a></li>'


def _from(page: str, other: str) -> str:
    """The address of one page of the shelf on another."""
    return posixpath.relpath(other, posixpath.dirname(page)).removesuffix("index.html") or "./"


def _with_list(page: str, entries: str) -> str:
    return LISTED.sub(lambda _: f"{LIST_START}{entries}{LIST_END}", page)


def _with_notice(page: str, notice: str) -> str:
    return NOTICE.sub(lambda _: f"{START}{notice}{END}", page)


def _notice(change: Exchange, old: Edition, inside: str, newest: Edition) -> str:
    """What stands on a page of an older edition; `inside` is its path there."""
    there = change.at(f"{newest.id}/{inside}").exists()
    target = f"{newest.id}/{inside if there else 'index.html'}"
    address = _from(f"{old.id}/{inside}", target)
    where = "this page" if there else "its home page, because this page is gone"
    return (
        '<aside class="cb-old-edition" aria-label="Edition">'
        f"You are reading the {html.escape(old.name)}, which stays as it is. The newest is the "
        f'{html.escape(newest.name)}: <a class="cb-newest" href="{html.escape(address)}">read '
        f"{where} there</a>.</aside>"
    )


def listed(shelf: Path) -> Iterator[str]:
    """One line for each edition on the shelf."""
    for edition in _editions(shelf):
        yield f"{edition.id}: {edition.name}, {edition.date}"
