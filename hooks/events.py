"""MkDocs' events as stages: read -> check -> render. The only module that imports MkDocs.

`mkdocs serve` loads this file once and calls it for every rebuild; what one build
leaves for the next stands in `_before`, which a single build leaves empty. What one
stage leaves for the next is a `Build` in `config.extra`.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from lxml.html import HtmlElement
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

from casebook.ahead import Ahead
from casebook.assets.bundles import PARTS, THEME_ASSETS, THEME_STYLE, join, shown_by
from casebook.assets.policy import content_security_policy
from casebook.checks import check
from casebook.citations.registry import Registry
from casebook.citations.syntax import cites
from casebook.course import REFERENCES, Course, read
from casebook.dates import long_date
from casebook.diagrams.library import library
from casebook.diagrams.source import find_diagrams
from casebook.exports.listing import fill, with_size_of_site
from casebook.exports.offline import SITE_ZIP, site_zip
from casebook.exports.package import Export
from casebook.exports.references import references
from casebook.kept import Kept, NothingKept
from casebook.pages.citations import prepare
from casebook.pages.cited_in import CitedIn, Place, places_in
from casebook.pages.connect import connect_page
from casebook.pages.diagrams import diagram_html, put_drawings
from casebook.pages.finish import finish
from casebook.pages.marks import CitedWorks, cited_works
from casebook.pages.question_bank import BankedQuestion, QuestionBank, questions_in
from casebook.pages.senses import mark_senses
from casebook.pages.site import (
    assemble,
    generated_pages,
    has_prose,
    is_chapter,
    is_numbered,
    navigation,
    reading_order,
)
from casebook.pages.stages import Finished, MadePage, Rendered
from casebook.pages.words import Words
from casebook.reading.markdown import forget
from casebook.search.scripts import search_scripts
from casebook.uris import DOWNLOADS, NOTES

log = logging.getLogger("mkdocs.hooks.casebook")
KEPT = ".build/exports"
"""Documents that were made before, under the project's root."""
DOWNLOADS_FOLDER = "downloads"
MERMAID = "assets/mermaid.min.js"
OVERRIDES = ".overrides"
"""The folder of the pages' frame, under docs/."""
FRAME = f"{OVERRIDES}/main.html"
NO_REFERENCES = Path(__file__).parent / "casebook" / "templates" / "empty.bib"
NOTES_SECTION = f"\n\n## Notes {{ #{NOTES} }}\n\n///Footnotes Go Here///\n"

LOOK = 0.1
"""Seconds between two looks for what was saved; each takes some three milliseconds."""
UNWRITABLE = (errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EDQUOT)
BUILD = "casebook"
"""The key of `config.extra` under which a build stands; .overrides/main.html knows it too."""


@dataclass(frozen=True)
class Build:
    """What on_config makes for the events after it, anew for each build."""

    course: Course
    registry: Registry
    """Answers mkdocs-bibtex."""
    words: Words
    cited_in: CitedIn
    """Collects while pages are finished; read when all are."""
    question_bank: QuestionBank
    """The same."""
    edition: str
    """The id of the edition for whose own address this is built, or ""."""
    repository: str
    """The address of the repository, without a stroke at its end, or ""."""
    uris: set[str] = field(default_factory=set)
    """Source URIs of all that is published, once the navigation is made."""
    parts: dict[str, str] = field(default_factory=dict)
    """Texts of scripts and styles by source URI, to be joined when every page is rendered."""
    ahead: Ahead[MadePage] | None = None
    """Makes pages in other processes, once the navigation is made."""
    made_ahead: dict[str, Finished] = field(default_factory=dict)
    """What it made of a page, between two events for that page."""


@dataclass
class _Before:
    """What `mkdocs serve` keeps from one build to the next, so that an edit is soon on the page."""

    kept: Kept = field(default_factory=NothingKept)
    course: Course | None = None


