"""Canvas: the questions of a module as a quiz, a QTI 1.2 package that text2qti writes.

Both of Canvas's importers read it, Classic and New Quizzes. text2qti's own
text format is not used: it would parse our HTML as Markdown and LaTeX, and it
can run code.

What shapes the package is how Canvas converts it (gems/plugins/qti_exporter in
its source). Every condition on a short answer makes that answer a right one,
whatever it scores, so wrong ones have none. Feedback is filed by words in its
id, so that ids of choices are digits. A picture is named by
`$IMS-CC-FILEBASE$`, as in Canvas's own exports: the converter leaves such an
address as it is, and the step that puts the finished questions into the course
finds the file by its path in the package, also if the sign is written %24.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from lxml import etree
from text2qti.markdown import Image
from text2qti.qti import QTI
from text2qti.quiz import Choice, Question

from ..addresses import absolute_url, page_uri
from .fragments import Fragments, flat_name, pictures_in, place_pictures
from .items import Item, as_written, items, key_html
from .package import Export, Loss, zipped

BY_HAND = "In the Canvas quiz it is answered in words and marked by hand."
RUBRIC_AS_FEEDBACK = "Canvas shows the model answer and the rubric as feedback after the answer."
MISTAKES_TOGETHER = (
    "Canvas has no feedback for each wrong short answer, so all of it comes together."
)
TYPES = {
    "single": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "true-false": "true_false_question",
    "short": "short_answer_question",
    "essay": "essay_question",
}
METADATA = "{http://www.imsglobal.org/xsd/imsmd_v1p2}"
NOWHERE = {"linenum_start": 0, "linenum_end": 0}
"""Our questions stand on no line of a text2qti file."""


def canvas_qti(fragments: Fragments, module_id: str) -> Export:
    """The questions of a module, in teaching order, as one unpublished quiz."""
    found = items(fragments, module_id)
    quiz = _Quiz(fragments, module_id)
    for item in found:
        quiz.add(item)
    qti = QTI(quiz)
    folder = qti.assessment_identifier
    members = {
        "imsmanifest.xml": _manifest(qti.imsmanifest_xml, fragments, module_id),
        f"{folder}/assessment_meta.xml": qti.assessment_meta.encode(),
        f"{folder}/{folder}.xml": qti.assessment.encode(),
    }
    members |= {image.qti_zip_path: image.data for image in quiz.images.values()}
    losses = tuple(loss for item in found for loss in _losses(item))
    return Export(f"{module_id}/questions.canvas-qti.zip", zipped(members), losses)


def _losses(item: Item) -> Iterator[Loss]:
    if item.kind in ("match", "order"):
        yield Loss(item.kind, BY_HAND, item.id)
    if item.kind == "essay":
        yield Loss(item.kind, RUBRIC_AS_FEEDBACK, item.id)
    if item.mistakes:
        yield Loss(item.kind, MISTAKES_TOGETHER, item.id)


def _manifest(written: str, fragments: Fragments, module_id: str) -> bytes:
    """The manifest with what is true of this course: text2qti writes words of its own and today."""
    facts = fragments.course.facts
    root = etree.fromstring(written.encode())
    for path, text in {
        "general/title/string": fragments.course.modules[module_id].facts.title,
        "lifeCycle/contribute/date/dateTime": facts.date.isoformat(),
        "rights/description/string": " ".join([facts.licence, facts.licence_url or ""]).strip(),
    }.items():
        steps = "/".join(f"{METADATA}{step}" for step in path.split("/"))
        root.find(f".//{steps}").text = text
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


@dataclass
class _Quiz:
    """What text2qti's writers read of a quiz, and of its Markdown, which here is HTML."""

    fragments: Fragments
    module_id: str
    images: dict[str, Image] = field(default_factory=dict)
    """By the picture's path under docs/."""
    questions_and_delims: list[Question] = field(default_factory=list)
    points_possible: int = 0
    shuffle_answers_xml: str = "false"
    show_correct_answers_xml: str = "true"
    one_question_at_a_time_xml: str = "false"
    cant_go_back_xml: str = "false"
    feedback_is_solution: bool = False

    @property
    def id(self) -> str:
        return f"{self.fragments.course.facts.id}_{self.module_id}"

    @property
    def title_xml(self) -> str:
        return self.xml_escape(self.fragments.course.modules[self.module_id].facts.title)

    @property
    def description_html_xml(self) -> str:
        course, site = self.fragments.course, self.fragments.site
        module = course.modules[self.module_id]
        name = html.escape(module.facts.title)
        address = html.escape(absolute_url(site, page_uri(module)))
        about = f"{course.facts.title}, {course.facts.edition}. {course.facts.licence}"
        link = f'<a href="{address}">{name}</a>' if address else name
        return self.xml_escape(f"<p>{link}</p>\n<p>{html.escape(about)}</p>")

    def xml_escape(self, text: str) -> str:
        return html.escape(text)

    def md_to_html_xml(self, text: str) -> str:
        """HTML of `Fragments` as the text of an XML element; its pictures are taken along."""
        for path in pictures_in(text):
            if path not in self.images:
                image = Image(flat_name(path), self.fragments.read_asset(path))
                image.id = _digits(path)
                self.images[path] = image
        return self.xml_escape(
            place_pictures(text, lambda path: f"$IMS-CC-FILEBASE$/images/{quote(flat_name(path))}")
        )

    def add(self, item: Item) -> None:
        written = as_written(item) if item.kind in ("match", "order") else item
        question = Question(
            written.stem, quiz=self, title=item.name, points=str(item.points), md=self, **NOWHERE
        )
        question.id = item.id
        key = key_html(written) if written.kind == "essay" else ""
        question.append_feedback(key + item.explanation, **NOWHERE)
        if to_wrong := _to_wrong_answers(item):
            question.append_incorrect_feedback(to_wrong, **NOWHERE)
        question.type = TYPES[written.kind]
        question.choices = self._choices(written, question.hash_digest)
        self.questions_and_delims.append(question)
        self.points_possible += item.points

    def _choices(self, item: Item, digest: bytes) -> list[Choice]:
        """What can be chosen; of a short answer, every spelling that is right."""
        short = item.kind == "short"
        given = (
            [(text, True, "") for text in item.accepted]
            if short
            else [(one.html, one.right, one.feedback) for one in item.choices]
        )
        choices = []
        for number, (text, right, feedback) in enumerate(given):
            choice = Choice(
                text, correct=right, shortans=short, question_hash_digest=digest, md=self, **NOWHERE
            )
            choice.id = _digits(f"{item.id}/{number}")
            if feedback:
                choice.append_feedback(feedback, **NOWHERE)
            choices.append(choice)
        return choices


def _to_wrong_answers(item: Item) -> str:
    """What to say to each wrong short answer, as one text."""
    entries = [
        (f"To {', '.join(f'“{text}”' for text in one.texts)}", one.feedback)
        for one in item.mistakes
    ]
    if not entries:
        return item.otherwise
    if item.otherwise:
        entries.append(("To any other answer", item.otherwise))
    listed = "".join(f"<dt>{html.escape(to)}</dt><dd>{say}</dd>" for to, say in entries)
    return f"<dl>{listed}</dl>"


def _digits(name: str) -> str:
    """The same number for the same name."""
    return str(int.from_bytes(hashlib.sha256(name.encode()).digest()[:7]))
