"""Role sheets to hand out: what everybody may see, then each role on a page of its own.

They are in a file apart, because the page that they come from holds the secrets of all roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from itertools import takewhile

import lxml.html
from lxml.html import HtmlElement

from ...course import Course
from ...models.course import Page, source_uri
from ..trees import inner, leave_out
from .clean import Part, part_of
from .document import Document, Section
from .parts import FOR_INSTRUCTORS, Texts, front

HOW = "Each role begins on a page of its own: print as many of each as your class needs."
FOR_ALL = "For everybody"
ABOVE = '<span class="note">above</span>'
ONLINE = '<span class="note">in full on the page online</span>'
"""Where a short note's full one stands: not above, for its reader has this sheet alone."""
HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def role_sheets(texts: Texts, module_id: str) -> Document | None:
    """Those of a module's teaching notes, or for "" those of the pages around the modules."""
    course = texts.course
    pages = [page for page in _pages(course, module_id) if source_uri(page) in texts.pages]
    made = [(page, [*_parts(texts, page)]) for page in pages]
    found = [(page, parts) for page, parts in made if parts]
    if not found:
        return None
    if module_id:
        names = course.modules[module_id].facts.title
    else:
        names = ", ".join(page.facts.title for page, _ in found)
    return Document(
        title=f"Role sheets: {names}",
        over=course.facts.title,
        front=front(texts.fragments, source_uri(found[0][0]), FOR_INSTRUCTORS, HOW),
        facts=course.facts,
        sections=tuple(Section(1, part) for _, parts in found for part in parts),
    )


def _pages(course: Course, module_id: str) -> Iterable[Page]:
    facts = course.facts
    wanted = [f"instructors/{module_id}.md"] if module_id else [facts.opening, facts.closing]
    return (page for page in course.pages if source_uri(page) in wanted)


def _parts(texts: Texts, page: Page) -> Iterator[Part]:
    """What the class may see, then the roles; nothing where a page has no roles."""
    uri, facts = source_uri(page), texts.course.facts
    root = lxml.html.fragment_fromstring(texts.pages[uri], create_parent="div")
    leave_out(root)
    notes = "".join(map(_html, root.xpath("./div[@class='footnote']")))
    sections = [(one.text_content().strip(), [*_section(one)]) for one in root.iter(*HEADINGS)]
    roles, around = _roles(e for name, es in sections if name == facts.role_section for e in es)
    if not roles:
        return
    seen = [one for one in sections if one[0] in facts.class_sections]
    shown = [(name, "".join(map(_html, elements))) for name, elements in seen]
    if around:
        shown.append((FOR_ALL, "".join(around)))
    for number, (title, html) in enumerate((*shown, *roles), 1):
        name = f"role-{uri.removesuffix('.md').replace('/', '-')}-{number}"
        part = part_of(texts.fragments, uri, escape(title), html + notes, name=name)
        yield replace(part, notes=part.notes.replace(ABOVE, ONLINE))


def _section(heading: HtmlElement) -> Iterator[HtmlElement]:
    """What stands under a heading itself."""
    return takewhile(
        lambda one: one.tag not in HEADINGS and one.get("class") != "footnote",
        heading.itersiblings(),
    )


def _roles(elements: Iterable[HtmlElement]) -> tuple[list[tuple[str, str]], list[str]]:
    """Each role with its text, and what else stands there.

    A paragraph that begins in bold is a role with what follows it; so is such an entry of a list,
    and what follows the list is for everybody.
    """
    roles: list[tuple[str, str]] = []
    around: list[str] = []
    goes_on = False
    for element in elements:
        entries = [one for one in element if _title(one)] if element.tag in ("ul", "ol") else []
        if entries:
            roles += [(_title(one), _without_title(one)) for one in entries]
            goes_on = False
        elif element.tag == "p" and _title(element):
            roles.append((_title(element), _without_title(element)))
            goes_on = True
        elif goes_on:
            title, before = roles[-1]
            roles[-1] = (title, before + _html(element))
        else:
            around.append(_html(element))
    return roles, around


def _bold(element: HtmlElement) -> HtmlElement | None:
    """The words in bold with which a paragraph or an entry begins."""
    first = next((one for one in element if one.get("class") != "cb-number"), None)
    if first is None or (element.text or "").strip():
        return None
    if first.tag == "p":
        return _bold(first)
    return first if first.tag == "strong" else None


def _title(element: HtmlElement) -> str:
    bold = _bold(element)
    return "" if bold is None else str(bold.text_content()).strip().removesuffix(".")


def _without_title(element: HtmlElement) -> str:
    """The text of a role, less a title that is no part of its sentence."""
    bold = _bold(element)
    assert bold is not None
    if bold.text_content().strip().endswith("."):
        bold.drop_tree()
    blocks = any(one.tag in ("p", "ul", "ol") for one in element)
    return inner(element) if blocks else f"<p>{inner(element)}</p>"


def _html(element: HtmlElement) -> str:
    return str(lxml.html.tostring(element, encoding="unicode", method="html", with_tail=False))
