"""A module's own page, and the page of its quiz."""

from __future__ import annotations

from ..course import Course
from ..models.course import MODULE_QUIZ
from ..uris import module_quiz_uri
from .chapter import reading_minutes
from .quiz import view
from .sessions import objectives, session
from .templates import render


def module_markdown(course: Course, module_id: str, body: str) -> str:
    """Its introduction, the questions to guess at first, its chapters."""
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
    return render(
        "module.md",
        body=body.strip(),
        pretest=_pretest(course, module_id),
        chapters=chapters,
        questions=any(True for _ in course.questions_of(module_id)),
        quiz=MODULE_QUIZ,
    )


def module_quiz_markdown(course: Course, module_id: str) -> str:
    """The page on which one question for each objective is drawn; docs/assets/review.js draws."""
    chapters = [
        (key.partition("/")[2], chapter.facts.title, len(course.quizzes[key].facts.questions))
        for key, chapter in course.chapters_of(module_id)
        if key in course.quizzes
    ]
    place = session("module", module_quiz_uri(module_id))
    return render(
        "module-quiz.md",
        module_id=module_id,
        chapters=chapters,
        objectives=objectives(course, module_id, module_quiz_uri(module_id)),
        session=place,
    )


def _pretest(course: Course, module_id: str) -> list[dict[str, object]]:
    """What the page shows of each question of the pretest, in the order in which they are named."""
    questions = {question.id: (key, question) for key, question in course.questions_of(module_id)}
    found: list[dict[str, object]] = []
    for name in course.modules[module_id].facts.pretest:
        if name in questions:  # else its mistake was reported
            key, question = questions[name]
            title = course.chapters[key].facts.title
            here = {"chapter": key, "name": key.partition("/")[2], "title": title}
            found.append({**view(question), **here})
    return found
