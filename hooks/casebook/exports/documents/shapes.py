"""The site's own shapes in the plainer ones of a document.

Classes that are to stay begin with “x-” here; clean.py takes all others away.
"""

from __future__ import annotations

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
    for box in list(root.find_class("cb-opening")):
        box.drop_tag()
    for paragraph in list(root.find_class("cb-p")):
        _number(paragraph)
    for name, shape in BOXES.items():
        for paragraph in list(root.find_class(name)):
            wrapped(paragraph, shape)
    for figure in list(root.find_class("cb-article")):
        _article(figure)
    for rows in list(root.find_class("cb-parallel")):
        rows.addprevious(side_by_side(rows))
        rows.drop_tree()
    for drawing in list(root.find_class("cb-drawing")):
        drawing.drop_tag()
    for details in list(root.iter("details")):
        _unfold(details)
    for question in list(root.find_class("cb-question")):
        _question(question)
    for box in root.find_class("cb-stem") + root.find_class("cb-questions"):
        box.drop_tag()
    for entry in root.iter("li"):
        _tighten(entry)
    for table in root.iter("table"):
        _share(table)


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


def _tighten(entry: HtmlElement) -> None:
    """An entry that is one paragraph is no paragraph."""
    if len(entry) == 1 and entry[0].tag == "p" and not (entry.text or "").strip():
        entry[0].drop_tag()


def _share(table: HtmlElement) -> None:
    """Give each column a share of the width, by how much it holds."""
    columns = [[cell.text_content() for cell in cells] for cells in zip(*table.iter("tr"), strict=False)]
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
