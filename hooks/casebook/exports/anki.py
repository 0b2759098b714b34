"""Anki: the course's terms, cited articles and questions as flash cards, in one package.

Ids of decks and note types and the names of notes come from our permanent ids,
never from words, and every time is that of the edition's day. So importing a
later edition changes the words of the cards that a reader has and keeps what
Anki knows of them: it takes a note that has changed only if its time is later.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import itertools
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import genanki

from ..addresses import absolute_url
from ..models.law import Article, Law
from ..pages.quiz import KIND_HINTS
from ..pages.templates import render
from ..uris import TERMS, law_uri
from .fragments import Fragments, flat_name, pictures_in, place_pictures
from .items import Item, as_written, items, key_html
from .package import Export, Loss, zipped

NOT_MARKED = "An Anki card does not mark the answer: the reader compares it with the key."
NO_RECORD = (
    "The Anki cards have a law's articles and status; its history and evidence stay on its page."
)


@dataclass(frozen=True)
class Kind:
    """A kind of note, with a deck of its own."""

    name: str
    fields: tuple[str, ...]
    cards: tuple[tuple[str, str, str], ...]
    """Name, front and what the back adds to it, in Anki's own template language."""


KINDS = (
    Kind(
        "Terms",
        ("Term", "Chinese", "Definition", "More"),
        (
            ("Meaning", "{{Term}}{{Chinese}}", "{{Definition}}{{More}}"),
            (
                "Term",
                '{{Definition}}<p class="aside">Which term is it?</p>',
                "{{Term}}{{Chinese}}{{More}}",
            ),
        ),
    ),
    Kind(
        "Laws",
        ("Article", "Words", "About"),
        (
            (
                "What it says",
                '{{Article}}<p class="aside">What does it say?</p>',
                "{{Words}}{{About}}",
            ),
            (
                "Where it stands",
                '{{Words}}<p class="aside">Where does it stand?</p>',
                "{{Article}}{{About}}",
            ),
        ),
    ),
    Kind(
        "Questions",
        ("Question", "Answer"),
        (("Question", "{{Question}}", "{{Answer}}"),),
    ),
)
TERM, LAW, QUESTION = KINDS


@dataclass(frozen=True)
class Note:
    kind: Kind
    id: str
    """Permanent, and unique in its kind."""
    fields: tuple[str, ...]
    """HTML of `Fragments`, one for each field of the kind."""
    tags: tuple[str, ...]


def anki_deck(fragments: Fragments) -> Export:
    """The whole course as one package, with a deck for each kind of note."""
    notes = [*_terms(fragments), *_articles(fragments), *_questions(fragments)]
    paths = dict.fromkeys(
        path for note in notes for one in note.fields for path in pictures_in(one)
    )
    names = {path: f"{fragments.course.facts.id}-{flat_name(path)}" for path in paths}
    members = {
        "collection.anki2": _collection(fragments, notes, names),
        "media": json.dumps(dict(enumerate(names.values()))).encode(),
    }
    members |= {str(number): fragments.read_asset(path) for number, path in enumerate(names)}
    return Export("glossary.apkg", zipped(members), tuple(_losses(fragments, notes)))


def _losses(fragments: Fragments, notes: list[Note]) -> Iterator[Loss]:
    for key in fragments.course.laws:
        yield Loss("law", NO_RECORD, key)
    for module_id in fragments.course.modules:
        for _, question in fragments.course.questions_of(module_id):
            yield Loss(question.kind, NOT_MARKED, question.id)


def _terms(fragments: Fragments) -> Iterator[Note]:
    terms = fragments.course.terms
    for key, term in terms.items():
        name, chinese, more = (
            render(
                "anki-term.html",
                part=part,
                term=term.facts,
                see=[terms[one].facts.term for one in term.facts.see],
            ).strip()
            for part in ("name", "chinese", "more")
        )
        definition = fragments.html(term.body, TERMS)
        yield Note(TERM, key, (name, chinese, definition, more + _page(fragments, TERMS, key)), ())


