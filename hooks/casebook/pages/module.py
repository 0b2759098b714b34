"""A module's own page: its introduction, then its chapters with their questions."""

from __future__ import annotations

from ..course import Course
from .chapter import reading_minutes
from .templates import render


def module_markdown(course: Course, module_id: str, body: str) -> str:
    pace = course.facts.words_per_minute
    chapters = [
        {
            "name": key.partition("/")[2],
            "title": chapter.facts.title,
            "question": chapter.facts.question.strip(),
            "minutes": reading_minutes(chapter, pace),
            "questions": len(course.quizzes[key].facts.questions) if key in course.quizzes else 0,
        }
        for key, chapter in course.chapters_of(module_id)
    ]
    return render("module.md", body=body.strip(), chapters=chapters)
