"""The styles of the Word files, by the names that pandoc looks for and by our own.

Written by hand from what the site looks like; Word shows them in its own list of styles, where
an instructor can change them for a whole packet at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import quoteattr

LATIN = "Cambria"
CHINESE = "SimSun"
"""Fonts that Word has. Where one is missing, programs take a serif of their own."""
INK = "1D2329"
QUIET = "595959"
LINK = "1F4E79"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Style:
    name: str
    """As Word shows it; its id is the same without spaces."""
    kind: str = "paragraph"
    base: str = "Normal"
    next: str = ""
    paragraph: str = ""
    """Properties, as WordprocessingML."""
    run: str = ""
    shown: bool = True
    id: str = ""

    def xml(self) -> str:
        own = self.id or self.name.replace(" ", "")
        parts = [f'<w:style w:type="{self.kind}" w:styleId={quoteattr(own)}', ">"]
        if own == "Normal":
            parts.insert(1, ' w:default="1"')
        parts.append(f"<w:name w:val={quoteattr(self.name)}/>")
        if own != "Normal" and self.base:
            parts.append(f'<w:basedOn w:val="{self.base}"/>')
        if self.next:
            parts.append(f'<w:next w:val="{self.next}"/>')
        parts.append("<w:qFormat/>" if self.shown else "<w:semiHidden/>")
        if self.paragraph:
            parts.append(f"<w:pPr>{self.paragraph}</w:pPr>")
        if self.run:
            parts.append(f"<w:rPr>{self.run}</w:rPr>")
        return "".join([*parts, "</w:style>"])


def _space(before: int, after: int, line: int = 0) -> str:
    rule = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{rule}/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _heading(level: int, points: float, before: int) -> Style:
    return Style(
        f"heading {level}",
        id=f"Heading{level}",
        next="BodyText",
        paragraph=f"<w:keepNext/><w:keepLines/>{_space(before, 120)}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        run=f"<w:b/><w:bCs/>{_size(points)}",
    )


BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
SMALL = _colour(QUIET) + _size(9)
STYLES = (
    Style("Normal", paragraph=_space(0, 120, 276)),
    Style("Body Text", paragraph="<w:widowControl/>"),
    Style("First Paragraph", base="BodyText", next="BodyText"),
    Style("Compact", base="BodyText", paragraph=_space(20, 20)),
    Style("Title", paragraph=_space(240, 240), run=f"{BOLD}{_size(26)}", next="BodyText"),
    Style("Subtitle", paragraph=_space(2400, 0), run=_colour(QUIET) + _size(13), next="Title"),
    _heading(1, 18, 360),
    _heading(2, 14, 320),
    _heading(3, 12, 240),
    _heading(4, 11, 200),
    Style("Fact", base="BodyText"),
    Style(
        "Numbered Paragraph",
        base="BodyText",
        paragraph='<w:tabs><w:tab w:val="left" w:pos="0"/></w:tabs>'
        '<w:ind w:left="0" w:hanging="567"/>',
    ),
    Style("Guiding Question", base="BodyText", run=f"{ITALIC}{_size(13)}"),
    Style("Article Title", base="BodyText", paragraph=f"<w:keepNext/>{_space(200, 60)}", run=BOLD),
    Style("Fine Print", base="BodyText", paragraph=_space(40, 60), run=SMALL),
    Style("Hint", base="BodyText", paragraph="<w:keepNext/>", run=f"{ITALIC}{_colour(QUIET)}"),
    Style(
        "Aside",
        base="BodyText",
        paragraph='<w:pBdr><w:left w:val="single" w:sz="6" w:space="8" w:color="BFBFBF"/></w:pBdr>'
        '<w:ind w:left="227"/>',
        run=_size(10),
    ),
    Style("Section End", paragraph=_space(0, 0, 20), run=_size(1), shown=False),
    Style("Block Text", base="BodyText", paragraph='<w:ind w:left="480" w:right="480"/>'),
    Style("Definition Term", paragraph=f"<w:keepNext/>{_space(80, 0)}", run=BOLD),
    Style("Definition", paragraph='<w:ind w:left="360"/>'),
    Style("caption", id="Caption", paragraph=_space(60, 160), run=_size(10)),
    Style("Image Caption", base="Caption"),
    Style("Table Caption", base="Caption", paragraph="<w:keepNext/>"),
    Style("Figure"),
    Style("Captioned Figure", base="Figure", paragraph="<w:keepNext/>"),
    Style("Source Code", paragraph=_space(60, 60), run='<w:rFonts w:ascii="Consolas"/>'),
    Style("footer", id="Footer", paragraph='<w:jc w:val="center"/>', run=SMALL),
    Style("header", id="Header", run=SMALL),
    Style("footnote text", id="FootnoteText", paragraph=_space(0, 20, 240), run=_size(9)),
    Style(
        "footnote reference",
        kind="character",
        base="",
        id="FootnoteReference",
        run='<w:vertAlign w:val="superscript"/>',
    ),
    Style("Hyperlink", kind="character", base="", run=_colour(LINK)),
    Style("Verbatim Char", kind="character", base="", run='<w:rFonts w:ascii="Consolas"/>'),
    Style("Paragraph Number", kind="character", base="", run=_colour(QUIET) + _size(8)),
)
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"'
TABLE = f"""<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>
<w:qFormat/><w:tblPr><w:tblBorders><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/>
</w:tblBorders><w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="30" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}</w:rPr></w:tblStylePr></w:style>"""
FONTS = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{CHINESE}" w:cs="{LATIN}"/>'


def styles_xml(language: str, chinese: str) -> str:
    """word/styles.xml. The languages are those of text that is not marked otherwise."""
    languages = f'<w:lang w:val="{language}" w:eastAsia="{chinese}" w:bidi="ar-SA"/>'
    defaults = f"{FONTS}{_colour(INK)}{_size(11)}{languages}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{escape(W)}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{''.join(one.xml() for one in STYLES)}{TABLE}</w:styles>"
    )