def _articles(fragments: Fragments) -> Iterator[Note]:
    for key, law in fragments.course.laws.items():
        tags = (f"jurisdiction::{law.facts.jurisdiction}", f"law::{key}")
        for article in law.facts.articles:
            yield Note(LAW, f"{key}#{article.anchor}", _article(fragments, key, law, article), tags)


def _article(fragments: Fragments, key: str, law: Law, article: Article) -> tuple[str, ...]:
    texts = {
        "gloss": fragments.html(article.gloss, law_uri(key)),
        "note": fragments.html(article.note or "", law_uri(key)),
    }
    name, words, about = (
        render("anki-article.html", part=part, law=law.facts, article=article, **texts).strip()
        for part in ("name", "words", "about")
    )
    return name, words, about + _page(fragments, law_uri(key), article.anchor)


def _questions(fragments: Fragments) -> Iterator[Note]:
    for module_id in fragments.course.modules:
        for item in items(fragments, module_id):
            tags = (f"module::{module_id}", f"objective::{item.objective}")
            yield Note(QUESTION, item.id, _question(item), tags)


def _question(item: Item) -> tuple[str, ...]:
    placed = item.kind in ("match", "order")
    asked = as_written(item) if placed else item
    hint = "" if placed else KIND_HINTS[item.kind]
    front = render("anki-question.html", item=asked, hint=hint).strip()
    return front, key_html(item) + item.explanation


def _page(fragments: Fragments, uri: str, anchor: str) -> str:
    address = absolute_url(fragments.site, uri)
    if not address:
        return ""
    return f'<p class="aside"><a href="{html.escape(address)}#{anchor}">On the course site</a></p>'


def _collection(fragments: Fragments, notes: list[Note], names: dict[str, str]) -> bytes:
    """The database that Anki imports, at the time of the edition's first minute."""
    facts = fragments.course.facts
    time = datetime.datetime.combine(facts.date, datetime.time(), datetime.UTC).timestamp()
    decks = [_deck(fragments, kind, notes, names) for kind in KINDS]
    connection = sqlite3.connect(":memory:")
    package = genanki.Package([deck for deck in decks if deck.notes])
    package.write_to_db(connection.cursor(), time, itertools.count(int(time) * 1000))
    connection.commit()
    content = connection.serialize()
    connection.close()
    # Bytes 92 to 99 name the SQLite that wrote the file: the same file on every machine.
    return content[:92] + bytes(8) + content[100:]


def _deck(
    fragments: Fragments, kind: Kind, notes: list[Note], names: dict[str, str]
) -> genanki.Deck:
    facts = fragments.course.facts
    # Two colons would begin a deck within the deck.
    title = facts.title.replace("::", ":")
    about = html.escape(f"{facts.title}, {facts.edition}. {facts.licence}")
    deck = genanki.Deck(_number(facts.id, "deck", kind.name), f"{title}::{kind.name}", about)
    model = _model(fragments, kind)
    for note in notes:
        if note.kind == kind:
            fields = [place_pictures(one, lambda path: names[path]) for one in note.fields]
            tags = [f"{facts.id}::{'_'.join(tag.split())}" for tag in note.tags]
            guid = genanki.guid_for(facts.id, kind.name, note.id)
            deck.add_note(genanki.Note(model, fields, tags=tags, guid=guid))
    return deck


def _model(fragments: Fragments, kind: Kind) -> genanki.Model:
    facts = fragments.course.facts
    return genanki.Model(
        _number(facts.id, "note type", kind.name),
        f"{facts.title}: {kind.name}",
        fields=[{"name": name} for name in kind.fields],
        templates=[
            {"name": name, "qfmt": front, "afmt": f'{{{{FrontSide}}}}<hr id="answer">{back}'}
            for name, front, back in kind.cards
        ],
        css=render("anki-style.css"),
    )


def _number(*names: str) -> int:
    """An id as Anki has them, the same for the same names."""
    digest = hashlib.sha256("/".join(names).encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:4]) % (1 << 30)