_before = _Before()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    _before.kept = Kept() if command == "serve" else NothingKept()


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything; stop here, before the last good site is touched."""
    course, problems = read(Path(config.config_file_path).parent, _before.course)
    if not isinstance(_before.kept, NothingKept):
        _before.course = course
    if course is not None:
        problems = problems + check(course)
    if isinstance(_before.kept, NothingKept):
        forget()
    for problem in sorted(set(problems)):
        log.warning(str(problem))
    count = sum(not problem.warning for problem in set(problems))
    if not (Path(config.docs_dir) / FRAME).exists():
        raise Abort(f"docs/{FRAME} is missing; put it back; nothing was built")
    if course is None or (config.strict and count):
        raise Abort(f"{count} mistake{'' if count == 1 else 's'} in the content; nothing was built")
    facts = course.facts
    # Dates in the sitemap are those of the edition, not of the build.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(_epoch(facts.date.toordinal())))
    config.site_name = facts.title
    config.copyright = f"{facts.edition}, {long_date(facts.date.isoformat())}. {facts.licence}"
    config.nav = navigation(course)
    # The theme asks the repository's host for its stars as soon as it knows a
    # repository; "Edit this page" needs the full address alone.
    repository = (config.repo_url or "").rstrip("/")
    config.edit_uri = f"{repository}/{config.edit_uri}" if repository else None
    config.repo_url = config.repo_name = None
    config.mdx_configs.setdefault("pymdownx.superfences", {})["custom_fences"] = [
        {
            "name": "mermaid",
            "class": "mermaid",
            "format": lambda source, *_, **__: diagram_html(course.drawings, source),
        }
    ]
    if any(problem.path == REFERENCES for problem in problems):
        # The plugin would end the server with a traceback; the registry is ours anyway.
        config.plugins["bibtex"].config["bib_file"] = str(NO_REFERENCES)
    config.extra[BUILD] = Build(
        course=course,
        registry=Registry(course.laws, course.references),
        words=Words(course.terms),
        cited_in=CitedIn(reading_order(course)),
        question_bank=QuestionBank(),
        edition=_edition(config.site_url or "", facts.edition_id or ""),
        repository=repository,
    )
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made: pages from data, downloads, Mermaid while a diagram is live. Put scripts
    and styles aside, to be joined. Give the plugins what is ours."""
    build = _build(config)
    course = build.course
    for file in [*files]:
        if file.src_uri in PARTS or file.src_uri.startswith(THEME_STYLE):
            build.parts[file.src_uri] = file.content_string
        if file.src_uri in PARTS or file.src_uri.startswith(THEME_ASSETS):
            files.remove(file)
    ours = [text for uri, text in build.parts.items() if uri in PARTS and uri.endswith(".css")]
    wanted = PARTS.union(*map(shown_by, ours))
    if absent := sorted(wanted - {*build.parts, *(file.src_uri for file in files)}):
        raise Abort(f"docs/{absent[0]} is missing; put it back, or take its name out of the others")
    for uri, page in generated_pages(course).items():
        file = File.generated(config, uri, content="")
        file.edit_uri = _edit_uri(config, page.source)
        files.append(file)
    for export in references(course):
        files.append(_download(config, export))
    if not _all_drawn(course):  # while a diagram is written, mermaid2 shows it
        files.append(File.generated(config, MERMAID, abs_src_path=str(library())))
    plugins: dict[str, Any] = dict(config.plugins)
    plugins["bibtex"].registry = build.registry
    # mermaid2 would look for its library under docs/; ours comes from a wheel.
    plugins["mermaid2"]._javascript = MERMAID
    return files


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """No file is added any more that a page could lead to: pages can be made, in any order."""
    build = _build(config)
    build.uris.update(files.src_uris)
    if isinstance(_before.kept, NothingKept):
        pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
        ahead = Ahead(lambda uri: _made_page(pages[uri], config, files), [*pages])
        config.extra[BUILD] = replace(build, ahead=ahead)


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Assemble the page, before mkdocs-bibtex looks for citations."""
    build, uri = _build(config), page.file.src_uri
    if build.ahead and (whole := build.ahead.take(uri)):
        page.meta, page.title, page.edit_url = whole.meta, whole.title, whole.edit_url
        page.render = lambda *_: _put(page, whole.rendered, files)  # type: ignore[method-assign]
        build.made_ahead[uri] = whole.finished
        return ""
    course = build.course
    made = assemble(course, uri, markdown, config.site_url or "")
    # MkDocs reads the front matter too, with YAML's surprises; ours is typed.
    page.meta = {
        "title": made.title,
        "description": made.description,
        "hide": [*made.hide],
        "metadata": made.metadata,
        "linked_data": made.linked_data,
        "made_from": made.made_from,
        "edit_quiz": _edit_address(config, made.quiz) if made.quiz else "",
    }
    if made.made_from.endswith("/") and page.edit_url:
        # A folder is shown and not edited; these are the words of GitHub and GitLab.
        within = page.edit_url.removeprefix(build.repository)
        page.edit_url = build.repository + within.replace("/edit/", "/tree/", 1)
    page.title = "Home" if uri == "index.md" else made.title
    page.render = _Rendering(page)  # type: ignore[method-assign]
    build.registry.begin(uri)
    text = prepare(course, uri, made.markdown)
    notes = NOTES_SECTION if cites(text) else ""
    return text + notes + made.after_notes


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Number the paragraphs, connect marks with notes and words, mark the languages."""
    build, uri = _build(config), page.file.src_uri
    made = build.made_ahead.pop(uri, None) or _finished(build, html, uri)
    page.markdown = None  # nobody reads it again, and a large course has many
    build.cited_in.add(uri, str(page.title), made.places)
    build.question_bank.add(made.questions)
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *made.ids}
    return put_drawings(made.html, build.course.drawings)


