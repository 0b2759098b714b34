"""Where the Mermaid library is: inside the mermaidx wheel, so that pip supplies it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def library() -> Path:
    return Path(str(files("mermaidx"))) / "assets" / "mermaid.js"
