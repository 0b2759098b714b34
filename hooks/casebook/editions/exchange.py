"""Many files and folders of one folder replaced together: all of them, or none.

No file system exchanges several names at once. So everything is made aside
first, on the same disk; then each old one is renamed away and each new one
into its place, and one last rename says that all of them count. What ends
before that is undone, by this command or, when it was killed, by the next.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..publish import whole

NEW, OLD, DONE = ".new-", ".old-", ".done-"
"""Folders: what waits for its place; what it took the place of; the same, once all of it counts."""
JOURNAL = "journal.json"
"""In OLD: what is exchanged, written before the first rename."""


@dataclass
class Exchange:
    """What is to change in a folder. Paths are relative to it, with strokes."""

    folder: Path
    _new: Path
    _paths: dict[str, Path | None] = field(default_factory=dict)
    """Path -> where its new file or folder waits, or None when it is to go."""

    def put(self, path: str) -> Path:
        """Where to write the file or the folder that is to stand at this path."""
        self._paths[path] = aside = self._new / str(len(self._paths))
        return aside

    def remove(self, path: str) -> None:
        self._paths[path] = None

    def at(self, path: str) -> Path:
        """Where to read what will stand at this path."""
        for above in (PurePosixPath(path), *PurePosixPath(path).parents):
            if str(above) in self._paths:
                aside = self._paths[str(above)] or self._new / "gone"
                return aside / PurePosixPath(path).relative_to(above)
        return self.folder / path

    def write(self, path: str, text: str) -> None:
        """Put a text at this path, within a folder that waits or in the place of what is there."""
        within = any(str(above) in self._paths for above in PurePosixPath(path).parents)
        (self.at(path) if within else self.put(path)).write_text(text, "utf-8")

    def names(self) -> set[str]:
        """What stands in the folder itself, apart from what belongs to the exchange."""
        found = {path.name for path in self.folder.iterdir()}
        return {name for name in found if not name.startswith((NEW, OLD, DONE))}


@contextmanager
def exchange(folder: Path) -> Iterator[Exchange]:
    """Collects changes and makes them when the block ends well; else the folder stays as it was.

    Raises OSError, and what the block raises.
    """
    folder.mkdir(parents=True, exist_ok=True)
    recover(folder)
    try:
        new, old = (Path(tempfile.mkdtemp(prefix=prefix, dir=folder)) for prefix in (NEW, OLD))
        changes = Exchange(folder, new)
        yield changes
        _make(changes, old)
    finally:
        recover(folder)


def recover(folder: Path) -> None:
    """Undo what an exchange that was ended has begun, and clear what any has left behind."""
    for old in folder.glob(f"{OLD}*"):
        if (old / JOURNAL).exists():
            _undo(folder, old)
    for prefix in (OLD, DONE, NEW):
        for left in folder.glob(f"{prefix}*"):
            shutil.rmtree(left)


def _make(changes: Exchange, old: Path) -> None:
    places = [(changes.folder / path, aside) for path, aside in changes._paths.items()]
    journal = [
        {"path": path, "was_there": os.path.lexists(changes.folder / path)}
        for path in changes._paths
    ]
    with whole(old / JOURNAL) as writing:
        writing.write_text(json.dumps(journal), "utf-8")
    for number, (place, aside) in enumerate(places):
        if os.path.lexists(place):
            place.rename(old / str(number))
        if aside:
            aside.rename(place)
    old.rename(old.with_name(old.name.replace(OLD, DONE, 1)))


def _undo(folder: Path, old: Path) -> None:
    """Put everything back. When this is ended too, it can be done again from its beginning."""
    for number, one in enumerate(json.loads((old / JOURNAL).read_text("utf-8"))):
        place, before = folder / one["path"], old / str(number)
        if os.path.lexists(before):
            _delete(place)
            before.rename(place)
        elif not one["was_there"]:
            _delete(place)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
