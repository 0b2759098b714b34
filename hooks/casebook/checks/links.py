"""Links between the sources lead to a file and a place that are there; pictures are there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from ..addresses import page_uri, places
from ..course import Course
from ..problems import Problem, nearest
from ..reading.markdown import links


def resolve(course: Course) -> Iterator[Problem]:
    """A relative link names a page of the course, and an id on that page."""
    known = places(course)
    for document in course.documents():
        uri = page_uri(document)
        text, first = (document.body, document.body_line) if document.body else (document.text, 1)
        for link in links(text, first):
            message = _fault(link.target, uri, known, course)
            if message:
                yield Problem(document.path, link.line, message)


def _fault(target: str, uri: str, known: Mapping[str, set[str]], course: Course) -> str:
    """What is wrong with a link from the page at `uri`, or ""."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return f"“{target}” is not an address; check its brackets"
    if parts.scheme or parts.netloc:
        return ""
    if target.startswith("/"):
        return f"the link “{target}” starts with “/”; write it relative to this file"
    path = unquote(parts.path)
    page = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
    if path and not path.endswith(".md"):
        if posixpath.splitext(path)[1]:
            return _fault_of_file(target, page, course.files)
        return (
            f"the link “{target}” names no file; link to the source, such as “{path.strip('/')}.md”"
        )
    index = f"{posixpath.dirname(page)}/index.md"
    if {f"docs/{page}", f"docs/{index}"} & course.unusable:
        return ""
    if page not in known:
        hint = nearest(page, known)
        return f"the link “{target}” leads to no page{hint or '; check the path'}"
    if parts.fragment.startswith("q-") and f"docs/{page[:-3]}.quiz.yml" in course.unusable:
        return ""
    paragraph = parts.fragment.startswith("p-")  # numbered at build; MkDocs checks it
    if parts.fragment and not paragraph and parts.fragment not in known[page]:
        hint = nearest(parts.fragment, known[page])
        return f"the page has no place “#{parts.fragment}”{hint or '; check the heading'}"
    return ""


def _fault_of_file(target: str, path: str, files: frozenset[str]) -> str:
    """What is wrong with a picture, or with a link to a file; `path` is its place under docs/."""
    if path in files or path.startswith("downloads/"):  # those are made; the link tests look
        return ""
    hint = nearest(path, files)
    return f"the file “{target}” is not there{hint or '; put it under docs/assets/'}"
