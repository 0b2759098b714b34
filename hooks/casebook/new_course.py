"""Start a course: the generator's own files, and a small course to be changed into another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .publish import whole_folder

STARTER = Path(__file__).parent / "starter"
"""A course that is whole, with comments on what to change."""
GENERATOR = (
    *("hooks", "docs/.overrides", "docs/assets/*.*", "docs/assets/fonts", "mkdocs.yml"),
    *("Makefile", "pyproject.toml", "requirements", ".gitignore", ".gitattributes"),
    *("LICENSE", ".vscode", ".github/CODEOWNERS", ".github/*.yml"),
    *(".github/*.md", ".github/*.json", ".github/workflows", ".github/ISSUE_TEMPLATE"),
)
"""What does not depend on the course, relative to the project's root. Its tests stay behind: most
of them are about the generator, and some about the course that stands beside it."""


class UnusableFolderError(Exception):
    """No course can be started there; the text says why, in one line."""


def new_course(root: Path, folder: Path) -> Path:
    """Start a course in `folder` with the generator of the project in `root`; the folder's path.

    All or nothing. Raises UnusableFolderError, OSError.
    """
    folder = folder.expanduser().resolve()
    _usable(root.resolve(), folder)
    content = {path: source.read_bytes() for path, source in _files(root)}
    try:
        with whole_folder(folder) as aside:
            for path, one in content.items():
                (aside / path).parent.mkdir(parents=True, exist_ok=True)
                (aside / path).write_bytes(one)
    except OSError as error:  # a full disk names no file, and the others are none of the caller's
        raise OSError(error.errno, error.strerror, str(folder)) from error
    return folder


def _usable(root: Path, folder: Path) -> None:
    if folder.is_relative_to(root):
        raise UnusableFolderError(
            f"{folder} lies in this project; name a folder beside it, such as ../my-course"
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise UnusableFolderError(f"{folder} is not empty; name a folder that is not there yet")
    if folder.exists() and not folder.is_dir():
        raise UnusableFolderError(f"{folder} is no folder; name one that is not there yet")
    if not folder.parent.is_dir():
        raise UnusableFolderError(f"{folder.parent} is not there; make that folder first")


def _files(root: Path) -> Iterator[tuple[Path, Path]]:
    """The path of each file in the new course, and where it comes from."""
    for pattern in GENERATOR:
        for found in sorted(root.glob(pattern)):
            for file in _within(found):
                yield file.relative_to(root), file
    for file in _within(STARTER):
        yield file.relative_to(STARTER), file


def _within(path: Path) -> Iterator[Path]:
    """A file itself, or the files of a folder, without what Python keeps for itself."""
    if path.name == "__pycache__":
        return
    if not path.is_dir():
        yield path
        return
    for one in sorted(path.iterdir()):
        yield from _within(one)
