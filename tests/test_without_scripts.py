"""Every page of the site is reached, and everything on it read, without a script."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html

from .links import BASE

SHOWN_BY_SCRIPTS = ("cb-search-open", "cb-scheme")
"""Buttons that do nothing without a script, and are hidden until it has shown them."""


def test_links_lead_from_the_first_page_to_every_other(live_site: Path) -> None:
    reached: set[str] = set()
    waiting = [BASE]
    while waiting:
        url = waiting.pop()
        path = live_site / urlsplit(url).path.lstrip("/")
        file = path / "index.html" if url.endswith("/") else path
        if url in reached or not url.startswith(BASE) or not file.is_file():
            continue
        if file.suffix != ".html":
            continue
        reached.add(url)
        for link in lxml.html.parse(str(file)).getroot().iterfind(".//a[@href]"):
            waiting.append(urljoin(url, str(link.get("href"))).partition("#")[0])
    pages = {
        BASE + path.parent.relative_to(live_site).as_posix().removeprefix(".") + "/"
        for path in live_site.rglob("index.html")
    }
    assert {one.replace("site.invalid//", "site.invalid/") for one in pages} - reached == set()


def test_nothing_but_buttons_of_scripts_is_hidden(live_site: Path) -> None:
    hidden = set()
    for path in live_site.rglob("index.html"):
        for one in lxml.html.parse(str(path)).getroot().iterfind(".//*[@hidden]"):
            if not set(SHOWN_BY_SCRIPTS) & set(str(one.get("class")).split()):
                hidden.add((path.relative_to(live_site).as_posix(), one.tag, one.get("class")))
    assert hidden == set()
