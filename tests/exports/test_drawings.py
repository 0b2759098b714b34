"""Drawings and fonts of the documents to print."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from casebook.course import read
from casebook.exports.documents.drawings import STYLE, coloured, pixels
from casebook.exports.documents.letters import LIST, have, missing, printable, used
from casebook.exports.documents.pictures import Pictures
from casebook.exports.documents.store import DIGEST, Store
from casebook.exports.fragments import Fragments

from ..courses import ROOT, SITES

SVG = """<svg xmlns="http://www.w3.org/2000/svg" class="cb-svg cb-flowchart" width="60" height="40"
 viewBox="0 0 60 40"><g class="node"><rect width="50" height="30"/><text x="9" y="20">Tea</text></g>
<g class="lineWrapper"><line x2="5"/></g><path class="flowchart-link" d="M0,0 L9,9"/></svg>"""


def test_a_drawing_gets_its_colours_from_the_style_of_the_site() -> None:
    style = (ROOT / "docs" / STYLE).read_text("utf-8")
    root = etree.fromstring(coloured(SVG, style))
    drawn = {etree.QName(one).localname: one.get("style") or "" for one in root.iter()}
    assert "fill: #eef3f7" in drawn["rect"]
    assert "stroke: #4d5a66" in drawn["line"]
    assert "stroke: #4d5a66" in drawn["path"]
    assert "Source Serif 4" in drawn["text"]


def test_nothing_in_a_drawing_waits_for_a_style_sheet() -> None:
    course, _ = read(ROOT)
    assert course is not None
    style = (ROOT / "docs" / STYLE).read_text("utf-8")
    for svg in course.drawings.values():
        made = coloured(svg, style).decode()
        assert "var(" not in made
        assert "stroke:" in made


def test_a_drawing_becomes_a_picture() -> None:
    style = (ROOT / "docs" / STYLE).read_text("utf-8")
    assert pixels(coloured(SVG, style)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("title", "description", "alternative"),
    [
        ("May this leave?", "Who may open it", "May this leave? Who may open it."),
        ("Three steps.", "Does it end? It does.", "Three steps. Does it end? It does."),
        ("Steps", "Which is the last?", "Steps. Which is the last?"),
        ("Steps", "It asks “which?”", "Steps. It asks “which?”"),
        ("Steps", "", "Steps."),
        ("茶", "茶可以运出吗？", "茶. 茶可以运出吗？"),
    ],
)
def test_an_alternative_text_ends_each_sentence_with_one_mark(
    title: str, description: str, alternative: str
) -> None:
    style = (ROOT / "docs" / STYLE).read_bytes()
    course, _ = read(SITES / "tiny")
    assert course is not None
    fragments = Fragments(course, "", lambda _: style)
    said = f' role="img" aria-label="{title}"><desc>{description}</desc><g'
    drawing = SVG.replace("><g", said, 1)
    made = Pictures(fragments, "a.md", "a").take_drawings(f"<p>{drawing}</p>")
    assert f'alt="{alternative}"' in made


def test_the_fonts_have_every_chinese_character_of_the_content() -> None:
    lacking = missing("".join(used(ROOT)))
    assert lacking == [], f"the fonts of the documents lack {''.join(lacking)}; run `make fonts`"


def test_the_list_of_letters_is_that_of_the_fonts() -> None:
    assert LIST.read_text("utf-8") == have(), "run `make fonts`"


def test_the_fonts_have_the_tones_of_pinyin() -> None:
    assert missing("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ ĀÁǍÀ “”‘’—–…¶→〔〕《》，。；：") == []


def test_a_sign_stands_for_what_no_font_has() -> None:
    assert printable("tea 茶 𠮷") == "tea 茶 〓"


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    made = []

    def make() -> bytes:
        made.append(1)
        return b"tea"

    for _ in range(2):
        store = Store(tmp_path / "kept")
        assert store.made(["a", b"b"], make) == b"tea"
        assert store.made(["ab"], make) == b"tea"
        store.forget_the_rest()
    assert len(made) == 2


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    first = Store(tmp_path)
    first.made(["old"], lambda: b"old")
    first.made(["seen"], lambda: b"seen")
    (tmp_path / "new-half").write_bytes(b"ha")  # a build that was ended
    second = Store(tmp_path)
    second.keep(["seen"])
    second.made(["now"], lambda: b"now")
    second.forget_the_rest()
    assert {path.read_bytes()[DIGEST:] for path in tmp_path.iterdir()} == {b"seen", b"now"}


def test_an_ended_write_leaves_no_file(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def ended() -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.made(["tea"], ended)
    assert [*tmp_path.iterdir()] == []
