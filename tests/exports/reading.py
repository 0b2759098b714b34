"""Documents read back, as other programs read them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def letters(text: str) -> str:
    """A text without what a line's end, a hyphen or another mark may change."""
    return re.sub(r"[\W_]+", "", text).casefold()


def members(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def words_of(docx: bytes, style: str) -> list[str]:
    """The texts of the runs or paragraphs that have a style (its id), in order."""
    root = etree.fromstring(members(docx)["word/document.xml"])
    path = f".//{W}rStyle[@{W}val='{style}']/../.. | .//{W}pStyle[@{W}val='{style}']/../.."
    found = root.xpath(path.replace(W, "w:"), namespaces={"w": W.strip("{}")})
    return ["".join(one.itertext(f"{W}t")) for one in found]


def text_of_docx(docx: bytes) -> str:
    parts = members(docx)
    names = ("word/document.xml", "word/footnotes.xml")
    roots = [etree.fromstring(parts[name]) for name in names if name in parts]
    return "".join("".join(root.itertext(f"{W}t")) for root in roots)


def text_of_epub(epub: bytes) -> str:
    texts = [content for name, content in members(epub).items() if name.endswith(".xhtml")]
    return "".join("".join(etree.fromstring(text).itertext()) for text in texts)


def text_of_pdf(pdf: bytes) -> str:
    """The text without the head and the foot of each page, so that no page parts a sentence."""
    document = pdfium.PdfDocument(pdf)
    texts = []
    for page in document:
        width, height = page.get_size()
        body = page.get_textpage().get_text_bounded(0, 55, width, height - 60)
        texts.append(body.replace("\r\n", "\n"))
    return "\n".join(texts)


def catalogue(reader: PdfReader) -> Any:
    """The root of a PDF's objects."""
    return reader.trailer["/Root"]


def structure(reader: PdfReader) -> Iterator[Any]:
    """Every element of the tree of tags."""
    waiting: list[Any] = [catalogue(reader)["/StructTreeRoot"].get("/K")]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(one, ArrayObject):
            waiting.extend(one)
        elif isinstance(one, DictionaryObject):
            if "/S" in one:
                yield one
            waiting.append(one.get("/K"))


def fonts(reader: PdfReader) -> dict[str, bool]:
    """The name of every font on the pages, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                described = inner.get_object()["/FontDescriptor"]
                found[str(described["/FontName"])] = any(
                    name in described for name in ("/FontFile2", "/FontFile3")
                )
    return found
