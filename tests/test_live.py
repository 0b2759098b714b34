"""The project's own course and its built site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html

from casebook.checks import check
from casebook.course import read

from .courses import ROOT
from .links import broken_links, linkchecker


def test_content_has_no_mistake() -> None:
    course, problems = read(ROOT)
    assert course is not None
    assert [str(problem) for problem in problems + check(course)] == []


def test_every_internal_link_and_fragment_resolves(live_site: Path) -> None:
    count, broken = broken_links(live_site)
    assert count > 500
    assert broken == []


def test_linkchecker_finds_nothing_over_http(live_address: str, tmp_path: Path) -> None:
    done = linkchecker(live_address, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = re.search(r"That's it\. (\d+) links", done.stdout)
    assert checked is not None
    assert int(checked[1]) > 50


def test_pages_name_no_other_origin_to_load_from(live_site: Path) -> None:
    for path in live_site.rglob("*.html"):
        root = lxml.html.parse(str(path)).getroot()
        loaded = root.xpath("//script/@src | //img/@src | //link[@rel!='canonical']/@href")
        assert [one for one in loaded if urlsplit(one).netloc] == [], path
