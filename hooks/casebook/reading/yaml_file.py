"""YAML with a line for every value.

Every scalar stays text (`no`, `6.10` and `4` survive); pydantic converts
where a form asks for a number, a date or yes and no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..models.base import Document, Form, Loc
from ..problems import Problem
from .wording import COLON, KEYLESS, QUOTED, in_words

Facts = TypeVar("Facts", bound=Form)
Tree = str | list["Tree"] | dict[str, "Tree"] | None

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's where PyYAML has it, as its wheels do: ten times as fast."""
AFTER_QUOTES = re.compile(r"""\s*(?:- )?\w+: +(?:"[^"]*"|'[^']*') *[^\s#]""")
"""`en: "Fruit" means apples.`: for YAML the value ends at the second mark."""
MAX_DEPTH = 20
"""No form nests nearly this deep; a file that does is not one of ours."""


class UnusableError(Exception):
    """This YAML can't become a form. Caught in this module; carries the problem."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def parse_yaml(text: str, first_line: int) -> tuple[Tree, dict[Loc, int]]:
    """The plain value of a YAML text, and the line on which each part stands.

    Raises UnusableError, with a line of the file, for text that is not YAML.
    """
    lines: dict[Loc, int] = {}
    try:
        depth = 0
        for event in yaml.parse(text, Loader=Loader):
            # Before compose, which calls itself for each level and may end the program.
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                line = event.start_mark.line + first_line  # type: ignore[union-attr]
                raise UnusableError(line, "nests too deep; write it as the template does")
            if getattr(event, "anchor", None) or getattr(event, "tag", None):
                line = event.start_mark.line + first_line  # type: ignore[union-attr]
                raise UnusableError(line, "“&”, “*” and “!” start special YAML; quote the text")
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        found = _unusable(error, text, first_line)
        # At its end libyaml may count a line more than there is.
        last = text.count("\n") + first_line
        raise UnusableError(min(found.line, last), found.message) from None
    return (None if node is None else _plain(node, (), first_line, lines)), lines


def _plain(node: yaml.Node, loc: Loc, first_line: int, lines: dict[Loc, int]) -> Tree:
    line = node.start_mark.line + first_line
    lines.setdefault(loc, line)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, (*loc, i), first_line, lines) for i, one in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + first_line
            if not isinstance(key_node, yaml.ScalarNode):
                raise UnusableError(key_line, "a key must be a plain word")
            key = str(key_node.value)
            if key in mapping:
                raise UnusableError(key_line, f"“{key}” stands twice; remove one of them")
            lines[(*loc, key)] = key_line
            mapping[key] = _plain(value_node, (*loc, key), first_line, lines)
        return mapping
    assert isinstance(node, yaml.ScalarNode)
    return None if node.value == "" and node.style is None else str(node.value)


def _unusable(error: yaml.YAMLError, text: str, first_line: int) -> UnusableError:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return UnusableError(first_line, "holds a control character; remove it")
    line = error.problem_mark.line + first_line
    problem = error.problem or "is not YAML"
    if "mapping values are not allowed" in problem:
        return UnusableError(line, COLON)
    if "another document" in problem or "a single document" in problem:
        return UnusableError(line, "holds a line of “---”, which begins another text; remove it")
    if "found character '\\t'" in problem or "a tab character" in problem:
        return UnusableError(line, "holds a tab; indent with spaces")
    if "could not find expected ':'" in problem and error.context_mark:
        # What YAML took for a key stands above the place where it gave up.
        return UnusableError(error.context_mark.line + first_line, KEYLESS)
    rows = text.split("\n")
    if AFTER_QUOTES.match(rows[min(error.problem_mark.line, len(rows) - 1)]):
        return UnusableError(line, QUOTED)
    return UnusableError(
        line, f"is not YAML: {problem}; compare the indentation with the lines around"
    )


def read_form(
    form: type[Facts],
    path: str,
    text: str,
    problems: list[Problem],
    *,
    yaml_text: str | None = None,
    first_line: int = 1,
    body: str = "",
    body_line: int = 1,
) -> Document[Facts] | None:
    """The document in `text`, or None and its problems.

    `yaml_text` is the part that holds the facts, when that is not the whole.
    """
    try:
        value, lines = parse_yaml(text if yaml_text is None else yaml_text, first_line)
        if not isinstance(value, dict):
            raise UnusableError(
                first_line, "must hold “key: value” lines; compare it with the template"
            )
        facts = form.model_validate(value)
    except UnusableError as error:
        problems.append(Problem(path, error.line, error.message))
        return None
    except ValidationError as error:
        for mistake in _first_causes(error.errors()):
            place = _in_file(mistake["loc"], lines)
            problems.append(Problem(path, lines.get(place, first_line), in_words(mistake, form)))
        return None
    return Document(path, text, facts, lines, body, body_line)


def _first_causes(mistakes: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Leave out lists that are too short only because an entry has a mistake of its own."""
    for mistake in mistakes:
        loc = mistake["loc"]
        inner = any(one["loc"][: len(loc)] == loc != one["loc"] for one in mistakes)
        if mistake["type"] != "too_short" or not inner:
            yield mistake


def _in_file(loc: Loc, lines: Mapping[Loc, int]) -> Loc:
    """The part of a pydantic path that stands in the file.

    A missing key is not in the file, and neither is the tag of a union,
    which pydantic makes a step of the path.
    """
    place: Loc = ()
    for step in loc:
        if (*place, step) in lines:
            place = (*place, step)
    return place
