"""The project's own course and its built site."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html

from casebook.checks import RULES, check
from casebook.citations.registry import Footnote, Registry
from casebook.citations.syntax import find_citations, parse_block
from casebook.course import Course, read
from casebook.models.reference import KINDS

from .courses import ROOT
from .links import broken_links, linkchecker

RAW = re.compile(r".{0,20}(?:\[@|\[\^|\{:|\{ ?#|\{\{|\\[*_\[]|\*\*|\]\().{0,20}")
"""Marks of Markdown, attribute lists and templates."""


def test_content_has_no_mistake() -> None:
    course, problems = read(ROOT)
    assert course is not None
    assert [str(problem) for problem in problems + check(course)] == []


def test_breaking_any_citation_is_reported_at_its_line(tmp_path: Path) -> None:
    for folder in ("docs", "bibliography"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    course, _ = read(ROOT)
    assert course is not None
    broken = set()
    for document in course.documents():
        text = document.text
        for block in reversed(list(find_citations(text))):
            written = text[block.start : block.end]
            text = text[: block.start] + written.replace("@", "@no-") + text[block.end :]
            broken.add((document.path, block.line))
        (tmp_path / document.path).write_text(text, "utf-8")
    course, problems = read(tmp_path)
    assert course is not None
    found = {
        (problem.path, problem.line)
        for problem in problems + check(course)
        if "no work has the key" in problem.message
    }
    assert len(broken) > 100
    assert found == broken


def test_removing_any_content_file_is_noticed(tmp_path: Path) -> None:
    for folder in ("docs", "bibliography"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    content = [
        path
        for path in sorted(tmp_path.rglob("*"))
        if path.suffix in (".md", ".yml", ".bib", ".runs")
    ]
    unnoticed = []
    whole, _ = read(tmp_path)
    assert whole is not None
    for path in content:
        kept = path.read_bytes()
        path.unlink()
        course, problems = read(tmp_path, whole)
        noticed = problems or any(True for rule in RULES for _ in rule(course or whole))
        if not noticed:
            unnoticed.append(path.relative_to(tmp_path).as_posix())
        path.write_bytes(kept)
    assert unnoticed == []


def note_in_full(course: Course, citation: str) -> str:
    """The first note on a work, as Markdown without links."""
    (one,) = parse_block(citation)
    registry = Registry(course.laws, course.references)
    text = registry.reference_text(Footnote("", one))
    text = re.sub(r"<span data-(?:again|named).*?</span>|</?span[^>]*>", "", text)
    text = re.sub(r"\[((?:\\.|[^\[\]])*)\]\(<?[^()]*>?\)", r"\1", text)
    return html.unescape(re.sub(r"\\(.)", r"\1", text))


def test_contributing_shows_each_kind_of_work_as_it_is_cited() -> None:
    course, _ = read(ROOT)
    assert course is not None
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    examples = re.findall(r"^- An? .*?`\[(@[^\]]+)\]`: (.+)$", text, re.MULTILINE)
    examples += re.findall(r"^- Statistics, `\[(@[^\]]+)\]`: (.+)$", text, re.MULTILINE)
    assert [shown for _, shown in examples] == [note_in_full(course, key) for key, _ in examples]
    kinds = {course.references[key].kind for key, _ in _keys(examples) if key in course.references}
    assert kinds == set(KINDS) - {"chapter"}  # no chapter of a book is cited yet


def _keys(examples: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(citation[1:].partition(",")[0], shown) for citation, shown in examples]


def test_every_internal_link_and_fragment_resolves(live_site: Path) -> None:
    count, broken = broken_links(live_site)
    assert count > 500
    assert broken == []


def test_nothing_of_the_sources_is_left_in_the_pages(live_site: Path) -> None:
    """No citation, attribute list or template mark is shown as it was written."""
    shown = []
    for path in live_site.rglob("*.html"):
        page = lxml.html.parse(str(path)).getroot()
        for code in page.xpath("//code | //pre | //script | //style | //*[@class='mermaid']"):
            code.drop_tree()
        text = page.text_content()
        shown += [f"{path.parent.name}: {found[0]}" for found in RAW.finditer(text)]
    assert shown == []


def test_linkchecker_finds_nothing_over_http(live_address: str, tmp_path: Path) -> None:
    done = linkchecker(live_address, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = re.search(r"That's it\. (\d+) links", done.stdout)
    assert checked is not None
    assert int(checked[1]) > 50


def test_pages_name_no_other_origin_to_load_from(live_site: Path) -> None:
    for path in live_site.rglob("*.html"):
        root = lxml.html.parse(str(path)).getroot()
        loaded = root.xpath("//script/@src | //img/@src | //link[@rel!='canonical']/@href")
        assert [one for one in loaded if urlsplit(one).netloc] == [], path
