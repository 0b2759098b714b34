"""A document as an e-book, through pandoc."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from ..package import zipped
from .document import LANGUAGE, Document, Section, heading, html_of, with_pictures_as
from .drawings import pixels
from .pandoc import converted

STYLE = Path(__file__).parent / "book.css"
CHAPTERS = 2
"""The lowest level of headings that have a file of their own; notes are counted in each."""

HEADING = re.compile(rb"<h[12][^>]*>(.*?)</h[12]>", re.DOTALL)
UNTITLED = re.compile(rb"<title>ch\d+\.xhtml</title>")
TAG = re.compile(rb"<[^>]+>")


def as_book(document: Document, png: Callable[[bytes], bytes] = pixels) -> bytes:
    """`png` makes a PNG of a drawing."""
    about = Section(1, heading("about-this-book", "About this book", document.front))
    whole = Document(document.title, document.over, "", document.facts, (about, *document.sections))
    pictures, names = {}, {}
    for name, content in document.pictures.items():
        names[name] = name.replace(".svg", ".png")
        pictures[names[name]] = png(content) if name.endswith(".svg") else content
    html = with_pictures_as(html_of(whole), names)
    options = [
        "--metadata-file=facts.json",
        f"--css={STYLE.name}",
        f"--split-level={CHAPTERS}",
        "--toc-depth=2",
        "--metadata=toc-title:Contents",
    ]
    files = {**pictures, STYLE.name: STYLE.read_bytes(), "facts.json": _facts(document)}
    members = _members(converted(html, "epub3", document.epoch, files, options))
    return zipped({name: _titled(one) for name, one in members.items()}, "mimetype")


def _titled(content: bytes) -> bytes:
    """A file of the book with its heading as its title, where pandoc gives it its own name."""
    heading = HEADING.search(content)
    if not (heading and UNTITLED.search(content)):
        return content
    title = TAG.sub(b"", heading[1])
    return UNTITLED.sub(lambda _: b"<title>" + title + b"</title>", content, count=1)


def _facts(document: Document) -> bytes:
    facts = document.facts
    identifier = f"urn:casebook:{facts.id}:{facts.date.isoformat()}"
    return json.dumps(
        {
            "title": [
                {"type": "main", "text": document.title},
                {"type": "edition", "text": facts.edition},
            ],
            "author": [*facts.authors],
            "date": facts.date.isoformat(),
            "lang": LANGUAGE,
            "rights": " ".join(facts.licence.split()),
            "identifier": identifier,
        },
        ensure_ascii=False,
    ).encode()


def _members(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
