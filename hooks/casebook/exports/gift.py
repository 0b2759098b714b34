"""GIFT: questions as plain text that a person can read and Moodle imports.

What Moodle makes of each sign is in its question/format/gift/format.php.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from .fragments import Fragments, place_pictures, plain_text
from .items import Item, as_written, by_chapter, items, key_html
from .moodle import category_path
from .package import Export, Loss
from .weights import weights

SIGNS = re.compile(r"[~=#{}:]")
TO_MARK = (
    "GIFT has no place for what only the teacher sees, so the model answer and what earns points "
    "come as feedback after the answer."
)
WRITTEN = "GIFT has no questions to put in order, so it is answered in words and marked by hand."
TOGETHER = "GIFT has no feedback for a pair, so all of it comes together after the answer."
FROM_THE_SITE = "GIFT holds no pictures: they are shown from the published site."
DESCRIBED = "GIFT holds no pictures: their descriptions stand in their place."


def gift(fragments: Fragments, module_id: str) -> Export:
    """The questions of a module."""
    facts = fragments.course.facts
    source = f"{facts.title}, {facts.edition}. {facts.licence}"
    parts = [f"// {' '.join(source.split())}"]
    losses: list[Loss] = []
    for chapter, questions in by_chapter(items(fragments, module_id)):
        parts.append(f"$CATEGORY: {category_path(fragments, chapter)}")
        for item in questions:
            parts.append(_question(item, fragments))
            losses += _losses(item, fragments)
    content = "\n\n".join(parts) + "\n"
    return Export(f"{module_id}/questions.gift.txt", content.encode(), tuple(losses))


def _losses(item: Item, fragments: Fragments) -> Iterator[Loss]:
    told = {"essay": TO_MARK, "order": WRITTEN, "match": TOGETHER}
    if item.kind in told:
        yield Loss(item.kind, told[item.kind], item.id)
    if "<img" in f"{item.stem}{item.explanation}{key_html(item)}":
        yield Loss(item.kind, FROM_THE_SITE if fragments.site else DESCRIBED, item.id)


def _question(item: Item, fragments: Fragments) -> str:
    asked = as_written(item) if item.kind == "order" else item

    def html(text: str) -> str:
        return _escaped(_shown(text, fragments.site))

    lines = [
        f"// [id:{asked.id}] [tag:{asked.objective}] [tag:{asked.chapter.partition('/')[0]}]",
        f"::{_escaped(asked.name)}::[html]{html(asked.stem)}{{",
        *KINDS[asked.kind](asked, html),
    ]
    after = key_html(asked, lettered=False) if asked.kind in ("essay", "match") else ""
    return "\n".join([*lines, f"####{html(after + asked.explanation)}", "}"])


def _shown(html: str, site: str) -> str:
    """A picture comes from the published site, or its description stands in its place."""
    if site:
        return place_pictures(html, lambda path: f"{site.rstrip('/')}/{path}")
    return re.sub(r"<img\b[^>]*>", lambda found: plain_text(found[0]), html)


def _escaped(text: str) -> str:
    """On one line, with the signs of GIFT marked as text.

    A blank line would end the question. A backslash cannot be marked; before
    an n it would be read as the end of a line, so it is written as HTML.
    """
    line = " ".join(text.split()).replace("\\", "&#92;")
    return SIGNS.sub(lambda sign: f"\\{sign[0]}", line)


Html = Callable[[str], str]


def _single(item: Item, html: Html) -> Iterator[str]:
    for choice in item.choices:
        yield f"{'=' if choice.right else '~'}{html(choice.html)}#{html(choice.feedback)}"


def _multiple(item: Item, html: Html) -> Iterator[str]:
    for choice, weight in zip(item.choices, weights(item.choices), strict=True):
        yield f"~%{weight}%{html(choice.html)}#{html(choice.feedback)}"


def _true_false(item: Item, html: Html) -> Iterator[str]:
    right = next(choice for choice in item.choices if choice.right)
    wrong = next(choice for choice in item.choices if not choice.right)
    yield f"{right.html.upper()}#{html(wrong.feedback)}#{html(right.feedback)}"


def _match(item: Item, html: Html) -> Iterator[str]:
    for pair in item.pairs:
        yield f"={html(pair.left)} -> {_escaped(plain_text(pair.right))}"
    for choice in item.distractors:
        yield f"= -> {_escaped(plain_text(choice.html))}"


def _short(item: Item, html: Html) -> Iterator[str]:
    for text in item.accepted:
        yield f"={_escaped(_literal(text))}"
    for mistake in item.mistakes:
        for text in mistake.accepted:
            yield f"=%0%{_escaped(_literal(text))}#{html(mistake.feedback)}"
    if item.otherwise:
        yield f"=%0%*#{html(item.otherwise)}"


def _literal(text: str) -> str:
    """A short answer; an asterisk would stand for anything."""
    return text.replace("*", "\\*")


def _essay(item: Item, html: Html) -> Iterator[str]:
    yield from ()


KINDS: Mapping[str, Callable[[Item, Html], Iterator[str]]] = {
    "single": _single,
    "multiple": _multiple,
    "true-false": _true_false,
    "match": _match,
    "short": _short,
    "essay": _essay,
}
