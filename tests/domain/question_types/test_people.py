"""Languages, children and codes, and what is safe to do with a phone."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from babel import Locale, UnknownLocaleError

from farolito.domain.languages import WRITTEN
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Parsed
from farolito.domain.spoken_languages import SPOKEN_LANGUAGES
from farolito.testing.factories import make_question

CONTEXT = ParseContext(date(2026, 11, 23), "en")


def read(kind: str, raw: dict[str, str], **options: Any) -> Parsed:
    fields = {suffix: (text,) for suffix, text in raw.items()}
    return CORE_QUESTION_TYPES[kind].parse(
        make_question("q", kind, options=options), fields, CONTEXT
    )


def codes(parsed: Parsed) -> list[tuple[str, str]]:
    return [(problem.suffix, problem.code) for problem in parsed.problems]


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("Zapoteco", "zap"),
        ("zapotec", "zap"),
        ("mixteco", "omq-x-mixtec"),
        ("Tiếng Việt", "vi"),
        ("TIENG VIET", "vi"),
        ("K'iche'", "quc"),
        ("kanjobal", None),
        ("日本語", "ja"),
    ],
)
def test_a_listed_language_that_was_typed_is_the_listed_one(typed: str, tag: str | None) -> None:
    assert read("language", {"other": typed}).answer == (tag or {"other": typed})


def test_a_language_chosen_and_another_one_written_are_asked_again() -> None:
    assert codes(read("language", {"": "es", "other": "Mixteco"})) == [("other", "language_twice")]
    assert read("language", {"": "vi", "other": "Vietnamese"}) == Parsed("vi")


def test_what_is_spoken_is_not_what_is_read() -> None:
    for tag, spoken, readable in (
        ("yue", True, False),
        ("ase", True, False),
        ("zh-Hant", False, True),
        ("es", True, True),
    ):
        assert (read("language", {"": tag}).answer == tag) is spoken
        assert (read("language", {"": tag}, of="read").answer == tag) is readable
    assert read("language", {"": "zxx"}, of="read").answer == "zxx"
    assert codes(read("language", {"": "zxx"})) == [("", "not_a_choice")]


def test_rules_see_a_typed_language_as_one_without_a_tag() -> None:
    kind, question = CORE_QUESTION_TYPES["language"], make_question("q", "language")
    assert kind.value(question, {"other": "Seri"}) == "mis"
    assert kind.export(question, {"other": "Seri"}) == {"": "mis", "other": "Seri"}


def test_the_list_has_our_own_languages_and_those_of_los_angeles_with_well_formed_tags() -> None:
    expected = {
        *WRITTEN,
        "zap",
        "omq-x-mixtec",
        "quc",
        "kjb",
        "mam",
        "nah",
        "cak",
        "ase",
        "yue",
        "cmn",
    }
    assert expected <= SPOKEN_LANGUAGES.keys()
    for tag in SPOKEN_LANGUAGES:
        assert re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-x-[a-z]{1,8})?", tag)


def test_languages_that_cldr_knows_are_called_as_they_call_themselves() -> None:
    for tag, one in SPOKEN_LANGUAGES.items():
        if tag in WRITTEN or tag == "cmn":
            continue  # those of our pages say more: simplified, traditional
        try:
            name = Locale.parse(tag).get_language_name() or ""
        except (UnknownLocaleError, ValueError):
            continue
        assert _plain(name) in _plain(one.autonym), tag


def _plain(name: str) -> str:
    return name.casefold().replace("\u02bc", "\u2019")


def test_a_child_needs_something_to_call_them_by_and_nothing_else() -> None:
    assert read("child", {"name": "A."}) == Parsed({"name": "A."})
    assert codes(read("child", {"grade": "k"})) == [("name", "child_name")]
    assert codes(read("child", {"name": "A.", "grade": "13"})) == [("grade", "not_a_choice")]


def test_a_child_is_as_old_as_it_was_said_to_be() -> None:
    kind, question = CORE_QUESTION_TYPES["child"], make_question("q", "child")
    born = read("child", {"name": "A.", "month": "3", "day": "4", "year": "2017"}).answer
    assert kind.value(question, born) == "2017-03-04"
    assert kind.value(question, {"name": "A."}) is None
    earlier = {"name": "A.", "born": {"age": 9, "on": "2026-09-01"}}
    again = {suffix: tuple(values) for suffix, values in kind.raw(question, earlier).items()}
    context = ParseContext(date(2026, 11, 23), "en", before=earlier)
    assert kind.parse(question, again, context).answer == earlier


def test_paper_left_on_a_bus_has_no_birth_date_and_no_school() -> None:
    kind, question = CORE_QUESTION_TYPES["child"], make_question("q", "child")
    child = {"name": "A.", "born": {"date": "2017-03-04"}, "grade": "3", "school": "Lincoln"}
    told = [(piece.text, dict(piece.params)) for piece in kind.show_briefly(question, child, "en")]
    assert told == [("A.", {}), ("born_in", {"year": 2017})]


@pytest.mark.parametrize(
    ("typed", "pattern", "stored"),
    [
        ("ab 1234", "LL-9999", "AB-1234"),
        ("AB1234", "LL-9999", "AB-1234"),
        ("ab\u20131234", "LL-9999", "AB-1234"),
        ("ａｂ１２３４", "LL-9999", "AB-1234"),
        ("٠١٢ ٣٤", "999/99", "012/34"),
        ("q7", "XX", "Q7"),
        (" a-b.1 2 ", "", "AB12"),
    ],
)
def test_a_code_is_the_same_however_it_was_typed(typed: str, pattern: str, stored: str) -> None:
    options = {"pattern": pattern} if pattern else {}
    assert read("barcode", {"": typed}, **options) == Parsed(stored)
    assert read("barcode", {"": stored}, **options) == Parsed(stored)


@pytest.mark.parametrize(
    ("typed", "pattern", "code"),
    [
        ("1234", "LL-9999", "code_pattern"),
        ("AB12345", "LL-9999", "code_pattern"),
        ("ABO234", "LL-9999", "code_pattern"),  # O is never taken for 0
        ("ñandú", "", "code_letters"),
        ("straße", "", "code_letters"),
        ("---", "", "code_letters"),
        ("A" * 65, "", "too_long"),
    ],
)
def test_a_code_that_is_made_otherwise_is_refused(typed: str, pattern: str, code: str) -> None:
    options = {"pattern": pattern} if pattern else {}
    assert codes(read("barcode", {"": typed}, **options)) == [("", code)]


@pytest.mark.parametrize(
    ("pattern", "good"),
    [
        ("LL-9999", True),
        ("X.9/L 9", True),
        ("[A-Z]+", False),
        ("--", False),
        ("A9", False),
        ("9" * 65, False),
    ],
)
def test_a_pattern_is_a_picture_of_the_code_and_no_expression(pattern: str, good: bool) -> None:
    faults = CORE_QUESTION_TYPES["barcode"].check(
        make_question(type="barcode", options={"pattern": pattern})
    )
    assert [pointer for pointer, _ in faults] == ([] if good else ["/pattern"])


PHONE = CORE_QUESTION_TYPES["phone"]
SAFE = make_question("q", "phone", options={"safe_contact": True})


def test_what_is_safe_is_kept_beside_the_number() -> None:
    answer = read(
        "phone", {"": "213 555 0142", "call": "yes", "text": "no"}, safe_contact=True
    ).answer
    assert answer == {"number": "+12135550142", "call": "yes", "text": "no"}
    assert PHONE.value(SAFE, answer) == "+12135550142"
    assert PHONE.export(SAFE, answer) == {
        "": "+12135550142", "none": 0, "call": 1, "text": 0, "message": None,
    }  # fmt: skip


def test_no_answer_to_what_is_safe_is_no_yes() -> None:
    for answer in ("+12135550142", {"number": "+12135550142", "call": "yes"}):
        said = {piece.text: piece.params for piece in PHONE.show(SAFE, answer, "en")}
        assert said["safe_message"] == {"safe": ""}
        assert said["safe_text"] == {"safe": ""}


def test_what_is_safe_is_read_only_where_the_form_asks() -> None:
    assert read("phone", {"": "213 555 0142", "call": "yes"}) == Parsed("+12135550142")
    assert not PHONE.recognises(
        make_question("q", "phone"), {"number": "+12135550142", "call": "yes"}
    )
    assert codes(read("phone", {"": "213 555 0142", "call": "x"}, safe_contact=True)) == [
        ("call", "not_a_choice")
    ]


@pytest.mark.parametrize(
    "stored",
    [
        {"number": "+12135550142"},
        {"number": "x", "call": "yes"},
        {"number": "+12135550142", "call": 1},
        {"number": "+12135550142", "fax": "yes"},
    ],
)
def test_a_stored_phone_of_another_shape_is_not_recognised(stored: object) -> None:
    assert not PHONE.recognises(SAFE, stored)
