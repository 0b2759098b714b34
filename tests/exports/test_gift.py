"""GIFT as Moodle reads it: a small reader with the rules of its importer."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_regressions.file_regression import FileRegressionFixture

from casebook.exports.fragments import Fragments, plain_text
from casebook.exports.gift import DESCRIBED, FROM_THE_SITE, gift
from casebook.exports.items import items

from .conftest import ADDRESS, fragments_of, with_question

MARKED = re.compile(r"\\([~=#{}:])")


@dataclass(frozen=True)
class Read:
    """A question as the importer has it after taking it apart."""

    id: str
    name: str
    text: str
    answers: tuple[str, ...]
    """Each with its sign in front, its parts still parted by #."""
    after: str


def read(content: bytes) -> list[Read]:
    """Every question: blank lines part them, a mark makes a sign a letter."""
    found = []
    for block in re.split(r"\n\s*\n", content.decode()):
        names = re.findall(r"^// \[id:([\w-]+)\]", block, re.MULTILINE)
        lines = [line for line in block.split("\n") if not line.startswith("//")]
        text = MARKED.sub(lambda sign: chr(0xE000 + ord(sign[1])), "\n".join(lines).strip())
        if names and text:
            found.append(_question(names[0], text))
    return found


def _question(name: str, text: str) -> Read:
    assert text.count("{") == text.count("}") == 1
    assert text.startswith("::")
    title, _, rest = text.removeprefix("::").partition("::")
    stem, _, answer = rest.partition("{")
    answer = answer.rpartition("}")[0]
    own, _, after = answer.rpartition("####")
    answers = [one for one in re.split(r"(?=[~=])", own.strip()) if one.strip()]
    assert stem.startswith("[html]")
    return Read(
        name,
        plain(title),
        plain(stem.removeprefix("[html]")),
        tuple(plain(one.strip()) for one in answers),
        plain(after.strip()),
    )


def plain(text: str) -> str:
    """The signs that were marked, as signs again."""
    return re.sub("[\\ue000-\\ue0ff]", lambda sign: chr(ord(sign[0]) - 0xE000), text)


def one(content: bytes, name: str) -> Read:
    return next(question for question in read(content) if question.id == name)


@pytest.fixture(scope="module")
def text(tea: Fragments) -> bytes:
    return gift(tea, "tea").content


def test_the_whole_file(text: bytes, file_regression: FileRegressionFixture) -> None:
    file_regression.check(text.decode(), encoding="utf-8")


@pytest.mark.parametrize("name", ["quizzes", ""])
def test_every_question_is_read_back_with_its_text(name: str) -> None:
    fragments = fragments_of(name)
    for module in fragments.course.modules:
        found = {question.id: question for question in read(gift(fragments, module).content)}
        expected = items(fragments, module)
        assert list(found) == [item.id for item in expected]
        for item in expected:
            asked = plain_text(found[item.id].text)
            assert asked.startswith(plain_text(item.stem))
            assert plain_text(item.explanation) in plain_text(found[item.id].after)


def test_each_choice_has_its_weight_and_feedback(text: bytes) -> None:
    assert one(text, "tea-single").answers == (
        "~Cups#Cups come last.",
        "=Water#Water it is.",
        "~Leaves#Leaves come second.",
    )
    assert one(text, "tea-multiple").answers == (
        "~%50%Water#Water goes in.",
        "~%50%Leaves#Leaves go in.",
        "~%-50%The cup#The cup stays out.",
        "~%-50%The table#The table stays out.",
    )


def test_true_false_gives_the_feedback_for_a_wrong_answer_first(text: bytes) -> None:
    said = one(text, "tea-true-false").answers
    assert said == ("FALSE#It is the other way round.#Water comes first.",)


def test_matching_has_pairs_and_partners_of_nothing(text: bytes) -> None:
    pairs = one(text, "tea-match").answers
    assert pairs == ("=Green -> 绿茶", "=Black -> 红茶", "=White -> 白茶", "= -> 咖啡")


def test_short_answers_come_in_every_spelling_with_the_rest_last(text: bytes) -> None:
    answers = one(text, "tea-short").answers
    assert answers[0] == "=Article 2"
    assert "=art2" in answers
    assert "=%0%Article 3#Article 3 is about cups." in answers
    assert answers[-1] == "=%0%*#Look at the second article."


def test_an_order_is_answered_in_words_and_its_key_comes_after(text: bytes) -> None:
    order = one(text, "tea-order")
    assert order.answers == ()
    for item in ("Boil", "Pour", "Drink"):
        assert item in order.text
        assert item in order.after


def test_a_picture_is_shown_from_the_published_site_or_described(text: bytes) -> None:
    assert f'src="{ADDRESS}assets/img/leaf.png"' in one(text, "tea-single").text
    alone = gift(fragments_of("quizzes", site=""), "tea")
    assert "[A leaf]" in one(alone.content, "tea-single").text
    assert "<img" not in alone.content.decode()
    assert DESCRIBED in {loss.what for loss in alone.losses}
    assert FROM_THE_SITE not in {loss.what for loss in alone.losses}


def test_what_it_leaves_out_is_told(tea: Fragments) -> None:
    told = {(loss.kind, loss.id) for loss in gift(tea, "tea").losses}
    assert told == {
        ("single", "tea-single"),
        ("match", "tea-match"),
        ("order", "tea-order"),
        ("essay", "tea-essay"),
    }


TEXTS = st.text(
    st.sampled_from("ab ~=#{}:\\\\n/[]%*->“”𠮷茶<&\n.$"), min_size=1, max_size=60
).filter(lambda text: text.strip("*\\ \n"))


@given(TEXTS)
def test_no_text_breaks_the_form_of_the_file(words: str) -> None:
    """Whatever stands in a question, the file has the same questions with the same answers."""
    written = f"`` {words} ``" if "`" not in words else words
    fragments = with_question(TEA, "tea-single", stem=written, explanation=written)
    found = read(gift(fragments, "tea").content)
    assert [question.id for question in found] == [item.id for item in items(TEA, "tea")]
    single = next(question for question in found if question.id == "tea-single")
    assert len(single.answers) == 3
    item = items(fragments, "tea")[0]
    shown = " ".join(plain_text(item.stem).split())
    assert plain_text(single.text) == shown


TEA = fragments_of("quizzes")
