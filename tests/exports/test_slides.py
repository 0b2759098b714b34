"""Slides, read back with python-pptx: what is shown, what is for the speaker, and that it fits."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Pt

from casebook.chinese import ideographs
from casebook.exports.documents.fitting import Line, divided, lines_in_parts
from casebook.exports.fragments import Fragments

from ..conftest import mkdocs_build, once
from ..courses import copy_of
from .reading import letters, members
from .test_documents import feedback

MODULES = ("security", "technology", "data", "internet", "fusion")
LETTER = 0.42
"""The width of a letter of size 1 in Calibri, with spaces, on an average (0.401), and some more."""
CAPTION, BESIDE, NUMBER, LEAST = 12, 14, 12, 16
NOTES = """---
title: "Teaching notes: Apples"
description: Notes of the tests for those who teach how apples fall to the ground.
---

## Questions

**1. Who owns a *fallen* apple?**

A good answer has:

- the owner of the tree;[@apple-act-1999, art. 2]
- the ground.

*Follow-up:* And a pear?

**2. Is 苹果 a fruit?**

Yes.

## Activity

A made-up trial.

### Setting

1. A tree stands on a border.
2. Two people want:
    - its apples;
    - its wood.

| Card | Event |
|---|---|
| 1 | The wind blows from the east, and the apples fall to the west. |
| 2 | A child eats one. |

*Table: The cards, to be cut apart.*[@apple-act-1999, art. 2; @orchard-act-1985]

After that, nothing.

### Roles

