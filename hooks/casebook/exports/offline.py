"""The built site as a ZIP file that opens from a folder, without a server.

A folder opens no page for an address that ends with a stroke, so links name
index.html. The other files to take away are not packed again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from .package import zipped

SITE_ZIP = "site.zip"
LEFT_OUT = ("sitemap.xml", "sitemap.xml.gz", "404.html")
DOWNLOADS = "downloads/"
LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
OWN = re.compile(r"(?![a-z][a-z0-9+.-]*:|//|#|$)")
"""Begins an address on this site that leads to another page."""
PRELOAD = re.compile(r'<link rel="preload"[^>]*>\n?')
"""From a folder, browsers ask for the font a second time and say so."""


def site_zip(files: Mapping[str, bytes], site: str) -> bytes:
    """The site in a folder of its own. `files` are those of the built site by their paths;
    `site` is its address or "".
    """
    members = {}
    for path, content in files.items():
        if path in LEFT_OUT or (path.startswith(DOWNLOADS) and not path.endswith(".html")):
            continue
        if path.endswith(".html"):
            content = opened_from_a_folder(content.decode(), path, site).encode()
        members[f"site/{path}"] = content
    return zipped(members)


def opened_from_a_folder(html: str, path: str, site: str) -> str:
    """A page whose links work in a folder. `path` is its own, such as law/index.html."""

    def led(match: re.Match[str]) -> str:
        link, target = match[0], match[1]
        if not OWN.match(target):
            return link
        before = link[: -len(target) - 1]
        if _is_download(path, target):
            if not site:
                return before.removesuffix(' href="')
            return f'{before}{urljoin(site, _from_root(path, target))}"'
        address, hash_, place = target.partition("#")
        if address.endswith("/") or address.rpartition("/")[2] in (".", ".."):
            address = f"{address.removesuffix('/')}/index.html"
        return f'{before}{address}{hash_}{place}"'

    return LINK.sub(led, PRELOAD.sub("", html))


def _from_root(path: str, target: str) -> str:
    return urljoin(f"/{path}", target).lstrip("/")


def _is_download(path: str, target: str) -> bool:
    place = _from_root(path, target.partition("#")[0])
    return place.startswith(DOWNLOADS) and not place.endswith(("/", ".html"))
