"""Two link checkers: our own over the files, and LinkChecker over http."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

BASE = "http://site.invalid/"


def broken_links(site: Path) -> tuple[int, list[str]]:
    """How many links the pages of a built site have, and what is wrong with them.

    Every href and src counts, also of generated and raw HTML; a fragment must
    be an id of the page it leads to, and an id stands once on its page.
    """
    ids: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    broken: list[str] = []
    for path in sorted(site.rglob("*.html")):
        url = BASE + path.relative_to(site).as_posix().removesuffix("index.html")
        root = lxml.html.parse(str(path)).getroot()
        named = [str(one) for one in root.xpath("//@id") if not one.startswith("__")]
        broken += [
            f"{url}: id “{one}” stands twice" for one in sorted(set(named)) if named.count(one) > 1
        ]
        ids[url] = {*root.xpath("//@id"), *root.xpath("//a/@name"), ""}
        if path.name != "404.html":  # its links are absolute, for a server
            links += [(url, urljoin(url, one)) for one in root.xpath("//@href | //@src")]
    for source, target in links:
        if target.startswith(BASE):
            broken += [f"{source}: {target} {fault}" for fault in _fault(site, target, ids)]
    return len(links), broken


def _fault(site: Path, target: str, ids: dict[str, set[str]]) -> list[str]:
    address, _, fragment = target.partition("#")
    file = site / unquote(urlsplit(address).path).lstrip("/")
    if file.is_dir():
        file /= "index.html"
    if not file.is_file():
        return ["is not there"]
    if address in ids and unquote(fragment) not in ids[address]:
        return ["has no such place"]
    return []


def linkchecker(address: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run LinkChecker over a served site; other hosts are left alone."""
    settings = folder / "linkcheckerrc"
    settings.write_text("[checking]\nmaxrequestspersecond=1000\nthreads=8\n")
    return subprocess.run(
        [
            *(sys.executable, "-m", "linkcheck", "--config", str(settings), "--no-status"),
            *("--ignore-url", r"^https?://(?!127\.0\.0\.1)", address + "/"),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
