"""JSON Schemas of the content files, for editors and validators. `make schemas` writes them here.

They are made from the models, so the help that an editor shows beside a field
is the text below that field. `casebook check` finds more than a schema can.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import StringSchema

from ..models.base import Form
from ..models.course import ChapterFacts, CourseFacts, ModuleFacts, PageFacts
from ..models.edition import EditionFacts
from ..models.law import LawFacts
from ..models.ledger import QuotationsFacts, SourceMapFacts
from ..models.quiz import QuizFacts
from ..models.term import TermFacts
from ..publish import whole

FOLDER = Path(__file__).parent
PLAIN = ["string", "number", "boolean"]
"""What YAML makes of text without quotation marks. Our reader keeps its characters, so an
unquoted 4 is text like any other."""


@dataclass(frozen=True)
class Kind:
    """A kind of content file."""

    form: type[Form]
    files: tuple[str, ...]
    """Globs, relative to the project's root. What stands in several is of the first kind."""


KINDS = {
    "course": Kind(CourseFacts, ("docs/course.yml",)),
    "module": Kind(ModuleFacts, ("docs/modules/*/index.md",)),
    "chapter": Kind(ChapterFacts, ("docs/modules/*/*.md",)),
    "quiz": Kind(QuizFacts, ("docs/modules/*/*.quiz.yml",)),
    "law": Kind(LawFacts, ("docs/law/*.md",)),
    "term": Kind(TermFacts, ("docs/terms/*.md",)),
    "page": Kind(PageFacts, ("docs/*.md", "docs/*/*.md")),
    "quotations": Kind(QuotationsFacts, ("bibliography/quotations/*.yml",)),
    "source-map": Kind(SourceMapFacts, ("bibliography/essay.yml",)),
    "edition": Kind(EditionFacts, ("bibliography/editions/*.json",)),
}
"""Name of the schema -> the files that it describes."""


class _Schema(GenerateJsonSchema):
    """Pydantic's, in the words of our reader: help in one line, text that needs no quotes."""

    def generate(self, schema: CoreSchema, mode: str = "validation") -> JsonSchemaValue:
        made = super().generate(schema, "validation")
        return {"$schema": self.schema_dialect, **_in_one_line(made)}

    def str_schema(self, schema: StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": PLAIN}

    def field_title_should_be_set(self, schema: object) -> bool:
        return False  # “Title Zh” says nothing that title_zh does not


def _in_one_line(value: JsonSchemaValue) -> JsonSchemaValue:
    """The same schema, its descriptions without the line breaks of our source."""
    made: JsonSchemaValue = {}
    for name, inner in value.items():
        if name == "description" and isinstance(inner, str):
            made[name] = " ".join(inner.split())
        elif isinstance(inner, dict):
            made[name] = _in_one_line(inner)
        elif isinstance(inner, list):
            made[name] = [_in_one_line(one) if isinstance(one, dict) else one for one in inner]
        else:
            made[name] = inner
    return made


def schemas() -> dict[str, str]:
    """Every schema as JSON, by the name of its file."""
    return {
        f"{name}.json": json.dumps(
            kind.form.model_json_schema(schema_generator=_Schema), ensure_ascii=False, indent=1
        )
        + "\n"
        for name, kind in KINDS.items()
    }


def write_schemas() -> int:
    """Write all of them into this folder; returns how many."""
    made = schemas()
    for old in FOLDER.glob("*.json"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        with whole(FOLDER / name) as aside:
            aside.write_text(text, "utf-8")
    return len(made)
