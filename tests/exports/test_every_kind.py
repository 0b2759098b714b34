"""A question of each kind, with Chinese, signs and a picture, arrives in each target whole."""

from __future__ import annotations

import html
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping

import lxml.html
import pytest
from lxml import etree

from casebook.exports.anki import anki_deck
from casebook.exports.canvas import canvas_qti
from casebook.exports.cartridge import cartridge
from casebook.exports.fragments import Fragments, plain_text
from casebook.exports.gift import gift
from casebook.exports.items import items
from casebook.exports.moodle import moodle_xml

from .conftest import ADDRESS, fragments_of, with_question

QUESTIONS = {item.kind: item.id for item in items(fragments_of("quizzes"), "tea")}
STEM = "Which 茶 is “< 5” & 𠮷?\n\n![A leaf of 茶](../../assets/img/leaf.png)"
SHOWN = "Which 茶 is “< 5” & 𠮷?"
PAGES = {f"modules/tea/{name}.md": "<p>Text</p>" for name in ("brewing", "serving")}

Found = tuple[str, set[str]]
"""The HTML of a question's stem, and the names of the files that travel with it."""


def in_moodle(fragments: Fragments, name: str) -> Found:
    root = etree.fromstring(moodle_xml(fragments, "tea").content)
    question = next(one for one in root.iterfind("question") if ident(one) == name)
    text = question.find("questiontext")
    files = {one.get("name") for one in text.iterfind("file")}
    return text.findtext("text"), files


def ident(question: etree._Element) -> str:
    return str(question.findtext("idnumber"))


def in_gift(fragments: Fragments, name: str) -> Found:
    text = gift(fragments, "tea").content.decode().partition(f"[id:{name}]")[2]
    stem = text.partition("::[html]")[2].partition("{\n")[0]
    return stem.replace("\\", ""), {f"{ADDRESS}assets/img/leaf.png"}


def in_package(content: bytes, name: str) -> Found:
    """A QTI package: Canvas's, or a cartridge."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {one.rpartition("/")[2] for one in archive.namelist()}
        for member in archive.namelist():
            if member.endswith(".xml") and b"<item " in archive.read(member):
                for item in etree.fromstring(archive.read(member)).iter("{*}item"):
                    if (item.get("ident") or "").endswith(name):
                        return item.findtext(".//{*}presentation/{*}material/{*}mattext"), files
    raise AssertionError(name)


def in_canvas(fragments: Fragments, name: str) -> Found:
    return in_package(canvas_qti(fragments, "tea").content, name)


def in_cartridge(fragments: Fragments, name: str) -> Found:
    return in_package(cartridge(fragments, PAGES).content, name)


def in_anki(fragments: Fragments, name: str) -> Found:
    with zipfile.ZipFile(io.BytesIO(anki_deck(fragments).content)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
        media = json.loads(archive.read("media"))
    notes = [row[0].split("\x1f")[0] for row in database.execute("SELECT flds FROM notes")]
    database.close()
    return next(note for note in notes if SHOWN in plain_text(note)), set(media.values())


TARGETS: Mapping[str, Callable[[Fragments, str], Found]] = {
    "Moodle": in_moodle,
    "GIFT": in_gift,
    "Canvas": in_canvas,
    "Common Cartridge": in_cartridge,
    "Anki": in_anki,
}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("kind", QUESTIONS)
def test_its_stem_and_its_picture_are_there(tea: Fragments, kind: str, target: str) -> None:
    name = QUESTIONS[kind]
    text, files = TARGETS[target](with_question(tea, name, stem=STEM), name)
    assert SHOWN in plain_text(text)
    assert '<span lang="zh-Hans">茶</span>' in html.unescape(text)
    picture = next(lxml.html.fragment_fromstring(text, create_parent="div").iter("img"))
    assert picture.get("alt") == "A leaf of 茶"
    source = picture.get("src")
    assert source in files or source.rpartition("/")[2] in files


def test_all_kinds_are_tried() -> None:
    assert set(QUESTIONS) == {
        *("single", "multiple", "true-false", "match", "order", "short", "essay")
    }
