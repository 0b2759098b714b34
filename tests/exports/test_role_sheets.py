"""Role sheets: one role a page, and no page that tells what another role keeps to itself."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from ..conftest import mkdocs_build, once
from ..courses import copy_of

NOTES = """---
title: "Teaching notes: Apples"
description: Notes of the tests for those who teach how apples fall to the ground.
---

## Before class

Read the act.[@apple-act-1999]

## Activity

### Setting

A tree stands on a border.

### Roles

All of them speak once.

**Owner, two.**
You want the apples, as the act has it.[@apple-act-1999, art. 2]
*Keep to yourselves:* the tree is hollow.

- You may cite the act.
- You may not shout.

**Neighbour.** You want the wood.
*Keep to yourself:* you own a saw.

### Answers

The ground has it.
"""
CLOSING = """---
title: The last day
description: A page of the tests that stands after the modules and deals out what is to be played.
---

## Roles

Each brings a page.

- **Gardener.** You speak for the tree.
- **A lawyer** speaks for the act.

Nobody speaks twice.
"""


@pytest.fixture(scope="module")
def site(shared: Path) -> Path:
    def make(target: Path) -> None:
        root = copy_of("tiny", target)
        (root / "docs/instructors").mkdir()
        (root / "docs/instructors/apples.md").write_text(NOTES, "utf-8")
        (root / "docs/last.md").write_text(CLOSING, "utf-8")
        with (root / "docs/course.yml").open("a", encoding="utf-8") as facts:
            facts.write("class_sections: [Setting]\nrole_section: Roles\nclosing: last.md\n")
        mkdocs_build(root)

    return once(shared, "roles", make) / "site/downloads"


def pages(path: Path) -> list[str]:
    """The text of every page after that of the title, without the lines of its head."""
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages][1:]


def test_each_role_of_an_activity_has_a_page_of_its_own(site: Path) -> None:
    setting, around, owner, neighbour = pages(site / "apples/role-sheets.pdf")
    assert "A tree stands on a border." in setting
    assert "All of them speak once." in around
    assert "Owner, two" in owner
    assert "the tree is hollow." in owner
    assert "You may not shout." in owner
    assert "you own a saw." not in owner
    assert "Neighbour" in neighbour
    assert "you own a saw." in neighbour
    assert "hollow" not in neighbour + setting + around
    assert "The ground has it." not in setting + around + owner + neighbour


def test_a_note_on_a_sheet_leads_to_no_other_sheet(site: Path) -> None:
    _, _, owner, _ = pages(site / "apples/role-sheets.pdf")
    assert "Apple Act (in full on the page online)" in owner
    assert "above" not in owner


def test_roles_after_the_modules_may_stand_in_a_list(site: Path) -> None:
    around, gardener, lawyer = pages(site / "role-sheets.pdf")
    assert "Each brings a page." in around
    assert "Nobody speaks twice." in around
    assert "Gardener You speak for the tree." in gardener
    assert "A lawyer speaks for the act." in lawyer
    assert "tree" not in lawyer


def test_the_page_of_downloads_has_them(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    for path in ("role-sheets.pdf", "apples/role-sheets.pdf"):
        assert f'href="{path}"' in html


def test_a_course_without_roles_has_no_sheets(tiny_site: Path) -> None:
    assert [*(tiny_site / "downloads").rglob("role-sheets.*")] == []
    assert "role-sheets" not in (tiny_site / "downloads/index.html").read_text("utf-8")


def test_every_activity_of_the_course_has_its_sheets(live_site: Path) -> None:
    for name in ("security", "technology", "data", "internet", "fusion"):
        html = (live_site / f"instructors/{name}/index.html").read_text("utf-8")
        roles = html[html.index('id="roles"') : html.index('id="materials"')]
        titles = [one.rstrip(".") for one in re.findall(r"<p><strong>(.+?)</strong>", roles)]
        assert len(titles) > 3
        sheets = pages(live_site / f"downloads/{name}/role-sheets.pdf")[-len(titles) :]
        assert [
            title for title, sheet in zip(titles, sheets, strict=True) if title not in sheet
        ] == []
