"""What the sources may link to is what the pages have."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from casebook.addresses import places
from casebook.checks.links import resolve
from casebook.course import read

from .courses import ROOT, SITES

COURSES = {
    "live_site": ROOT,
    "tiny_site": SITES / "tiny",
    "cited_site": SITES / "citations",
    "quiz_site": SITES / "quizzes",
}


@pytest.mark.parametrize("site", COURSES)
def test_every_heading_of_a_page_may_be_linked_to(
    site: str, request: pytest.FixtureRequest
) -> None:
    course, _ = read(COURSES[site])
    assert course is not None
    built: Path = request.getfixturevalue(site)
    unknown = {}
    for uri, known in places(course).items():
        folder = built / uri.removesuffix(".md").removesuffix("index")
        if (folder / "index.html").exists():  # a page for which the course has nothing is not made
            article = lxml.html.parse(str(folder / "index.html")).xpath("//article")[0]
            ids = {str(one) for one in article.xpath("(.//h1|.//h2|.//h3|.//h4)/@id")}
            unknown[uri] = ids - known
    assert len(unknown) > 6
    assert {uri: ids for uri, ids in unknown.items() if ids} == {}


def test_links_to_sections_of_made_pages_are_good(tiny: Path) -> None:
    chapter = tiny / "docs/modules/apples/picking.md"
    up = "../.."
    good = [
        f"{up}/law/index.md#then-and-now",
        f"{up}/law/index.md#orchardia",
        f"{up}/index.md#apples",
        f"{up}/bibliography.md#books",
        f"{up}/timeline.md#1999",
        "#notes",
    ]
    wrong = [f"{up}/bibliography.md#speeches", f"{up}/timeline.md#1099"]
    links = " ".join(f"[x]({target})" for target in good + wrong)
    chapter.write_text(f"{chapter.read_text('utf-8')}\n{links}\n", "utf-8")
    (tiny / "hooks").unlink()
    course, _ = read(tiny)
    assert course is not None
    said = [problem.message for problem in resolve(course)]
    assert [message.partition("“#")[2].partition("”")[0] for message in said] == [
        "speeches",
        "1099",
    ]
