"""What pydantic finds wrong, in a teacher's words, with what to do about it."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from ..models.base import Form
from ..models.quiz import KINDS
from ..problems import nearest

COLON = (
    "text with a colon in it must start on its own line, after “|”, and be indented below its key"
)
QUOTED = COLON.replace("a colon in it", "a quotation mark at its beginning")
KEYLESS = (
    "is neither “key: value” nor text of the key above it; "
    "put a space after the colon, or indent the line further"
)
ONE_OF = f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"
WORDS = {
    "missing": "“{name}” is missing; add it",
    "union_tag_not_found": f"“kind” is missing; add it: {ONE_OF}",
    "union_tag_invalid": f"“{{tag}}” is not a kind of question; write {ONE_OF}",
    "date_parsing": "“{given}” is no day of the calendar; check its month and day",
    "date_from_datetime_parsing": "“{given}” is no day of the calendar; check its month and day",
    "bool_parsing": "“{given}” can't stand for “{name}”; write true or false",
    "int_parsing": "“{given}” can't stand for “{name}”; write a whole number",
    "literal_error": "“{given}” can't stand for “{name}”; write {expected}",
    "string_type": f"“{{name}}” must be text; {COLON}",
    "string_too_short": "“{name}” has {length} characters; write {min_length} or more",
    "string_too_long": "“{name}” has {length} characters; write {max_length} or fewer",
    "too_long": "“{name}” has too many entries; it may have {max_length}",
    "too_short": "“{name}” has too few entries; it needs {min_length} or more",
    "tuple_type": "“{name}” must be a list, each entry on a line that starts with “-”",
    "model_type": "“{name}” must hold “key: value” lines",
    "model_attributes_type": "“{name}” must hold “key: value” lines",
    "dict_type": "“{name}” must hold “key: value” lines",
}
"""pydantic's type of error -> our sentence."""


def in_words(mistake: ErrorDetails, form: type[Form]) -> str:
    """One error as one sentence."""
    kind, given, context = mistake["type"], mistake["input"], mistake.get("ctx", {})
    names = [step for step in mistake["loc"] if isinstance(step, str) and step != "[key]"]
    name = names[-1] if names else "this file"
    if kind == "extra_forbidden":
        remedy = nearest(name, _known_keys(form)) or "; remove it"
        return f"“{name}” is not a key that belongs here{remedy}"
    if kind == "value_error":
        subject: object = name
        if isinstance(given, dict):  # a whole file needs no name beside its path
            subject = (given.get("id") or given.get("number")) if mistake["loc"] else ""
        return f"“{subject}” {context['error']}" if subject else str(context["error"])
    if kind == "string_pattern_mismatch":
        if context["pattern"].startswith("^http"):
            return f"“{given}” is not an address; it starts with https:// or http://"
        return f"“{given}” is not an id; use lower-case words joined by hyphens"
    if kind not in ("missing", "union_tag_not_found") and given in (None, "", {}, []):
        return f"“{name}” is empty; write it after the colon or on the lines below"
    if kind not in WORDS:
        return f"“{name}”: {mistake['msg'][0].lower()}{mistake['msg'][1:]}"
    length = len(given) if isinstance(given, str) else 0
    values = {"name": name, "given": given, "length": length, **context}
    if kind == "literal_error":
        values["expected"] = context["expected"].replace("'", "")
    return WORDS[kind].format(**values)


def _known_keys(form: type[Form]) -> set[str]:
    schema = form.model_json_schema()
    definitions = [schema, *schema.get("$defs", {}).values()]
    return {key for definition in definitions for key in definition.get("properties", {})}
