"""MkDocs' events as stages: read -> check -> render. The only module that imports MkDocs.

No state is kept here: `mkdocs serve` loads this file once and calls it for
every rebuild. What one stage leaves for the next stands in `config.extra`.
"""

from __future__ import annotations

import html
import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from casebook.checks import check
from casebook.citations.forms import long_date
from casebook.citations.registry import Registry
from casebook.citations.syntax import find_blocks
from casebook.course import read
from casebook.mermaid import library
from casebook.pages.chapter import prepare_citations
from casebook.pages.finish import finish
from casebook.pages.site import assemble, generated_pages, navigation

log = logging.getLogger("mkdocs.hooks.casebook")
MERMAID = "assets/mermaid.min.js"
NOTES = "\n\n## Notes { #notes }\n\n///Footnotes Go Here///\n"


@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything; stop here, before the last good site is touched."""
    course, problems = read(Path(config.config_file_path).parent)
    if course is not None:
        problems = problems + check(course)
    for problem in sorted(set(problems)):
        log.warning(str(problem))
    if course is None or (config.strict and problems):
        raise Abort(f"{len(set(problems))} mistakes in the content; nothing was built")
    facts = course.facts.facts
    # Dates in the sitemap and the feeds are those of the edition, not of the build.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(_epoch(facts.date.toordinal())))
    config.site_name = facts.title
    config.copyright = f"{facts.edition}, {long_date(facts.date.isoformat())}. {facts.licence}"
    config.nav = navigation(course)
    registry = Registry(course.laws, course.references)
    plugins: dict[str, Any] = dict(config.plugins)
    plugins["bibtex"].registry = registry
    # mermaid2 would look for its library under docs/; ours comes from a wheel.
    plugins["mermaid2"]._javascript = MERMAID
    if not config.repo_url:
        config.edit_uri = None  # no "Edit this page" where there is nothing to edit
    config.mdx_configs.setdefault("pymdownx.superfences", {})["custom_fences"] = [
        {"name": "mermaid", "class": "mermaid", "format": _mermaid_fence}
    ]
    config.extra["course"] = course
    config.extra["registry"] = registry
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from data, and the Mermaid library from its wheel."""
    course = config.extra["course"]
    for uri in generated_pages(course):
        files.append(File.generated(config, uri, content=""))
    files.append(File.generated(config, MERMAID, abs_src_path=str(library())))
    return files


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Assemble the page, before mkdocs-bibtex looks for citations."""
    course, uri = config.extra["course"], page.file.src_uri
    made = assemble(course, uri, markdown)
    if made.title:
        page.title = page.meta["title"] = made.title
    if made.description:
        page.meta["description"] = made.description
    if made.source:
        page.file.edit_uri = _edit_uri(config, made.source)
    config.extra["registry"].begin(uri)
    text = prepare_citations(course, uri, made.markdown)
    return text + NOTES if any(True for _ in find_blocks(text)) else text


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Number the paragraphs and mark the languages."""
    key = page.file.src_uri.removeprefix("modules/").removesuffix(".md")
    html, ids = finish(html, numbered=key in config.extra["course"].chapters)
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ids}
    return html


def _epoch(ordinal: int) -> int:
    return (ordinal - 719163) * 86400


def _edit_uri(config: MkDocsConfig, source: str) -> str:
    """The file that "Edit this page" opens, relative to docs/."""
    root = Path(config.config_file_path).parent
    return os.path.relpath(root / source, config.docs_dir).replace(os.sep, "/")


def _mermaid_fence(source: str, *_: Any, **__: Any) -> str:
    return f'<div class="mermaid">{html.escape(source)}</div>'
