"""The schemas that editors use: fresh, in words for teachers, and true of the content."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook import schemas as schema_files
from casebook.schemas import FOLDER, KINDS, schemas

from .courses import ROOT, SITES, casebook, tree

COMMAND = [sys.executable, "-m", "check_jsonschema", "--force-filetype", "yaml", "--schemafile"]


def facts(path: Path, folder: Path) -> Path:
    """The part of a content file that a schema describes, as a file of its own."""
    if path.suffix != ".md":
        return path
    own = folder / path.relative_to(ROOT).with_suffix(".yml")
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(path.read_text("utf-8").split("---\n")[1], "utf-8")
    return own


def files_of(root: Path) -> dict[str, list[Path]]:
    """Every content file by the name of its schema; the first that fits."""
    taken: set[Path] = set()
    found: dict[str, list[Path]] = {}
    for name, kind in KINDS.items():
        found[name] = sorted({path for glob in kind.files for path in root.glob(glob)} - taken)
        taken |= {*found[name]}
    return found


def validated(name: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, str(FOLDER / f"{name}.json"), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_schemas_are_those_of_the_models() -> None:
    """If this fails, run make schemas and commit what it writes."""
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    assert there == schemas()


def test_the_command_writes_them_and_takes_old_ones_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casebook import schemas as module

    monkeypatch.setattr(module, "FOLDER", tmp_path)
    (tmp_path / "gone.json").write_text("{}")
    assert module.write_schemas() == len(KINDS)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.json" for name in KINDS}


def test_every_schema_is_a_schema_and_every_field_has_help() -> None:
    for name in KINDS:
        schema = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        silent = [where for where, field in _fields(schema) if not field.get("description")]
        assert silent == [], name
        assert schema["additionalProperties"] is False
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema"]
    paths = [str(FOLDER / f"{name}.json") for name in KINDS]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from schema["properties"].items()
    for name, inner in schema.get("$defs", {}).items():
        yield from ((f"{name}.{field}", value) for field, value in inner["properties"].items())


def test_help_is_for_teachers() -> None:
    """Not for programmers: no words of theirs, no marks of reStructuredText or of types."""
    theirs = re.compile(r"\b(?:regex|string|boolean|tuple|dict|BCP|anchor|tag|bytes)\b|``|->")
    for name in KINDS:
        schema = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        for where, field in _fields(schema):
            assert theirs.findall(field["description"]) == [], where
            assert "\n" not in field["description"]


def test_every_content_file_of_this_course_fits_its_schema(tmp_path: Path) -> None:
    files = files_of(ROOT)
    documents = {path for paths in files.values() for path in paths}
    content = {*ROOT.glob("docs/**/*.md"), *ROOT.glob("docs/**/*.yml")}
    content |= {*ROOT.glob("bibliography/**/*.yml")}
    assert {path.relative_to(ROOT) for path in content - documents} == set()
    for name, paths in files.items():
        if paths:
            done = validated(name, *(facts(path, tmp_path) for path in paths))
            assert done.returncode == 0, done.stdout


WRONG = {
    "course": ("date: 2026-01-31", "date: last week", "date"),
    "quiz": ("kind: true-false", "kind: yes-no", "yes-no"),
    "quotations": ("status: verified", "status: sure", "sure"),
    "source-map": ("gist:", "summary:", "summary"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_does_not_fit(name: str, tmp_path: Path) -> None:
    (path,) = files_of(SITES / "tiny")[name]
    assert validated(name, path).returncode == 0
    old, new, said = WRONG[name]
    text = path.read_text("utf-8")
    assert old in text
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text.replace(old, new), "utf-8")
    done = validated(name, wrong)
    assert done.returncode == 1
    assert said in done.stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("module", "title: Apples\ndescription: Too short.\nchapters: [picking]\n"),
        ("chapter", "title: Picking\n"),
        ("page", "title: About\ndescription: A page that says what is in it, and no more.\nx: 1\n"),
        ("term", "term: Windfall\nsee: [Fallen Apple]\n"),
        ("law", "title: Apple Act\nforce: maybe\n"),
        ("edition", '{"id": "2026-fall"}'),
    ],
)
def test_wrong_facts_do_not_fit(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text(text)
    assert validated(name, tmp_path / "wrong.yml").returncode == 1


def test_what_our_reader_takes_as_text_an_editor_takes_too(tmp_path: Path) -> None:
    term = tmp_path / "term.yml"
    term.write_text("term: 5\npinyin: no\nsee: [other-term]\n")
    assert validated("term", term).returncode == 0


def test_an_edition_that_is_recorded_fits(tiny: Path) -> None:
    course = tiny / "docs/course.yml"
    course.write_text(course.read_text("utf-8") + "edition_id: 2026-fall\n", "utf-8")
    assert casebook("edition", root=tiny).returncode == 0
    done = validated("edition", tiny / "bibliography/editions/2026-fall.json")
    assert done.returncode == 0, done.stdout


def test_vs_code_gives_each_file_its_schema() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    yaml = {name: kind.files for name, kind in KINDS.items() if kind.files[0].endswith(".yml")}
    assert settings["yaml.schemas"] == {
        f"./hooks/casebook/schemas/{name}.json": [*files] for name, files in yaml.items()
    }
    (edition,) = settings["json.schemas"]
    assert edition["fileMatch"] == [f"/{glob}" for glob in KINDS["edition"].files]
    assert (ROOT / edition["url"]).is_file()


def test_a_schema_without_room_is_not_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "schemas"))
    before = tree(folder)

    def full(path: Path, text: str, *_: object) -> int:
        path.write_bytes(text.encode()[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(schema_files, "FOLDER", folder)
    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        schema_files.write_schemas()
    assert tree(folder) == before
