"""What readers take away: other programs read it without a complaint."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from casebook.citations.exchange import bibtex, tex
from casebook.course import Course, read
from casebook.exports.references import references_bib, references_csl_json

from ..courses import ROOT, SITES

FILES: dict[str, Callable[[Course], bytes]] = {
    "biblatex": references_bib,
    "csljson": references_csl_json,
}


def course(root: Path) -> Course:
    found, _ = read(root)
    assert found is not None
    return found


def pandoc(*arguments: str, text: str) -> str:
    """What pandoc makes of a text. It must warn of nothing."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--fail-if-warnings", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def items(form: str, content: bytes) -> dict[str, dict[str, Any]]:
    read_back = json.loads(pandoc("-f", form, "-t", "csljson", text=content.decode()))
    return {item["id"]: item for item in read_back}


@pytest.mark.parametrize("root", [ROOT, SITES / "citations"], ids=["live", "citations"])
@pytest.mark.parametrize("form", FILES)
def test_pandoc_reads_every_work_and_law(form: str, root: Path) -> None:
    whole = course(root)
    found = items(form, FILES[form](whole))
    assert set(found) == {*whole.laws, *whole.references}
    assert all(item.get("title") for item in found.values())
    assert all(found[key].get("issued") for key in whole.references)


@pytest.mark.parametrize(
    ("key", "biblatex", "csl"),
    [
        ("apple-act-1999", "legislation", "legislation"),
        ("fruit-treaty-2001", "legislation", "treaty"),
        ("ds-9-2010", "legal_case", "legal_case"),
        ("tree-v-ground-2012", "legal_case", "legal_case"),
        ("article-1999", "article-journal", "article-journal"),
        ("treatise-2001", "book", "book"),
        ("chapter-2003", "chapter", "chapter"),
        ("report-2018", "report", "report"),
        ("page-2019", "webpage", "webpage"),
        ("speech-2014", "manuscript", "speech"),
    ],
)
def test_each_kind_of_work_keeps_its_kind(key: str, biblatex: str, csl: str) -> None:
    whole = course(SITES / "citations")
    assert items("biblatex", references_bib(whole))[key]["type"] == biblatex
    assert items("csljson", references_csl_json(whole))[key]["type"] == csl


@pytest.mark.parametrize("form", FILES)
def test_names_titles_and_addresses_arrive_whole(form: str) -> None:
    found = items(form, FILES[form](course(SITES / "citations")))
    book, chapter, gone = found["treatise-2001"], found["chapter-2003"], found["gone-2009"]
    assert book["title"] == "On the Ground as Owner: 100% Fruit & Law_s"
    assert book["author"] == [
        {"family": "Pippin", "given": "Cox Orange"},
        {"family": "Smith", "given": "Granny"},
    ]
    assert book["URL"] == "https://treatise-2001.example/a_b?c=1&d=%20"
    assert found["report-2018"]["author"][1] == {"family": "Van den Boom", "given": "Piet"}
    assert found["census-2020"]["author"] == [{"literal": "Office of Counting"}]
    assert found["census-2020"]["original-title"] == "各县树木"
    assert [one["family"] for one in chapter["editor"]] == ["Reine", "Bramley"]
    assert (chapter["container-title"], chapter["page"]) == ("Essays on Fruit", "80-99")
    assert gone["URL"] == "https://archive.example/2010/orchard"
    assert gone["accessed"] == {"date-parts": [[2026, 1, 31]]}


def test_csl_json_has_the_variables_of_the_standard_alone() -> None:
    variables = {
        *("id", "type", "author", "editor", "title", "title-short", "original-title"),
        *("container-title", "collection-title", "genre", "authority", "jurisdiction"),
        *("volume", "issue", "number", "page", "publisher", "publisher-place"),
        *("issued", "accessed", "URL", "note"),
    }
    for item in json.loads(references_csl_json(course(ROOT))):
        assert set(item) <= variables
        assert all(item.values())


def test_bib_has_none_of_our_own_fields_and_protects_capitals() -> None:
    entries = parse_string(references_bib(course(ROOT)).decode(), "bibtex").entries
    fields = {name for entry in entries.values() for name in entry.fields}
    assert not fields & {"status", "evidence", "pinyin", "title_zh", "archive", "dead"}
    assert all(entry.fields["title"].startswith("{") for entry in entries.values())


@pytest.mark.parametrize("form", FILES)
def test_a_processor_formats_every_entry(form: str, tmp_path: Path) -> None:
    whole = course(SITES / "citations")
    suffix = {"biblatex": "bib", "csljson": "json"}[form]
    source = tmp_path / f"references.{suffix}"
    source.write_bytes(FILES[form](whole))
    text = "---\nnocite: '@*'\n---\n"
    shown = pandoc(
        *("-f", "markdown", "-t", "plain", "--wrap=none", "--citeproc"),
        *("--bibliography", str(source)),
        text=text,
    )
    entries = shown.strip().split("\n\n")
    assert len(entries) == len(whole.laws) + len(whole.references)
    assert any("John" in one and "Orchardia Law Review 12 (3): 10–20" in one for one in entries)


def test_the_same_course_gives_the_same_bytes_in_the_order_of_its_files() -> None:
    whole = course(SITES / "citations")
    turned = dataclasses.replace(whole)
    for make in FILES.values():
        assert make(whole) == make(turned)
    keys = [
        line.partition("{")[2][:-1]
        for line in references_bib(whole).decode().split("\n")
        if line.startswith("@")
    ]
    assert keys == [*whole.laws, *whole.references]


plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]))


@given(plain)
def test_any_title_stays_one_field_of_one_entry(title: str) -> None:
    title = " ".join(title.split())
    entry = bibtex("book", "a-1", [("title", title), ("date", "2001")])
    found = parse_string(entry, "bibtex").entries
    assert found["a-1"].fields["date"] == "2001"
    assert found["a-1"].fields.get("title", "{}") == f"{{{tex(title)}}}"
