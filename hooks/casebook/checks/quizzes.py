"""Questions test what the chapter teaches."""

from __future__ import annotations

from collections.abc import Iterator

from ..citations.syntax import find_blocks
from ..course import Course
from ..problems import Problem, nearest
from ..reading.markdown import anchors


def objectives_exist(course: Course) -> Iterator[Problem]:
    """A question's objective is one of its chapter's."""
    for key, quiz in course.quizzes.items():
        if key not in course.chapters:
            continue
        known = {objective.id for objective in course.chapters[key].facts.objectives}
        for i, question in enumerate(quiz.facts.questions):
            if question.objective not in known:
                has = nearest(question.objective, known) or f"; it has {', '.join(sorted(known))}"
                message = f"“{question.objective}” is not an objective of the chapter{has}"
                yield quiz.problem(message, "questions", i, "objective")


def objectives_tested(course: Course) -> Iterator[Problem]:
    """Every objective has a question."""
    for key, chapter in course.chapters.items():
        quiz = course.quizzes.get(key)
        if quiz is None:
            continue
        tested = {question.objective for question in quiz.facts.questions}
        for i, objective in enumerate(chapter.facts.objectives):
            if objective.id not in tested:
                message = f"no question tests “{objective.id}”; add one to {quiz.path}"
                yield chapter.problem(message, "objectives", i)


def rest_on_something(course: Course) -> Iterator[Problem]:
    """A question rests on a section of its chapter or cites a source."""
    for key, quiz in course.quizzes.items():
        places = anchors(course.chapters[key].body) if key in course.chapters else set()
        for i, question in enumerate(quiz.facts.questions):
            cites = any(True for _ in find_blocks(question.explanation))
            if not question.rests_on and not cites:
                message = (
                    f"“{question.id}” rests on nothing; cite a source in its explanation, "
                    "or name a heading under “rests_on”"
                )
                yield quiz.problem(message, "questions", i)
            for j, place in enumerate(question.rests_on):
                if places and place not in places:
                    message = (
                        f"the chapter has no heading “{place}”"
                        f"{nearest(place, places) or '; check it'}"
                    )
                    yield quiz.problem(message, "questions", i, "rests_on", j)
