"""The glossary holds together."""

from __future__ import annotations

from collections.abc import Iterator

from ..citations.syntax import cites
from ..course import Course
from ..problems import Problem, nearest


def related_terms_exist(course: Course) -> Iterator[Problem]:
    """The related terms under “see” are other terms, which name this one in return."""
    for name, term in course.terms.items():
        for i, other in enumerate(term.facts.see):
            known = other in course.terms or f"docs/terms/{other}.md" in course.unusable
            if other == name or not known:
                remedy = nearest(other, set(course.terms) - {name}) or "; take it out"
                yield term.problem(f"there is no other term “{other}”{remedy}", "see", i)
            elif other in course.terms and name not in course.terms[other].facts.see:
                message = f"“{other}” does not name “{name}” under “see”; add it there"
                yield term.problem(message, "see", i)


def every_term_has_a_relation(course: Course) -> Iterator[Problem]:
    """Where there are several terms, each names another."""
    for name, term in course.terms.items():
        if not term.facts.see and len(course.terms) > 1:
            other = next(one for one in course.terms if one != name)
            yield term.problem(f"names no related term; add some, as in “see: [{other}]”")


def definitions_cite(course: Course) -> Iterator[Problem]:
    """A definition says what it rests on."""
    for term in course.terms.values():
        if not cites(term.body):
            message = "the definition cites nothing; add the work or the law it rests on"
            yield Problem(term.path, term.body_line, message)


def forms_are_of_one_term(course: Course) -> Iterator[Problem]:
    """No two terms have a form in common."""
    owner: dict[str, str] = {}
    for name, term in course.terms.items():
        for form in (term.facts.term, *term.facts.also):
            folded = form.casefold()
            if owner.setdefault(folded, name) != name:
                message = f"“{form}” is a form of “{owner[folded]}” too; keep it in one of them"
                yield term.problem(message, "also")
