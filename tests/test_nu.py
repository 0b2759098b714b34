"""The pages are HTML without an error or a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from .nu import faults

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
{head}</head><body><h1>A page</h1>{body}</body></html>
"""


def page(folder: Path, body: str = "", head: str = "") -> Path:
    (folder / "index.html").write_text(PAGE.format(head=head, body=body), "utf-8")
    return folder


def test_every_page_is_without_error_or_warning(live_site: Path) -> None:
    assert faults(live_site) == []


@pytest.mark.parametrize(
    "body",
    [
        '<button type="button" popovertarget="a">A</button><nav id="a" popover></nav>',
        '<ol aria-label="History"><li>One</li></ol>',
    ],
)
def test_what_the_old_checker_does_not_know_is_passed_over(tmp_path: Path, body: str) -> None:
    assert faults(page(tmp_path, body)) == []


@pytest.mark.parametrize(
    ("body", "head", "said"),
    [
        ('<p popover="x" aria-label="a">A</p>', "", "popover"),
        ('<span aria-label="History">One</span>', "", "Possible misuse of “aria-label”"),
        ("<p><div>One</div></p>", "", "No “p” element in scope"),
        ('<img src="a.png">', "", "alt"),
        ("<section><p>One</p></section>", "", "Section lacks heading"),
    ],
)
def test_all_else_is_a_fault_at_its_line(tmp_path: Path, body: str, head: str, said: str) -> None:
    found = faults(page(tmp_path, body, head))
    assert any(said in one for one in found)
    assert all(one.startswith("index.html:4: ") for one in found)
