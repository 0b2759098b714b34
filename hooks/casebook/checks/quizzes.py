"""Questions test what the chapter teaches."""

from __future__ import annotations

from collections.abc import Iterator

from ..answers import fold_answer
from ..citations.syntax import cites
from ..course import Course
from ..models.quiz import Essay, Match, Multiple, Order, Question, Short, Single
from ..problems import Problem, nearest
from ..reading.markdown import anchors


def objectives_exist(course: Course) -> Iterator[Problem]:
    """A question's objective is one of its chapter's."""
    for key, quiz, i, question in course.questions():
        if key not in course.chapters:
            continue
        known = {objective.id for objective in course.chapters[key].facts.objectives}
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


def choices_differ(course: Course) -> Iterator[Problem]:
    """No two choices of a question say the same, and no two items that are matched."""
    for _, quiz, i, question in course.questions():
        for texts in _shown_choices(question):
            seen: set[str] = set()
            for text in texts:
                folded = fold_answer(text) or text
                if folded in seen:
                    message = f"“{question.id}” has “{text.strip()}” twice; change one"
                    yield quiz.problem(message, "questions", i)
                seen.add(folded)


def short_answers_differ(course: Course) -> Iterator[Problem]:
    """No answer counts as right and as wrong, and none is listed twice."""
    for _, quiz, i, question in course.questions():
        if not isinstance(question, Short):
            continue
        answers = [(text, ("answers", j)) for j, text in enumerate(question.answers)]
        mistakes = [
            (text, ("wrong", j))
            for j, one in enumerate(question.wrong)
            for text in (one.text, *one.also)
        ]
        seen: dict[str, str] = {}
        for text, place in answers + mistakes:
            folded = fold_answer(text)
            if not folded:
                message = f"“{text}” has no letter or digit to compare; write it in words"
                yield quiz.problem(message, "questions", i, *place)
            elif folded in seen:
                message = f"“{text}” and “{seen[folded]}” are taken as one answer; remove one"
                yield quiz.problem(message, "questions", i, *place)
            seen.setdefault(folded, text)


def pretests_exist(course: Course) -> Iterator[Problem]:
    """A pretest names questions of the module's own chapters, none of them an essay."""
    for module_id, module in course.modules.items():
        known = {question.id: question for _, question in course.questions_of(module_id)}
        for i, name in enumerate(module.facts.pretest):
            if name not in known:
                if _has_unusable(course, module_id):
                    continue  # it may be in a file with a mistake of its own
                remedy = nearest(name, known) or "; name the id of one"
                message = f"no chapter of the module has the question “{name}”{remedy}"
            elif isinstance(known[name], Essay):
                message = f"“{name}” is an essay, which nobody guesses at; name another question"
            else:
                continue
            yield module.problem(message, "pretest", i)


def _has_unusable(course: Course, module_id: str) -> bool:
    """Whether a chapter of the module, or its quiz, is there but could not be used."""
    chapters = course.modules[module_id].facts.chapters
    paths = {f"docs/modules/{module_id}/{name}" for name in chapters}
    return any({f"{path}.md", f"{path}.quiz.yml"} & course.unusable for path in paths)


def _shown_choices(question: Question) -> list[list[str]]:
    """The lists that a question shows."""
    match question:
        case Single() | Multiple():
            return [[choice.text for choice in question.choices]]
        case Match():
            rights = [pair.right for pair in question.pairs]
            rights += [extra.text for extra in question.distractors]
            return [[pair.left for pair in question.pairs], rights]
        case Order():
            return [[item.text for item in question.items]]
        case _:
            return []


def rest_on_something(course: Course) -> Iterator[Problem]:
    """A question rests on a section of its chapter or cites a source."""
    places = {key: anchors(chapter.body) for key, chapter in course.chapters.items()}
    for key, quiz, i, question in course.questions():
        if not question.rests_on and not cites(question.explanation):
            message = (
                f"“{question.id}” rests on nothing; cite a source in its explanation, "
                "or name a heading under “rests_on”"
            )
            yield quiz.problem(message, "questions", i)
        for j, place in enumerate(question.rests_on if key in places else ()):
            if place not in places[key]:
                hint = nearest(place, places[key]) or "; check it"
                message = f"the chapter has no heading “{place}”{hint}"
                yield quiz.problem(message, "questions", i, "rests_on", j)
