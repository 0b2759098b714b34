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
from dataclasses import asdict, dataclass
from pathlib import Path

from ..uris import ASSIGN

LIST = "editions.json"
"""In the shelf: its editions, the newest first."""
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
    shelf.mkdir(parents=True, exist_ok=True)
    for old in [path for path in shelf.iterdir() if path.name not in kept]:
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copytree(site, shelf, dirs_exist_ok=True)
    (shelf / ".nojekyll").touch()  # else GitHub Pages leaves out names that begin with a mark
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
    _replace(site, folder)
    editions = {one.id: one for one in (*_editions(shelf), edition)}
    newest_first = sorted(editions.values(), key=lambda one: one.date, reverse=True)
    text = json.dumps([asdict(one) for one in newest_first], ensure_ascii=False, indent=1)
    (shelf / LIST).write_text(f"{text}\n", "utf-8")
    _write_notices(shelf, newest_first)
    _write_lists(shelf, newest_first)


def _editions(shelf: Path) -> list[Edition]:
    path = shelf / LIST
    return [Edition(**one) for one in json.loads(path.read_text("utf-8"))] if path.exists() else []


def _edition_of(site: Path) -> str | None:
    """The edition for whose folder a site was built."""
    home = (site / "index.html").read_text("utf-8")
    found = re.search(r'<meta name="casebook-edition" content="([^"]*)"', home)
    return found[1] if found else None


def _replace(site: Path, folder: Path) -> None:
    """Copy aside, then rename: what was there stays until the copy is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    shutil.copytree(site, new, dirs_exist_ok=True)
    new.chmod(0o755)
    if folder.exists():
        shutil.rmtree(folder)
    new.rename(folder)


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
                page.write_text(written, "utf-8")


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
                page.write_text(written, "utf-8")


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
