"""The slides of a module, from the same parts as its packet.

For each chapter: its question with its objectives, its diagrams, the articles that it shows, and
what to discuss. Then what the teaching notes ask the class and show it. What only the teacher
should see stands in the notes of a slide, with the address at which the words are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from lxml.html import HtmlElement

from ...addresses import page_uri
from ...models.course import Chapter
from ...pages.prose import to_text
from ..trees import under
from .class_slides import class_slides
from .clean import Part
from .document import Document, Section
from .fitting import Line, plain
from .parts import Texts, front
from .slide import (
    Slide,
    can_stand_under,
    continued,
    inline,
    lines_of,
    question_slides,
    table_bodies,
    text_slides,
    told_apart,
    tree,
)
from .slide_pictures import picture_slides
from .slide_places import address, after, fragment_of, id_of

AFTER = "After this chapter you can:"
LICENCE = "Licence and attribution"
PARALLEL = (0.42, 0.58)
"""The shares of Chinese and English in the width of a table."""


def slides(texts: Texts, module_id: str) -> Document:
    """The slides as a document of one part, each with a heading of its own."""
    course, module = texts.course, texts.course.modules[module_id]
    made: list[Slide] = []
    pictures: dict[str, bytes] = {}
    for _, chapter in course.chapters_of(module_id):
        made += _of_chapter(texts, chapter)
        pictures |= texts.part(page_uri(chapter), chapter.facts.title).pictures
    made += class_slides(texts, module_id)
    last = front(texts.fragments, page_uri(module))
    made += text_slides(LICENCE, lines_of(tree(last)), (address(texts, page_uri(module)),))
    body = "".join(slide.html for slide in told_apart(module.facts.title, made))
    shown = {name: one for name, one in pictures.items() if f'src="{name}"' in body}
    return Document(
        title=module.facts.title,
        over=course.facts.title,
        front=address(texts, page_uri(module)),
        facts=course.facts,
        sections=(Section(0, Part(f"slides-{module_id}", "", body, pictures=shown)),),
    )


def _of_chapter(texts: Texts, chapter: Chapter) -> Iterator[Slide]:
    uri, facts = page_uri(chapter), chapter.facts
    part = texts.part(uri, facts.title)
    root = tree(part.body)
    group = to_text(facts.title)
    yield Slide("section", part.title, "", (to_text(facts.description), address(texts, uri)))
    aims = [Line(escape(to_text(one.text)), 1) for one in facts.objectives]
    notes = (f"The question and the objectives of “{group}”.", address(texts, uri))
    yield from text_slides(escape(to_text(facts.question)), [Line(AFTER), *aims], notes, group)
    place, discussed = f"In “{group}”", texts.course.facts.discussion_section
    for element in root.iter("figure", "div", "h2"):
        if element.xpath("ancestor::div[@class='question']"):
            continue
        if element.tag == "figure":
            where = (place + after(element), address(texts, uri, fragment_of(part, element)))
            yield from picture_slides(part, element, where, group)
        elif element.get("class") == "article":
            where = (place + after(element), address(texts, uri, fragment_of(part, element)))
            yield from _article(element, where, group)
        elif element.tag == "h2" and element.text_content() == discussed:
            questions = [inline(one) for one in _entries(under(element))]
            where = (f"{place}.", address(texts, uri, id_of(part, element)))
            yield from question_slides(f"{element.text_content()}: {group}", questions, where)


def _entries(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """The entries of a section's lists; its paragraphs if it has no list."""
    found = [*elements]
    entries = [one for each in found if each.tag in ("ol", "ul") for one in each]
    return entries or [one for one in found if one.tag == "p" or one.get("class") == "numbered"]


def _article(article: HtmlElement, where: tuple[str, ...], group: str) -> Iterator[Slide]:
    head = article.find_class("article-title")[0]
    title = inline(head)
    links = [str(one) for one in head.xpath(".//a/@href")]
    fine = " ".join(inline(one) for one in article.find_class("fine"))
    notes = (plain(title), *(["Its card: " + links[0]] if links else []), *where)
    table = article.find(".//table")
    if table is not None:
        rows = [tuple(inline(cell) for cell in row) for row in table.iterfind("tbody/tr")]
        columns = [inline(cell) for cell in table.iterfind("thead/tr/th")]
        if not can_stand_under(fine):
            notes, fine = (plain(fine), *notes), ""
        yield from continued(title, table_bodies(columns, rows, PARALLEL, fine), notes, group)
        return
    lines = [Line(inline(one)) for box in article.find_class("segments") for one in box]
    lines += [Line(f"<em>{fine}</em>")] if fine else []
    yield from text_slides(title, lines, notes, group)
