"""The questions of a module as a script, for pages that ask them away from their chapter.

A script and not JSON, because a page opened from a folder may not fetch one.
What stands in it is a question's finished HTML, its links written from the
site's root; docs/assets/review.js puts the way to the root before them.
"""

from __future__ import annotations

import copy
import json
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from ..addresses import relative_url
from ..uris import HOME, OWN_ADDRESS

QUESTIONS = etree.XPath("descendant::*[contains(concat(' ', @class, ' '), ' cb-question ')]")


class BankedQuestion(NamedTuple):
    module: str
    id: str
    html: str
    """For any page: its links lead from the site's root."""


class QuestionBank:
    """Every question of the finished chapters, in the order in which they were collected."""

    def __init__(self) -> None:
        self._questions: dict[str, dict[str, str]] = defaultdict(dict)

    def add(self, questions: Iterable[BankedQuestion]) -> None:
        """Remember the questions of a chapter's page, as `questions_in` found them."""
        for one in questions:
            self._questions[one.module][one.id] = one.html

    def scripts(self) -> dict[str, str]:
        """Path in the site -> the script of one module."""
        return {
            script_path(module): f"casebook.questions({_json(module)}, {_json(questions)});\n"
            for module, questions in sorted(self._questions.items())
        }


def questions_in(root: HtmlElement, page: str) -> Iterator[BankedQuestion]:
    """The questions of a chapter's finished page. `page` is its source URI."""
    for section in QUESTIONS(root):
        module = section.get("data-chapter").partition("/")[0]
        yield BankedQuestion(module, section.get("data-question"), _portable(section, page))


def script_path(module: str) -> str:
    return f"assets/questions/{module}.js"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=0)


def _portable(section: HtmlElement, page: str) -> str:
    """A question's HTML for any page: its links from the site's root, without the page's ids."""
    portable = copy.deepcopy(section)
    portable.tail = None
    to_page = posixpath.normpath(relative_url(HOME, page))
    named = portable.get("aria-labelledby")
    for element in portable.iter():
        if element is not portable:
            element.attrib.pop("data-panel", None)
            if element.get("id") != named:  # the label keeps its own: the question is named by it
                element.attrib.pop("id", None)
        for name in ("href", "src"):
            value = element.get(name)
            if value and OWN_ADDRESS.match(value):
                element.set(name, _from_root(to_page, value))
    html: str = lxml.html.tostring(portable, encoding="unicode", method="html")
    return html


def _from_root(page: str, address: str) -> str:
    path, mark, fragment = address.partition("#")
    whole = posixpath.normpath(posixpath.join(page, path))
    folder = "/" if not path or path.endswith("/") else ""
    return f"{whole}{folder}{mark}{fragment}"
