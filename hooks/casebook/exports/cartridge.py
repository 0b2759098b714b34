"""The whole course as a Common Cartridge, the package that learning platforms import.

Per module a folder: what it teaches; each chapter to read, to discuss and to
answer; the key for instructors. Moodle reads version 1.1 alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..addresses import absolute_url, page_uri
from ..pages.templates import render
from .assessment import assessment
from .fragments import Fragments, flat_name, pictures_in, place_pictures
from .items import Item, as_written, by_chapter, items, key_html
from .package import Export, Loss, zipped
from .reading_page import PICTURES, page_html, reading_page

MANIFEST = "imsmanifest.xml"
WEB_CONTENT = "webcontent"
PATHS = {"1.1": "course.imscc", "1.3": "course-cc13.imscc"}
IN_PACKAGE = "$IMS-CC-FILEBASE$"
"""What comes before an address in a quiz and a topic, relative to their file."""
LOSSES = {
    "multiple": "Only the full answer to a question with several right choices has points; "
    "the course itself gives a part of them.",
    "match": "A question to match is answered in words and marked by hand, because the format "
    "has none to match; its key stands in the feedback.",
    "order": "A question to put in order is answered in words and marked by hand, because the "
    "format has none to order; its key stands in the feedback.",
    "short": "A short answer is compared letter by letter with a list of spellings; "
    "the course itself overlooks every difference of width, spaces, punctuation and tone marks.",
    "essay": "The model answer and the rubric stand in the feedback, because the format has "
    "no place for those who mark.",
}
"""Kind of question -> what the format does not take of it."""
SCHEMA = "http://www.imsglobal.org/profile/cc/ccv{0}/ccv{0}_qtiasiv1p2p1_v1p0.xsd"
NO_ADDRESS = "A chapter has no link to its page, because this copy of the course has no address."


@dataclass(frozen=True)
class Resource:
    """A file of the package, and what the manifest says of it."""

    ident: str
    """Begins with a letter: Moodle refuses a package in which one begins with a digit."""
    type: str
    path: str
    content: bytes
    title: str = ""
    """Its name in the folder of its module; "" for a picture."""
    pictures: tuple[str, ...] = ()
    """The `ident` of each picture that it shows."""
    instructors: bool = False
    """Moodle hides it from students, Canvas locks it."""


@dataclass(frozen=True)
class Folder:
    """A module in the table of contents."""

    ident: str
    title: str
    resources: tuple[Resource, ...]


def cartridge(
    fragments: Fragments, pages: Mapping[str, str], version: Literal["1.1", "1.3"] = "1.1"
) -> Export:
    """The package. `pages` gives each chapter's finished content by its source URI."""
    writer = _Writer(fragments, pages, version.replace(".", "p"))
    folders = [
        Folder(_ident("module", name), module.facts.title, tuple(writer.module(name)))
        for name, module in fragments.course.modules.items()
    ]
    resources = [*(one for folder in folders for one in folder.resources), *writer.pictures()]
    manifest = render(
        "cartridge-manifest.xml",
        version=version,
        number=writer.number,
        course=fragments.course.facts,
        folders=folders,
        resources=resources,
    )
    members = {one.path: one.content for one in resources} | {MANIFEST: manifest.encode()}
    return Export(PATHS[version], zipped(members), tuple(writer.losses))


