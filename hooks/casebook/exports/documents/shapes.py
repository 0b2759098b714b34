"""The site's own shapes in the plainer ones of a document.

Classes that are to stay begin with “x-” here; clean.py takes all others away.
"""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

NARROWEST = 0.08
"""The least share of a table's width that a column gets, if its words are short."""
LETTERS = 75
"""How many letters stand on a line as wide as a table."""
CHINESE_COLUMN = 0.42
BOXES = {
    "cb-guiding": "guiding",
    "cb-hint": "hint",
    "cb-pinyin": "fine",
    "cb-extent": "fine",
    "cb-currency": "fine",
}
"""Classes of paragraphs on the site, and of the boxes that stand for them."""


def reshape(root: HtmlElement) -> None:
    """Change the tree of a page in place."""
    for change, elements in (
        (HtmlElement.drop_tag, _classes(root, "cb-opening", "cb-drawing")),
        (_number, _classes(root, "cb-p")),
        (_box, _classes(root, *BOXES)),
        (_article, _classes(root, "cb-article")),
        (_side_by_side, _classes(root, "cb-parallel")),
        (_unfold, _tags(root, "details")),
        (_question, _classes(root, "cb-question")),
        (HtmlElement.drop_tag, _classes(root, "cb-stem", "cb-questions")),
        (_strengthen, _classes(root, "cb-force")),
        (_tighten, _tags(root, "li")),
        (_share, _tags(root, "table")),
    ):
        for element in list(elements):
            change(element)


def _tags(root: HtmlElement, name: str) -> Iterator[HtmlElement]:
    """Those that are there when they are asked for: `iter` looks for the first at once."""
    yield from root.iter(name)


def _classes(root: HtmlElement, *names: str) -> Iterator[HtmlElement]:
    for name in names:
        yield from root.find_class(name)


def _box(paragraph: HtmlElement) -> None:
    classes = (paragraph.get("class") or "").split()
    wrapped(paragraph, next(BOXES[name] for name in classes if name in BOXES))


def _side_by_side(rows: HtmlElement) -> None:
    rows.addprevious(side_by_side(rows))
    rows.drop_tree()


def wrapped(element: HtmlElement, shape: str) -> HtmlElement:
    """The box with a class into which the element was put."""
    box = lxml.html.Element("div", {"class": f"x-{shape}"})
    element.addprevious(box)
    box.tail, element.tail = element.tail, None
    box.append(element)
    return box


def _number(paragraph: HtmlElement) -> None:
    link = paragraph.find_class("cb-number")[0]
    box = wrapped(paragraph, "numbered")
    box.set("data-x-number", link.text_content())
    box.set("id", paragraph.attrib.pop("id"))
    link.text = None
    link.drop_tag()


def _article(figure: HtmlElement) -> None:
    figure.tag, figure.attrib["class"] = "div", "x-article"
    caption = figure.find("figcaption")
    caption.tag = "p"
    wrapped(caption, "article-title")


def side_by_side(rows: HtmlElement) -> HtmlElement:
    """Segments of a law as a table, or as paragraphs where there is one language only."""
    segments = rows.find_class("cb-segment")
    if not segments or len(segments[0]) < 2:
        box = lxml.html.Element("div", {"class": "x-segments"})
        box.extend(paragraph for segment in segments for paragraph in segment)
        return box
    table = lxml.html.fragment_fromstring(
        "<table class='x-parallel'><thead><tr><th>Chinese</th><th>English</th></tr></thead>"
        "<tbody></tbody></table>"
    )
    table.set("data-x-share", str(CHINESE_COLUMN))
    for segment in segments:
        row = lxml.html.Element("tr")
        for paragraph in list(segment):
            cell = lxml.html.Element("td")
            if paragraph.get("lang"):
                paragraph.tag = "span"
                cell.append(paragraph)
            else:
                cell.append(paragraph)
                paragraph.drop_tag()
            row.append(cell)
        table[1].append(row)
    return table


def _unfold(details: HtmlElement) -> None:
    details.tag, details.attrib["class"] = "div", "x-aside"
    summary = details.find("summary")
    if summary is not None:
        summary.tag = "strong"
        paragraph = lxml.html.Element("p")
        summary.addprevious(paragraph)
        summary.tail = None
        paragraph.append(summary)


def _question(question: HtmlElement) -> None:
    question.tag, question.attrib["class"] = "div", "x-question"
    for label in question.find_class("cb-question-label"):
        for points in label.find_class("cb-points"):
            points.text = f"({points.text_content().strip()})"
            points.drop_tag()
        label.tag = "h3"
        label.attrib.pop("role", None)


def _strengthen(badge: HtmlElement) -> None:
    badge.tag = "strong"


def _tighten(entry: HtmlElement) -> None:
    """An entry that is one paragraph is no paragraph."""
    if len(entry) == 1 and entry[0].tag == "p" and not (entry.text or "").strip():
        entry[0].drop_tag()


def _share(table: HtmlElement) -> None:
    """Give each column a share of the width, by how much it holds."""
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
    columns = [*zip(*rows, strict=False)]
    roots = [max(1, len("".join(cells))) ** 0.5 for cells in columns]
    words = [max(map(len, " ".join(cells).split()), default=0) for cells in columns]
    shares = [
        max(NARROWEST, (word + 3) / LETTERS, root / sum(roots))
        for word, root in zip(words, roots, strict=True)
    ]
    if table.get("data-x-share"):
        first = float(table.attrib.pop("data-x-share"))
        shares = [first, 1 - first]
    group = lxml.html.Element("colgroup")
    for share in shares:
        width = f"width: {100 * share / sum(shares):.1f}%"
        group.append(lxml.html.Element("col", {"style": width}))
    table.insert(0, group)
