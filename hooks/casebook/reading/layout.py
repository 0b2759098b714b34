"""Which files may stand where under docs/."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from ..models.base import SLUG
from ..uris import MADE

Chapters = Mapping[str, tuple[str, ...]]
"""Module id -> the names of its chapters, for the modules that could be read."""
NAME = re.compile(r"[A-Za-z0-9._-]+")


def misplaced(path: str, listed: tuple[str, ...], chapters: Chapters) -> str:
    """Why a file under docs/ has no place in the course, or "".

    `listed` are the modules that docs/course.yml names.
    """
    strange = next((one for one in path.split("/") if not NAME.fullmatch(one)), "")
    if strange:
        return f"has a name that is no address (“{strange}”); use letters, digits and hyphens"
    if path == "docs/course.yml" or path.startswith(("docs/assets/", "docs/.overrides/")):
        return ""
    folder, _, rest = path.removeprefix("docs/").partition("/")
    if folder == "modules":
        return _unlisted(rest, listed, chapters)
    if not path.endswith(".md"):
        return "is no file of the course; move it to docs/assets/, rename or remove it"
    if folder in ("law", "terms") and "/" in rest:
        return f"must stand right in docs/{folder}/; move it"
    if not SLUG.fullmatch(PurePosixPath(path).stem):
        return "has a name that can't be an id; use lower-case words joined by hyphens"
    if path.removeprefix("docs/") in MADE:
        return "has the name of a page that is made from data; give it another"
    return ""


def _unlisted(rest: str, listed: tuple[str, ...], chapters: Chapters) -> str:
    """The same for a path under docs/modules/."""
    module, _, name = rest.partition("/")
    if module not in listed:
        return f"“{module}” is not a module; list it in docs/course.yml"
    if module not in chapters or name == "index.md":
        return ""
    if name.endswith(".quiz.yml"):
        known = name.removesuffix(".quiz.yml") in chapters[module]
        return "" if known else "belongs to no chapter; name it after its chapter"
    if not name.endswith(".md") or "/" in name:
        return "is no chapter and no quiz; move it, rename or remove it"
    if name.removesuffix(".md") in chapters[module]:
        return ""
    return "is in no module; list it under “chapters” in the module's index.md"
