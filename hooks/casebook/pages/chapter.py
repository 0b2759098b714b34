"""A chapter's Markdown: its question and objectives, its text, its questions."""

from __future__ import annotations

import re

from ..addresses import relative_url
from ..citations.syntax import CitationBlock, find_blocks
from ..course import Course
from ..models.base import Document, Form
from ..models.course import Chapter
from ..models.law import Article, Law
from .quiz import quiz_markdown
from .templates import render

AT = "\ue000"
"""Stands for an @ in code while mkdocs-bibtex looks for citations; see finish.py."""


def chapter_markdown(course: Course, key: str, chapter: Chapter) -> str:
    quiz = course.quizzes.get(key)
    return render(
        "chapter.md",
        chapter=chapter.facts,
        minutes=reading_minutes(chapter, course.facts.facts.words_per_minute),
        questions=len(quiz.facts.questions) if quiz else 0,
        body=chapter.body.strip(),
        quiz=quiz_markdown(chapter, quiz) if quiz else "",
    )


def reading_minutes(document: Document[Form], words_per_minute: int) -> int:
    """Minutes to read the body, rounded up. Chinese counts two characters a word."""
    latin = len(re.findall(r"[A-Za-z0-9’'-]+", document.body))
    chinese = len(re.findall(r"[\u3400-\u9fff]", document.body))
    return -(-(latin + chinese // 2) // words_per_minute)


def prepare_citations(course: Course, page_uri: str, markdown: str) -> str:
    """Markdown that mkdocs-bibtex can take: every citation on one line, none in code.

    An embedded article becomes its two texts.
    """
    parts: list[str] = []
    end = 0
    for block in find_blocks(markdown):
        parts.append(_hide(markdown[end : block.start]))
        parts.append(_block(course, block, markdown, page_uri))
        end = block.end
    parts.append(_hide(markdown[end:]))
    return "".join(parts)


def _hide(markdown: str) -> str:
    """Outside the citations any bracket with an @ is code or an address."""
    return re.sub(r"\[[^\[\]]*@[^\[\]]*\]", lambda found: found[0].replace("@", AT), markdown)


def _block(course: Course, block: CitationBlock, markdown: str, page_uri: str) -> str:
    if not block.embed:
        return " ".join(markdown[block.start : block.end].split())
    found = embedded(course, block)
    if found is None:
        return ""  # the checks have reported it
    law, article = found
    card = relative_url(page_uri, f"law/{block.citations[0].key}.md")
    return render("embed.html", law=law.facts, article=article, card=card)


def embedded(course: Course, block: CitationBlock) -> tuple[Law, Article] | None:
    """The article that ![@law, art. 2] shows, if there is one with a text."""
    citation = block.citations[0]
    law = course.laws.get(citation.key)
    if law is None or citation.locator is None:
        return None
    article = law.facts.article(citation.locator.unit, citation.locator.numbers[0])
    return (law, article) if article and article.text else None
