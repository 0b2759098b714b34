"""Statistics of a class's answers. Every student in tests/statistics/ is invented."""

from __future__ import annotations

import contextlib
import csv
import io
import math
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.course import Course, read
from casebook.statistics import UnusableError, statistics
from casebook.statistics.analysis import Analysis, analyse
from casebook.statistics.findings import to_look_at
from casebook.statistics.keys import Keys, chosen, keys, share
from casebook.statistics.measures import alpha, correlation, difficulty, thirds, wilson
from casebook.statistics.reading import Responses, responses

from .courses import ROOT, SITES, casebook

FILES = ROOT / "tests" / "statistics"
MOODLE_HEAD = "Email address,State,Question 1,Response 1,Right answer 1\n"
shares = st.floats(0, 1)


@pytest.fixture(scope="module")
def course() -> Course:
    found, _ = read(SITES / "quizzes")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def tea(course: Course) -> Keys:
    return keys(course)


def of_file(name: str) -> Responses:
    return responses((FILES / name).read_text("utf-8-sig"))


def by_name(analysis: Analysis, name: str) -> tuple[float, float | None]:
    """Difficulty and discrimination, to two places."""
    (item,) = [one for one in analysis.items if one.name == name]
    assert item.difficulty is not None
    together = item.discrimination
    return round(item.difficulty.value, 2), together and round(together.value, 2)


# The measures


def test_the_small_class_as_calculated_by_hand(tea: Keys) -> None:
    """Marks 111, 110, 100, 000, 011, so the totals are 3, 2, 1, 0, 2.

    Question 2 is 1 1 0 0 1 beside the rest 2 1 1 0 1: the sums of products of
    deviations are 1 (together), 1.2 and 2, and r = 1 / sqrt(2.4) = 0.65.
    Question 3 is 1 0 0 0 1 beside 2 2 1 0 1: 0.6, 1.2 and 2.8, r = 0.33.
    Question 1 is 1 1 1 0 0 beside 2 1 0 0 2: 0, r = 0.
    alpha = 3/2 (1 - (0.3 + 0.3 + 0.3) / 1.3) = 0.46.
    """
    found = analyse(of_file("small.csv"), tea)
    assert by_name(found, "Q. 1") == (0.6, 0.0)
    assert by_name(found, "Q. 2") == (0.6, 0.65)
    assert by_name(found, "Q. 3") == (0.4, 0.33)
    assert found.alpha == pytest.approx(1.5 * (1 - 0.9 / 1.3))
    assert found.complete == 5


def test_intervals_as_published() -> None:
    """Newcombe 1998, table I: 81 of 263 and 15 of 148. Fisher: r = 0.5, n = 28."""
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15 / 148, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)
    zs = [math.atanh(0.5) + sign * 1.959964 / 5 for sign in (-1, 1)]
    first = [1.0, -1.0] * 14  # uncorrelated with `second`, and of the same size
    second = [1.0, 1.0, -1.0, -1.0] * 7
    mixed = [0.5 * one + math.sqrt(0.75) * two for one, two in zip(first, second, strict=True)]
    found = correlation(first, mixed)
    assert found is not None
    assert found.value == pytest.approx(0.5)
    assert found.interval == pytest.approx([math.tanh(z) for z in zs], abs=1e-6)


def test_alpha_of_questions_that_say_the_same_is_one() -> None:
    assert alpha([[1, 1], [0, 0], [1, 1]]) == pytest.approx(1)
    assert alpha([[1, 1], [1, 1]]) is None
    assert alpha([[1, 0]]) is None


def test_what_does_not_vary_has_no_correlation() -> None:
    assert correlation([1, 1, 1, 1], [0, 1, 0, 1]) is None
    assert correlation([0.1 + 0.2, 0.3], [0, 1]) is None
    assert correlation([1], [1]) is None


@given(st.lists(shares, min_size=1, max_size=50))
def test_difficulty_lies_within_its_interval(scores: list[float]) -> None:
    mean, interval = difficulty(scores)
    assert interval is not None
    assert 0 <= interval.low <= mean <= interval.high <= 1


@given(st.lists(st.tuples(shares, shares), max_size=50))
def test_correlations_stay_between_minus_one_and_one(pairs: list[tuple[float, float]]) -> None:
    found = correlation([one for one, _ in pairs], [two for _, two in pairs])
    if found is not None:
        low, high = found.interval or (found.value, found.value)
        assert -1 <= low <= found.value <= high <= 1


