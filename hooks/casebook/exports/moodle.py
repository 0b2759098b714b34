"""Moodle XML: every kind of question, with all feedback, pictures and partial credit.

Moodle's importer is documented at docs.moodle.org/en/Moodle_XML_format; what
it does beyond that is in the comments.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from lxml.etree import _Element as Element

from .fragments import Fragments, flat_name, pictures_in, place_pictures, plain_text
from .items import Item, by_chapter, items, key_html
from .package import Export, Loss
from .weights import weights

NOT_BESIDE_THE_ANSWER = (
    "Moodle has no feedback for each place, so all of it comes together after the answer."
)
PLAIN_PARTNERS = "In Moodle's lists the partners are plain text, without links and pictures."
TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "true-false": "truefalse",
    "match": "matching",
    "order": "ordering",
    "short": "shortanswer",
    "essay": "essay",
}


def moodle_xml(fragments: Fragments, module_id: str) -> Export:
    """The questions of a module as a question bank."""
    return _export(fragments, f"{module_id}/questions.moodle.xml", [module_id])


def moodle_course_xml(fragments: Fragments) -> Export:
    """The questions of every module in one file."""
    return _export(fragments, "questions.moodle.xml", [*fragments.course.modules])


def _export(fragments: Fragments, path: str, module_ids: list[str]) -> Export:
    root = etree.Element("quiz")
    losses: list[Loss] = []
    for module_id in module_ids:
        for chapter, questions in by_chapter(items(fragments, module_id)):
            _category(root, fragments, chapter)
            for item in questions:
                _Writer(fragments, root).question(item)
                losses += _losses(item)
    etree.indent(root)
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return Export(path, content, tuple(losses))


def _losses(item: Item) -> Iterator[Loss]:
    if item.kind in ("match", "order"):
        yield Loss(item.kind, NOT_BESIDE_THE_ANSWER, item.id)
    if any("<a" in pair.right or "<img" in pair.right for pair in item.pairs):
        yield Loss(item.kind, PLAIN_PARTNERS, item.id)


def category_path(fragments: Fragments, chapter: str) -> str:
    """Where a chapter's questions stand in Moodle's bank. A slash in a title is doubled."""
    course = fragments.course
    titles = (
        course.facts.title,
        course.modules[chapter.partition("/")[0]].facts.title,
        course.chapters[chapter].facts.title,
    )
    return "/".join(["$course$/top", *(title.strip().replace("/", "//") for title in titles)])


def _category(root: Element, fragments: Fragments, chapter: str) -> None:
    question = etree.SubElement(root, "question", type="category")
    _text(etree.SubElement(question, "category"), category_path(fragments, chapter))
    info = etree.SubElement(question, "info", format="html")
    facts = fragments.course.facts
    source = f"{facts.title}, {facts.edition}. {facts.licence}"
    about = (fragments.course.chapters[chapter].facts.question, source)
    _text(info, "".join(f"<p>{html.escape(one.strip())}</p>" for one in about))
    etree.SubElement(question, "idnumber").text = chapter


class _Writer:
    """Writes one question under `root`."""

    def __init__(self, fragments: Fragments, root: Element) -> None:
        self.fragments = fragments
        self.root = root

    def question(self, item: Item) -> None:
        self.root.append(etree.Comment(f" {item.id} "))
        question = etree.SubElement(self.root, "question", type=TYPES[item.kind])
        _text(etree.SubElement(question, "name"), item.name)
        self._html(question, "questiontext", item.stem)
        places = key_html(item, lettered=False) if item.kind in ("match", "order") else ""
        self._html(question, "generalfeedback", places + item.explanation)
        for name, value in {
            "defaultgrade": str(item.points),
            "penalty": "0.3333333",
            "hidden": "0",
            "idnumber": item.id,
        }.items():
            etree.SubElement(question, name).text = value
        KINDS[item.kind](self, question, item)
        tags = etree.SubElement(question, "tags")
        for name in (item.objective, item.chapter.partition("/")[0]):
            _text(etree.SubElement(tags, "tag"), name)

    def choice(self, question: Element, item: Item) -> None:
        several = item.kind == "multiple"
        _options(
            question,
            single=str(not several).lower(),
            shuffleanswers="true",
            answernumbering="ABCD",
            showstandardinstruction="1",
        )
        self._combined(question, counts=several)
        single = tuple("100" if choice.right else "0" for choice in item.choices)
        for choice, fraction in zip(
            item.choices, weights(item.choices) if several else single, strict=True
        ):
            answer = self._html(question, "answer", choice.html, fraction=fraction)
            self._html(answer, "feedback", choice.feedback)

    def true_false(self, question: Element, item: Item) -> None:
        for choice in item.choices:
            fraction = "100" if choice.right else "0"
            answer = etree.SubElement(question, "answer", fraction=fraction, format="plain_text")
            _text(answer, choice.html.lower())
            self._html(answer, "feedback", choice.feedback)

    def match(self, question: Element, item: Item) -> None:
        _options(question, shuffleanswers="true")
        self._combined(question)
        # A partner of nothing is one whose question is empty.
        partners = [(pair.left, pair.right) for pair in item.pairs]
        partners += [("", choice.html) for choice in item.distractors]
        for left, right in partners:
            pair = self._html(question, "subquestion", left)
            _text(etree.SubElement(pair, "answer"), plain_text(right))

    def order(self, question: Element, item: Item) -> None:
        _options(
            question,
            layouttype="VERTICAL",
            selecttype="ALL",
            selectcount=str(len(item.steps)),
            gradingtype="ABSOLUTE_POSITION",  # as docs/assets/quiz.js scores it
            showgrading="SHOW",
            numberingstyle="none",
        )
        self._combined(question)
        for place, step in enumerate(item.steps, 1):
            self._html(question, "answer", step.html, fraction=str(place))

    def short(self, question: Element, item: Item) -> None:
        _options(question, usecase="0")
        for text in item.accepted:
            self._answer(question, text, "100", "")
        for mistake in item.mistakes:
            for text in mistake.accepted:
                self._answer(question, text, "0", mistake.feedback)
        if item.otherwise:
            answer = etree.SubElement(question, "answer", fraction="0", format="plain_text")
            _text(answer, "*")
            self._html(answer, "feedback", item.otherwise)

    def essay(self, question: Element, item: Item) -> None:
        _options(
            question,
            responseformat="editor",
            responserequired="1",
            responsefieldlines="15",
            attachments="0",
            attachmentsrequired="0",
        )
        self._html(question, "graderinfo", key_html(item))
        self._html(question, "responsetemplate", "")

    def _answer(self, question: Element, text: str, fraction: str, feedback: str) -> None:
        """A short answer; an asterisk would stand for anything."""
        answer = etree.SubElement(question, "answer", fraction=fraction, format="plain_text")
        _text(answer, text.replace("*", "\\*"))
        self._html(answer, "feedback", feedback)

    def _combined(self, question: Element, counts: bool = True) -> None:
        """The feedback of Moodle's own for all answers of a kind; ours stands with the choices."""
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            self._html(question, name, "")
        if counts:
            # Without it an ordering question is refused; its being there says yes.
            etree.SubElement(question, "shownumcorrect").text = "1"

    def _html(self, parent: Element, name: str, html: str, **attributes: str) -> Element:
        """An element with an HTML text and the pictures it shows."""
        element = etree.SubElement(parent, name, {**attributes, "format": "html"})
        _text(element, place_pictures(html, lambda path: f"@@PLUGINFILE@@/{flat_name(path)}"))
        for path in dict.fromkeys(pictures_in(html)):
            file = etree.SubElement(
                element, "file", name=flat_name(path), path="/", encoding="base64"
            )
            file.text = base64.b64encode(self.fragments.read_asset(path)).decode()
        return element


KINDS: Mapping[str, Callable[[_Writer, Element, Item], None]] = {
    "single": _Writer.choice,
    "multiple": _Writer.choice,
    "true-false": _Writer.true_false,
    "match": _Writer.match,
    "order": _Writer.order,
    "short": _Writer.short,
    "essay": _Writer.essay,
}


def _text(parent: Element, text: str) -> None:
    etree.SubElement(parent, "text").text = text


def _options(question: Element, **values: str) -> None:
    for name, value in values.items():
        etree.SubElement(question, name).text = value
