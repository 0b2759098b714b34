"""Diagrams: found, drawn by the real Mermaid, tidied, and put into the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import lxml.etree
import pytest

from casebook.course import DRAWINGS, read
from casebook.diagrams.browser import chrome
from casebook.diagrams.command import redraw
from casebook.diagrams.draw import Drawn, draw
from casebook.diagrams.source import Diagram, drawing_name, find_diagrams
from casebook.pages.diagrams import diagram_html, put_drawings

from .courses import ROOT, SITES

HEAD = "accTitle: A title\n  accDescr: A description\n"
NOTED = "%% accTitle: A title\n  %% accDescr: A description\n"
SOURCES = {
    "flowchart": f"flowchart TD\n  {HEAD}  a[Tea 茶 & <br/>“milk”] -->|then| b{{Ready?}}\n",
    "sequence": f"sequenceDiagram\n  {HEAD}  A->>B: Ask\n  Note over A,B: A note\n  B-->>A: Tell\n",
    "state": f"stateDiagram-v2\n  {HEAD}  [*] --> One\n  One --> [*]\n",
    "mindmap": f"mindmap\n  {NOTED}  root((Tea))\n    Green\n",
    "timeline": f"timeline\n  {NOTED}  2001 : One : Two\n",
    "quadrantchart": f"quadrantChart\n  {HEAD}  x-axis Low --> High\n  Tea: [0.3, 0.6]\n",
    "xychart": f"xychart-beta\n  {HEAD}  x-axis [a, b]\n  y-axis 0 --> 10\n  bar [3, 9]\n",
    "broken": f"flowchart TD\n  {HEAD}  a --> b\n  a -->|x b\n",
    "long": f"quadrantChart\n  {HEAD}  x-axis Low --> High\n"
    "  One long name for a point: [0.5, 0.5]\n  Another long name: [0.52, 0.5]\n",
}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn() -> dict[str, Drawn]:
    """Every source, drawn once."""
    diagrams = [Diagram(source, 10, 0) for source in SOURCES.values()]
    return dict(zip(SOURCES, draw(diagrams, ROOT / "docs/assets", chrome), strict=True))


@pytest.mark.parametrize("kind", [name for name in SOURCES if name not in ("broken", "long")])
def test_each_kind_is_drawn_and_tidied(drawn: dict[str, Drawn], kind: str) -> None:
    done = drawn[kind]
    assert done.faults == ()
    root = lxml.etree.fromstring(done.svg.encode())
    assert root.get("class") == f"cb-svg cb-{kind}"
    assert (root.get("role"), root.get("aria-label")) == ("img", "A title")
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert description.text == "A description"
    assert root.get("aria-describedby") == description.get("id")
    everything = [one for one in root.iter() if isinstance(one.tag, str)]
    assert not [one for one in everything if one.tag in (f"{SVG}style", f"{SVG}foreignObject")]
    assert not [one for one in everything if one.get("style")]
    ids = [one.get("id") for one in everything if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one.startswith(f"d-{done.diagram.name}") for one in ids)
    assert "mermaid" not in done.svg
    assert float(root.get("width") or 0) > 50


def test_words_stay_whole_and_chinese_stays(drawn: dict[str, Drawn]) -> None:
    root = lxml.etree.fromstring(drawn["flowchart"].svg.encode())
    lines = ["".join(one.itertext()) for one in root.iter(f"{SVG}tspan")]
    assert "Tea 茶 &" in [line.strip() for line in lines]
    assert not [one for one in root.iter(f"{SVG}tspan") if one.get("class") == "text-inner-tspan"]


def test_arrowheads_are_kept(drawn: dict[str, Drawn]) -> None:
    for kind in ("flowchart", "sequence", "state"):
        root = lxml.etree.fromstring(drawn[kind].svg.encode())
        markers = {one.get("id") for one in root.iter(f"{SVG}marker")}
        used = {one.get("marker-end") for one in root.iter() if one.get("marker-end")}
        assert used
        assert {one.removeprefix("url(#").removesuffix(")") for one in used if one} == markers


def test_a_broken_fence_is_told_at_its_line_in_mermaids_words(drawn: dict[str, Drawn]) -> None:
    done = drawn["broken"]
    assert done.svg == ""
    ((line, message),) = done.faults
    assert line == 10 + 5
    assert message.startswith("can't be drawn: Parse error: ")
    assert "Expecting" in message


def test_labels_on_one_another_are_told(drawn: dict[str, Drawn]) -> None:
    ((line, message),) = drawn["long"].faults
    assert line == 10 + 6
    assert "“Another long name” lies on “One long name for a point”" in message


def test_another_source_has_another_name() -> None:
    one = "flowchart LR\n  a --> b\n"
    assert drawing_name(one) == drawing_name("flowchart LR  \n  a --> b\n\n")
    assert drawing_name(one) != drawing_name(one.replace("b", "c"))


def test_lines_are_those_of_the_file() -> None:
    body = "x\n\n```mermaid\nflowchart LR\n  %% accTitle: T\n  accDescr { D\n  E }\n```\n"
    (found,) = find_diagrams(body, first_line=7)
    assert (found.line, found.kind, found.title, found.description) == (9, "flowchart", "T", "D E")


def test_drawings_are_brought_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "course"
    shutil.copytree(SITES / "tiny", root)
    for name in ("fonts", "diagrams.css"):
        source = ROOT / "docs/assets" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / "docs/assets" / name)
    folder = root / DRAWINGS
    (old,) = folder.iterdir()
    before = old.stat().st_mtime_ns

    def run() -> list[str]:
        course, problems = read(root)
        assert course is not None
        assert problems == []
        return [str(one) for one in redraw(course, root)]

    assert run() == []
    assert old.stat().st_mtime_ns == before  # what has not changed is not drawn again
    chapter = root / "docs/modules/apples/picking.md"
    text = chapter.read_text("utf-8")
    chapter.write_text(text.replace("tree[Tree]", "tree[Big tree]"), "utf-8")
    assert run() == []
    (new,) = folder.iterdir()
    assert "Big tree" in new.read_text("utf-8")
    assert "1 diagram, 1 drawn anew." in capsys.readouterr().out
    chapter.write_text(text.replace("tree[Tree] -->", "tree[Tree --> "), "utf-8")
    (message,) = run()
    assert message.startswith("docs/modules/apples/picking.md:23: can't be drawn: Parse error")


def test_an_undrawn_diagram_is_live_and_a_drawn_one_is_not() -> None:
    source = "flowchart LR\n  a --> b\n"
    assert diagram_html({}, source) == '<div class="mermaid">flowchart LR\n  a --&gt; b\n</div>'
    drawings = {drawing_name(source): '<svg width="900" height="2"/>\n'}
    place = diagram_html(drawings, source)
    assert put_drawings(f"<p>{place}</p>", drawings) == (
        '<p><div class="cb-drawing cb-least-5"><svg width="900" height="2"/></div></p>'
    )


def test_the_built_site_has_every_drawing_and_no_library(live_site: Path) -> None:
    course, _ = read(ROOT)
    assert course is not None
    diagrams = [one for doc in course.documents() for one in find_diagrams(doc.body)]
    assert len(diagrams) >= 12
    assert len({one.kind for one in diagrams}) >= 6
    pages = "".join(path.read_text("utf-8") for path in live_site.rglob("index.html"))
    for diagram in diagrams:
        assert pages.count(f'id="d-{diagram.name}-desc"') == 1
    assert "mermaid" not in pages.lower()
    assert not list(live_site.rglob("*mermaid*"))
