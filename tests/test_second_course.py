"""The generator is not for its own course alone.

A course on another subject is built in a project that `new-course` made, and so is the course with
which every new project begins. What a project gets says nothing of this course.
"""

from __future__ import annotations

import calendar
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pptx
import pytest
from lxml.html import HtmlElement

from casebook.commands import main
from casebook.course import Course, read
from casebook.models.quiz import KINDS
from casebook.new_course import STARTER

from .conftest import once
from .courses import ROOT, SITES, casebook, tree
from .links import broken_links

SECOND = SITES / "security-exceptions"
MODULE = "article-xxi"


def started(folder: Path) -> Path:
    assert main(["new-course", str(folder), "--root", str(ROOT)]) == 0
    return folder


def built(folder: Path) -> Path:
    done = casebook("build", root=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def fresh(shared: Path) -> Path:
    """What new-course makes, built as it is."""
    return once(shared, "fresh", lambda target: (built(started(target)), None)[1])


@pytest.fixture(scope="session")
def second(shared: Path) -> Path:
    """A project that new-course made, with tests/sites/security-exceptions in it, built."""

    def make(target: Path) -> None:
        started(target)
        for path in tree(STARTER):
            if path.startswith(("docs/", "bibliography/")):
                (target / path).unlink()
        shutil.copytree(SECOND, target, dirs_exist_ok=True)
        built(target)

    return once(shared, "second", make)


@pytest.fixture(scope="session")
def course() -> Course:
    course, problems = read(SECOND)
    assert course is not None
    assert problems == []
    return course


def page(project: Path, address: str) -> HtmlElement:
    return lxml.html.parse(str(project / "site" / address / "index.html")).getroot()


def chapter(project: Path, name: str) -> HtmlElement:
    return page(project, f"modules/{MODULE}/{name}")


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def plain(markdown: str) -> str:
    """Prose without its citations, as a reader sees it."""
    return " ".join(re.sub(r"!?\[@[^\]]*\]", "", markdown).split())


# What a reader of the second course sees.


def test_a_card_shows_the_law(second: Path, course: Course) -> None:
    for key, law in course.laws.items():
        card = page(second, f"law/{key}")
        assert words(card.find(".//h1")).startswith(law.facts.title)
        shown = words(card.find(".//main"))
        assert "In force as of 25 November 2026" in shown
        for article in law.facts.articles:
            assert card.get_element_by_id(article.anchor) is not None
            assert [words(one) for one in card.cssselect(".cb-segment")] == [
                plain(segment.en) for segment in article.text
            ]
            assert plain(article.gloss) in shown
            assert plain(article.evidence) in shown
        assert card.xpath("//*[@class='cb-cited-in']//a[contains(@href, 'who-decides')]")


def test_behind_a_mark_stands_what_it_cites(second: Path, course: Course) -> None:
    """The panel shows elements of the page, which a mark names."""
    root = chapter(second, "who-decides")
    mark = root.xpath("//*[@id='p-2']//a[contains(@class, 'cb-law')]")[0]
    behind = [root.get_element_by_id(name) for name in mark.get("data-panel").split()]
    article = course.laws["gatt-1994"].facts.article("art", "XXI")
    assert article is not None
    assert plain(article.text[0].en) in words(behind[0])
    assert "General Agreement on Tariffs and Trade 1994" in words(behind[1])
    term = root.cssselect("a.cb-term[data-panel='word-self-judging-clause']")[0]
    assert words(term) == "self-judging"
    definition = words(root.get_element_by_id(term.get("data-panel")))
    assert plain(course.terms["self-judging-clause"].body) in definition


def said(value: object, key: str = "") -> Iterator[str]:
    """Everything that a question says of its answers."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from said(one, key if key == "feedback" else name)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from said(one, key)
    elif key in ("feedback", "otherwise", "explanation", "model_answer", "criterion") and value:
        yield plain(str(value))


def test_a_question_of_each_kind_says_why(second: Path, course: Course) -> None:
    kinds = set()
    for placed in course.questions():
        question = placed.question
        root = chapter(second, placed.key.partition("/")[2])
        section = root.get_element_by_id(f"q-{question.id}")
        kinds.add(question.kind)
        assert section.get("data-kind") == question.kind
        assert plain(question.stem) in words(section.cssselect(".cb-stem")[0])
        answer = re.sub(r" ?Note \d+(, [A-Z\d ]+ art\. \w+)?", "", words(section.find("details")))
        reasons = [*said(question.model_dump())]
        assert len(reasons) > 1
        assert [one for one in reasons if one not in answer] == []
    assert kinds == set(KINDS)


def test_every_mark_has_its_note(second: Path) -> None:
    root = chapter(second, "who-decides")
    marks = {mark.get("data-panel").split()[-1] for mark in root.cssselect("a.footnote-ref")}
    assert marks == {note.get("id") for note in root.cssselect(".footnote li")}
    assert len(marks) > 5
    report = words(root.get_element_by_id("fn:ds512-2019--para-7-101"))
    assert report.startswith(
        "Russia – Measures Concerning Traffic in Transit WT/DS512/R "
        "(World Trade Organization, Panel report, 5 April 2019), para. 7.101"
    )
    again = words(root.get_element_by_id("fn:ds512-2019--para-7-126"))
    assert again.startswith("Russia – Traffic in Transit (DS512) (n 6) para. 7.126.")


def test_the_bibliography_lists_every_work_with_its_places(second: Path, course: Course) -> None:
    root = page(second, "bibliography")
    listed = {one.get("id").removeprefix("ref-"): one for one in root.cssselect(".cb-reference")}
    assert set(listed) == set(course.references)
    for key, entry in listed.items():
        assert course.references[key].get("title") in words(entry)
        assert entry.cssselect(".cb-cited-in a"), f"nobody cites {key}"


def test_the_diagram_is_a_drawing_with_a_name(second: Path) -> None:
    (figure,) = chapter(second, "who-decides").cssselect("figure.cb-diagram")
    drawing = figure.find(".//svg")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "Two readings of Article XXI(b)(iii)"
    assert "Was there a war or" in words(drawing)
    assert "mermaid" not in {path.stem for path in (second / "site").rglob("*.js")}


def test_its_own_sections_have_their_colours(second: Path) -> None:
    root = chapter(second, "steel")
    assert {one.get("id"): one.get("class") for one in root.iter("h2") if one.get("class")} == {
        "read-the-law": "cb-sense-law",
        "what-the-panels-found": "cb-sense-since",
        "both-arguments": "cb-sense-dispute",
    }


OF_THE_COURSE = (
    *("course.imscc", "course-cc13.imscc", "course.pdf", "course.epub", "site.zip"),
    *("questions.moodle.xml", "glossary.apkg", "references.bib", "references.csl.json"),
    *("course.json", "course.schema.json", "left-out.csv"),
)
OF_A_MODULE = (
    *("packet.pdf", "packet.docx", "answer-key.pdf", "slides.pptx"),
    *("questions.moodle.xml", "questions.canvas-qti.zip", "questions.gift.txt"),
)


def test_every_file_to_take_away_is_there(second: Path, fresh: Path) -> None:
    notes = f"{MODULE}/teaching-notes.docx"
    for project, module, more in ((second, MODULE, {notes}), (fresh, "apples", set[str]())):
        downloads = tree(project / "site/downloads")
        expected = {*OF_THE_COURSE, *(f"{module}/{name}" for name in OF_A_MODULE), *more}
        assert set(downloads) == {*expected, "index.html"}
        assert [name for name, content in downloads.items() if len(content) < 100] == []
        links = page(project, "downloads").xpath("//a[@download]/@href")
        assert {*links} | {"left-out.csv"} == expected


def test_the_slides_ask_the_questions_of_the_notes(second: Path) -> None:
    slides = pptx.Presentation(
        io.BytesIO((second / f"site/downloads/{MODULE}/slides.pptx").read_bytes())
    )
    texts = [
        shape.text_frame.text
        for slide in slides.slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert "Which words of the clause speak of belief, and which of fact?" in texts
    assert not any("Let students underline them" in text for text in texts)


def test_a_course_in_english_speaks_of_no_other_language(second: Path, tiny_site: Path) -> None:
    def speaks(site: Path) -> set[str]:
        texts = {path: words(lxml.html.parse(str(path)).getroot()) for path in site.rglob("*.html")}
        return {path.parent.name for path, text in texts.items() if "Chinese" in text}

    assert speaks(second / "site") == set()
    assert "assign" in speaks(tiny_site)
    for site, has in ((second / "site", "false"), (tiny_site, "true")):
        assert f'"chinese":{has}' in (site / "assets/search/index.js").read_text("utf-8")


def test_links_lead_somewhere(second: Path, fresh: Path) -> None:
    for project in (second, fresh):
        count, broken = broken_links(project / "site")
        assert count > 100
        assert broken == []


# What new-course makes.


def test_a_new_course_is_a_project_of_its_own(fresh: Path, tmp_path: Path) -> None:
    made = tree(fresh)
    assert not [path for path in fresh.rglob("*") if path.is_symlink()]
    assert {"Makefile", "mkdocs.yml", "pyproject.toml", "requirements/site.txt"} <= set(made)
    assert {"README.md", "LICENSE", ".gitignore", ".github/workflows/check.yml"} <= set(made)
    assert not [
        path
        for path in made
        if path.startswith("tests/") and "test_course" not in path and path != "tests/__init__.py"
    ]
    done = casebook("check", root=fresh)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "No problems in 1 module, 1 chapter, 1 question, 1 law and 1 reference.\n"
    )
    again = tmp_path / "again"
    assert casebook("new-course", str(again), root=fresh).returncode == 0
    assert {path: made.get(path) for path in tree(again)} == tree(again)


def test_a_new_course_has_commands_and_a_test_that_work(fresh: Path) -> None:
    makefile = (fresh / "Makefile").read_text("utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert {"serve", "site", "test"} <= set(targets.split())
    dry = ["make", "--dry-run", *targets.split(), "DIR=x"]
    done = subprocess.run(dry, cwd=fresh, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "tests." not in done.stdout
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-k", "mistake"]
    done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "1 passed, 1 deselected" in done.stdout


def test_every_file_to_change_says_so_in_a_comment() -> None:
    """Of the starter: one that says nothing is no help to the teacher who opens it."""
    files = [
        path
        for path in STARTER.rglob("*")
        if path.suffix in (".md", ".yml", ".bib") and path.parent != STARTER
    ]
    assert len(files) == 9
    silent = [path for path in files if not re.search(r"^ *[#%] \w", path.read_text("utf-8"), re.M)]
    assert silent == []


def test_a_folder_that_is_taken_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "thesis.txt").write_text("years of work")
    (tmp_path / "file").write_text("a file")
    for folder, reason in (
        (taken, "is not empty; name a folder that is not there yet"),
        (tmp_path / "file", "is no folder; name one that is not there yet"),
        (tmp_path / "none/course", "is not there; make that folder first"),
        (ROOT / "hooks/mine", "lies in this project; name a folder beside it"),
        (ROOT, "lies in this project; name a folder beside it"),
    ):
        before = tree(tmp_path)
        assert main(["new-course", str(folder), "--root", str(ROOT)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert reason in err
        assert tree(tmp_path) == before
    assert not (ROOT / "hooks/mine").exists()


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "my course").mkdir()
    started(tmp_path / "my course")
    assert (tmp_path / "my course/docs/course.yml").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["my course"]


# What a new course gets, and with it everything in hooks/, has no word of this course.

PLAIN = {
    *("data", "making", "panel", "panels", "discuss", "read the law"),
    *("csl", "nil", "security"),  # a format of references; nothing, in Lua; requirements
}
"""Plain words that are also names of modules, chapters, sections, terms and laws here."""
NAMES = {
    *("moodle", "canvas", "forum", "english", "chinese"),
    *("union", "protocol", "house", "stats"),  # of types, of an address, of OSCOLA, a command
    *map(str.casefold, calendar.month_name[1:]),
}
"""Words with a capital in this course that the generator has for reasons of its own."""


def names_of(course: Course) -> set[str]:
    """Titles, laws, terms, authors and works of a course, in both languages."""
    facts = course.facts
    found = {facts.title, facts.id, facts.source_text or "", *facts.modules, *facts.sections}
    found |= {*facts.jurisdictions.values(), facts.class_questions or ""} - {"International"}
    found |= {one.facts.title for one in course.modules.values()}
    for chapter in course.chapters.values():
        found |= {chapter.name, chapter.facts.title, chapter.facts.question}
    for key, law in course.laws.items():
        one = law.facts
        series = re.split(r"\s*(?:No\b|\d)", one.number or "")[0]
        found |= {key, one.title, one.short, *one.also, one.issuer, one.number or ""}
        found |= {one.title_zh or "", one.pinyin or "", series if " " in series else ""}
    for key, term in course.terms.items():
        given = term.facts
        found |= {key, given.term, *given.also, given.term_zh or "", given.pinyin or ""}
    for key, work in course.references.items():
        people = (*work.authors, *work.editors)
        found |= {key, *(family for _, family in people), *(" ".join(one) for one in people)}
        for field in ("title", "shorttitle", "title_zh", "pinyin", "institution", "publisher"):
            found.add(work.get(field))
        found |= {work.get("journaltitle"), work.get("booktitle")}
    return {one for one in found if len(one) > 1}


def capitalized(course: Course) -> set[str]:
    """Names of places, people and bodies: words of the prose that always have a capital."""
    prose = "\n".join(one.body for one in course.documents())
    prose = re.sub(r"!?\[@[^\]]*\]|`[^`]*`|\]\([^)]*\)|https?://\S+", "", prose)
    small = set(re.findall(r"(?<![\w-])[a-z]{2,}\b", prose))
    within = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", prose)
    return {one for one in within if within.count(one) > 2 and one.lower() not in small}


def spoken_of(words: set[str], texts: dict[str, str]) -> set[str]:
    """Which of these words stand in which of these texts."""
    folded = {path: text.casefold() for path, text in texts.items()}
    return {
        f"{path}: {word}"
        for word in {one.casefold() for one in words}
        for path, text in folded.items()
        if word in text and re.search(rf"(?<![\w/-]){re.escape(word)}(?![\w/-])", text)
    }


@pytest.fixture(scope="session")
def first() -> Course:
    """This project's own course."""
    course, _ = read(ROOT)
    assert course is not None
    return course


@pytest.fixture(scope="session")
def handed_on(shared: Path) -> dict[str, str]:
    """The text of every file that a new course gets; hooks/ is a part of it."""
    made = tree(once(shared, "handed-on", lambda target: (started(target), None)[1]))
    texts = {}
    for path, content in made.items():
        if not path.endswith((".ttf", ".woff2", ".svg", ".txt")) and path != "LICENSE":
            texts[path] = content.decode()
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "hooks").rglob("*")
        if path.suffix in (".py", ".html", ".md", ".json", ".css", ".js", ".lua", ".typ", ".xml")
    }
    assert ours <= set(texts)
    return texts


