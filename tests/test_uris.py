"""Source URIs and the addresses at which the pages are served."""

from __future__ import annotations

import pytest

from casebook.addresses import absolute_url, relative_url
from casebook.uris import chapter_key, chapter_uri, law_key, law_uri, module_key, module_uri

SITE = "https://course.example/tea"


def test_a_key_comes_back_from_its_uri() -> None:
    assert law_key(law_uri("tea-act-1999")) == "tea-act-1999"
    assert chapter_key(chapter_uri("tea/brewing")) == "tea/brewing"
    assert module_key(module_uri("tea")) == "tea"


@pytest.mark.parametrize("uri", ["index.md", "terms/index.md", "law/a.txt", "modules/"])
def test_other_uris_have_no_key(uri: str) -> None:
    assert (law_key(uri), chapter_key(uri), module_key(uri)) == ("", "", "")


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("index.md", "/"),
        ("modules/tea/index.md", "/modules/tea/"),
        ("modules/tea/brewing.md", "/modules/tea/brewing/"),
        ("modules/tea/reindex.md", "/modules/tea/reindex/"),
        ("downloads/references.bib", "/downloads/references.bib"),
        ("assets/img/leaf.png", "/assets/img/leaf.png"),
    ],
)
def test_only_pages_are_served_as_folders(uri: str, address: str) -> None:
    assert absolute_url(SITE, uri) == absolute_url(f"{SITE}/", uri) == SITE + address
    assert absolute_url("", uri) == ""


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        ("index.md", "index.md", "./"),
        ("index.md", "law/index.md", "law/"),
        ("modules/tea/brewing.md", "law/tea-act-1999.md", "../../../law/tea-act-1999/"),
        ("law/index.md", "index.md#tea", "../#tea"),
    ],
)
def test_a_page_as_seen_from_another(page: str, target: str, address: str) -> None:
    assert relative_url(page, target) == address
