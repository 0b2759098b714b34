"""The deck of flash cards, imported by Anki itself."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import io
import os
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from anki.notes import Note

from casebook.exports.anki import NO_RECORD, NOT_MARKED, anki_deck
from casebook.exports.fragments import Fragments
from casebook.exports.package import Export, Loss

from ..courses import ROOT
from .conftest import fragments_of


class Reader:
    """Someone's Anki, empty at first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, export: Export) -> list[Note]:
        """Import a package with the options that Anki itself suggests; every note there is then."""
        path = self.folder / export.path
        path.write_bytes(export.content)
        options = self.collection._backend.get_import_anki_package_presets()
        self.collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(path), options=options)
        )
        return [self.collection.get_note(one) for one in self.collection.find_notes("")]

    def note(self, search: str) -> Note:
        (found,) = self.collection.find_notes(search)
        return self.collection.get_note(found)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    someone = Reader(tmp_path)
    yield someone
    someone.collection.close()


def later_edition(fragments: Fragments, days: int = 1) -> Fragments:
    """The same course with another word in each definition, some days later."""
    course = fragments.course
    facts = course.facts.model_copy(
        update={"date": course.facts.date + datetime.timedelta(days=days)}
    )
    terms = {
        key: dataclasses.replace(term, body=f"Revised. {term.body.strip()}")
        for key, term in course.terms.items()
    }
    return Fragments(
        dataclasses.replace(course, facts=facts, terms=terms), fragments.site, fragments.read_asset
    )


def test_anki_takes_every_note_and_card(reader: Reader) -> None:
    fragments = fragments_of("tiny")
    notes = reader.take(anki_deck(fragments))
    course = fragments.course
    articles = sum(len(law.facts.articles) for law in course.laws.values())
    questions = [one for key in course.modules for one in course.questions_of(key)]
    assert len(notes) == len(course.terms) + articles + len(questions)
    cards = reader.collection.card_count()
    assert cards == 2 * len(course.terms) + 2 * articles + len(questions)
    title = course.facts.title
    decks = {one.name for one in reader.collection.decks.all_names_and_ids()}
    assert decks == {"Default", title, f"{title}::Laws", f"{title}::Questions", f"{title}::Terms"}


def test_a_later_edition_changes_words_and_adds_nothing(reader: Reader) -> None:
    fragments = fragments_of("tiny")
    before = {note.guid: note.id for note in reader.take(anki_deck(fragments))}
    cards = set(reader.collection.find_cards(""))
    kinds = reader.collection.models.all_names_and_ids()
    after = reader.take(anki_deck(later_edition(fragments)))
    assert {note.guid: note.id for note in after} == before
    assert set(reader.collection.find_cards("")) == cards
    assert "Revised. An apple that" in reader.note("Term:*Windfall*")["Definition"]
    assert reader.collection.models.all_names_and_ids() == kinds


def test_anki_keeps_the_words_it_has_if_the_day_is_the_same(reader: Reader) -> None:
    """Why an edition's date must move when its words do."""
    fragments = fragments_of("tiny")
    reader.take(anki_deck(fragments))
    reader.take(anki_deck(later_edition(fragments, days=0)))
    assert "Revised" not in reader.note("Term:*Windfall*")["Definition"]


def test_a_term_is_asked_both_ways(reader: Reader) -> None:
    reader.take(anki_deck(fragments_of("tiny")))
    note = reader.note("Term:*Windfall*")
    meaning, term = note.cards()
    assert "落果" in meaning.question()
    assert "luòguǒ" in meaning.question()
    assert "brought to the ground" not in meaning.question()
    assert "brought to the ground" in meaning.answer()
    assert "Windfall" not in term.question()
    assert "Windfall" in term.answer()
    assert 'lang="zh-Hans">落果' in term.answer()
    assert "https://course.example/tea/terms/#windfall" in term.answer()


def test_an_article_is_asked_both_ways(reader: Reader) -> None:
    reader.take(anki_deck(fragments_of("tiny")))
    what, where = reader.note('"Article:*Article 2*"').cards()
    assert "Apple Act, Article 2" in what.question()
    assert "落地为止。" not in what.question()
    for words in ("落地为止。", "until it falls to the ground.", "The tree's owner has the apple"):
        assert words in what.answer()
    assert "as of 31 January 2026" in what.answer()
    assert "落地为止。" in where.question()
    assert "Apple Act" not in where.question()
    assert "Apple Act" in where.answer()
    assert "https://course.example/tea/law/apple-act-1999/#art-2" in where.answer()