@given(st.lists(shares, min_size=1, max_size=50))
def test_students_who_tie_are_in_the_same_third(scores: list[float]) -> None:
    upper, lower = thirds(scores)
    assert min(len(upper), len(lower)) >= max(1, len(scores) // 3)
    assert {scores[at] for at in upper}.isdisjoint(
        scores[at] for at in range(len(scores)) if at not in upper
    )


# The questions


@pytest.mark.parametrize(
    ("name", "response", "expected"),
    [
        ("tea-single", "Water", 1),
        ("tea-single", "Cups", 0),
        ("tea-single", "", 0),
        ("tea-single", "A choice of last year", None),
        ("tea-true-false", "False", 1),
        ("tea-multiple", "Leaves; Water", 1),
        ("tea-multiple", "Water,Leaves,The cup", 0.5),
        ("tea-multiple", "The table; The cup", 0),
        ("tea-multiple", "Water; Mud", None),
        ("tea-match", "Green -> 绿茶; Black -> 白茶; White -> 白茶", 2 / 3),
        ("tea-match", "Green -> 咖啡", 0),
        ("tea-match", "Green=>绿茶,Black=>红茶,White=>白茶", 1),
        ("tea-order", "Boil; Drink; Pour", 1 / 3),
        ("tea-order", "Bo...; Pour; Dri...", 1),
        ("tea-order", "Boil; Boil; Pour", None),
        ("tea-short", "ART. 2", 1),
        ("tea-short", "Article 3", 0),
        ("tea-essay", "A long answer", None),
    ],
)
def test_answers_are_scored_as_on_the_site(
    tea: Keys, name: str, response: str, expected: float | None
) -> None:
    (key,) = [key for key in tea.keys if key.id == name]
    assert share(key, response, "") == (None if expected is None else pytest.approx(expected))


def test_a_program_in_another_language_has_its_own_true_and_false(tea: Keys) -> None:
    (key,) = [key for key in tea.keys if key.id == "tea-true-false"]
    assert chosen(key, "Falsch") is None
    assert share(key, "Falsch", "Falsch") == 1
    assert share(key, "Wahr", "Falsch") == 0


def test_a_question_is_found_by_its_whole_text(tea: Keys) -> None:
    def found(text: str) -> str | None:
        key = tea.find(text)
        return key.id if key else None

    assert found("WHAT goes\n into the pot") == "tea-multiple"
    assert found("What goes into the pot?: The table; Leaves; Water; The cup") == "tea-multiple"
    assert found("What goes into the pot?: Sugar; Milk") is None
    assert found("What goes into the pot first?") is None
    assert found("What comes first in 茶? Tea < coffee & “milk” 𠮷.") == "tea-single"
    assert found("") is None
    twice = Keys((*tea.keys, *tea.keys))
    assert twice.find("What goes into the pot?") is None


# The files


def test_a_class_in_moodle(tea: Keys) -> None:
    found = analyse(of_file("moodle.csv"), tea)
    assert len(found.responses.attempts) == 30
    assert (found.responses.unfinished, found.responses.later) == (1, 1)
    assert [item.name for item in found.items] == [
        *("tea-single", "tea-multiple", "tea-true-false", "tea-match"),
        *("tea-order", "tea-short", "tea-essay"),
    ]
    assert found.items[-1].difficulty is None
    assert by_name(found, "tea-true-false") == (0.47, -0.41)
    first, findings = to_look_at(found)[0]
    assert first.name == "tea-true-false"
    assert first.key is not None
    assert first.key.place == "docs/modules/tea/brewing.quiz.yml:53"
    assert "Look at the key" in findings[0].reason


def test_the_same_class_in_canvas(tea: Keys) -> None:
    """There the essay has points, and the later attempt stands first."""
    moodle, canvas = (analyse(of_file(name), tea) for name in ("moodle.csv", "canvas.csv"))
    assert (len(canvas.responses.attempts), canvas.responses.later) == (30, 1)
    for name in ("tea-single", "tea-multiple", "tea-true-false", "tea-short"):
        assert by_name(canvas, name)[0] == by_name(moodle, name)[0]
    assert by_name(canvas, "tea-essay") == (0.67, None)
    (single,) = [item for item in canvas.items if item.name == "tea-single"]
    assert [round(choice.everyone, 2) for choice in single.choices] == [0.27, 0.70, 0.03]


def test_other_delimiters_and_decimal_commas_are_read(tea: Keys) -> None:
    rows = list(csv.reader(io.StringIO((FILES / "small.csv").read_text("utf-8"))))
    for delimiter in ";\t":
        written = io.StringIO()
        csv.writer(written, delimiter=delimiter).writerows(
            [cell.replace(".00", ",00") for cell in row] for row in rows
        )
        assert analyse(responses(written.getvalue()), tea) == analyse(of_file("small.csv"), tea)


def test_an_unknown_question_is_reported_and_scored_by_its_right_answer(course: Course) -> None:
    file = MOODLE_HEAD + "a@b.example,Finished,New?,Yes,Yes\nc@d.example,Finished,New?,No,Yes\n"
    found = analyse(responses(file), keys(course))
    assert (found.items[0].name, found.items[0].key) == ("Question 1", None)
    assert by_name(found, "Question 1")[0] == 0.5


def test_marks_in_words_and_marks_out_of_range(tea: Keys) -> None:
    file = "Username,State,Q. 1 /2.00\na,Finished,Requires grading\nb,Finished,3\nc,Finished,-1\n"
    (item,) = analyse(responses(file), tea).items
    assert (item.n, item.unread) == (2, 1)
    assert item.difficulty is not None
    assert item.difficulty.value == 0.5


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n  \n", "is empty"),
        (b",,,\n", "no columns of questions"),
        (b"PK\x03\x04\xff\xfe", "is no text in UTF-8"),
        (b"a\x00b", "is no text"),
        ("ab".encode("utf-16"), "is no text in UTF-8"),
        (b"Nachname,Vorname,Antwort 1\nA,B,x\n", "to English"),
        (b"Name,SIS ID,ItemID,EarnedPoints\n", "New Quizzes are not supported"),
        (b"Response 1\nx\n", "lacks Moodle's column"),
        (MOODLE_HEAD.encode(), "has no finished attempt"),
        (b"Response 1,State\n" + b"x" * 200_000 + b",Finished\n", "is no CSV"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_a_file_that_is_none_gives_one_sentence(
    course: Course, tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "class.csv").write_bytes(content)
    with pytest.raises(UnusableError, match=words) as caught:
        statistics(course, tmp_path / "class.csv")
    assert "\n" not in str(caught.value)


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    for content in (raw, MOODLE_HEAD.encode() + raw, b"id,1: What?,1.0\n" + raw):
        file.write_bytes(content)
        found, _ = read(SITES / "tiny")
        assert found is not None
        with contextlib.suppress(UnusableError):
            assert statistics(found, file)


# What is printed


@pytest.mark.parametrize("name", ["moodle.csv", "canvas.csv", "small.csv"])
@pytest.mark.parametrize("spreadsheet", [False, True])
def test_no_student_is_named(course: Course, name: str, spreadsheet: bool) -> None:
    text = statistics(course, FILES / name, spreadsheet)
    with (FILES / name).open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))[1:]
    own = {word for row in rows for word in " ".join(row[:3]).split() if len(word) > 3}
    own |= {cell for row in rows for cell in row if "My own words" in cell}
    assert len(own) > 5
    assert [word for word in own - {"average", "Overall"} if word in text] == []
    assert "@" not in text


