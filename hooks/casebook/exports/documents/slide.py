"""A slide, and the slides that texts, questions and tables need: as many as they do not fit on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ..trees import inner
from .fitting import QUESTION, TEXT, Line, caption_height, lines_in_parts, plain, rows_in_parts

MOST_UNDER = 60
"""The height in points above which a caption stands in the notes alone."""
NOT_SHOWN = re.compile(r"^[,;\s]*$")
"""What stands between two marks of notes."""
Body = tuple[str, str]
"""The kind of a slide, and its HTML under the title."""


@dataclass(frozen=True)
class Slide:
    kind: str
    """section, text, question, table, wide or beside: how powerpoint.py finishes it."""
    title: str
    """HTML without block elements."""
    body: str
    notes: tuple[str, ...]
    """Paragraphs of text for the speaker."""
    group: str = ""
    """Tells it from another slide of the same title."""

    @property
    def html(self) -> str:
        tag = "h2" if self.kind == "section" else "h3"  # in a document, h1 and h2
        notes = "".join(f"<p>{escape(one)}</p>" for one in self.notes)
        head = f'<{tag} class="{self.kind}">{self.title}</{tag}>'
        return f'{head}{self.body}<div class="notes">{notes}</div>'


def tree(html: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def inline(element: HtmlElement) -> str:
    """What an element says, without notes and links: words, emphasis and languages."""
    copy = lxml.html.fragment_fromstring(
        lxml.html.tostring(element, encoding="unicode", with_tail=False)
    )
    for mark in [*copy.xpath(".//a[@role] | .//ul | .//ol | .//img")]:
        mark.drop_tree()
    for comma in [one for one in copy.iter("sup") if NOT_SHOWN.match(one.text_content())]:
        comma.drop_tree()
    etree.strip_tags(copy, "a", "p", "div", "code")
    return " ".join(inner(copy).split())


def lines_of(element: HtmlElement, level: int = 0) -> list[Line]:
    """Every paragraph and entry within an element, in order."""
    if element.tag in ("ol", "ul"):
        first = int(element.get("start") or 1)
        return [
            line
            for number, entry in enumerate(element, first)
            for line in _entry(entry, min(level + 1, 2), number if element.tag == "ol" else 0)
        ]
    if element.tag == "p":
        return [Line(html)] if (html := inline(element)) else []
    return [line for one in element for line in lines_of(one, level)]


def _entry(entry: HtmlElement, level: int, number: int) -> Iterator[Line]:
    yield Line(inline(entry), level, number)
    for inside in entry:
        if inside.tag in ("ol", "ul"):
            yield from lines_of(inside, level)


def text_slides(
    title: str,
    lines: Iterable[Line],
    notes: tuple[str, ...],
    group: str = "",
    kind: str = "text",
) -> Iterator[Slide]:
    yield from continued(title, text_bodies(lines, kind), notes, group)


def text_bodies(lines: Iterable[Line], kind: str = "text") -> list[Body]:
    size = QUESTION if kind == "question" else TEXT
    return [(kind, _listed(part)) for part in lines_in_parts(lines, size)]


def _listed(lines: Iterable[Line]) -> str:
    """Lines as paragraphs and lists of HTML."""
    html, opened = "", list[str]()
    within = False  # whether an entry of a list is there for one of level 2 to stand in
    for line in lines:
        within = line.level == 1 or (within and line.level == 2)
        level = line.level if within else min(line.level, 1)
        kind = "ol" if line.number else "ul"
        while len(opened) > level or (len(opened) == level > 0 and opened[-1] != kind):
            html += f"</li></{opened.pop()}>"
        if level == 0:
            html += f"<p>{line.html}</p>"
        elif len(opened) == level:
            html += f"</li><li>{line.html}"
        else:
            opened.append(kind)
            start = f' start="{line.number}"' if line.number > 1 else ""
            html += f"<{kind}{start}><li>{line.html}"
    return html + "".join(f"</li></{one}>" for one in opened[::-1])


def question_slides(title: str, questions: list[str], where: tuple[str, ...]) -> Iterator[Slide]:
    for number, question in enumerate(questions, 1):
        head = f"{title} ({number} of {len(questions)})" if len(questions) > 1 else title
        yield from text_slides(escape(head), [Line(question)], where, kind="question")


def table_bodies(
    head: Sequence[str],
    rows: Iterable[tuple[str, ...]],
    shares: Sequence[float],
    caption: str,
) -> list[Body]:
    """A table as often as it needs slides, each time with its head and its caption.

    All texts are HTML; `shares` are those of the columns in the width.
    """
    columns = "".join(f'<col style="width: {100 * one:.1f}%">' for one in shares)
    first = f"<caption>{caption}</caption>" if caption else ""
    first += f"<colgroup>{columns}</colgroup><thead>{_row(head, 'th')}</thead>"
    return [
        ("table", f"<table>{first}<tbody>{''.join(map(_row, part))}</tbody></table>")
        for part in rows_in_parts(rows, head, shares, plain(caption))
    ]


def can_stand_under(caption: str) -> bool:
    """Whether a caption is short enough to stand on the slide."""
    return caption_height(plain(caption)) <= MOST_UNDER


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def continued(
    title: str, bodies: Sequence[Body], notes: tuple[str, ...], group: str = ""
) -> Iterator[Slide]:
    """A slide for each body, counted where there are several."""
    for number, (kind, body) in enumerate(bodies, 1):
        head = f"{title} ({number} of {len(bodies)})" if len(bodies) > 1 else title
        yield Slide(kind, head, body, notes, group)


def told_apart(first: str, made: Iterable[Slide]) -> Iterator[Slide]:
    """No two slides with one title: outlines and screen readers know a slide by it.

    `first` is the title of the slide that comes before these, as text.
    """
    used = {first}
    for slide in made:
        title, number = slide.title, 1
        if plain(title) in used and slide.kind == "section":
            title = f"Chapter: {slide.title}"
        elif plain(title) in used and slide.group:
            title = f"{slide.title}, in “{escape(slide.group)}”"
        base = title
        while plain(title) in used:
            number += 1
            title = f"{base} [{number}]"
        used.add(plain(title))
        yield replace(slide, title=title)


def before(element: HtmlElement, path: str) -> HtmlElement | None:
    """The nearest element of a kind (as in XPath) that stands before another."""
    found = element.xpath(f"preceding::{path}")
    return found[-1] if found else None
