"""The home page: its own text, then the modules and their chapters."""

from __future__ import annotations

from ..course import Course
from .chapter import reading_minutes
from .templates import render


def home_markdown(course: Course, body: str) -> str:
    facts = course.facts
    modules = [
        (module_id, module.facts, list(course.chapters_of(module_id)))
        for module_id, module in course.modules.items()
    ]
    minutes = {
        key: reading_minutes(chapter, facts.words_per_minute)
        for key, chapter in course.chapters.items()
    }
    return render("home.md", course=facts, body=body.strip(), modules=modules, minutes=minutes)
