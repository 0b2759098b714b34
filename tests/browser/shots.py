"""Pictures of the built site, to look at and for the README: `make shots`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from ..courses import ROOT
from ..server import serve
from .chrome import chrome

PAGES = {
    "home": "/",
    "chapter": "/modules/data/article-37/#read-the-law",
    "law": "/law/csl-2016/",
    "quiz": "/modules/data/article-37/#questions",
    "desk": "/instructors/assign/",
}
WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def main(folder: Path, full: bool = False) -> None:
    """Write one PNG a page, width and scheme into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with serve(ROOT / "site") as address, chrome() as browser:
        for scheme in SCHEMES:
            for width in WIDTHS:
                page = browser.new_page(
                    viewport={"width": width, "height": 800}, color_scheme=scheme
                )
                for name, path in PAGES.items():
                    page.goto(address + path, wait_until="networkidle")
                    target = folder / f"{name}-{width}-{scheme}.png"
                    page.screenshot(path=target, full_page=full)
                page.close()


if __name__ == "__main__":
    if not (ROOT / "site/index.html").exists():
        sys.exit("there is no built site; run “make site” first")
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".build" / "shots", "--full" in sys.argv
    )
