"""The Common Cartridge, against what real importers are known to take amiss."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from lxml import etree
from lxml.etree import _Element as Element
from lxml.html import HtmlElement
from pytest_regressions.file_regression import FileRegressionFixture

from casebook.addresses import page_uri
from casebook.exports.cartridge import cartridge
from casebook.exports.fragments import Fragments, place_pictures
from casebook.exports.items import Item, as_written, items, key_html
from casebook.exports.package import Export
from casebook.models.course import CourseFacts

from ..courses import ROOT
from .conftest import ADDRESS

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
BREWING = "quizzes/quiz_tea_brewing.xml"
READING = "pages/page_tea_brewing.html"


def contents(fragments: Fragments, site: Path) -> dict[str, str]:
    """What MkDocs has as the content of each chapter, cut out of a built site."""
    found = {}
    for key, chapter in fragments.course.chapters.items():
        whole = (site / "modules" / key / "index.html").read_text("utf-8")
        article = re.search(r"<article[^>]*>(.*)</article>", whole, re.DOTALL)
        assert article
        found[page_uri(chapter)] = article[1].partition("</h1>")[2]
    return found


def opened(export: Export) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(files: Mapping[str, bytes]) -> Element:
    return etree.fromstring(files["imsmanifest.xml"])


def local(root: Element, name: str) -> list[Element]:
    """Every element of a name, whatever its namespace."""
    return list(root.iter(f"{{*}}{name}"))


def questions_of(files: Mapping[str, bytes]) -> dict[str, Element]:
    """Every question of every quiz by its id."""
    return {
        item.get("ident").removeprefix("question_"): item
        for name, content in files.items()
        if name.startswith("quizzes/")
        for item in local(etree.fromstring(content), "item")
    }


def metadata(item: Element) -> dict[str, str]:
    fields = local(item, "qtimetadatafield")
    return {one[0].text: one[1].text for one in fields}


@pytest.fixture(scope="module")
def tea_pages(tea: Fragments, quiz_site: Path) -> dict[str, str]:
    return contents(tea, quiz_site)


@pytest.fixture(scope="module")
def tea_export(tea: Fragments, tea_pages: dict[str, str]) -> Export:
    return cartridge(tea, tea_pages)


@pytest.fixture(scope="module")
def tea_files(tea_export: Export) -> dict[str, bytes]:
    return opened(tea_export)


@pytest.fixture(scope="module")
def live_pages(live: Fragments, live_site: Path) -> dict[str, str]:
    return contents(live, live_site)


@pytest.fixture(scope="module")
def live_files(live: Fragments, live_pages: dict[str, str]) -> dict[str, bytes]:
    return opened(cartridge(live, live_pages))


@pytest.fixture(scope="module", params=["tea", "live"])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    found: dict[str, bytes] = request.getfixturevalue(f"{request.param}_files")
    return found


def test_a_manifest(tea_files: dict[str, bytes], file_regression: FileRegressionFixture) -> None:
    file_regression.check(tea_files["imsmanifest.xml"], binary=True, extension=".xml")


def test_a_manifest_of_version_1_3(
    tea: Fragments, tea_pages: dict[str, str], file_regression: FileRegressionFixture
) -> None:
    export = cartridge(tea, tea_pages, "1.3")
    assert export.path == "course-cc13.imscc"
    content = opened(export)["imsmanifest.xml"]
    file_regression.check(content, binary=True, extension=".xml")


def test_a_quiz(tea_files: dict[str, bytes], file_regression: FileRegressionFixture) -> None:
    file_regression.check(tea_files[BREWING], binary=True, extension=".xml")


def test_a_page(tea_files: dict[str, bytes], file_regression: FileRegressionFixture) -> None:
    file_regression.check(tea_files[READING], binary=True, extension=".html")


@pytest.mark.parametrize("version", ["1.1", "1.3"])
def test_names_of_the_version(tea: Fragments, tea_pages: dict[str, str], version: str) -> None:
    number = version.replace(".", "p")
    tea = with_discussion(tea)
    files = opened(cartridge(tea, tea_pages, version))  # type: ignore[arg-type]
    manifest = manifest_of(files)
    base = f"http://www.imsglobal.org/xsd/imsccv{number}"
    assert manifest.nsmap[None] == f"{base}/imscp_v1p1"
    assert manifest.nsmap["lom"] == f"http://ltsc.ieee.org/xsd/imsccv{number}/LOM/resource"
    assert manifest.nsmap["lomimscc"] == f"http://ltsc.ieee.org/xsd/imsccv{number}/LOM/manifest"
    assert [one.text for one in local(manifest, "schemaversion")] == [f"{version}.0"]
    assert {one.get("type") for one in local(manifest, "resource")} == {
        "webcontent",
        f"imswl_xmlv{number}",
        f"imsdt_xmlv{number}",
        f"imsqti_xmlv1p2/imscc_xmlv{number}/assessment",
    }
    link = etree.fromstring(files["links/link_tea_brewing.xml"])
    assert link.tag == f"{{{base}/imswl_v{number}}}webLink"
    topic = etree.fromstring(files["topics/topic_tea_brewing.xml"])
    assert topic.tag == f"{{{base}/imsdt_v{number}}}topic"
    assert etree.fromstring(files[BREWING]).tag == f"{QTI}questestinterop"


def test_importers_find_the_namespace_at_the_beginning(files: dict[str, bytes]) -> None:
    assert b' xmlns="http://www.imsglobal.org/xsd/imsccv1p1/' in files["imsmanifest.xml"][:1024]


def test_identifiers(files: dict[str, bytes]) -> None:
    """Moodle refuses the whole package if one is there twice or begins with a digit."""
    found = [one.get("identifier") for one in manifest_of(files).iter() if one.get("identifier")]
    assert len(set(found)) == len(found)
    quizzes = [etree.fromstring(one) for name, one in files.items() if name.startswith("quizzes/")]
    inside = [one.get("ident") for quiz in quizzes for one in local(quiz, "item")]
    assert len(set(inside)) == len(inside)
    for one in [*found, *inside]:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", one)


def test_the_manifest_names_every_file(files: dict[str, bytes]) -> None:
    named = [one.get("href") for one in local(manifest_of(files), "file")]
    assert sorted([*named, "imsmanifest.xml"]) == sorted(files)


def test_every_reference_has_a_resource(files: dict[str, bytes]) -> None:
    manifest = manifest_of(files)
    types = {one.get("identifier"): one.get("type") for one in local(manifest, "resource")}
    for item in local(manifest, "item"):
        assert item.get("identifierref") is None or item.get("identifierref") in types
    for one in local(manifest, "dependency"):
        assert types[one.get("identifierref")] == "webcontent"
    for resource in local(manifest, "resource"):
        (file,) = local(resource, "file")
        expected = file.get("href") if resource.get("type") == "webcontent" else None
        assert resource.get("href") == expected


def test_every_file_but_pictures_is_in_a_folder(files: dict[str, bytes]) -> None:
    manifest = manifest_of(files)
    shown = {one.get("identifierref") for one in local(manifest, "item")}
    rest = [one for one in local(manifest, "resource") if one.get("identifier") not in shown]
    assert all(one.get("href").startswith("img/") for one in rest)


def test_the_key_is_for_instructors_alone(files: dict[str, bytes]) -> None:
    for resource in local(manifest_of(files), "resource"):
        roles = [one.text for one in local(resource, "value")]
        assert roles == (["Instructor"] if "/key_" in str(resource.get("href")) else [])


def test_the_key_has_every_question(tea: Fragments, tea_files: dict[str, bytes]) -> None:
    page = tea_files["pages/key_tea.html"].decode()
    for item in items(tea, "tea"):
        assert key_html(item) in page
        assert item.explanation in page
        assert place_pictures(item.stem, lambda path: "../img/img-leaf.png") in page


def test_what_a_quiz_says_of_itself(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if name.startswith("quizzes/"):
            quiz = etree.fromstring(content)
            fields = metadata(local(quiz, "assessment")[0][0])
            assert fields["cc_profile"] == "cc.exam.v0p1"
            assert fields["cc_maxattempts"] == "unlimited"
            assert local(quiz, "item"), "a quiz without questions ends Moodle's import"


def test_what_a_question_says_of_itself(files: dict[str, bytes]) -> None:
    names = {
        "cc.multiple_choice.v0p1": "multiple_choice_question",
        "cc.multiple_response.v0p1": "multiple_answers_question",
        "cc.true_false.v0p1": "true_false_question",
        "cc.fib.v0p1": "short_answer_question",
        "cc.essay.v0p1": "essay_question",
    }
    for item in questions_of(files).values():
        fields = metadata(item)
        assert fields["question_type"] == names[fields["cc_profile"]]
        assert fields["cc_weighting"] == fields["points_possible"]
        assert 0 < int(fields["cc_weighting"]) <= 99
        parts = [etree.QName(one).localname for one in item]
        assert parts[:3] == ["itemmetadata", "presentation", "resprocessing"]
        assert set(parts[3:]) == {"itemfeedback"}


def test_points(tea: Fragments, tea_files: dict[str, bytes]) -> None:
    found = questions_of(tea_files)
    for item in items(tea, "tea"):
        assert metadata(found[item.id])["points_possible"] == str(item.points)


def test_choices(files: dict[str, bytes]) -> None:
    for item in questions_of(files).values():
        kind = metadata(item)["question_type"]
        idents = [one.get("ident") for one in local(item, "response_label")]
        assert len(set(idents)) == len(idents)
        if kind == "true_false_question":
            assert idents == ["true", "false"]
            texts = [one.findtext(f".//{QTI}mattext") for one in local(item, "response_label")]
            assert texts == ["True", "False"]
        elif kind in ("multiple_choice_question", "multiple_answers_question"):
            assert len(idents) > 1
            assert not any(re.search("correct|wrong|all", one) for one in idents)


def test_conditions(files: dict[str, bytes]) -> None:
    for item in questions_of(files).values():
        kind = metadata(item)["question_type"]
        for score in local(item, "setvar"):
            assert score.text in ("100", "0")
        general = [one for one in local(item, "respcondition") if one.get("continue") == "Yes"]
        said = [
            shown.get("linkrefid") for one in general for shown in local(one, "displayfeedback")
        ]
        assert said == ["general_fb"], "Moodle joins what else continues to it"
        if kind in ("multiple_choice_question", "true_false_question"):
            choices = [one.get("ident") for one in local(item, "response_label")]
            conditions = [
                one for one in local(item, "respcondition") if one.get("continue") == "No"
            ]
            assert [local(one, "varequal")[0].text for one in conditions] == choices
            for choice, one in zip(choices, conditions, strict=True):
                assert len(local(one, "setvar")) == 1
                (shown,) = local(one, "displayfeedback")
                assert shown.get("linkrefid") == f"{choice}_fb"
        if kind == "multiple_answers_question":
            (key,) = [one for one in local(item, "respcondition") if local(one, "setvar")]
            assert local(key, "setvar")[0].text == "100"
            assert all(one.get("case") == "Yes" for one in local(key, "varequal"))


def test_feedback(files: dict[str, bytes]) -> None:
    for item in questions_of(files).values():
        idents = [one.get("ident") for one in local(item, "itemfeedback")]
        assert len(set(idents)) == len(idents)
        for one in idents:
            assert re.fullmatch(
                "general_fb|correct_fb|general_incorrect_fb|(choice_|mistake_)[0-9]+_fb|(true|false)_fb",
                one,
            )
        assert {one.get("linkrefid") for one in local(item, "displayfeedback")} == set(idents)
        for one in local(item, "itemfeedback"):
            # Moodle looks for it in this place alone.
            assert one.findtext(f"{QTI}flow_mat/{QTI}material/{QTI}mattext")


def evaluated(item: Element, given: set[str]) -> tuple[float, list[str]]:
    """Score and feedback for an answer, as QTI has it."""
    score, shown = 0.0, []
    for condition in local(item, "respcondition"):
        if not any(_holds(test, given) for test in condition[0]):
            continue
        for one in local(condition, "setvar"):
            score = float(one.text)
        shown += [one.get("linkrefid") for one in local(condition, "displayfeedback")]
        if condition.get("continue") == "No":
            break
    return score, shown


def _holds(test: Element, given: set[str]) -> bool:
    match etree.QName(test).localname:
        case "other":
            return True
        case "and":
            return all(_holds(one, given) for one in test)
        case "not":
            return not _holds(test[0], given)
        case "varequal" if test.get("case") == "Yes":
            return test.text in given
        case "varequal":
            return test.text.casefold() in {one.casefold() for one in given}
        case strange:
            raise AssertionError(strange)


@pytest.mark.parametrize("name", ["tea", "live"])
def test_the_key_alone_has_full_points(name: str, request: pytest.FixtureRequest) -> None:
    fragments: Fragments = request.getfixturevalue(name)
    found = questions_of(request.getfixturevalue(f"{name}_files"))
    for module_id in fragments.course.modules:
        for item in items(fragments, module_id):
            question = found[item.id]
            if item.kind in ("single", "multiple", "true-false"):
                check_choices(item, question)
            elif item.kind == "short":
                check_words(item, question)
            else:
                assert evaluated(question, {"anything"}) == (0, ["general_fb"])


def check_choices(item: Item, question: Element) -> None:
    idents = [one.get("ident") for one in local(question, "response_label")]
    right = {ident for ident, one in zip(idents, item.choices, strict=True) if one.right}
    most = len(idents) if item.kind == "multiple" else 1
    for number in range(1, most + 1):
        for given in itertools.combinations(idents, number):
            score, shown = evaluated(question, set(given))
            assert score == (100 if set(given) == right else 0)
            assert shown == ["general_fb", f"{given[0]}_fb"]
    for ident, choice in zip(idents, item.choices, strict=True):
        assert feedback(question, f"{ident}_fb") == choice.feedback


def check_words(item: Item, question: Element) -> None:
    for text in item.accepted:
        assert evaluated(question, {text.upper()})[0] == 100
    for number, mistake in enumerate(item.mistakes, 1):
        for text in mistake.accepted:
            assert evaluated(question, {text}) == (0, ["general_fb", f"mistake_{number}_fb"])
    rest = ["general_incorrect_fb"] if item.otherwise else []
    assert evaluated(question, {"neither"}) == (0, ["general_fb", *rest])


def feedback(question: Element, ident: str) -> str:
    (found,) = [one for one in local(question, "itemfeedback") if one.get("ident") == ident]
    return str(local(found, "mattext")[0].text)


def test_nothing_is_graded_by_pattern(files: dict[str, bytes]) -> None:
    assert not any(b"pattern_match" in content for content in files.values())


def test_texts_survive(tea: Fragments, tea_files: dict[str, bytes]) -> None:
    found = questions_of(tea_files)
    for item in items(tea, "tea"):
        asked = as_written(item) if item.kind in ("match", "order") else item
        stem = place_pictures(asked.stem, lambda path: "$IMS-CC-FILEBASE$../img/img-leaf.png")
        assert found[item.id].findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext") == stem
        assert feedback(found[item.id], "general_fb").endswith(item.explanation)
    words = "".join(local(found["tea-single"], "mattext")[0].itertext())
    for text in ("茶", "&lt; coffee &amp; “milk”", "𠮷"):
        assert text in words


def test_questions_in_words_bring_their_key(tea: Fragments, tea_files: dict[str, bytes]) -> None:
    found = questions_of(tea_files)
    for item in items(tea, "tea"):
        if item.kind in ("match", "order"):
            assert metadata(found[item.id])["question_type"] == "essay_question"
            assert key_html(as_written(item)) in feedback(found[item.id], "general_fb")


def test_pictures_of_a_quiz(tea_files: dict[str, bytes]) -> None:
    leaf = ROOT / "tests/sites/quizzes/docs/assets/img/leaf.png"
    assert tea_files["img/img-leaf.png"] == leaf.read_bytes()
    assert b'src="$IMS-CC-FILEBASE$../img/img-leaf.png"' in tea_files[BREWING]
    resources = {one.get("identifier"): one for one in local(manifest_of(tea_files), "resource")}
    (needed,) = local(resources["quiz_tea_brewing"], "dependency")
    assert needed.get("identifierref") == "picture_img-leaf.png"


def test_every_picture_shown_is_in_the_package(files: dict[str, bytes]) -> None:
    texts = [content.decode() for name, content in files.items() if not name.startswith("img/")]
    shown = {name for text in texts for name in re.findall(r"\.\./(img/[^\"&]+)", text)}
    assert shown == {name for name in files if name.startswith("img/")}


def pages_of(files: Mapping[str, bytes]) -> dict[str, HtmlElement]:
    return {
        name: lxml.html.document_fromstring(content.decode())
        for name, content in files.items()
        if name.startswith("pages/")
    }


def test_pages_stand_by_themselves(files: dict[str, bytes]) -> None:
    for root in pages_of(files).values():
        assert root.findtext(".//title")
        assert [one.text for one in root.iter("h1")] == [root.findtext(".//title")]
        assert not [*root.iter("script", "button", "input", "link", "iframe", "svg")]
        attributes = {name for one in root.iter() for name in [*one.attrib]}
        assert not [one for one in attributes if one.startswith(("data-", "on"))]
        ids = root.xpath("//@id")
        assert len(set(ids)) == len(ids)
        for target in root.xpath("//@href"):
            assert re.match("https?://|#", target), "links between pages break in Moodle"
            assert not target.startswith("#") or target[1:] in ids
        for picture in root.iter("img"):
            assert picture.get("alt")
            assert picture.get("src").startswith("../img/")


def test_a_page_keeps_what_is_to_be_read(
    live: Fragments, live_files: dict[str, bytes], live_pages: dict[str, str]
) -> None:
    pages = pages_of(live_files)
    for key, chapter in live.course.chapters.items():
        root = pages[f"pages/page_{key.replace('/', '_')}.html"]
        before = lxml.html.fragment_fromstring(live_pages[page_uri(chapter)], create_parent="div")
        for path in (
            "//li[starts-with(@id, 'fn:')]",
            "//p[starts-with(@id, 'p-')]",
            "//figure",
            "//table",
            "//figure//p[@lang='zh-Hans']",
        ):
            assert len(root.xpath(path)) == len(before.xpath(f".{path}"))
        headings = [one.text for one in before.iter("h2")]
        assert [one.text for one in root.iter("h2")] == [
            one for one in headings if one not in ("Questions", "Cite this chapter")
        ]
        assert root.xpath("//sup/a[starts-with(@href, '#fn:')]")
        assert chapter.facts.question in root.text_content()


def test_a_page_says_whence_it_comes(live: Fragments, live_files: dict[str, bytes]) -> None:
    for key in live.course.chapters:
        page = f"pages/page_{key.replace('/', '_')}.html"
        (foot,) = pages_of({page: live_files[page]})[page].iter("footer")
        assert live.course.facts.licence.strip() in foot.text_content()
        addresses = foot.xpath(".//a/@href")
        assert addresses == [live.course.facts.licence_url, f"{ADDRESS}modules/{key}/"]


def test_marks_are_told_apart_without_styles(live_files: dict[str, bytes]) -> None:
    root = pages_of(live_files)["pages/page_security_convergence.html"]
    first = root.get_element_by_id("p-1").text_content()
    assert first.startswith("¶\u00a01 In 2018")
    assert first.endswith("necessary for its security.1, 2")


def test_a_picture_in_the_text(tea: Fragments, tea_pages: dict[str, str]) -> None:
    picture = '<img src="../../../assets/img/leaf.png" alt="A leaf">'
    content = tea_pages["modules/tea/brewing.md"].replace("Cups come", f"{picture}Cups come")
    pages = tea_pages | {"modules/tea/brewing.md": content}
    files = opened(cartridge(with_discussion(tea), pages))
    assert b'<img src="../img/img-leaf.png" alt="A leaf">' in files[READING]
    text = etree.fromstring(files["topics/topic_tea_brewing.xml"])[1].text
    assert '<img src="$IMS-CC-FILEBASE$../img/img-leaf.png" alt="A leaf">' in text
    for one in ("page", "topic"):
        (needed,) = [
            local(resource, "dependency")
            for resource in local(manifest_of(files), "resource")
            if resource.get("identifier") == f"{one}_tea_brewing"
        ]
        assert [depends.get("identifierref") for depends in needed] == ["picture_img-leaf.png"]


def test_a_drawing_is_a_picture_with_its_style(live_files: dict[str, bytes]) -> None:
    """Moodle takes drawings within the text apart and leaves their words."""
    drawings = {name: one for name, one in live_files.items() if name.endswith(".svg")}
    assert drawings
    for content in drawings.values():
        root = etree.fromstring(content)
        assert root.get("viewBox")
        assert root[0].tag == "{http://www.w3.org/2000/svg}style"
        assert ".cb-svg" in root[0].text


def with_discussion(fragments: Fragments, section: str = "Leaves") -> Fragments:
    facts = fragments.course.facts.model_copy(update={"discussion_section": section})
    return replace(fragments, course=replace(fragments.course, facts=facts))


def test_topics(live: Fragments, live_files: dict[str, bytes]) -> None:
    for key, chapter in live.course.chapters.items():
        topic = etree.fromstring(live_files[f"topics/topic_{key.replace('/', '_')}.xml"])
        assert topic[0].text == f"Discuss: {chapter.facts.title}"
        assert topic[1].get("texttype") == "text/html"
        root = lxml.html.fragment_fromstring(topic[1].text, create_parent="div")
        assert [*root.iter("li")]
        assert not root.xpath(".//@id")
        assert all(re.match("https?://", one) for one in root.xpath(".//@href"))


def test_a_topic_leads_to_the_page(tea: Fragments, tea_pages: dict[str, str]) -> None:
    files = opened(cartridge(with_discussion(tea), tea_pages))
    assert "topics/topic_tea_serving.xml" not in files
    text = etree.fromstring(files["topics/topic_tea_brewing.xml"])[1].text
    assert f'href="{ADDRESS}modules/tea/brewing/#fn:' in text
    assert "Cups come last." in text
    assert "A cup is no leaf" not in text


def test_without_the_fact_there_are_no_topics(tea_files: dict[str, bytes]) -> None:
    assert not [name for name in tea_files if name.startswith("topics/")]


def test_a_course_published_nowhere(tea: Fragments, tea_pages: dict[str, str]) -> None:
    export = cartridge(replace(with_discussion(tea), site="", _made={}), tea_pages)
    files = opened(export)
    assert not [name for name in files if name.startswith("links/")]
    assert [one.id for one in export.losses if one.kind == "chapter"] == [
        "tea/brewing",
        "tea/serving",
    ]
    for name, root in pages_of(files).items():
        assert all(re.match("https?://|#", one) for one in root.xpath("//@href")), name
    text = etree.fromstring(files["topics/topic_tea_brewing.xml"])[1].text
    assert "<a" not in text
    assert "<sup" not in text


def test_a_link_leads_to_the_published_page(tea_files: dict[str, bytes]) -> None:
    link = etree.fromstring(tea_files["links/link_tea_brewing.xml"])
    assert link[0].text == "Brewing"
    assert link[1].get("href") == f"{ADDRESS}modules/tea/brewing/"


def test_losses(tea_export: Export) -> None:
    assert [(one.kind, one.id) for one in tea_export.losses] == [
        ("multiple", "tea-multiple"),
        ("match", "tea-match"),
        ("order", "tea-order"),
        ("short", "tea-short"),
        ("essay", "tea-essay"),
    ]
    assert all(one.what.endswith(".") for one in tea_export.losses)


@pytest.mark.parametrize("version", ["1.1", "1.3"])
def test_same_input_same_bytes(tea: Fragments, tea_pages: dict[str, str], version: str) -> None:
    again = replace(tea, _made={})
    first, second = (cartridge(one, tea_pages, version) for one in (tea, again))  # type: ignore[arg-type]
    assert first == second


def test_the_discussion_is_one_of_the_sections(tea: Fragments) -> None:
    facts = tea.course.facts.model_dump() | {"sections": ["Read"], "discussion_section": "Talk"}
    with pytest.raises(ValueError, match="names a discussion section that is not in “sections”"):
        CourseFacts.model_validate(facts)
