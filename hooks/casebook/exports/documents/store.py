"""What was made once and would be made the same again, kept in .build/exports/.

A name there is a hash of everything that the file depends on. So nothing can
be out of date, and what no build asks for any longer is removed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

TOOLS = ("pypandoc_binary", "typst", "css-inline", "lxml", "Jinja2")
DIGEST = 32
"""Bytes before each kept file, by which it is known to be whole."""
OWN = ("*.py", "*.lua", "*.typ", "*.css", "fonts/*.t*")


class Store:
    """Finished files by what they were made from. `folder` is None to keep nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def made(self, sources: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        """The file that `make` makes from these sources, made now or earlier."""
        name = _name(sources)
        self._used.add(name)
        if self._folder is None:
            return make()
        kept = self._kept(name)
        if kept is not None:
            return kept
        content = make()
        self._write(name, content)
        return content

    def _kept(self, name: str) -> bytes | None:
        """The file of that name, if it is there and whole: a machine may have lost its power."""
        assert self._folder is not None
        try:
            written = (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        content = written[DIGEST:]
        return content if written[:DIGEST] == hashlib.sha256(content).digest() else None

    def keep(self, sources: Iterable[str | bytes]) -> None:
        """Do not forget what was made from these, although nobody asks for it now."""
        self._used.add(_name(sources))

    def _write(self, name: str, content: bytes) -> None:
        """Written aside and renamed, so that a build that is ended leaves no half of a file."""
        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix="new-", dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(hashlib.sha256(content).digest() + content)
            Path(aside).replace(self._folder / name)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise

    def forget_the_rest(self) -> None:
        """Remove what nobody asked for since this store was opened."""
        if self._folder is None or not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name not in self._used:
                path.unlink(missing_ok=True)


def _name(sources: Iterable[str | bytes]) -> str:
    found = hashlib.sha256(_tools())
    for source in sources:
        content = source.encode() if isinstance(source, str) else source
        found.update(len(content).to_bytes(8, "big") + content)
    return found.hexdigest()


@cache
def _tools() -> bytes:
    """The versions of the libraries, and our own code and fonts."""
    found = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in TOOLS).encode())
    here = Path(__file__).parent
    for pattern in OWN:
        for path in sorted(here.glob(pattern)):
            found.update(path.name.encode() + path.read_bytes())
    return found.digest()
