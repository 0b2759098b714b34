"""Canvas packages: what text2qti writes of our questions, read as Canvas reads it."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import lxml.html
import pytest
from lxml import etree
from lxml.etree import _Element as Element

from casebook.exports.canvas import (
    BY_HAND,
    MISTAKES_TOGETHER,
    RUBRIC_AS_FEEDBACK,
    _Quiz,
    canvas_qti,
)
from casebook.exports.fragments import Fragments
from casebook.exports.items import Item, items
from casebook.exports.package import Loss

from .conftest import fragments_of

FILED_AS = re.compile(r"wrong|incorrect|correct|solution|general_|_all|_IC$|_C$", re.IGNORECASE)
"""What Canvas looks for in a feedback's id (qti_exporter, assessment_item_converter.rb)."""
GENERAL = {"general_fb", "general_incorrect_fb"}


class Package:
    """A package as an importer finds its way in it, without namespaces."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.manifest = self.tree("imsmanifest.xml")
        (self.path,) = self.manifest.xpath("//resource[@type='imsqti_xmlv1p2']/file/@href")
        self.quiz = self.tree(self.path)
        self.questions = {
            one.get("ident").removeprefix("text2qti_question_"): Question(one)
            for one in self.quiz.iter("item")
        }

    def tree(self, path: str) -> Element:
        root = etree.fromstring(self.archive.read(path))
        for element in root.iter():
            element.tag = etree.QName(element).localname
        return root


class Question:
    def __init__(self, item: Element) -> None:
        self.item = item
        pairs = [(one[0].text, one[1].text) for one in item.iter("qtimetadatafield")]
        self.metadata = dict(pairs)
        self.kind = self.metadata["question_type"]
        self.stem = item.findtext("presentation/material/mattext") or ""
        self.choices = {
            one.get("ident"): one.findtext("material/mattext")
            for one in item.iter("response_label")
        }
        self.feedback = {
            one.get("ident"): one.findtext("flow_mat/material/mattext")
            for one in item.iter("itemfeedback")
        }

    def score(self, *answer: str) -> int:
        """What an answer earns by the file's own rules. Canvas takes the tests of one condition for
        alternatives, as its own exports have them."""
        score = 0
        for condition in self.item.iter("respcondition"):
            if any(_holds(test, answer) for test in condition.find("conditionvar")):
                score = int(condition.findtext("setvar") or score)
                if condition.get("continue") == "No":
                    break
        return score

    def ids(self, right: bool, item: Item) -> list[str]:
        return [
            name for name, one in zip(self.choices, item.choices, strict=True) if one.right == right
        ]


def _holds(test: Element, answer: tuple[str, ...]) -> bool:
    match test.tag:
        case "varequal":
            return test.text in answer
        case "not":
            return not any(_holds(one, answer) for one in test)
        case "and":
            return all(_holds(one, answer) for one in test)
    assert test.tag == "other"
    return True


@pytest.fixture(scope="module")
def tea_package(tea: Fragments) -> Package:
    return Package(canvas_qti(tea, "tea").content)


def every_package(live: Fragments, tea: Fragments) -> Iterator[tuple[Package, tuple[Item, ...]]]:
    for fragments in (tea, live):
        for module_id in fragments.course.modules:
            yield Package(canvas_qti(fragments, module_id).content), items(fragments, module_id)


def test_every_question_arrives_as_its_kind(tea_package: Package) -> None:
    kinds = {name: question.kind for name, question in tea_package.questions.items()}
    assert kinds == {
        "tea-single": "multiple_choice_question",
        "tea-multiple": "multiple_answers_question",
        "tea-true-false": "true_false_question",
        "tea-match": "essay_question",
        "tea-order": "essay_question",
        "tea-short": "short_answer_question",
        "tea-essay": "essay_question",
        "tea-serve-hot": "true_false_question",
    }


def test_the_key_alone_earns_the_points(tea: Fragments, live: Fragments) -> None:
    for package, found in every_package(live, tea):
        assert len(package.questions) == len(found)
        for item in found:
            question = package.questions[item.id]
            assert question.metadata["points_possible"] == str(item.points)
            if item.kind == "short":
                assert all(question.score(answer) == 100 for answer in item.accepted)
                assert all(question.score(text) == 0 for one in item.mistakes for text in one.texts)
            elif question.choices and not question.kind.startswith("essay"):
                right, wrong = question.ids(True, item), question.ids(False, item)
                assert question.score(*right) == 100
                assert not any(question.score(one) for one in wrong)
                assert item.kind != "multiple" or question.score(*right, *wrong) == 0


def test_a_condition_on_a_short_answer_would_make_it_right(live: Fragments, tea: Fragments) -> None:
    """Both importers count whatever text is named in any condition."""
    for package, found in every_package(live, tea):
        for item in (one for one in found if one.kind == "short"):
            named = [one.text for one in package.questions[item.id].item.iter("varequal")]
            assert named == list(item.accepted)


def test_what_to_say_to_wrong_short_answers_comes_together(tea_package: Package) -> None:
    said = tea_package.questions["tea-short"].feedback["general_incorrect_fb"]
    assert said == (
        "<dl><dt>To “Article 3”, “art. 3”, “3”</dt><dd>Article 3 is about cups.</dd>"
        "<dt>To any other answer</dt><dd>Look at the second article.</dd></dl>"
    )


def test_true_and_false_are_the_words_that_canvas_knows(tea_package: Package) -> None:
    assert [*tea_package.questions["tea-true-false"].choices.values()] == ["True", "False"]


def test_each_choice_has_its_feedback_and_each_question_its_reason(
    tea: Fragments, live: Fragments
) -> None:
    for package, found in every_package(live, tea):
        for item in found:
            question = package.questions[item.id]
            reason = question.feedback["general_fb"] or ""
            assert "Read again" in reason
            if item.kind in ("single", "multiple", "true-false"):
                said = [question.feedback[f"{name}_fb"] for name in question.choices]
                assert said == [one.feedback for one in item.choices]


def test_the_model_answer_and_the_key_are_feedback(tea_package: Package) -> None:
    essay = tea_package.questions["tea-essay"].feedback["general_fb"] or ""
    assert "Yes, because water is." in essay
    assert "3 points" in essay
    for name, key in {"tea-match": "绿茶", "tea-order": "Nothing without hot water."}.items():
        question = tea_package.questions[name]
        assert "Write" in question.stem
        assert key in (question.feedback["general_fb"] or "")
        assert question.metadata["points_possible"] == "1"


def test_ids_are_unique_and_say_nothing_that_canvas_misreads(
    tea: Fragments, live: Fragments
) -> None:
    for package, _ in every_package(live, tea):
        ids = [one.get("ident") for one in package.quiz.iter("item", "assessment")]
        for question in package.questions.values():
            own = [] if question.kind.startswith(("essay", "short")) else [*question.choices]
            assert not any(FILED_AS.search(name) for name in {*question.feedback} - GENERAL)
            assert len(question.feedback) == len([*question.item.iter("itemfeedback")])
            ids += own
            named = {one.get("linkrefid") for one in question.item.iter("displayfeedback")}
            assert named == set(question.feedback)
        ids += [one.get("identifier") for one in package.manifest.iter("resource", "manifest")]
        ids += [
            package.questions[name].metadata["assessment_question_identifierref"]
            for name in package.questions
        ]
        assert [one for one, count in Counter(ids).items() if count > 1] == [
            package.quiz.find("assessment").get("ident")
        ]
        assert not [one for one in ids if not re.match(r"[A-Za-z_][\w.-]*$", one)]


def test_ids_stay_when_words_change(tea: Fragments) -> None:
    (key, quiz), *others = tea.course.quizzes.items()
    questions = [one.model_copy(update={"stem": "Another?"}) for one in quiz.facts.questions]
    facts = quiz.facts.model_copy(update={"questions": tuple(questions)})
    course = dataclasses.replace(
        tea.course, quizzes={key: dataclasses.replace(quiz, facts=facts), **dict(others)}
    )
    later = Fragments(course, tea.site, tea.read_asset)
    before = Package(canvas_qti(tea, "tea").content)
    after = Package(canvas_qti(later, "tea").content)
    assert "Another?" in after.questions["tea-single"].stem
    for name, question in before.questions.items():
        assert [*question.choices] == [*after.questions[name].choices]
    assert before.path == after.path


def test_chinese_signs_and_rare_characters_arrive_whole(tea_package: Package) -> None:
    question = tea_package.questions["tea-single"]
    stem = lxml.html.fragment_fromstring(question.stem, create_parent=True)
    assert stem.text_content().strip() == "What comes first in 茶? Tea < coffee & “milk” 𠮷."
    assert [one.text for one in stem.iter("span") if one.get("lang") == "zh-Hans"] == [
        "茶",
        "𠮷",
    ] or ('<span lang="zh-Hans">茶</span>' in question.stem)
    assert question.item.get("title") == "What comes first in 茶? Tea < coffee & “milk” 𠮷."


def test_pictures_are_in_the_package_under_the_name_that_canvas_resolves(
    tea: Fragments, tea_package: Package
) -> None:
    stem = lxml.html.fragment_fromstring(
        tea_package.questions["tea-single"].stem, create_parent=True
    )
    (source,) = stem.xpath("//img/@src")
    token, _, path = source.partition("/")
    assert token == "$IMS-CC-FILEBASE$"
    assert tea_package.archive.read(path) == tea.read_asset("assets/img/leaf.png")
    files = tea_package.manifest.xpath("//file/@href")
    assert {path, *files} == set(tea_package.archive.namelist()) - {"imsmanifest.xml"}


def test_every_file_of_the_manifest_is_there(tea: Fragments, live: Fragments) -> None:
    for package, _ in every_package(live, tea):
        assert set(package.manifest.xpath("//file/@href")) | {"imsmanifest.xml"} == set(
            package.archive.namelist()
        )
        start = package.archive.read("imsmanifest.xml")[:1024]
        assert b' xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"' in start


def test_the_package_says_what_is_true_of_the_course(tea: Fragments, tea_package: Package) -> None:
    text = tea_package.archive.read("imsmanifest.xml").decode()
    assert "Private" not in text
    assert "generated by" not in text
    manifest = tea_package.manifest
    assert manifest.findtext(".//general/title/string") == "Tea"
    assert manifest.findtext(".//contribute/date/dateTime") == "2026-01-31"
    assert manifest.findtext(".//rights/description/string") == "Text: free."
    meta = tea_package.tree(f"{tea_package.path.rpartition('/')[0]}/assessment_meta.xml")
    assert meta.findtext("title") == tea.course.modules["tea"].facts.title
    assert meta.findtext("points_possible") == "12.0"
    assert "Test edition" in (meta.findtext("description") or "")
    assert "https://course.example/tea/modules/tea/" in (meta.findtext("description") or "")


def test_losses_are_named(tea: Fragments) -> None:
    assert canvas_qti(tea, "tea").losses == (
        Loss("match", BY_HAND, "tea-match"),
        Loss("order", BY_HAND, "tea-order"),
        Loss("short", MISTAKES_TOGETHER, "tea-short"),
        Loss("essay", RUBRIC_AS_FEEDBACK, "tea-essay"),
    )


def test_nothing_is_parsed_as_markdown_or_latex_or_run(tea: Fragments) -> None:
    words = "```{.python .run}\nprint(6 * 7)\n```\n$x$ *not* ![x](y.png) \\SI{1}{m}"
    assert _Quiz(tea, "tea").md_to_html_xml(words) == words


def test_without_a_site_nothing_leads_nowhere() -> None:
    package = Package(canvas_qti(fragments_of("quizzes", site=""), "tea").content)
    assert "href" not in package.archive.read(package.path).decode()


def test_the_same_course_gives_the_same_bytes(tea: Fragments) -> None:
    again = fragments_of("quizzes")
    assert canvas_qti(again, "tea") == canvas_qti(tea, "tea")
    assert canvas_qti(tea, "tea").path == "tea/questions.canvas-qti.zip"