@dataclass
class _Writer:
    """Makes the resources of modules; remembers their pictures, and what they could not take."""

    fragments: Fragments
    content: Mapping[str, str]
    number: str
    """The version as namespaces have it: 1p1."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures by their names."""
    losses: list[Loss] = field(default_factory=list)

    def module(self, module_id: str) -> Iterator[Resource]:
        """The folder of a module, in its order."""
        quizzes = dict(by_chapter(items(self.fragments, module_id)))
        yield self._objectives(module_id)
        for key, _ in self.fragments.course.chapters_of(module_id):
            yield from self._chapter(key)
            if key in quizzes:
                yield self._quiz(key, quizzes[key])
        if quizzes:
            yield self._key(module_id, quizzes)

    def pictures(self) -> Iterator[Resource]:
        for name, content in sorted(self.files.items()):
            yield Resource(_ident("picture", name), WEB_CONTENT, f"img/{name}", content)

    def _chapter(self, key: str) -> Iterator[Resource]:
        chapter = self.fragments.course.chapters[key]
        uri, title = page_uri(chapter), chapter.facts.title
        address = absolute_url(self.fragments.site, uri)
        if address:
            yield self._link(key, title, address)
        else:
            self.losses.append(Loss("chapter", NO_ADDRESS, key))
        made = reading_page(self.fragments, key, self.content[uri])
        self.files |= made.files
        yield self._page(_ident("page", key), title, made.html, made.files)
        if made.topic:
            yield self._topic(key, f"Discuss: {title}", made.topic)

    def _page(
        self, ident: str, title: str, html: str, shown: Iterable[str] = (), key: bool = False
    ) -> Resource:
        path = f"pages/{ident}.html"
        return Resource(ident, WEB_CONTENT, path, html.encode(), title, _idents(shown), key)

    def _objectives(self, module_id: str) -> Resource:
        course = self.fragments.course
        module = course.modules[module_id]
        chapters = [
            {
                "facts": chapter.facts,
                "objectives": [
                    self.fragments.line(one.text, page_uri(chapter))
                    for one in chapter.facts.objectives
                ],
            }
            for _, chapter in course.chapters_of(module_id)
        ]
        title = f"Learning objectives: {module.facts.title}"
        body = render("cartridge-objectives.html", chapters=chapters)
        html = page_html(self.fragments, title, body, page_uri(module))
        return self._page(_ident("objectives", module_id), title, html)

    def _link(self, key: str, title: str, address: str) -> Resource:
        ident, kind = _ident("link", key), f"imswl_xmlv{self.number}"
        xml = render("cartridge-link.xml", number=self.number, title=title, address=address)
        name = f"{title} (on the course's site)"
        return Resource(ident, kind, f"links/{ident}.xml", xml.encode(), name)

    def _topic(self, key: str, title: str, html: str) -> Resource:
        ident, kind = _ident("topic", key), f"imsdt_xmlv{self.number}"
        placed = place_pictures(html, lambda name: IN_PACKAGE + PICTURES + name)
        xml = render("cartridge-topic.xml", number=self.number, title=title, html=placed)
        shown = _idents(pictures_in(html))
        return Resource(ident, kind, f"topics/{ident}.xml", xml.encode(), title, shown)

    def _quiz(self, key: str, questions: tuple[Item, ...]) -> Resource:
        ident = _ident("quiz", key)
        title = f"Questions: {self.fragments.course.chapters[key].facts.title}"
        self.losses += [
            Loss(one.kind, LOSSES[one.kind], one.id) for one in questions if one.kind in LOSSES
        ]
        asked = tuple(
            as_written(one) if one.kind in ("match", "order") else one for one in questions
        )
        shown: list[str] = []
        xml = assessment(
            ident,
            title,
            asked,
            SCHEMA.format(self.number),
            lambda html: self._placed(html, IN_PACKAGE, shown),
        )
        kind = f"imsqti_xmlv1p2/imscc_xmlv{self.number}/assessment"
        return Resource(ident, kind, f"quizzes/{ident}.xml", xml, title, _idents(shown))

    def _key(self, module_id: str, quizzes: Mapping[str, tuple[Item, ...]]) -> Resource:
        """What is right in every question, on a page for instructors."""
        course = self.fragments.course
        module = course.modules[module_id]
        chapters = [
            {
                "title": course.chapters[key].facts.title,
                "questions": [(one, key_html(one)) for one in questions],
            }
            for key, questions in quizzes.items()
        ]
        title = f"Answer key: {module.facts.title}"
        body = render("cartridge-key.html", chapters=chapters)
        shown: list[str] = []
        html = page_html(self.fragments, title, self._placed(body, "", shown), page_uri(module))
        return self._page(_ident("key", module_id), title, html, shown, key=True)

    def _placed(self, html: str, before: str, shown: list[str]) -> str:
        """A text of `Fragments` with its pictures taken along; their names are added to `shown`."""

        def address(path: str) -> str:
            name = flat_name(path)
            self.files[name] = self.fragments.read_asset(path)
            shown.append(name)
            return f"{before}{PICTURES}{name}"

        return place_pictures(html, address)


def _ident(kind: str, key: str) -> str:
    """kind_module_chapter. Ids have no underscores, so no two become the same."""
    return f"{kind}_{key.replace('/', '_')}"


def _idents(names: Iterable[str]) -> tuple[str, ...]:
    """The resources of pictures, each once."""
    return tuple(_ident("picture", name) for name in dict.fromkeys(names))
