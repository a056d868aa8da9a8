"""Phone numbers: kept so that they can be dialled, shown so that they can be read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Parsed
from farolito.testing.factories import make_question

PHONE = CORE_QUESTION_TYPES["phone"]
QUESTION = make_question("phone", "phone", options={"none": True})


def read(text: str, before: Any = None, **more: str) -> Parsed:
    raw = {"": (text,), **{suffix: (typed,) for suffix, typed in more.items()}}
    return PHONE.parse(QUESTION, raw, ParseContext(date(2026, 11, 23), "en", before=before))


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("213 555 0142", "+12135550142", "(213) 555-0142"),
        ("(213)555-0142", "+12135550142", "(213) 555-0142"),
        ("1-213-555-0142", "+12135550142", "(213) 555-0142"),
        ("+1 213.555.0142", "+12135550142", "(213) 555-0142"),
        ("٢١٣ ٥٥٥ ٠١٤٢", "+12135550142", "(213) 555-0142"),
        ("２１３５５５０１４２", "+12135550142", "(213) 555-0142"),
        ("\u202a213\u2011555\u20110142\u202c", "+12135550142", "(213) 555-0142"),
        ("+52 55 1234 5678", "+525512345678", "+52 55 1234 5678"),
        ("011 52 55 1234 5678", "+525512345678", "+52 55 1234 5678"),
        ("+374 10 123456", "+37410123456", "+374 10 123456"),
        ("+44 (0)20 7183 8750", "+442071838750", "+44 20 7183 8750"),
        ("213 555 0142 ext. 12", "+12135550142;ext=12", "(213) 555-0142 x12"),
        ("213-555-0142x7", "+12135550142;ext=7", "(213) 555-0142 x7"),
    ],
)
def test_a_number_is_stored_for_dialling_and_shown_for_reading(
    typed: str, stored: str, shown: str
) -> None:
    assert read(typed) == Parsed(stored)
    (piece,) = PHONE.show(QUESTION, stored, "fa")
    assert (piece.text, piece.kind, piece.ltr) == (shown, "phone", True)
    assert read(PHONE.raw(QUESTION, stored)[""][0]) == Parsed(stored)


@pytest.mark.parametrize(
    "typed",
    [
        "555-0142",
        "911",
        "123 456 7890",
        "213 155 0142",
        "213 555 01422",
        "ask for Rosa",
        "213 555 0142 Rosa",
        "213 555 0142 / 626 555 0199",
        "00525512345678",
        "+",
        "+999 123 4567",
    ],
)
def test_what_cannot_be_dialled_or_would_lose_a_word_is_refused(typed: str) -> None:
    assert [problem.code for problem in read(typed).problems] == ["phone"]


def test_having_no_phone_is_an_answer_that_rules_see_as_missing() -> None:
    none = read("", none="1").answer
    assert none == {"none": True}
    assert PHONE.value(QUESTION, none) is None
    assert PHONE.export(QUESTION, none) == {"": None, "none": 1}
    assert [piece.text for piece in PHONE.show(QUESTION, none, "en")] == ["no_phone"]


def test_no_phone_is_an_answer_only_where_the_form_offers_it() -> None:
    plain = make_question("phone", "phone")
    raw = {"none": ("1",)}
    assert PHONE.parse(plain, raw, ParseContext(date(2026, 11, 23), "en")) == Parsed()
    assert not PHONE.recognises(plain, {"none": True})


def test_a_number_written_beside_an_old_tick_is_the_answer() -> None:
    assert read("213 555 0142", none="1") == Parsed({"none": True})
    assert read("213 555 0142", before={"none": True}, none="1") == Parsed("+12135550142")


def test_another_country_may_be_at_home() -> None:
    mexico = make_question("phone", "phone", options={"region": "MX"})
    context = ParseContext(date(2026, 11, 23), "es")
    for stored in ("+525512345678", "+12135550142"):
        raw = PHONE.raw(mexico, stored)
        assert PHONE.parse(mexico, raw, context) == Parsed(stored)


def test_a_country_that_does_not_exist_is_a_fault_of_the_form() -> None:
    assert PHONE.check(QUESTION) == []
    faults = PHONE.check(make_question(type="phone", options={"region": "us"}))
    assert [pointer for pointer, _ in faults] == ["/region"]
