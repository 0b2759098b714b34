"""The site's own scripts and styles, as they are sent."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from casebook.assets.bundles import BUNDLES, NAMED, join
from casebook.assets.light import in_light
from casebook.assets.minify import smaller
from casebook.assets.unused import names_in_html, names_in_text, without_unused

from .courses import ROOT

NESTED = re.compile(r"\$\{[^}`]*`")
ASSETS = ROOT / "docs/assets"
SCRIPTS = sorted(ASSETS.glob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_template_stands_in_a_template(script: Path) -> None:
    """rjsmin takes the inner one for code, and spaces out of its words."""
    lines = script.read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if NESTED.search(line)] == []


def test_why() -> None:
    assert "a, b" in smaller("one.js", "x = `a, b`;")
    assert "a, b" not in smaller("one.js", "x = `${f(`a, b`)}`;")


def test_every_script_and_style_is_sent_once() -> None:
    sent = Counter(part for bundle in BUNDLES.values() for part in bundle.parts)
    assert sent == Counter(path.name for path in [*SCRIPTS, *ASSETS.glob("*.css")])


PAGE = '<p class="cb-p">One</p><ul dir="ltr"><li><a href="#x" class="a b">Two</a></li></ul>'
NAMES = names_in_html(PAGE)


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".cb-p{a:b}.gone{a:b}", ".cb-p{a:b}"),
        (".gone,.a.b{a:b}", ".a.b{a:b}"),
        (".a.gone{a:b}", ""),
        ("ul>li{a:b}table{a:b}", "ul>li{a:b}"),
        ("p:is(.gone,.other){a:b}", "p:is(.gone,.other){a:b}"),
        ("p:hover::before{a:b}", "p:hover::before{a:b}"),
        ("[dir=rtl] p{a:b}[dir=ltr] p{a:b}", "[dir=ltr] p{a:b}"),
        ('[href^="#"]{a:b}[data-x]{a:b}', '[href^="#"]{a:b}'),
        ("#gone{a:b}", ""),
        ("@media print{.gone{a:b}}", ""),
        ("@media print{.gone{a:b}p{a:b}}", "@media print{p{a:b}}"),
        (":root{--x:1;--y:2}p{a:var(--x)}", ":root{--x:1}p{a:var(--x)}"),
        (":root{--x:var(--y);--y:2}p{a:var(--x)}", ":root{--x:var(--y);--y:2}p{a:var(--x)}"),
        (":root{--x:1}.gone{a:var(--x)}", ""),
        ("@keyframes spin{to{a:b}}", ""),
        ("@font-face{src:url(x)}", "@font-face{src:url(x)}"),
        ('@charset "UTF-8";p{a:b}', "p{a:b}"),
    ],
)
def test_what_no_page_uses_is_not_sent(style: str, left: str) -> None:
    assert without_unused(style, NAMES) == left


def test_a_name_in_a_script_counts() -> None:
    names = names_in_text('make("p", { className: "late one" })')
    assert without_unused(".late.one{a:b}", names) == ".late.one{a:b}"


def test_a_mistake_in_a_style_is_told_with_its_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        without_unused("p{a:b}\n}", NAMES)


PARTS = {
    f"assets/{part}": f"/* about it */\n.x-{part.replace('.', '-')} {{ a: b }}\n"
    if part.endswith(".css")
    else f"/* about it */\nrun('{part}');\n"
    for bundle in BUNDLES.values()
    for part in bundle.parts
}


def test_a_page_has_the_scripts_that_it_needs() -> None:
    sent = join(PARTS, "p{a:b}.gone{a:b}", [PAGE], "")
    style = sent.texts["site.css"]
    assert style.startswith("p{a:b}\n.x-casebook-css{a:b}")
    assert "gone" not in style
    names = [re.sub(r"\?[0-9a-f]{8}$", "", one) for one in sent.scripts(PAGE)]
    assert names == ["assets/site.js"]
    names = [one.partition("?")[0] for one in sent.scripts('<div class="cb-questions">')]
    assert names == ["assets/site.js", "assets/questions.js"]
    assert not any(one.startswith(f"assets/{name}?") for one in sent.scripts("") for name in NAMED)


def test_an_address_changes_with_what_is_sent() -> None:
    other = {**PARTS, "assets/frame.js": "run('other');"}
    before, after = (join(parts, "", [], "") for parts in (PARTS, other))
    assert before.address("site.js") != after.address("site.js")
    assert before.address("site.css") == after.address("site.css")


def test_paper_gets_the_light_colours() -> None:
    style = "a{b:light-dark(#fff, #000);c:light-dark( red,blue )}"
    assert in_light(style) == "a{b:#fff;c:red}"


STYLE = """
@font-face { font-family: "A"; src: url("fonts/plain.woff2"); unicode-range: U+20-7E, U+A0; }
@font-face { font-family: "A"; src: url("fonts/marked.woff2"); unicode-range: U+100-1DC; }
@font-face { font-family: "B"; src: url("fonts/plain.woff2"); unicode-range: U+20-7E; }
"""
PLAIN, MARKED = "assets/fonts/plain.woff2", "assets/fonts/marked.woff2"


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        ("<p>Law</p>", [PLAIN]),
        ("<p>fǎ</p>", [PLAIN, MARKED]),
        ("<p>f&#462;</p>", [PLAIN, MARKED]),
        ('<p title="fǎ">Law</p><template><p>fǎ</p></template>', [PLAIN]),
        ("<details><summary>Law</summary><p>fǎ</p></details>", [PLAIN]),
        ("<details><summary>fǎ</summary><p>Law</p></details>", [PLAIN, MARKED]),
        ("<details open><summary>Law</summary><p>fǎ</p></details>", [PLAIN, MARKED]),
        ('<p>Law</p><div class="footnote"><ol><li>fǎ</li></ol></div>', [PLAIN]),
        ("", [PLAIN]),
    ],
)
def test_a_page_asks_at_once_for_the_fonts_it_opens_with(content: str, asked: list[str]) -> None:
    sent = join({**PARTS, "assets/casebook.css": STYLE}, "", [], "")
    assert sent.fonts(content) == asked