def test_words_that_were_not_verified_are_not_shown_as_such(reader: Reader) -> None:
    reader.take(anki_deck(fragments_of("tiny")))
    what, where = reader.note('"Article:*Article 9*"').cards()
    for side in (what.answer(), where.question()):
        assert "The wording was not verified" in side
        assert "Fined whoever shook a tree." in side
    assert what.answer().count("Fined whoever") == 1


def test_every_kind_of_question_has_its_key_and_its_reason(tea: Fragments, reader: Reader) -> None:
    reader.take(anki_deck(tea))
    asked = {
        "tea-single": ("Water", "Cups come last."),
        "tea-multiple": ("The table", "The table stays out."),
        "tea-true-false": ("False", "It is the other way round."),
        "tea-match": ("绿茶", "Black is red in Chinese."),
        "tea-order": ("Pour", "Nothing without hot water."),
        "tea-short": ("Cite it.", "Article 3 is about cups."),
        "tea-essay": ("Should tea be free?", "Yes, because water is."),
    }
    for name, (front, back) in asked.items():
        (card,) = reader.note(f"Answer:re:q-{name}.>").cards()
        assert front in card.question()
        assert back not in card.question()
        assert back in card.answer()
        assert "Read again" in card.answer()


def test_chinese_signs_and_rare_characters_arrive_whole(tea: Fragments, reader: Reader) -> None:
    reader.take(anki_deck(tea))
    question = reader.note("Question:*coffee*")["Question"]
    assert '<span lang="zh-Hans">茶</span>? Tea &lt; coffee &amp; “milk” 𠮷.' in question
    assert reader.collection.find_notes("𠮷")


def test_pictures_come_along_under_names_of_the_course(tea: Fragments, reader: Reader) -> None:
    reader.take(anki_deck(tea))
    assert 'src="tea-img-leaf.png"' in reader.note("Question:*coffee*")["Question"]
    media = Path(reader.collection.media.dir()) / "tea-img-leaf.png"
    assert media.read_bytes() == tea.read_asset("assets/img/leaf.png")
    assert not reader.collection.media.check().missing


def test_tags_name_module_objective_and_jurisdiction(tea: Fragments, reader: Reader) -> None:
    reader.take(anki_deck(tea))
    assert sorted(reader.collection.tags.all()) == [
        "tea::jurisdiction::TE",
        "tea::law::tea-act-1999",
        "tea::module::tea",
        "tea::objective::tea-brew",
        "tea::objective::tea-law",
        "tea::objective::tea-serve",
    ]


def test_what_a_card_cannot_do_is_named(tea: Fragments) -> None:
    losses = anki_deck(tea).losses
    assert Loss("law", NO_RECORD, "tea-act-1999") in losses
    assert {one.id for one in losses if one.what == NOT_MARKED} == {
        question.id for _, question in tea.course.questions_of("tea")
    }


def test_without_a_site_nothing_leads_nowhere(reader: Reader) -> None:
    for note in reader.take(anki_deck(fragments_of("tiny", site=""))):
        assert not any("href" in one for one in note.fields)


def test_the_whole_course_goes_in_without_a_warning(live: Fragments, reader: Reader) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        export = anki_deck(live)
    notes = reader.take(export)
    assert len({note.guid for note in notes}) == len(notes)
    assert not reader.collection.find_notes("is:suspended")
    assert not reader.collection.media.check().missing
    for card in map(reader.collection.get_card, reader.collection.find_cards("")):
        assert card.answer().count('id="answer"') == 1


def test_signs_within_a_picture_s_description_are_no_warning(tea: Fragments) -> None:
    terms = fragments_of("tiny").course.terms
    body = '![Tea < coffee & "x"\n> 1](../assets/img/leaf.png)'
    changed = {key: dataclasses.replace(term, body=body) for key, term in terms.items()}
    course = dataclasses.replace(tea.course, terms=changed)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        anki_deck(Fragments(course, tea.site, tea.read_asset))


def test_the_same_course_gives_the_same_bytes_in_every_process(tea: Fragments) -> None:
    made = anki_deck(tea)
    assert anki_deck(fragments_of("quizzes")) == made
    program = (
        "import hashlib\n"
        "from casebook.exports.anki import anki_deck\n"
        "from tests.exports.conftest import fragments_of\n"
        "print(hashlib.sha256(anki_deck(fragments_of('quizzes')).content).hexdigest())"
    )
    for seed in "12":
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": "hooks:.", "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == hashlib.sha256(made.content).hexdigest()


def test_every_time_is_that_of_the_edition(tea: Fragments) -> None:
    archive = zipfile.ZipFile(io.BytesIO(anki_deck(tea).content))
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
