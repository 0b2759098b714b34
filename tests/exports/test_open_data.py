"""course.json as someone who builds on it reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from casebook.exports.fragments import Fragments
from casebook.exports.open_data import SCHEMA, CourseData, course_json, course_schema

from .conftest import ADDRESS, fragments_of


def data(fragments: Fragments) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(course_json(fragments.course, fragments.site).content)
    return found


@pytest.mark.parametrize("name", ["quizzes", "citations", "tiny", ""])
def test_it_is_as_its_schema_says(name: str) -> None:
    schema = json.loads(course_schema().content)
    Draft202012Validator.check_schema(schema)
    found = data(fragments_of(name))
    assert found["$schema"] == SCHEMA == course_schema().path
    assert [*Draft202012Validator(schema).iter_errors(found)] == []


def test_a_field_that_the_schema_does_not_know_is_refused(tea: Fragments) -> None:
    schema = json.loads(course_schema().content)
    strange = {**data(tea), "students": 30}
    assert [*Draft202012Validator(schema).iter_errors(strange)]


def test_it_reads_back_as_it_was(live: Fragments) -> None:
    content = course_json(live.course, live.site).content
    again = CourseData.model_validate_json(content)
    assert [module.id for module in again.modules] == [*live.course.modules]
    asked = [
        question.id
        for module in again.modules
        for chapter in module.chapters
        for question in chapter.questions
    ]
    assert asked == [
        question.id for quiz in live.course.quizzes.values() for question in quiz.facts.questions
    ]
    assert {law.id: law.card for law in again.laws} == {
        key: law.facts for key, law in live.course.laws.items()
    }


def test_a_chapter_has_its_address_minutes_objectives_and_questions(tea: Fragments) -> None:
    chapter = data(tea)["modules"][0]["chapters"][0]
    assert chapter["id"] == "tea/brewing"
    assert chapter["address"] == f"{ADDRESS}modules/tea/brewing/"
    assert chapter["minutes"] == 1
    assert [one["id"] for one in chapter["objectives"]] == ["tea-brew", "tea-law"]
    single = chapter["questions"][0]
    assert single["choices"][1] == {"text": "Water", "feedback": "Water it is.", "correct": True}


def test_without_an_address_none_is_made_up() -> None:
    found = data(fragments_of("quizzes", site=""))
    assert found["address"] == ""
    assert found["modules"][0]["address"] == ""


def test_letters_are_letters_and_not_escapes(tea: Fragments) -> None:
    assert "茶? Tea < coffee & “milk” 𠮷." in course_json(tea.course, "").content.decode()