def _finished(build: Build, html: str, uri: str) -> Finished:
    course = build.course
    found = cited_works(course, uri, build.registry.notes)
    # All that the finished page depends on beside its own words.
    made_of = (html, found, course.terms, course.facts, is_numbered(course, uri))
    return _before.kept.get("finished", uri, made_of, lambda: _finish(build, html, uri, found))


def _finish(build: Build, html: str, uri: str, found: CitedWorks) -> Finished:
    course, chapter = build.course, is_chapter(build.course, uri)
    places: list[tuple[str, Place]] = []
    questions: list[BankedQuestion] = []

    def connect(root: HtmlElement) -> None:
        connect_page(root, uri, found, build.words if has_prose(uri) else None)
        if chapter:
            mark_senses(root, course.facts.section_senses)

    def collect(root: HtmlElement) -> None:
        places.extend(places_in(root, uri, found))
        if chapter:
            questions.extend(questions_in(root, uri))

    numbered = is_numbered(course, uri)
    html, ids = finish(html, numbered=numbered, connect=connect, collect=collect)
    return Finished(html, frozenset(ids), tuple(places), tuple(questions))


class _Rendering:
    """Takes the place of `page.render`: Markdown that was rendered before is not rendered again."""

    def __init__(self, page: Page) -> None:
        self._page, self._render = page, page.render

    def __call__(self, config: MkDocsConfig, files: Files) -> None:
        page = self._page
        # Where a link leads depends on what pages there are; a fence shows its drawing.
        build, uri = _build(config), page.file.src_uri
        made_of = (page.markdown, build.uris, build.course.drawings)
        made = _before.kept.get("rendered", uri, made_of, lambda: self._rendered(config, files))
        _put(page, made, files)

    def _rendered(self, config: MkDocsConfig, files: Files) -> Rendered:
        self._render(config, files)
        return _taken(self._page)


def _taken(page: Page) -> Rendered:
    found = page.links_to_anchors
    links = None if found is None else {file.src_uri: one for file, one in found.items()}
    return Rendered(page.content, page.toc, page.present_anchor_ids, links)


def _put(page: Page, made: Rendered, files: Files) -> None:
    page.content, page.toc, page.present_anchor_ids = made.content, made.toc, made.ids
    if made.links is not None:
        targets = ((files.get_file_from_path(one), links) for one, links in made.links.items())
        page.links_to_anchors = {file: links for file, links in targets if file}


def _made_page(page: Page, config: MkDocsConfig, files: Files) -> MadePage:
    """As MkDocs has each page made, event by event, in the process where this is called."""
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(
        page.markdown or "", page=page, config=config, files=files
    )
    page.render(config, files)
    finished = _finished(_build(config), page.content or "", page.file.src_uri)
    return MadePage(page.meta, page.title, page.edit_url, _taken(page), finished)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Every page is rendered: say where each work is cited, gather the questions, hand over."""
    build = _build(config)
    pages = [file.page for file in files.documentation_pages() if file.page and file.page.content]
    for page in pages:
        page.content = build.cited_in.fill(page.content or "", page.file.src_uri)
    for path, script in build.question_bank.scripts().items():
        files.append(File.generated(config, path, content=script))
    texts = {page.file.src_uri: (str(page.title), page.content or "") for page in pages}
    for path, script in search_scripts(build.course, texts, _before.kept).items():
        files.append(File.generated(config, path, content=script))
    made = _hand_over(config, pages) if config.strict else ()
    for export in made:
        files.append(_download(config, export))
    listed = (*references(build.course), *made) if made else ()
    for page in pages:
        if page.file.src_uri == DOWNLOADS:
            page.content = fill(page.content or "", listed, config.site_url or "")
    if config.strict:
        from casebook.exports.card import CARD, card

        files.append(File.generated(config, CARD, content=card(build.course)))
    _join_assets(env, config, files, pages)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Every page is written: pack the site, to be read from a folder."""
    if not config.strict:
        return
    root = Path(config.site_dir)
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
    packed = site_zip(files, config.site_url or "")
    (root / DOWNLOADS_FOLDER / SITE_ZIP).write_bytes(packed)
    page = root / DOWNLOADS_FOLDER / "index.html"
    page.write_text(with_size_of_site(page.read_text("utf-8"), len(packed)), "utf-8")


