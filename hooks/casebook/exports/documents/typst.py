"""Typst: a text and its pictures as a PDF, or a drawing as a PNG."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from .letters import FONTS, printable

SERIF = '"Source Serif 4", "Noto Serif SC"'
"""The families in FONTS, as CSS names them."""
TEMPLATE = Path(__file__).parent / "document.typ"


def pdf(text: str, epoch: int, files: Mapping[str, bytes]) -> bytes:
    """A tagged PDF after PDF/UA-1. Typst itself refuses what that standard does not allow.

    A character for which no font has a shape would be refused too: a sign stands for it.
    """
    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        for name, content in {**files, TEMPLATE.name: TEMPLATE.read_bytes()}.items():
            shown = printable(content.decode()).encode() if name.endswith(".svg") else content
            (Path(folder) / name).write_bytes(shown)
        (Path(folder) / "main.typ").write_text(printable(text), "utf-8")
        compiler = typst.Compiler(root=folder, font_paths=_fonts(), ignore_system_fonts=True)
        made = compiler.compile(
            Path(folder) / "main.typ", format="pdf", pdf_standards=["ua-1"], timestamp=epoch
        )
    assert isinstance(made, bytes)
    return made


def picture(svg: bytes, sharpness: int) -> bytes:
    """A drawing as a PNG, with so many pixels per inch when its letters have 9 points."""
    text = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
    return page_picture(text, {"drawing.svg": svg}, sharpness)


def page_picture(text: str, files: Mapping[str, bytes] | None = None, sharpness: int = 72) -> bytes:
    """A text of one page as a PNG, with so many pixels per inch."""
    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        for name, content in (files or {}).items():
            (Path(folder) / name).write_bytes(content)
        compiler = typst.Compiler(root=folder, font_paths=_fonts(), ignore_system_fonts=True)
        made = compiler.compile(printable(text).encode(), format="png", ppi=sharpness)
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
