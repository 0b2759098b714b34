"""The link checkers find what is broken; tests/test_live.py runs them over the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from .links import broken_links, linkchecker
from .server import serve

GOOD = '<h1 id="top">A</h1><a href="b/#there">b</a><a href="#top">top</a><img src="b/i.png">'
OTHER = '<p id="there">B</p><a href="../">a</a>'


def site(folder: Path, first: str) -> Path:
    (folder / "b").mkdir()
    (folder / "index.html").write_text(f"<html><body>{first}</body></html>")
    (folder / "b" / "index.html").write_text(f"<html><body>{OTHER}</body></html>")
    (folder / "b" / "i.png").touch()
    return folder


def test_a_sound_site_passes(tmp_path: Path) -> None:
    assert broken_links(site(tmp_path, GOOD)) == (4, [])


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("b/#there", "c/", "c/ is not there"),
        ("b/#there", "b/#gone", "b/#gone has no such place"),
        ("#top", "#gone", "#gone has no such place"),
        ("b/i.png", "b/j.png", "b/j.png is not there"),
        ('<a href="#top"', '<a id="top" href="#top"', "id “top” stands twice"),
    ],
)
def test_a_broken_link_is_found(tmp_path: Path, right: str, wrong: str, fault: str) -> None:
    _, broken = broken_links(site(tmp_path, GOOD.replace(right, wrong)))
    assert [fault in one for one in broken] == [True]


@pytest.mark.parametrize(("link", "code"), [("b/#there", 0), ("c/", 1)])
def test_linkchecker_finds_a_missing_page(tmp_path: Path, link: str, code: int) -> None:
    with serve(site(tmp_path, GOOD.replace("b/#there", link))) as address:
        assert linkchecker(address, tmp_path).returncode == code
