"""A document as a Word file, through pandoc.

Pandoc takes the styles and the page from a reference file, which is made here; what it does not
write (the language of Chinese, a footer in each section) is put in afterwards.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from html import escape

from lxml import etree

from ..package import zipped
from .document import LANGUAGE, Document, html_of, with_pictures_as
from .drawings import pixels
from .pandoc import converted, program
from .word_styles import W, styles_xml

ENGLISH, CHINESE = "en-GB", "zh-CN"
REFERENCE = "reference.docx"
FOOTER = "footer-of-pages.xml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECTION = f"""<w:sectPr xmlns:w="{W}" xmlns:r="{R}">
<w:footerReference w:type="default" r:id="rIdPages"/>
<w:type w:val="nextPage"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1474" w:right="1418" w:bottom="1361" w:left="1531" w:header="709" w:footer="624"
 w:gutter="0"/></w:sectPr>"""
"""A page of A4. Notes are counted through the whole document: LibreOffice can't begin anew."""
NUMBERED = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="{w}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
<w:r><w:t xml:space="preserve">{title} · </w:t></w:r><w:fldSimple w:instr=" PAGE ">
<w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"""
FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
Members = dict[str, bytes]


def as_word(document: Document, png: Callable[[bytes], bytes] = pixels) -> bytes:
    """`png` makes a PNG of a drawing."""
    pictures, names = {}, {}
    for name, content in document.pictures.items():
        names[name] = name.replace(".svg", ".png")
        pictures[names[name]] = png(content) if name.endswith(".svg") else content
    front = (
        f'<div data-custom-style="Subtitle"><p>{escape(document.over)}</p></div>'
        f'<div data-custom-style="Title"><p>{escape(document.title)}</p></div>{document.front}'
    )
    html = with_pictures_as(html_of(document, front=front, notes_go_on=True), names)
    files = {**pictures, REFERENCE: _reference()}
    made = converted(html, "docx", document.epoch, files, [f"--reference-doc={REFERENCE}"])
    return zipped(_completed(_members(made), document))


def _completed(members: Members, document: Document) -> Members:
    title = f"{document.title}, {document.facts.edition}"
    members[f"word/{FOOTER}"] = NUMBERED.format(w=W, title=escape(title)).encode()
    members["[Content_Types].xml"] = _inserted(
        members["[Content_Types].xml"],
        f'<Override PartName="/word/{FOOTER}" ContentType="{FOOTER_TYPE}"/></Types>',
    )
    members["word/_rels/document.xml.rels"] = _inserted(
        members["word/_rels/document.xml.rels"],
        f'<Relationship Id="rIdPages" Type="{R}/footer" Target="{FOOTER}"/></Relationships>',
    )
    for name in ("word/document.xml", "word/footnotes.xml"):
        if name in members:
            members[name] = _in_order(members[name])
    members["docProps/core.xml"] = core_properties(document)
    return members


def _inserted(xml: bytes, before_end: str) -> bytes:
    """An XML text with something put in before its end, which the insertion repeats."""
    end = before_end[before_end.rindex("</") :].encode()
    head, found, tail = xml.rpartition(end)
    assert found
    return head + before_end.encode() + tail


def _in_order(xml: bytes) -> bytes:
    """Mark Chinese as Word does, and give each section its footer and its page."""
    root = etree.fromstring(xml)
    for language in root.iter(f"{{{W}}}lang"):
        if language.get(f"{{{W}}}val", "").startswith("zh"):
            language.set(f"{{{W}}}val", ENGLISH)
            language.set(f"{{{W}}}eastAsia", CHINESE)
    for section in root.iter(f"{{{W}}}sectPr"):
        section[:] = list(etree.fromstring(SECTION))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def core_properties(document: Document) -> bytes:
    """docProps/core.xml of a file of Word or PowerPoint."""
    day = f"{document.facts.date.isoformat()}T00:00:00Z"
    authors = escape("; ".join(document.facts.authors))
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(document.facts.title)}</dc:subject>
<dc:creator>{authors}</dc:creator><dc:language>{LANGUAGE}</dc:language>
<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>
<cp:version>{escape(document.facts.edition)}</cp:version>
</cp:coreProperties>""".encode()


@cache
def _reference() -> bytes:
    """Pandoc's own reference file with our styles."""
    command = [program(), "--print-default-data-file=reference.docx"]
    plain = subprocess.run(command, capture_output=True, check=True).stdout
    members = _members(plain)
    members["word/styles.xml"] = styles_xml(ENGLISH, CHINESE).encode()
    return zipped(members)


def _members(archive: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
