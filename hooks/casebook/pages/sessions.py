"""Places where docs/assets/review.js asks questions away from their chapters."""

from __future__ import annotations

import posixpath

from ..addresses import relative_url
from ..course import Course
from ..questions import version
from ..uris import HOME, REVIEW, chapter_uri
from .templates import render


def session(kind: str, page: str) -> str:
    """The element that becomes a session; without a script it stays empty.

    `kind` is "module" or "review"; `page` is the source URI of the page.
    """
    return render("session.html", kind=kind, root=relative_url(page, HOME))


def review_markdown(course: Course) -> str:
    """What comes back, every objective with its questions, and the reader's own record."""
    modules = [
        (module_id, module.facts.title, objectives(course, module_id, REVIEW))
        for module_id, module in course.modules.items()
    ]
    place = session("review", REVIEW)
    return render("review.md", modules=modules, session=place)


def objectives(course: Course, module_id: str, page: str) -> list[dict[str, str]]:
    """The objectives of a module, each with its questions as "id:version:kind id:version:kind".

    `page` is the source URI of the page that lists them.
    """
    found = []
    folder = posixpath.dirname(page) or "."
    for key, chapter in course.chapters_of(module_id):
        quiz = course.quizzes.get(key)
        for objective in chapter.facts.objectives:
            tested = [
                f"{question.id}:{version(question)}:{question.kind}"
                for question in (quiz.facts.questions if quiz else ())
                if question.objective == objective.id
            ]
            found.append(
                {
                    "id": objective.id,
                    "text": objective.text.strip(),
                    "chapter": key,
                    "address": posixpath.relpath(chapter_uri(key), folder),
                    "questions": " ".join(tested),
                }
            )
    return found
