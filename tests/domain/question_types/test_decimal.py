"""Numbers with a fraction: a comma or a point, as each language writes it, and never a guess."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import get_decimal_symbol
from hypothesis import given, settings
from hypothesis import strategies as st

from farolito.domain.languages import LANGUAGES
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Parsed
from farolito.domain.question_types.decimal import COMMA_LANGUAGES
from farolito.testing.factories import make_question

DECIMAL = CORE_QUESTION_TYPES["decimal"]


def read(text: str, language: str = "en", **options: float) -> Parsed:
    question = make_question("hours", "decimal", options=options)
    return DECIMAL.parse(question, {"": (text,)}, ParseContext(date(2026, 11, 23), language))


def trouble(text: str, language: str = "en", **options: float) -> tuple[str, dict[str, Any]]:
    (problem,) = read(text, language, **options).problems
    return problem.code, dict(problem.params)


@pytest.mark.parametrize("language", ["en", "es", "vi", "ru"])
@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2.5", 2.5),
        ("2,5", 2.5),
        (",5", 0.5),
        ("0,234", 0.234),
        ("12,50", 12.5),
        ("1.2345", 1.2345),
        ("3.000000", 3),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u202f234", 1234),
        ("1’234.50", 1234.5),
        ("1,234,567", 1_234_567),
        ("1.234.567", 1_234_567),
        ("٢٫٥", 2.5),
        ("۱٬۲۳۴٫۵", 1234.5),
        ("２，５", 2.5),
        ("\u22120.5", -0.5),
        ("+7", 7),
        ("-0.0", 0),
        ("0.1", 0.1),
    ],
)
def test_what_can_only_mean_one_number_is_that_number(
    typed: str, number: float, language: str
) -> None:
    answer = read(typed, language).answer
    assert answer == number
    assert isinstance(answer, int) == float(number).is_integer()


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        ("1.234", "en", 1.234),
        ("1.234", "es", 1.234),
        ("1,234", "vi", 1.234),
        ("1,234", "ru", 1.234),
    ],
)
def test_three_digits_are_a_fraction_behind_the_sign_of_the_language(
    typed: str, language: str, number: float
) -> None:
    assert read(typed, language) == Parsed(number)


@pytest.mark.parametrize(
    ("typed", "language", "fraction"),
    [("1,234", "en", "1.234"), ("12,345", "es", "12.345"), ("1.234", "vi", "1,234")],
)
def test_three_digits_behind_another_sign_are_asked_again(
    typed: str, language: str, fraction: str
) -> None:
    code, params = trouble(typed, language)
    assert (code, params["fraction"]) == ("decimal_either", fraction)
    assert read(params["whole"], language).answer == int(params["whole"])
    assert read(fraction, language).answer == float(fraction.replace(",", "."))


@pytest.mark.parametrize(
    "typed", ["two", "1.2.3", "1,2,3", "5.", "1,23,456", "1e5", "--1", "1,234.567,8", "."]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert trouble(typed) == ("decimal", {})


def test_limits_and_places_are_said() -> None:
    assert trouble("25", min=0, max=24) == ("number_range", {"min": 0, "max": 24})
    assert trouble("0.4", min=0.5) == ("number_min", {"min": 0.5})
    assert trouble("1.6", max=1.5) == ("number_max", {"max": 1.5})
    assert trouble("1.255", decimals=2) == ("decimal_places", {"max": 2})
    assert read("1.250", decimals=2) == Parsed(1.25)


def test_more_digits_than_a_double_holds_are_refused_not_rounded() -> None:
    assert trouble("123456789012.3456")[0] == "decimal_places"
    assert trouble("1234567890123456") == ("number_max", {"max": 999_999_999_999_999})
    assert trouble(f"1.{'0' * 30}1") == ("decimal_places", {"max": 6})
    assert read("123456789012.345") == Parsed(123456789012.345)


@settings(database=None, deadline=None)
@given(
    digits=st.integers(-(10**9), 10**9),
    places=st.integers(0, 6),
    language=st.sampled_from(sorted(LANGUAGES)),
)
def test_every_number_is_stored_as_it_was_typed_and_comes_back(
    digits: int, places: int, language: str
) -> None:
    meant = Decimal(digits).scaleb(-places)
    question = make_question("hours", "decimal")
    raw = DECIMAL.raw(question, float(meant))
    answer = DECIMAL.parse(question, raw, ParseContext(date(2026, 11, 23), language)).answer
    assert Decimal(repr(json.loads(json.dumps(answer)))) == meant


def test_the_sign_of_each_language_is_the_one_of_cldr() -> None:
    signs = {
        tag: get_decimal_symbol(language.locale, numbering_system="latn")
        for tag, language in LANGUAGES.items()
    }
    assert {tag for tag, sign in signs.items() if sign == ","} == COMMA_LANGUAGES


def test_a_number_is_shown_as_the_language_writes_it() -> None:
    question = make_question("hours", "decimal")
    assert [DECIMAL.show(question, 2.5, tag)[0].text for tag in ("en", "ru", "fa")] == [
        "2.5",
        "2,5",
        "2.5",
    ]


def test_limits_that_exclude_each_other_are_a_fault_of_the_form() -> None:
    faults = DECIMAL.check(make_question(type="decimal", options={"min": 2, "max": 1}))
    assert [pointer for pointer, _ in faults] == ["/max"]