def _join_assets(env: Environment, config: MkDocsConfig, files: Files, pages: list[Page]) -> None:
    """Scripts and styles as they are sent. Only now is it known what all pages use of the theme."""
    parts = _build(config).parts
    theme_style = next(text for uri, text in parts.items() if uri.startswith(THEME_STYLE))
    templates = Path(config.docs_dir) / OVERRIDES
    frame = "".join(path.read_text("utf-8") for path in sorted(templates.rglob("*.html")))
    sent = join(parts, theme_style, (page.content or "" for page in pages), frame)
    for uri, text in sent.files().items():
        files.append(File.generated(config, uri, content=text))
    env.globals.update(
        scripts=sent.scripts,
        fonts=sent.fonts,
        versioned=sent.address,
        inline_script=sent.inline,
        # Without one while pages are written, because mkdocs serve adds a script.
        policy=content_security_policy(sent.inline) if config.strict else "",
    )


def on_serve(server: LiveReloadServer, **_: object) -> LiveReloadServer:
    """Another program may have the port, which MkDocs would tell with a traceback. Look more often
    for what was saved."""
    host, port = server.server_address[:2]
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or "the number is too large"
        raise Abort(
            f"port {port} can't be used: {why}; choose another, as in: make serve PORT=8123"
        ) from None
    # MkDocs looks twice a second for what was saved, of which half would be waiting.
    watched = [*server._watched_paths]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=LOOK)
    for path in watched:
        server.watch(path)
    return server


def on_build_error(error: Exception, **_: object) -> None:
    """A full disk or a file that is gone is no fault of ours: one line, and no traceback."""
    if isinstance(error, TemplateNotFound):  # which Jinja makes an OSError too
        raise Abort(f"docs/{OVERRIDES}/ has no {error.name}; put it back")
    if isinstance(error, TemplateSyntaxError):
        raise Abort(f"{error.filename or error.name}:{error.lineno}: {error.message}")
    if isinstance(error, OSError) and error.errno in UNWRITABLE:
        raise Abort(f"the site can't be written: {error.strerror}; make room or make it writable")
    if isinstance(error, OSError):
        raise Abort(f"{error.filename} can't be used: {error.strerror}; put it back")


def _hand_over(config: MkDocsConfig, pages: list[Page]) -> tuple[Export, ...]:
    """The files to take away. Only a strict build makes them: its content has no mistakes."""
    # What makes them takes a third of a second to load, which a build for looking saves.
    from casebook.exports.hand_over import hand_over

    if not config.site_url:
        log.info("SITE_URL is not set: the files under downloads/ lead to no page of the site")
    contents = {page.file.src_uri: page.content or "" for page in pages}
    docs = Path(config.docs_dir)
    return hand_over(
        _build(config).course,
        contents,
        config.site_url or "",
        lambda path: (docs / path).read_bytes(),
        Path(config.config_file_path).parent / KEPT,
    )


def _download(config: MkDocsConfig, export: Export) -> File:
    return File.generated(config, f"{DOWNLOADS_FOLDER}/{export.path}", content=export.content)


def _build(config: MkDocsConfig) -> Build:
    build: Build = config.extra[BUILD]
    return build


def _edition(site: str, edition_id: str) -> str:
    """https://course.example/2026-fall/ is the address of the edition 2026-fall."""
    return edition_id if edition_id and site.rstrip("/").endswith(f"/{edition_id}") else ""


def _epoch(ordinal: int) -> int:
    return (ordinal - 719163) * 86400


def _edit_uri(config: MkDocsConfig, source: str) -> str:
    """The file that "Edit this page" opens, relative to docs/."""
    root = Path(config.config_file_path).parent
    return os.path.relpath(root / source, config.docs_dir).replace(os.sep, "/")


def _edit_address(config: MkDocsConfig, source: str) -> str:
    """The address that opens a file in the repository's editor, "" where there is no repository."""
    return f"{config.edit_uri}{_edit_uri(config, source)}" if config.edit_uri else ""


def _all_drawn(course: Course) -> bool:
    return all(
        diagram.name in course.drawings
        for document in course.documents()
        for diagram in find_diagrams(document.body)
    )
