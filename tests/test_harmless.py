"""Nothing that runs comes from the content into a page, whatever the checks let through."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from casebook.pages.finish import finish

from .conftest import mkdocs_build

BAD = "alert(1)"


@pytest.mark.parametrize(
    "written",
    [
        f"<p>a<script>{BAD}</script> b</p>",
        f'<p>a<img src="x.png" onerror="{BAD}"> b</p>',
        f'<p><a href="javascript:{BAD}">a</a> b</p>',
        f'<p><a href=" java\nscript&#58;{BAD}">a</a> b</p>',
        f'<p><a href="data:text/html,{BAD}">a</a> b</p>',
        f'<p>a<iframe srcdoc="{BAD}"></iframe> b</p>',
        f'<p>a b<object data="{BAD}"></object><embed src="{BAD}"></p>',
        f'<p>a<svg onload="{BAD}"><script>{BAD}</script></svg> b</p>',
        f"<p>a<style>{BAD}</style> b</p>",
        f'<p ONCLICK="{BAD}">a b</p>',
    ],
)
def test_what_runs_is_taken_out_of_a_page(written: str) -> None:
    html, _ = finish(written, numbered=False)
    assert BAD not in html
    assert "".join(lxml.html.fromstring(html).text_content().split()) == "ab"


def test_what_only_shows_stays() -> None:
    html = '<p id="x"><a href="../a/#b" title="c">d</a> <a href="mailto:e@f.example">g</a></p>'
    assert finish(html, numbered=False)[0] == html


ODD = 'Apples "a" onload=x & 1 < 2 > {{ 7 * 7 }} {% raw %} *b* `c`'


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_signs_in_data_are_shown_as_they_were_written(tiny: Path) -> None:
    """In titles and other plain text, on pages and in what stands around them."""
    for path, line in (
        ("docs/modules/apples/index.md", "title: "),
        ("docs/modules/apples/picking.md", "title: "),
        ("docs/law/orchard-act-1985.md", "title: "),
        ("docs/law/orchard-act-1985.md", "issuer: "),
        ("docs/terms/windfall.md", "term: "),
        ("docs/course.yml", "title: "),
    ):
        text = (tiny / path).read_text("utf-8").split("\n")
        at = next(i for i, one in enumerate(text) if one.startswith(line))
        text[at] = f"{line}'{ODD}'"
        (tiny / path).write_text("\n".join(text), "utf-8")
    mkdocs_build(tiny)
    pages = {
        path.parent.relative_to(tiny / "site").as_posix(): lxml.html.parse(str(path)).getroot()
        for path in (tiny / "site").rglob("index.html")
    }
    for uri in ("modules/apples", "modules/apples/picking", "law/orchard-act-1985"):
        assert _text(pages[uri].xpath("//h1")[0]).startswith(ODD), uri
        assert pages[uri].xpath("//head/title")[0].text.endswith(ODD), uri
        assert pages[uri].xpath("//a[@class='cb-title']")[0].text == ODD, uri
    (said,) = pages["law/orchard-act-1985"].xpath("//meta[@name='description']/@content")
    assert said.startswith(ODD)
    for uri, page in pages.items():
        assert page.xpath("//@onload") == [], uri
        for link in page.xpath("//nav//a[contains(., 'onload')]"):
            assert ODD in _text(link), uri


def test_a_page_with_mistakes_runs_nothing_while_it_is_written(tiny: Path) -> None:
    chapter = tiny / "docs/modules/apples/picking.md"
    mistakes = (
        f"<script>{BAD}</script>\n\n<b onclick='{BAD}'>x</b> [y](javascript:{BAD}) "
        f'*z*{{ onclick="{BAD}" }}\n'
    )
    chapter.write_text(f"{chapter.read_text('utf-8')}\n\n{mistakes}", "utf-8")
    law = tiny / "docs/law/orchard-act-1985.md"
    law.write_text(
        law.read_text("utf-8").replace("gloss: |\n", f"gloss: |\n      <script>{BAD}</script>\n")
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=tiny, capture_output=True, check=False
    )
    assert done.returncode == 0
    for path in (tiny / "site").rglob("*.html"):
        page = lxml.html.parse(str(path)).getroot()
        assert [one for one in page.xpath("//@*") if BAD in one] == [], path
        assert [one for one in page.xpath("//script/text()") if BAD in one] == [], path