def test_no_name_of_this_course_is_handed_on(first: Course, handed_on: dict[str, str]) -> None:
    words = {one for one in names_of(first) if one.casefold() not in PLAIN}
    assert len(words) > 800
    assert {"Cybersecurity Law", "网络安全法", "nsl-2015", "Roberts", "Choer Moraes"} <= words
    assert spoken_of(words, handed_on) == set()


def test_no_place_or_body_of_this_course_is_handed_on(
    first: Course, handed_on: dict[str, str]
) -> None:
    words = {one for one in capitalized(first) if one.casefold() not in NAMES}
    assert len(words) > 40
    assert {"China", "Washington", "Beijing"} <= words
    assert spoken_of(words | {"geoeconomic"}, handed_on) == set()


def test_no_chinese_of_this_course_is_handed_on(first: Course, handed_on: dict[str, str]) -> None:
    """Its examples have Chinese of their own. Numbers of articles are those of any law."""
    used = "".join(one.text for one in first.documents())
    used += (ROOT / "bibliography/references.bib").read_text("utf-8")
    found = {
        f"{path}: {run}"
        for path, text in handed_on.items()
        for run in re.findall(r"[\u4e00-\u9fff]{2,}", text)
        if run in used and not re.fullmatch("第[一二三四五六七八九十]+条", run)
    }
    assert found == set()
    assert any("苹果" in text for text in handed_on.values())