@pytest.mark.parametrize("name", ["moodle.csv", "canvas.csv", "small.csv"])
def test_the_report_fits_its_width(course: Course, name: str) -> None:
    for line in statistics(course, FILES / name).splitlines():
        wide = sum(unicodedata.east_asian_width(one) in "WF" for one in line)
        assert len(line) + wide <= 100, line


def test_the_command(tmp_path: Path) -> None:
    file = str(FILES / "moodle.csv")
    done = casebook("stats", file, "--root", str(SITES / "quizzes"), root=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert "tea-order                                   30  0.78 (0.60 to 0.89)" in done.stdout
    assert "1. tea-true-false  docs/modules/tea/brewing.quiz.yml:53" in done.stdout
    assert "Not scored: tea-essay." in done.stdout
    done = casebook("stats", file, "--csv", "--root", str(SITES / "quizzes"), root=ROOT)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows[2]["difficulty"] == "0.4667"
    assert rows[-1]["difficulty"] == ""


def test_a_small_class_is_printed_with_a_warning(course: Course) -> None:
    text = statistics(course, FILES / "small.csv")
    assert "Fewer than 10 students" in text
    assert "does not say what was asked" in text
    assert "Q. 2                                         5  0.60 (0.23 to 0.88)" in text


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_a_missing_file_is_no_traceback(tmp_path: Path, name: str) -> None:
    done = casebook("stats", str(tmp_path / name), "--root", str(SITES / "quizzes"), root=ROOT)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "can't be read" in done.stderr
