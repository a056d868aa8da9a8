"""What every question type of the core must do, whatever it means."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farolito.domain.definitions import Choice
from farolito.domain.problems import CODES
from farolito.domain.question_types import CORE_QUESTION_TYPES, PHRASES, ParseContext
from farolito.domain.question_types.base import OfferedPlace
from farolito.domain.summary import summarise
from farolito.testing.factories import make_form, make_question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Question
    from farolito.domain.question_types import QuestionType, Raw
    from farolito.domain.summary import Copy

PLACES = (OfferedPlace("lincoln", "Lincoln High", within="Duarte"), OfferedPlace("oak", "Oak"))
CONTEXT = ParseContext(date(2026, 11, 23), "es", "2026-11-23T12:00:00-08:00", places=PLACES)


@dataclass(frozen=True)
class Sample:
    """One answer of a type: typed, stored, exported; and typing that it refuses."""

    type: str
    typed: Mapping[str, tuple[str, ...]]
    answer: Any
    exported: Mapping[str, Any]
    value: Any
    refused: Mapping[str, tuple[str, ...]]
    code: str
    question: Mapping[str, Any] = field(default_factory=dict)


FOOD = (Choice("food", {"en": "Food", "es": "Comida"}), Choice("rent", {"en": "Rent"}))

SAMPLES = [
    Sample(
        "text",
        {"": (" Ana y Luis ",)},
        "Ana y Luis",
        {"": "Ana y Luis"},
        "Ana y Luis",
        {"": ("x" * 201,)},
        "too_long",
    ),
    Sample(
        "long_text",
        {"": ("one\r\n two",)},
        "one\n two",
        {"": "one\n two"},
        "one\n two",
        {"": ("x" * 2001,)},
        "too_long",
    ),
    Sample("full_name", {"": ("Ana",)}, "Ana", {"": "Ana"}, "Ana", {"": ("x" * 201,)}, "too_long"),
    Sample("integer", {"": ("12",)}, 12, {"": 12}, 12, {"": ("twelve",)}, "number"),
    Sample("yes_no", {"": ("no",)}, "no", {"": "no"}, False, {"": ("maybe",)}, "not_a_choice"),
    Sample(
        "choice",
        {"": ("rent",)},
        "rent",
        {"": "rent"},
        "rent",
        {"": ("gold",)},
        "not_a_choice",
        {"choices": FOOD},
    ),
    Sample(
        "choices",
        {"": ("rent", "food")},
        ["food", "rent"],
        {"": "food rent", "food": 1, "rent": 1},
        ["food", "rent"],
        {"": ("food", "gold")},
        "not_a_choice",
        {"choices": FOOD},
    ),
    Sample(
        "date",
        {"month": ("3",), "day": ("4",), "year": ("2027",)},
        "2027-03-04",
        {"": "2027-03-04"},
        "2027-03-04",
        {"month": ("4",), "day": ("31",), "year": ("2027",)},
        "day_in_month",
    ),
    Sample(
        "birth_date",
        {"month": ("3",), "day": ("4",), "year": ("2017",)},
        {"date": "2017-03-04"},
        {"": "2017-03-04", "year": None, "age": None, "age_on": None},
        "2017-03-04",
        {"month": ("3",), "day": ("4",), "year": ("2027",)},
        "birth_date_future",
    ),
    Sample(
        "phone",
        {"": ("213 555 0142",)},
        "+12135550142",
        {"": "+12135550142", "none": 0, "call": None, "text": None, "message": None},
        "+12135550142",
        {"": ("555 0142",)},
        "phone",
        {"options": {"none": True, "safe_contact": True}},
    ),
    Sample(
        "email",
        {"": ("ana@example.org ",)},
        "ana@example.org",
        {"": "ana@example.org"},
        "ana@example.org",
        {"": ("ana",)},
        "email",
    ),
    Sample(
        "address",
        {"street": ("1 Main St",), "city": ("Duarte",), "zip": ("91010",)},
        {"street": "1 Main St", "city": "Duarte", "zip": "91010"},
        {"street": "1 Main St", "city": "Duarte", "zip": "91010", "none": 0},
        "1 Main St, Duarte, 91010",
        {"street": ("x" * 201,)},
        "too_long",
    ),
    Sample(
        "consent",
        {"": ("food",)},
        {"choice": "food", "text": "v1", "language": "es", "at": "2026-11-23T12:00:00-08:00"},
        {"": "food", "text": "v1", "language": "es", "at": "2026-11-23T12:00:00-08:00"},
        "food",
        {"": ("gold",)},
        "not_a_choice",
        {"choices": FOOD, "options": {"text": "v1"}},
    ),
    Sample(
        "long_choice",
        {"": ("rent",), "find": ("re",)},
        "rent",
        {"": "rent", "other": None},
        "rent",
        {"": ("gold",)},
        "not_a_choice",
        {"choices": FOOD, "options": {"other": True}},
    ),
    Sample(
        "matrix",
        {"": ("rent",)},
        "rent",
        {"": "rent"},
        "rent",
        {"": ("gold",)},
        "not_a_choice",
        {"choices": FOOD},
    ),
    Sample(
        "ranking",
        {"rank_food": ("2",), "rank_rent": ("۱",)},
        ["rent", "food"],
        {"": "rent food", "food": 2, "rent": 1},
        ["rent", "food"],
        {"rank_food": ("1",), "rank_rent": ("1",)},
        "rank_twice",
        {"choices": FOOD},
    ),
    Sample(
        "location",
        {"": ("lincoln",)},
        {"place": "lincoln", "name": "Lincoln High"},
        {"": "lincoln", "name": "Lincoln High"},
        "lincoln",
        {"": ("hogwarts",)},
        "not_a_choice",
    ),
]
SAMPLES += [
    Sample("decimal", {"": ("2.5",)}, 2.5, {"": 2.5}, 2.5, {"": ("1,234",)}, "decimal_either"),
    Sample(
        "money",
        {"": ("500_999",)},
        "500_999",
        {"": "500_999"},
        500,
        {"": ("700",)},
        "not_a_choice",
        {"options": {"ranges": [0, 500, 1000], "period": "month"}},
    ),
    Sample(
        "rating",
        {"": ("4",)},
        4,
        {"": 4},
        4,
        {"": ("6",)},
        "not_a_choice",
        {"options": {"from": 1, "to": 5, "to_label": {"en": "Very much"}}},
    ),
    Sample(
        "rating",
        {"": ("rent",)},
        "rent",
        {"": "rent", "score": 2},
        2,
        {"": ("2",)},
        "not_a_choice",
        {
            "choices": (
                Choice("food", {"en": "Never"}, score=0),
                Choice("rent", {"en": "Often"}, score=2),
            )
        },
    ),
    Sample(
        "month",
        {"month": ("3",), "year": ("2027",)},
        "2027-03",
        {"": "2027-03"},
        "2027-03-01",
        {"month": ("3",), "year": ("27",)},
        "two_digit_year",
    ),
    Sample(
        "time",
        {"hour": ("2",), "minute": ("30",), "half": ("pm",)},
        "14:30",
        {"": "14:30"},
        14 * 60 + 30,
        {"hour": ("2",), "minute": ("30",)},
        "time_half",
    ),
    Sample(
        "language",
        {"": ("zap",)},
        "zap",
        {"": "zap", "other": None},
        "zap",
        {"": ("xx",)},
        "not_a_choice",
    ),
    Sample(
        "child",
        {"name": ("Ana",), "age": ("9",), "grade": ("3",), "school": ("Lincoln",)},
        {"name": "Ana", "born": {"age": 9, "on": "2026-11-23"}, "grade": "3", "school": "Lincoln"},
        {
            "name": "Ana",
            "birth_date": None,
            "birth_year": None,
            "age": 9,
            "age_on": "2026-11-23",
            "grade": "3",
            "school": "Lincoln",
        },
        {"age": 9, "on": "2026-11-23"},
        {"school": ("Lincoln",)},
        "child_name",
    ),
    Sample(
        "barcode",
        {"": ("ab 1234",)},
        "AB-1234",
        {"": "AB-1234"},
        "AB-1234",
        {"": ("A-12345",)},
        "code_pattern",
        {"options": {"pattern": "LL-9999"}},
    ),
    Sample(
        "signature",
        {"": (" Rosa Díaz ",), "drawing": ("M10 20L30 40M100 5L100 9",)},
        {
            "name": "Rosa Díaz",
            "at": "2026-11-23T12:00:00-08:00",
            "drawing": "M10 20L30 40M100 5L100 9",
        },
        {"": "Rosa Díaz", "at": "2026-11-23T12:00:00-08:00", "drawn": 1},
        "Rosa Díaz",
        {"drawing": ("M10 20L30 40",)},
        "signature_name",
        {"options": {"drawing": True}},
    ),
]
PHOTO = {
    "id": "0f" * 16,
    "media": "image/jpeg",
    "bytes": 210_345,
    "sha256": "ab" * 32,
    "sha1": "cd" * 20,
    "width": 1536,
    "height": 2048,
}
LEASE = {key: PHOTO[key] for key in ("bytes", "sha256", "sha1")}
LEASE |= {"id": "1e" * 16, "media": "application/pdf", "name": "Contrato de فاطمة.pdf"}
SAMPLES += [
    Sample(
        "photo",
        {"": (json.dumps([PHOTO]),)},
        [PHOTO],
        {"": 1, "id": "0f" * 16, "media": "image/jpeg", "bytes": "210345", "name": None},
        1,
        {"": (json.dumps([PHOTO]),), "wrong": ("photo_kind",)},
        "photo_kind",
    ),
    Sample(
        "file",
        {"": (json.dumps([LEASE]),)},
        [LEASE],
        {
            "": 1,
            "id": "1e" * 16,
            "media": "application/pdf",
            "bytes": "210345",
            "name": "Contrato de فاطمة.pdf",
        },
        1,
        {"wrong": ("files_many",)},
        "files_many",
        {"options": {"max_files": 3}},
    ),
]
ASKED = [kind for kind in CORE_QUESTION_TYPES.values() if kind.is_asked]

ONE_OF_EVERY_SCRIPT = (
    "Ana Ñúñez",
    "陳大文",
    "김철수",
    "Nguyễn Ánh",
    "Արմեն",
    "Андрей",
    "فاطمه",
    "فاطمة",
    "សុខា",
    "نور\u200cالدین",
    "👩\u200d👧",
    "ก้",
    "𠮷",
)


def sample_id(sample: Sample) -> str:
    return sample.type


each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=sample_id)


def asked(sample: Sample) -> tuple[QuestionType, Question]:
    return CORE_QUESTION_TYPES[sample.type], make_question("it", sample.type, **sample.question)


def test_every_asked_type_has_a_sample() -> None:
    assert {sample.type for sample in SAMPLES} == {kind.name for kind in ASKED}


@each_sample
def test_what_is_typed_becomes_the_answer(sample: Sample) -> None:
    kind, question = asked(sample)
    parsed = kind.parse(question, sample.typed, CONTEXT)
    assert (parsed.answer, parsed.problems) == (sample.answer, ())


@each_sample
def test_what_cannot_be_meant_is_refused_with_a_code(sample: Sample) -> None:
    kind, question = asked(sample)
    parsed = kind.parse(question, sample.refused, CONTEXT)
    assert parsed.answer is None
    assert [problem.code for problem in parsed.problems] == [sample.code]
    for problem in parsed.problems:
        assert problem.question == "it"
        assert set(problem.params) == set(CODES[problem.code])
        assert problem.suffix in ("", *kind.fields(question))


@each_sample
def test_an_answer_in_its_fields_is_read_as_the_same_answer(sample: Sample) -> None:
    kind, question = asked(sample)
    raw = kind.raw(question, sample.answer)
    assert set(raw) <= set(kind.fields(question))
    assert kind.parse(question, raw, CONTEXT).answer == sample.answer


@each_sample
def test_an_answer_survives_json(sample: Sample) -> None:
    kind, question = asked(sample)
    assert kind.recognises(question, json.loads(json.dumps(sample.answer)))


@each_sample
def test_a_good_stored_answer_has_no_problems(sample: Sample) -> None:
    kind, question = asked(sample)
    assert kind.problems(question, sample.answer, replace(CONTEXT, language="ru")) == ()


@each_sample
def test_an_answer_has_a_value_for_rules(sample: Sample) -> None:
    kind, question = asked(sample)
    value = kind.value(question, sample.answer)
    assert value == sample.value
    if kind.kind == "date" and isinstance(value, dict):
        return  # a birth as it was told, which age_on understands
    kinds: dict[str, type | tuple[type, ...]] = {
        "number": (int, float), "boolean": bool, "list": list,
    }  # fmt: skip
    meant = kinds.get(kind.kind, str)
    assert isinstance(value, meant)
    assert isinstance(value, bool) is (kind.kind == "boolean")


@each_sample
def test_an_answer_is_exported_in_the_columns_of_no_answer(sample: Sample) -> None:
    kind, question = asked(sample)
    assert kind.export(question, sample.answer) == sample.exported
    assert kind.export(question, None) == dict.fromkeys(sample.exported)


@each_sample
def test_an_answer_is_shown_in_pieces_that_web_and_paper_know(sample: Sample) -> None:
    kind, question = asked(sample)
    for show in (kind.show, kind.show_briefly):
        pieces = show(question, sample.answer, "en")
        assert pieces
        for piece in pieces:
            assert piece.text
            assert piece.kind != "phrase" or set(piece.params) == set(PHRASES[piece.text])
            assert bool(piece.language) == (piece.kind == "words")


@each_sample
@pytest.mark.parametrize("blank", ["", "  ", "\n", "\u200f \u2069", "\u3000"])
def test_nothing_to_see_is_no_answer_and_no_problem(sample: Sample, blank: str) -> None:
    kind, question = asked(sample)
    if kind.is_chosen and blank:
        return  # nobody types into a radio button
    written = [suffix for suffix in kind.fields(question) if suffix not in ("none", "unsure")]
    parsed = kind.parse(question, dict.fromkeys(written, (blank,)), CONTEXT)
    assert (parsed.answer, parsed.problems) == (None, ())
    assert kind.parse(question, {}, CONTEXT) == parsed


@each_sample
@pytest.mark.parametrize("letter", [chr(0), chr(0xD83D), chr(0xDC00), chr(0xFFFD)])
def test_a_character_that_no_database_keeps_is_a_problem(sample: Sample, letter: str) -> None:
    kind, question = asked(sample)
    suffix = next(suffix for suffix in sample.typed if suffix in kind.fields(question))
    broken = {**sample.typed, suffix: (f"1{letter}2",)}
    codes = [problem.code for problem in kind.parse(question, broken, CONTEXT).problems]
    assert codes == ["not_a_choice" if kind.is_chosen else "characters"]


@each_sample
def test_a_huge_input_is_refused(sample: Sample) -> None:
    kind, question = asked(sample)
    for text in ("9" * 100_000, "x" * 100_000, " " * 50_000 + "x" * 50_000, "1," * 50_000):
        for suffix in kind.fields(question):
            if suffix in ("none", "unsure"):
                continue
            parsed = kind.parse(question, {**sample.typed, suffix: (text,)}, CONTEXT)
            if (sample.type, suffix) != ("birth_date", "age"):  # a full date goes before an age
                assert parsed.problems


WITH_DIGITS = {
    "integer": ({"": "12"}, 12),
    "decimal": ({"": "12.5"}, 12.5),
    "date": ({"month": "3", "day": "14", "year": "2027"}, "2027-03-14"),
    "birth_date": ({"age": "9"}, {"age": 9, "on": "2026-11-23"}),
    "month": ({"month": "3", "year": "2027"}, "2027-03"),
    "time": ({"hour": "14", "minute": "05"}, "14:05"),
    "phone": ({"": "213 555 0142"}, "+12135550142"),
    "email": ({"": "ana15@example.org"}, "ana15@example.org"),
    "address": ({"zip": "91010"}, {"street": "", "city": "", "zip": "91010"}),
    "child": (
        {"name": "Ana", "year": "2017", "unsure": "1"},
        {"name": "Ana", "born": {"year": 2017}},
    ),
    "barcode": ({"": "AB1234"}, "AB1234"),
    "ranking": ({"rank_rent": "1", "rank_food": "2"}, ["rent", "food"]),
}
NO_DIGITS = {"text", "long_text", "full_name", "signature"}  # letter for letter
ZEROS = "٠۰०০０០๐𞥐"


@pytest.mark.parametrize("zero", ZEROS)
@pytest.mark.parametrize("type", sorted(WITH_DIGITS))
def test_digits_of_every_script_are_stored_as_ascii(type: str, zero: str) -> None:
    fields, answer = WITH_DIGITS[type]
    digits = {ord(str(number)): chr(ord(zero) + number) for number in range(10)}
    typed = {suffix: (text.translate(digits),) for suffix, text in fields.items()}
    kind = CORE_QUESTION_TYPES[type]
    question = make_question(type=type, choices=FOOD if kind.has_choices else ())
    assert kind.parse(question, typed, CONTEXT).answer == answer


def test_every_type_that_is_typed_is_asked_in_the_digits_of_every_script() -> None:
    typed = {kind.name for kind in ASKED if not kind.is_chosen and not kind.holds_files}
    typed -= {"language"}
    assert typed == WITH_DIGITS.keys() | NO_DIGITS


@pytest.mark.parametrize(
    ("type", "suffix"),
    [
        ("address", "street"),
        ("address", "city"),
        ("child", "name"),
        ("child", "school"),
        ("language", "other"),
    ],
)
@pytest.mark.parametrize("text", ONE_OF_EVERY_SCRIPT)
def test_words_beside_numbers_stay_letter_for_letter_too(type: str, suffix: str, text: str) -> None:
    typed = {"name": ("Ana",), suffix: (text,)}
    answer = CORE_QUESTION_TYPES[type].parse(make_question(type=type), typed, CONTEXT).answer
    assert answer is not None
    assert answer[suffix] == text


@each_sample
@pytest.mark.parametrize("copy", ["respondent", "staff", "family_copy", "staff_copy"])
def test_an_answer_stands_in_every_summary(sample: Sample, copy: Copy) -> None:
    _, question = asked(sample)
    form = make_form(questions=[question])
    answers = {"it": sample.answer}
    found = summarise(form, answers, CORE_QUESTION_TYPES, CONTEXT.today, "fa", copy)
    [row] = found.sections[0].rows
    assert (row.state, bool(row.answer)) == ("answered", True)


@pytest.mark.parametrize("text", ONE_OF_EVERY_SCRIPT)
@pytest.mark.parametrize("type", ["text", "long_text", "full_name"])
def test_words_of_every_script_stay_letter_for_letter(type: str, text: str) -> None:
    kind = CORE_QUESTION_TYPES[type]
    assert kind.parse(make_question(type=type), {"": (text,)}, CONTEXT).answer == text


def test_a_note_is_shown_and_never_answers() -> None:
    note, question = CORE_QUESTION_TYPES["note"], make_question(type="note")
    assert not note.is_asked
    assert note.parse(question, {"": ("anything",)}, CONTEXT).answer is None
    assert not note.recognises(question, "anything")
    assert (note.value(question, None), note.export(question, None)) == (None, {})


likely = ["1", "12", "2017", "۱۹۹۰", "yes", "food", "rent", "_skip", "2135550142", "a@b.co", "\0"]
likely += [
    "1,234",
    "1.234",
    "0,5",
    "-2.50",
    "500_999",
    "4",
    "pm",
    "12:05",
    "zap",
    "Mixteco",
    "none",
]
likely += [json.dumps([PHOTO]), json.dumps([LEASE] * 2), "[]", "[[[[", "photo_kind"]
likely += ["ab-1234", "AB1234", "M1 2L3 4", "M1 2L601 4"]
texts = st.text(st.characters(), max_size=30) | st.just(chr(0xD800)) | st.sampled_from(likely)
raws = st.dictionaries(
    st.sampled_from(
        sorted({"skip", "rank_food", *(s for kind in ASKED for s in kind.suffixes)}),
    ),
    st.lists(texts, max_size=4).map(tuple),
    max_size=6,
)


@settings(deadline=None, database=None, max_examples=300)
@given(raw=raws, sample=st.sampled_from(SAMPLES))
def test_whatever_is_typed_is_read_without_an_exception_and_reads_the_same_again(
    raw: Raw, sample: Sample
) -> None:
    kind, question = asked(sample)
    parsed = kind.parse(question, raw, CONTEXT)
    for problem in parsed.problems:
        assert set(problem.params) == set(CODES[problem.code])
    if parsed.answer is None:
        return
    assert not parsed.problems
    assert kind.recognises(question, parsed.answer)
    assert kind.parse(question, kind.raw(question, parsed.answer), CONTEXT).answer == parsed.answer
    assert kind.problems(question, parsed.answer, CONTEXT) == ()
    assert kind.show(question, parsed.answer, "fa")
    json.dumps(parsed.answer, ensure_ascii=False).encode()


keys = ["date", "age", "on", "year", "choice", "text", "language", "at", "none", "street", "zip"]
keys += ["place", "name", "other"]
keys += ["id", "media", "bytes", "sha256", "sha1", "width", "height"]
keys += ["drawing", "number", "call", "message", "name", "born", "grade", "school", "other"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(keys), inner, max_size=4)
    ),
    max_leaves=6,
)


@settings(deadline=None, database=None, max_examples=300)
@given(answer=json_values, sample=st.sampled_from(SAMPLES))
def test_a_stored_answer_from_anywhere_is_judged_without_an_exception(
    answer: Any, sample: Sample
) -> None:
    kind, question = asked(sample)
    found = kind.problems(question, answer, CONTEXT)
    assert kind.recognises(question, answer) or found
