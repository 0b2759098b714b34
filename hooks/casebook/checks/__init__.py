"""Rules. Each is a small generator whose docstring states the rule."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from ..course import Course
from ..problems import Problem
from . import (
    chapters,
    citations,
    claims,
    diagrams,
    fair_questions,
    harmless,
    ids,
    laws,
    links,
    markup,
    modules,
    quizzes,
    quotations,
    source_text,
    terms,
)

RULES: tuple[Callable[[Course], Iterator[Problem]], ...] = (
    chapters.sections_in_order,
    chapters.dated_entries,
    diagrams.described,
    diagrams.captioned,
    diagrams.drawn,
    citations.keys_stand_in_brackets,
    citations.works_exist,
    citations.places_exist,
    citations.places_in_works_exist,
    citations.embeds_have_text,
    citations.every_work_is_cited,
    claims.figures_are_cited,
    claims.quotations_are_cited,
    claims.explanations_are_cited,
    claims.cards_are_cited,
    source_text.targets_exist,
    source_text.every_paragraph_is_taught,
    source_text.no_run_of_words_is_copied,
    fair_questions.choices_stand_alone,
    fair_questions.length_tells_nothing,
    fair_questions.place_tells_nothing,
    fair_questions.true_is_as_likely_as_false,
    ids.unique,
    ids.none_of_the_page,
    laws.known_jurisdiction,
    laws.dates_in_order,
    laws.replacements_exist,
    laws.standing_is_recent,
    laws.renumbered_articles_say_so,
    laws.translations_have_an_original,
    laws.original_is_chinese,
    harmless.tags_only_show,
    harmless.addresses_only_lead,
    harmless.markdown_can_be_read,
    links.resolve,
    markup.tags_are_closed,
    markup.no_leftovers,
    modules.what_comes_first_exists,
    modules.no_module_comes_before_itself,
    modules.what_the_class_sees_exists,
    modules.questions_for_the_class_are_bold,
    modules.roles_begin_in_bold,
    quizzes.choices_differ,
    quizzes.short_answers_differ,
    quizzes.pretests_exist,
    quizzes.objectives_exist,
    quizzes.objectives_tested,
    quizzes.rest_on_something,
    terms.related_terms_exist,
    terms.every_term_has_a_relation,
    terms.definitions_cite,
    terms.forms_are_of_one_term,
    quotations.sources_exist,
    quotations.quoted_words_are_verified,
    quotations.marks_are_paired,
    quotations.ledger_is_used,
)


def review(course: Course, today: datetime.date) -> list[Problem]:
    """What time alone has made wrong: for the yearly review."""
    return list(laws.stale(course, today))


def check(course: Course) -> list[Problem]:
    """Every mistake that every rule finds."""
    return [problem for rule in RULES for problem in rule(course)]