*Keep to yourselves:* the tree is hollow.
"""
LONG = "It is the ground’s, says the judge, and nobody’s, says the clerk; so it stays. " * 30
SETTINGS = """discussion_section: Discuss
class_questions: Questions
class_sections: [Setting]
"""


def classroom(target: Path) -> Path:
    """tests/sites/tiny with teaching notes, and a question to discuss that fits on no slide."""
    root = copy_of("tiny", target)
    (root / "docs/instructors").mkdir()
    (root / "docs/instructors/apples.md").write_text(NOTES, "utf-8")
    with (root / "docs/course.yml").open("a", encoding="utf-8") as facts:
        facts.write(SETTINGS)
    with (root / "docs/modules/apples/picking.md").open("a", encoding="utf-8") as chapter:
        chapter.write(f"2. {LONG}\n")
    return root


@pytest.fixture(scope="session")
def class_site(shared: Path) -> Path:
    def make(target: Path) -> None:
        mkdocs_build(classroom(target), SITE_URL="https://course.example/apples/")

    return once(shared, "classroom", make) / "site"


def content(site: Path, module: str) -> bytes:
    return (site / "downloads" / module / "slides.pptx").read_bytes()


def opened(site: Path, module: str) -> Presentation:
    return pptx.Presentation(io.BytesIO(content(site, module)))


def title(slide: Slide) -> str:
    assert slide.shapes.title is not None
    return str(slide.shapes.title.text_frame.text)


def notes(slide: Slide) -> list[str]:
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    return [one.text for one in frame.paragraphs if one.text]


def shown(slide: Slide) -> list[str]:
    """Every paragraph and cell under the title."""
    found: list[str] = []
    shapes: list[Any] = [*slide.shapes]
    for shape in shapes:
        if shape.has_text_frame and shape != slide.shapes.title and not is_number(shape):
            found += [one.text for one in shape.text_frame.paragraphs]
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def is_number(shape: Any) -> bool:
    return bool(shape._element.xpath(".//p:ph[@type='sldNum']"))


def pictures(slide: Slide) -> list[Any]:
    return [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]


def by_title(presentation: Presentation) -> dict[str, Slide]:
    return {title(slide): slide for slide in presentation.slides}


# --- what the slides of the course hold -----------------------------------------------------


@pytest.mark.parametrize("module", MODULES)
def test_every_chapter_has_its_slides(live: Fragments, live_site: Path, module: str) -> None:
    slides = by_title(opened(live_site, module))
    for key, chapter in live.course.chapters_of(module):
        name = chapter.facts.title
        name = f"Chapter: {name}" if name == live.course.modules[module].facts.title else name
        assert slides[name].slide_layout.name == "Section Header"
        aims = [one.text.strip() for one in chapter.facts.objectives]
        assert shown(slides[chapter.facts.question])[1:] == aims
        page = lxml.html.fromstring((live_site / "modules" / key / "index.html").read_text("utf-8"))
        for figure in page.find_class("cb-diagram"):
            drawn = figure.find(".//svg").get("aria-label")
            assert len(pictures(slides[drawn])) == 1
        text = letters("".join("".join((title(one), *shown(one))) for one in slides.values()))
        for article in page.find_class("cb-article"):
            for segment in article.find_class("cb-segment"):
                for language in segment:
                    assert letters(language.text_content()) in text
        for question in page.xpath("//h2[@id='discuss']/following-sibling::ol[1]/li"):
            for mark in question.xpath(".//sup[.//a]"):
                mark.drop_tree()
            assert letters(question.text_content()) in text


@pytest.mark.parametrize("module", MODULES)
def test_every_slide_has_a_title_of_its_own_and_its_number(live_site: Path, module: str) -> None:
    slides = [*opened(live_site, module).slides]
    titles = [title(slide) for slide in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles) > 20
    for number, slide in enumerate(slides, 1):
        fields = [one for shape in slide.shapes if is_number(shape) for one in [shape._element]]
        assert [one.findtext(f".//{qn('a:t')}") for one in fields] == [str(number)]


@pytest.mark.parametrize("module", MODULES)
def test_the_notes_of_every_slide_end_with_an_address_that_is_there(
    live_site: Path, module: str
) -> None:
    for slide in opened(live_site, module).slides:
        path, _, fragment = notes(slide)[-1].partition("#")
        page = lxml.html.fromstring((live_site / path / "index.html").read_text("utf-8"))
        assert not fragment or page.xpath("//*[@id=$own]", own=fragment), notes(slide)[-1]


@pytest.mark.parametrize("module", MODULES)
def test_a_picture_is_told_and_the_wall_can_read_its_letters_or_its_words(
    live_site: Path, module: str
) -> None:
    slides = by_title(opened(live_site, module))
    for name, slide in slides.items():
        for picture in pictures(slide):
            told = picture._element.xpath(".//p:cNvPr/@descr")[0]
            assert told.startswith(name)
            assert len(told) > len(name) + 40
            assert any(one.startswith("Figure: ") for one in shown(slide))
            assert abs(aspect(picture) - picture.image.size[0] / picture.image.size[1]) < 0.01


def aspect(shape: Any) -> float:
    return float(shape.width / shape.height)


def test_no_answer_to_a_question_of_the_quiz_is_shown(live: Fragments, live_site: Path) -> None:
    slides = opened(live_site, "data").slides
    text = letters("".join("".join((*shown(slide), *notes(slide))) for slide in slides))
    assert [one for one in feedback(live, "data") if one[:60] in text] == []


@pytest.mark.parametrize("module", MODULES)
def test_every_word_is_in_one_language(live_site: Path, module: str) -> None:
    count = 0
    for slide in opened(live_site, module).slides:
        for part in (slide, slide.notes_slide):
            for run in part._element.iter(qn("a:r")):
                text, style = run.findtext(qn("a:t")), run.find(qn("a:rPr"))
                if ideographs(text):
                    count += 1
                    assert style.get("lang") == "zh-CN"
                    assert style.find(qn("a:ea")).get("typeface") == "Microsoft YaHei"
                    assert not any(one.isascii() and one.isalpha() for one in text)
                else:
                    assert style.get("lang") == "en-GB"
    assert count > 10


def test_the_last_slide_says_on_which_terms(live: Fragments, live_site: Path) -> None:
    last = [*opened(live_site, "data").slides][-1]
    text = " ".join(shown(last))
    assert "CC BY 4.0" in text
    assert "It is no part of this document" in text
    assert live.course.facts.edition in text


def test_a_file_of_powerpoint_names_itself_and_its_language(live_site: Path) -> None:
    facts = opened(live_site, "data").core_properties
    assert facts.title == "AI and data"
    assert facts.language == "en"
    for name, part in members(content(live_site, "data")).items():
        if name.startswith("ppt/slides/slide"):
            own = lxml.etree.fromstring(part).xpath("//*[local-name()='cNvPr']/@id")
            assert len(set(own)) == len(own)


# --- that it fits ---------------------------------------------------------------------------


def size_of(shape: Any, run: Any, level: int) -> float:
    """The size of letters: their own, that of the layout, or that of the master; in points."""
    own = run.find(qn("a:rPr")).get("sz")
    if own:
        return int(own) / 100
    slide = shape.part.slide
    if shape.is_placeholder:
        for holder in slide.slide_layout.placeholders:
            if holder.placeholder_format.idx == shape.placeholder_format.idx:
                path = f".//a:lstStyle/a:lvl{level + 1}pPr/a:defRPr/@sz"
                if found := holder._element.xpath(path):
                    return int(found[0]) / 100
    master = slide.slide_layout.slide_master._element
    name = "titleStyle" if shape == slide.shapes.title else "bodyStyle"
    return int(master.xpath(f".//p:{name}/a:lvl{level + 1}pPr/a:defRPr/@sz")[0]) / 100


def height(text: str, width: float, size: float) -> float:
    """Of a paragraph in points, its words wrapped at so many letters of average width."""
    wide = "".join("xx" if ideographs(sign) or sign in "，。；：、" else sign for sign in text)
    return len(textwrap.wrap(wide, int(width / (LETTER * size)))) * size * 1.2


def paragraphs(shape: Any, frame: Any) -> Iterator[tuple[str, float, float]]:
    """Each with the size of its letters and its indent, in points."""
    for one in frame.paragraphs:
        sizes = {size_of(shape, run._r, one.level) for run in one.runs}
        assert len(sizes) <= 1
        if sizes:
            listed = not one._p.xpath("a:pPr[@marL='0']")
            yield one.text, sizes.pop(), 27.0 * (one.level + 1) * listed


@pytest.mark.parametrize("module", [*MODULES, "apples"])
def test_nothing_leaves_its_slide_or_is_too_small(
    live_site: Path, class_site: Path, module: str
) -> None:
    presentation = opened(class_site if module == "apples" else live_site, module)
    assert presentation.slide_width
    assert presentation.slide_height
    assert abs(presentation.slide_width / presentation.slide_height - 16 / 9) < 0.001
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height
            if shape.has_table:
                fits_table(slide, shape)
            elif shape.has_text_frame and not is_number(shape):
                fits_box(slide, shape)


def fits_box(slide: Slide, shape: Any) -> None:
    beside = slide.slide_layout.name == "Content with Caption"
    caption = shape.shape_type == MSO_SHAPE_TYPE.TEXT_BOX
    needed = 7.2
    for text, size, indent in paragraphs(shape, shape.text_frame):
        assert size >= (CAPTION if caption else BESIDE if beside else LEAST), text
        needed += height(text, shape.width / Pt(1) - 14.4 - indent, size)
    assert needed <= shape.height / Pt(1) + 0.1, (title(slide), needed)


def fits_table(slide: Slide, shape: Any) -> None:
    table = shape.table
    whole = 0.0
    for row in table.rows:
        needed = 0.0
        for cell, column in zip(row.cells, table.columns, strict=True):
            for text, size, _ in paragraphs(shape, cell.text_frame):
                assert size >= LEAST
                needed = max(needed, height(text, column.width / Pt(1) - 14.4, size) + 7.2)
        whole += max(needed, row.height / Pt(1))
    under = [one.top for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.TEXT_BOX]
    end = min([*under, Pt(376)]) / Pt(1)
    assert shape.top / Pt(1) + whole <= end + 0.1, title(slide)
    assert sum(column.width for column in table.columns) <= shape.width + Pt(1)


# --- a course with teaching notes -----------------------------------------------------------


def test_a_question_for_the_class_shows_no_answer(class_site: Path) -> None:
    slides = by_title(opened(class_site, "apples"))
    first = slides["Questions (1 of 2)"]
    assert shown(first) == ["Who owns a fallen apple?"]
    assert notes(first)[:4] == [
        "A good answer has:",
        "the owner of the tree;",
        "the ground.",
        "Follow-up: And a pear?",
    ]
    assert notes(first)[-1] == "https://course.example/apples/instructors/apples/#questions"
    assert shown(slides["Questions (2 of 2)"]) == ["Is 苹果 a fruit?"]


def test_of_the_activity_only_what_the_course_names_is_shown(class_site: Path) -> None:
    slides = by_title(opened(class_site, "apples"))
    setting = [name for name in slides if name.startswith("Activity")]
    assert setting == [f"Activity: Setting ({number} of 3)" for number in (1, 2, 3)]
    text, table, rest = (slides[name] for name in setting)
    assert shown(text) == [
        "A tree stands on a border.",
        "Two people want:",
        "its apples;",
        "its wood.",
    ]
    assert shown(table)[:4] == [
        "Card",
        "Event",
        "1",
        "The wind blows from the east, and the apples fall to the west.",
    ]
    assert "Table: The cards, to be cut apart." in shown(table)
    assert shown(rest) == ["After that, nothing."]
    everything = " ".join(
        one for slide in slides.values() for one in (*shown(slide), *notes(slide))
    )
    assert "hollow" not in everything


def test_what_fits_on_no_slide_goes_on_to_the_next_whole(class_site: Path) -> None:
    slides = by_title(opened(class_site, "apples"))
    names = [name for name in slides if name.startswith("Discuss: Picking (2 of 2) (")]
    assert len(names) > 2
    assert names[0].endswith(f"(1 of {len(names)})")
    text = " ".join(one for name in names for one in shown(slides[name]))
    assert text.split() == LONG.split()
    where = "https://course.example/apples/modules/apples/picking/#discuss"
    assert {notes(slides[name])[-1] for name in names} == {where}


def test_the_notes_name_the_paragraph_and_the_card_of_an_article(class_site: Path) -> None:
    slides = by_title(opened(class_site, "apples"))
    assert notes(slides["Apple Act, Article 2 第二条"]) == [
        "Apple Act, Article 2 第二条",
        "Its card: https://course.example/apples/law/apple-act-1999/#art-2",
        "In “Picking”, after paragraph 3.",
        "https://course.example/apples/modules/apples/picking/#p-3",
    ]


def test_a_diagram_is_shown_with_its_caption_and_told_in_words(class_site: Path) -> None:
    slide = by_title(opened(class_site, "apples"))["From tree to ground"]
    assert shown(slide) == ["Figure: See where the arrow ends."]
    assert notes(slide)[1] == "The apple goes from the tree to the ground."


def test_two_builds_give_the_same_slides(class_site: Path, tmp_path: Path) -> None:
    root = classroom(tmp_path / "elsewhere" / "classroom")
    odd = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=root,
        env={**os.environ, **odd, "SITE_URL": "https://course.example/apples/"},
        check=True,
        capture_output=True,
    )
    assert content(root / "site", "apples") == content(class_site, "apples")


# --- parts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One is here. Two is there.", ("One is here.", "Two is there.")),
        ("one is here, two is there", ("one is here,", "two is there")),
        ("应当存储。可以提供。", ("应当存储。", "可以提供。")),
        ("abcdef", ("abc", "def")),
    ],
)
def test_a_text_is_divided_where_a_reader_would(text: str, parts: tuple[str, str]) -> None:
    assert divided(text) == parts


def test_lines_are_shared_evenly_and_none_is_lost() -> None:
    lines = [Line(f"Entry {number}", 1, number) for number in range(1, 15)]
    parts = lines_in_parts(lines)
    assert [len(part) for part in parts] == [7, 7]
    assert [line for part in parts for line in part] == lines
