"""The house rules that a test can hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

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


# What imports what: only downwards, and nothing of the same rank.
RANKS = {
    **dict.fromkeys(("ahead", "answers", "assets", "chinese", "dates"), 0),
    **dict.fromkeys(("fingerprints", "kept", "problems", "publish"), 0),
    "new_course": 1,
    "models": 1,
    **dict.fromkeys(("questions", "schemas", "uris"), 2),
    "reading": 3,
    "citations": 4,
    "course": 5,
    **dict.fromkeys(("addresses", "dead_links", "diagrams", "editions"), 6),
    "checks": 7,
    "pages": 8,
    **dict.fromkeys(("exports", "search"), 9),
    "statistics": 10,
    "commands": 11,
    "__main__": 12,
    **dict.fromkeys(("events", "starter"), 13),
}


def _casebook_imports(path: Path) -> set[str]:
    """The packages and modules right in casebook/ that a file imports."""
    within = path.relative_to(HOOKS).with_suffix("").parts
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = within[: len(within) - node.level] if node.level else ()
            module = ".".join([*start, *([node.module] if node.module else [])])
            names = [f"{module}.{alias.name}" for alias in node.names]
        for name in names:
            first, _, rest = name.partition(".")
            if first == "casebook":
                found.add(rest.partition(".")[0])
    return found


def _own(path: Path) -> str:
    """The package or module right in casebook/ that a file belongs to, or “events”."""
    parts = path.relative_to(HOOKS).with_suffix("").parts
    return parts[1] if len(parts) > 1 else parts[0]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from ..course import Course", {"course"}),
        ("from .. import course, problems", {"course", "problems"}),
        ("from . import laws", {"checks"}),
        ("from .laws import stale", {"checks"}),
        ("from ..pages.cite import forms", {"pages"}),
        ("import casebook.pages.cite", {"pages"}),
        ("from casebook.uris import HOME", {"uris"}),
        ("import re", set()),
    ],
)
def test_every_way_to_import_is_seen(
    line: str, found: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "casebook" / "checks" / "some.py"
    path.parent.mkdir(parents=True)
    path.write_text(line)
    monkeypatch.setattr(f"{__name__}.HOOKS", tmp_path)
    assert (_casebook_imports(path), _own(path)) == (found, "checks")


def test_data_flows_one_way() -> None:
    """Each package has its rank, and imports only what is below it."""
    upwards = []
    for path in sorted(HOOKS.rglob("*.py")):
        own = _own(path)
        if own == "__init__":
            continue
        assert own in RANKS, f"{path} has no rank; give it one"
        upwards += [
            f"{path.relative_to(HOOKS)} imports {other}"
            for other in sorted(_casebook_imports(path) - {own})
            if RANKS[other] >= RANKS[own]
        ]
    assert upwards == []


def _imports_of_each() -> dict[str, set[str]]:
    """Package -> those that it imports, without what an import of another implies."""
    found: dict[str, set[str]] = {}
    for path in sorted(HOOKS.rglob("*.py")):
        if (own := _own(path)) not in ("__init__", "starter"):  # what is copied is no part
            found.setdefault(own, set()).update(_casebook_imports(path) - {own})
    below: dict[str, set[str]] = {}
    for own in sorted(found, key=RANKS.__getitem__):
        below[own] = found[own].union(*(below[one] for one in found[own]))
    return {
        own: {one for one in ones if not any(one in below[other] for other in ones)}
        for own, ones in found.items()
    }


def test_the_picture_of_the_architecture_shows_what_is_imported() -> None:
    text = (ROOT / "MAINTAINING.md").read_text("utf-8")
    (picture,) = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)
    drawn = set(re.findall(r"^    (\w+ --> [\w &]+)$", picture, re.MULTILINE))
    wanted = {
        f"{own} --> {' & '.join(sorted(ones))}" for own, ones in _imports_of_each().items() if ones
    }
    assert drawn == wanted


def test_locked_requirements_name_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text), path
