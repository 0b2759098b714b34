"""Draw diagrams with the real Mermaid in an installed browser: `make diagrams`.

Playwright is needed here alone, so it is not among the site's own requirements.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .library import library
from .source import Diagram
from .tidy import tidy

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FONTS = "'Source Serif', 'Noto Serif CJK SC', serif"
"""The fonts of the drawings; docs/assets/diagrams.css names the site's."""
STYLESHEET = "diagrams.css"
FONT_FILES = ("source-serif.woff2", "source-serif-marked.woff2", "source-serif-pinyin.woff2")
SCRIPT = Path(__file__).with_name("draw.js")


@dataclass(frozen=True)
class Drawn:
    diagram: Diagram
    svg: str = ""
    """"" when it could not be drawn."""
    faults: tuple[tuple[int, str], ...] = ()
    """Each with its line in the diagram's file."""


def draw(
    diagrams: Iterable[Diagram],
    assets: Path,
    browser: Callable[[], AbstractContextManager[Browser]],
) -> list[Drawn]:
    """Every diagram as tidy SVG. `assets` is the folder of the site's fonts and styles."""
    style = f"{_faces(assets / 'fonts')}body{{--md-text-font-family:{FONTS}}}"
    style += (assets / STYLESHEET).read_text("utf-8")
    with browser() as started:
        page = started.new_page()
        page.set_content(f"<!doctype html><style>{style}</style><body>x</body>")
        page.add_script_tag(path=library())
        script = SCRIPT.read_text("utf-8")
        page.add_script_tag(content=f'const FONTS = "{FONTS}";\n{script}')
        page.evaluate("document.fonts.load(`16px ${FONTS}`, 'a é ǎ')")
        page.evaluate("mermaid.initialize(CONFIGURATION)")
        return [_draw_one(page.evaluate, one) for one in diagrams]


def _draw_one(evaluate: Callable[..., dict[str, object]], diagram: Diagram) -> Drawn:
    call = "([name, source, classes]) => draw(name, source, classes)"
    found = evaluate(call, [diagram.name, diagram.source, diagram.classes])
    if "error" in found:
        message = " ".join(str(found["error"]).split())
        told = re.search(r" on line (\d+)", message)
        line = found["line"] or (int(told[1]) if told else 0)
        offset = line if isinstance(line, int) else 0
        message = re.sub(r" on line \d+", "", message)  # that of the diagram, not of the file
        return Drawn(diagram, faults=((diagram.line + offset, f"can't be drawn: {message}"),))
    faults = [str(one) for one in _list(found["faults"])]
    lines = tuple((_line_of(diagram, fault), fault) for fault in faults)
    return Drawn(diagram, tidy(str(found["svg"]), diagram), lines)


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _line_of(diagram: Diagram, fault: str) -> int:
    """The line on which the label stands that a fault names first."""
    label = fault.partition("“")[2].partition("”")[0].split()[0]
    lines = diagram.source.split("\n")
    return diagram.line + next((i for i, line in enumerate(lines, 1) if label in line), 0)


def _faces(fonts: Path) -> str:
    """The site's fonts as data: the page in which Mermaid draws has no address."""
    ranges = ("U+20-7E, U+A0-BF, U+2000-206F", "U+C0-FF, U+20AC", "U+100-1DC")
    return "".join(
        "@font-face{font-family:'Source Serif';font-weight:400 700;"
        f"src:url(data:font/woff2;base64,{base64.b64encode((fonts / name).read_bytes()).decode()})"
        f" format('woff2');unicode-range:{characters}}}"
        for name, characters in zip(FONT_FILES, ranges, strict=True)
    )
