"""Pandoc: one HTML text in, a text of Typst, a Word file or an e-book out."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pypandoc

ROOM = ["+RTS", "-A128m", "-RTS"]
"""Memory in which pandoc works before it tidies up: it takes a quarter less time."""
FILTER = Path(__file__).parent / "documents.lua"


def converted(
    html: str,
    to: str,
    epoch: int,
    files: Mapping[str, bytes] | None = None,
    options: Sequence[str] = (),
) -> bytes:
    """The text in another form; `files` are what it and the options name, by their names.

    `epoch` is the time that the file says it was made, in seconds.
    """
    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        for name, content in (files or {}).items():
            (Path(folder) / name).write_bytes(content)
        command = [program(), *ROOM, "--from=html", f"--to={to}", f"--lua-filter={FILTER}"]
        done = subprocess.run(
            [*command, "--fail-if-warnings", *options, "--output=-"],
            input=html.encode(),
            cwd=folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"pandoc to {to}: {done.stderr.decode(errors='replace')}")
    return done.stdout


@cache
def program() -> str:
    return str(pypandoc.get_pandoc_path())
