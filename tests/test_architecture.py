"""The house rules that a test can hold."""

from __future__ import annotations

import ast
import re

from casebook.course import read

from .courses import ROOT

HOOKS = ROOT / "hooks"


def _imports(source: str) -> set[str]:
    """First names of the modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found


def test_only_the_events_import_mkdocs() -> None:
    importers = {
        path.relative_to(HOOKS).as_posix()
        for path in HOOKS.rglob("*.py")
        if any(name.startswith("mkdocs") for name in _imports(path.read_text("utf-8")))
    }
    assert importers == {"events.py"}


def test_the_generator_knows_nothing_of_this_course() -> None:
    course, _ = read(ROOT)
    assert course is not None
    names = {*course.modules, *(law.facts.short for law in course.laws.values())}
    words = {*names, "China", "geoeconomic", "Beijing", "Washington", "essay-2018"}
    # Module names that are also plain English words say nothing of the subject.
    words -= {"data", "technology", "security", "internet", "fusion"}
    for path in HOOKS.rglob("*"):
        if path.suffix in (".py", ".md", ".html", ".json"):
            text = path.read_text("utf-8")
            found = [word for word in words if re.search(rf"\b{re.escape(word)}", text, re.I)]
            assert found == [], path


def test_data_flows_one_way() -> None:
    """Reading knows no checks or pages; checks know no pages; nothing imports the events."""
    later = {
        "reading": ("checks", "pages"),
        "models": ("reading", "checks", "pages"),
        "checks": ("pages",),
        "citations": ("checks", "pages"),
    }
    for folder, forbidden in later.items():
        for path in (HOOKS / "casebook" / folder).glob("*.py"):
            text = path.read_text("utf-8")
            for name in forbidden:
                assert not re.search(rf"^from \.\.?{name}\b", text, re.MULTILINE), path


def test_locked_requirements_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text), path
