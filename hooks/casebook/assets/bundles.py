"""Which scripts and styles are sent as one file, and which page has which of them.

A request more costs a reader on a telephone more than a kilobyte more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .fonts import URL, Face, faces, read_at_first
from .minify import smaller
from .unused import names_in_html, names_in_text, without_unused

FOLDER = "assets/"


@dataclass(frozen=True)
class Bundle:
    parts: tuple[str, ...]
    """File names under docs/assets/, in the order in which they run."""
    markers: tuple[str, ...] = ()
    """A page has the bundle when one of these stands in its content; none: every page."""


BUNDLES: Mapping[str, Bundle] = {
    "site.css": Bundle(
        (
            "casebook.css",
            "frame.css",
            "panels.css",
            "cite.css",
            "quiz.css",
            "diagrams.css",
            "assign.css",
            "search.css",
        )
    ),
    "scheme.js": Bundle(("scheme.js",)),
    "site.js": Bundle(("frame.js", "search.js", "tools.js", "panels.js", "cite.js", "diagrams.js")),
    "search-late.js": Bundle(("search-index.js", "search-dialog.js")),
    "questions.js": Bundle(
        ("record.js", "quiz.js"),
        ("cb-question", "cb-session", "cb-record", "cb-modules", "cb-plan", 'id="chapters"'),
    ),
    "review.js": Bundle(("review.js",), ("cb-session", "cb-record")),
    "assign.js": Bundle(("assign-link.js", "take-away.js", "assign.js"), ("cb-plan",)),
}
"""Name of the file that is sent -> what it is made of. Scripts run in this order."""
INLINE = "scheme.js"
"""Runs before a page is shown, and stands in it: to ask for it would cost a slow telephone more."""
NAMED = ("site.css", INLINE, "search-late.js")
"""The frame of a page names these itself: the style, what runs before the page is shown, and
what docs/assets/search.js loads when the search is opened."""
PARTS = frozenset(FOLDER + part for bundle in BUNDLES.values() for part in bundle.parts)
"""Source URIs of all parts."""
THEME_STYLE = "assets/stylesheets/main."
"""How the address of the theme's style begins; its other scripts and styles are not used."""
THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


@dataclass(frozen=True)
class Sent:
    """The bundles of one build, as they are sent."""

    texts: Mapping[str, str]
    """Name of a bundle -> its text."""
    faces: tuple[Face, ...]
    """The fonts that the site's style names."""

    def address(self, name: str) -> str:
        """The source URI of a bundle, which changes with its text: browsers may keep it."""
        return f"{FOLDER}{name}?{hashlib.sha256(self.texts[name].encode()).hexdigest()[:8]}"

    def scripts(self, content: str) -> list[str]:
        """The addresses of the scripts that run when a page is there; `content` is its HTML."""
        return [self.address(name) for name in _bundles_of(content) if name not in NAMED]

    @property
    def inline(self) -> str:
        """The script that stands in every page."""
        return self.texts[INLINE].strip()

    def fonts(self, content: str) -> list[str]:
        """The source URIs of the fonts that a page is drawn with when it opens. What stands around
        its content has letters without marks at least.
        """
        read = f"A {read_at_first(content)}"
        return [FOLDER + face.file for face in self.faces if face.letters.search(read)]

    def files(self) -> Mapping[str, str]:
        """Source URI -> text."""
        return {FOLDER + name: text for name, text in self.texts.items() if name != INLINE}


def shown_by(style: str) -> set[str]:
    """Source URIs of the fonts and pictures that one of our styles names."""
    return {FOLDER + name for name in URL.findall(style)}


def join(parts: Mapping[str, str], theme_style: str, pages: Iterable[str], frame: str) -> Sent:
    """Every bundle. `parts` are the texts of our scripts and styles by source URI, `pages` the
    HTML of the pages' contents, `frame` the text of the templates around them.
    """
    names = names_in_text(frame).union(*map(names_in_html, pages))
    names = names.union(*(names_in_text(parts[uri]) for uri in parts if uri.endswith(".js")))
    texts = {}
    for name, bundle in BUNDLES.items():
        made = [smaller(part, parts[FOLDER + part]) for part in bundle.parts]
        if name == "site.css":
            made.insert(0, smaller(name, without_unused(theme_style, names)))
        texts[name] = "\n".join(made) + "\n"
    return Sent(texts, tuple(faces(parts[FOLDER + "casebook.css"])))


def _bundles_of(content: str) -> list[str]:
    return [
        name
        for name, bundle in BUNDLES.items()
        if not bundle.markers or any(marker in content for marker in bundle.markers)
    ]
