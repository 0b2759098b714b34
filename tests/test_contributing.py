"""Someone who follows CONTRIBUTING.md to the letter gets a course without a mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from casebook.checks import check
from casebook.course import read
from casebook.models.quiz import KINDS

from .courses import ROOT, casebook

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FENCE = re.compile(
    r"^(?P<lead>[^\n]+)\n\n```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
PLACE = re.compile(r"`((?:docs|bibliography)/[\w./-]+\.\w+)`")


@dataclass(frozen=True)
class Template:
    place: str
    """The file that the sentence above it names."""
    how: str
    """“new”, “end” or “diff”."""
    text: str

    def put(self, root: Path) -> None:
        path = root / self.place
        if self.how == "new":
            assert not path.exists()
            path.write_text(self.text, "utf-8")
            return
        before = path.read_text("utf-8")
        if self.how == "end":
            path.write_text(before + self.text, "utf-8")
            return
        lines = self.text.splitlines(keepends=True)
        old, new = ("".join(one[1:] for one in lines if one[0] == mark) for mark in "-+")
        assert before.count(old) == 1, f"{self.place} has no such lines to change"
        path.write_text(before.replace(old, new), "utf-8")


def templates() -> list[Template]:
    found = []
    for fence in FENCE.finditer(TEXT):
        places = PLACE.findall(fence["lead"])
        if places:
            end = re.search(r"\bend\b", fence["lead"])
            how = "diff" if fence["kind"] == "diff" else "end" if end else "new"
            found.append(Template(places[-1], how, fence["text"]))
    return found


def sections() -> dict[str, str]:
    """Text by heading; a heading within a template is none."""
    outside = re.sub(
        r"^```.*?^```$", lambda one: one[0].replace("\n#", "\n\\#"), TEXT, flags=re.M | re.S
    )
    parts = re.split(r"^## (.+)\n", outside, flags=re.M)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_it_begins_in_the_browser_and_then_goes_on() -> None:
    title, first = next(iter(sections().items()))
    assert title == "Change a sentence in your browser"
    assert re.findall(r"^(\d)\. ", first, re.MULTILINE) == [*"123456"]
    chores = [one for one in sections() if re.match("Add|Correct|Mend", one)]
    links = re.findall(r"\]\(#([a-z-]+)\)", first)
    assert links == [one.lower().replace(" ", "-") for one in _as_listed(chores)]


def _as_listed(chores: list[str]) -> list[str]:
    assert len(chores) == 8
    order = ["question", "law", "chapter", "reference", "quotation", "term", "translation", "link"]
    return sorted(chores, key=lambda one: order.index(one.split()[-1]))


def test_every_chore_has_a_template() -> None:
    for section, text in sections().items():
        if re.match("Add|Correct|Mend", section):
            assert any(PLACE.search(fence["lead"]) for fence in FENCE.finditer(text)), section
    assert len(templates()) == 12


def test_the_templates_make_a_course_without_a_mistake(tiny: Path) -> None:
    for template in templates():
        template.put(tiny)
    course, problems = read(tiny)
    assert course is not None
    assert [str(problem) for problem in problems + check(course)] == []
    assert "pear-act-2007" in course.laws
    assert "harvest-2018" in course.references
    assert course.references["treatise-2001"].dead
    assert "stored-fruit" in course.terms
    asked = [placed.question.id for placed in course.questions()]
    assert {"apples-basket", "apples-barn"} <= {*asked}
    article = course.laws["apple-act-1999"].facts.articles[0]
    assert article.text[1].en == "until it has fallen to the ground."
    done = casebook("build", root=tiny)
    assert done.returncode == 0, done.stderr
    page = (tiny / "site/modules/apples/storing/index.html").read_text("utf-8")
    assert "A pear belongs to the owner of the tree." in page


def test_the_forms_of_questions_are_all_there() -> None:
    text = sections()["Add a question"]
    named = re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE)
    assert named == ["kind", *KINDS[1:]]
    assert f"kind: {KINDS[0]}\n" in text
