"""A chapter's Markdown: its question and objectives, its text, its questions."""

from __future__ import annotations

import re
from functools import lru_cache

from ..chinese import ideographs
from ..course import Course
from ..models.base import Document, Form
from ..models.course import Chapter
from ..reading.markdown import KEPT
from .quiz import quiz_markdown
from .templates import render


def chapter_markdown(course: Course, key: str, chapter: Chapter) -> str:
    quiz = course.quizzes.get(key)
    return render(
        "chapter.md",
        chapter=chapter.facts,
        minutes=reading_minutes(chapter, course.facts.words_per_minute),
        questions=len(quiz.facts.questions) if quiz else 0,
        body=chapter.body.strip(),
        quiz=quiz_markdown(course, key),
    )


def reading_minutes(document: Document[Form], words_per_minute: int) -> int:
    """Minutes to read the body, rounded up. Chinese counts two characters a word."""
    return -(-_words(document.body) // words_per_minute)


@lru_cache(maxsize=KEPT)
def _words(text: str) -> int:
    return len(re.findall(r"[A-Za-z0-9’'-]+", text)) + ideographs(text) // 2
