"""Take out of a style sheet what no page uses: most of a theme's rules, on any one site.

A rule stays when every class, id, element and attribute that its selector
names occurs on a page, in a template or in a script. A variable stays when a
rule that stays asks for it. tinycss2 reads and writes the sheet, so nothing
depends on how it is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2

ELEMENT_OR_ATTRIBUTE = re.compile(r'<([a-z][a-z0-9]*)|\s([a-z][a-z-]*)="([^"]*)"')
WORD = re.compile(r"[A-Za-z_][\w-]*")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
ALWAYS = frozenset(("html", "body"))
GROUPS = ("media", "supports", "layer", "container")
"""At-rules that hold rules."""
ENUMERATED = ("dir", "type", "open", "role")
"""Attributes whose values are few, so that a rule for another value is not used."""

Node = Any
"""tinycss2 has no types."""


@dataclass(frozen=True)
class Rule:
    before: str
    """What stands before the braces."""
    declarations: tuple[tuple[str, str], ...] = ()
    """(property, the whole declaration)."""
    rules: tuple[Rule, ...] = ()
    verbatim: str = ""
    """The content of fonts, animations and the like."""

    def text(self, variables: frozenset[str]) -> str:
        """The rule with those of its variables that are asked for, or ""."""
        within = ";".join(
            text
            for name, text in self.declarations
            if not name.startswith("--") or name in variables
        )
        within += "".join(rule.text(variables) for rule in self.rules) + self.verbatim
        return f"{self.before}{{{within}}}" if within else ""

    def every_declaration(self) -> Iterator[tuple[str, str]]:
        yield from self.declarations
        if self.verbatim:
            yield "", self.verbatim
        for rule in self.rules:
            yield from rule.every_declaration()


@lru_cache(maxsize=300)
def names_in_html(html: str) -> frozenset[str]:
    """Classes, elements, attributes and the values of some of these on a page."""
    names = set()
    for element, attribute, value in ELEMENT_OR_ATTRIBUTE.findall(html):
        names.add(element or attribute)
        if attribute == "class" or attribute in ENUMERATED:
            names.update(value.split())
    return frozenset(names)


def names_in_text(text: str) -> frozenset[str]:
    """Every word of a script or a template: more than the names in it, and none too few."""
    return frozenset(WORD.findall(text))


@lru_cache(maxsize=8)
def without_unused(css: str, names: frozenset[str]) -> str:
    """The sheet without rules for what is not among `names`, and variables nobody asks for."""
    rules = [*_used(_parsed(css), names | ALWAYS)]
    variables = _asked_for(rules)
    return "".join(rule.text(variables) for rule in rules)


@lru_cache(maxsize=8)
def _parsed(css: str) -> tuple[Node, ...]:
    return tuple(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _used(rules: Iterable[Node], names: frozenset[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.type == "error":
            raise ValueError(f"line {rule.source_line} of a style sheet: {rule.message}")
        if rule.type == "qualified-rule":
            kept = [one for one in _selectors(rule.prelude) if _needs(one) <= names]
            if kept:
                before = ",".join(tinycss2.serialize(one).strip() for one in kept)
                yield Rule(before, declarations=_declarations(rule.content))
        elif rule.content is not None:  # what has none is @charset
            before = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
            if rule.lower_at_keyword in GROUPS:
                within = tinycss2.parse_rule_list(rule.content, True, True)
                yield Rule(before, rules=tuple(_used(within, names)))
            elif rule.lower_at_keyword != "keyframes" or _needs(rule.prelude) <= names:
                yield Rule(before, verbatim=tinycss2.serialize(rule.content))


def _declarations(content: Sequence[Node]) -> tuple[tuple[str, str], ...]:
    found = tinycss2.parse_blocks_contents(content, True, True)
    return tuple((one.name, one.serialize()) for one in found if one.type == "declaration")


def _selectors(prelude: Sequence[Node]) -> Iterator[list[Node]]:
    """A list of selectors at its commas."""
    selector: list[Node] = []
    for node in prelude:
        if node == ",":
            yield selector
            selector = []
        else:
            selector.append(node)
    yield selector


def _needs(selector: Sequence[Node]) -> set[str]:
    """The names without which a selector finds nothing.

    What stands within `:is()` or `:not()` may be missing, so it is passed over.
    """
    needs = set()
    before = None
    for node in selector:
        if node.type == "hash" or (node.type == "ident" and before != ":"):
            needs.add(node.value)
        elif node.type == "[] block":
            needs |= _needs_of_attribute(node.content)
        before = node
    return needs


def _needs_of_attribute(content: Sequence[Node]) -> set[str]:
    """[dir=rtl] needs both words, [href^="#"] the first alone."""
    names = [node.value for node in content if node.type in ("ident", "string")]
    is_whole = len(names) == 2 and "=" in content
    return set(names) if is_whole and names[0] in ENUMERATED else {names[0]}


def _asked_for(rules: Iterable[Rule]) -> frozenset[str]:
    """The variables that rules ask for, and those that these ask for."""
    asked: set[str] = set()
    behind: dict[str, set[str]] = {}
    for rule in rules:
        for name, text in rule.every_declaration():
            mentioned = set(VARIABLE.findall(text))
            if name.startswith("--"):
                behind.setdefault(name, set()).update(mentioned)
            else:
                asked |= mentioned
    found: set[str] = set()
    while asked:
        found |= asked
        asked = {one for name in asked for one in behind.get(name, ())} - found
    return frozenset(found)
