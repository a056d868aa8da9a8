"""Times of day and months: what may be either of two is asked again."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale

from farolito.domain.languages import LANGUAGES
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Parsed
from farolito.domain.question_types.time import TWELVE_HOUR_LANGUAGES
from farolito.testing.factories import make_question

TIME = CORE_QUESTION_TYPES["time"]
MONTH = CORE_QUESTION_TYPES["month"]


def at(hour: str, minute: str = "", half: str = "", language: str = "en") -> Parsed:
    raw = {"hour": (hour,), "minute": (minute,), "half": (half,)}
    context = ParseContext(date(2026, 11, 23), language)
    return TIME.parse(make_question("call", "time"), raw, context)


def code(parsed: Parsed) -> list[tuple[str, str]]:
    return [(problem.suffix, problem.code) for problem in parsed.problems]


@pytest.mark.parametrize(
    ("hour", "minute", "half", "stored"),
    [
        ("2", "30", "pm", "14:30"),
        ("9", "05", "am", "09:05"),
        ("12", "00", "am", "00:00"),
        ("12", "00", "pm", "12:00"),
        ("14", "30", "", "14:30"),
        ("14", "30", "pm", "14:30"),
        ("0", "15", "", "00:15"),
        ("2:30", "", "pm", "14:30"),
        ("۲", "۳۰", "pm", "14:30"),
    ],
)
def test_both_ways_of_telling_the_time_are_stored_in_24_hours(
    hour: str, minute: str, half: str, stored: str
) -> None:
    assert at(hour, minute, half) == Parsed(stored)


def test_an_hour_that_may_be_morning_or_afternoon_is_asked_again_where_the_language_has_both() -> (
    None
):
    assert code(at("2", "30")) == [("half", "time_half")]
    assert at("2", "30", language="ru") == Parsed("02:30")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("", "30"), ("hour", "hour_missing")),
        (("3", ""), ("minute", "minute_missing")),
        (("24", "00"), ("hour", "hour_number")),
        (("3", "60"), ("minute", "minute_number")),
        (("14", "00", "am"), ("hour", "hour_number")),
        (("0", "00", "pm"), ("hour", "hour_number")),
        (("3", "00", "noon"), ("half", "time_half")),
        (("three", "00"), ("hour", "hour_number")),
    ],
)
def test_each_field_says_what_is_wrong_with_it(
    typed: tuple[str, ...], problem: tuple[str, str]
) -> None:
    assert code(at(*typed)) == [problem]


def test_every_minute_of_the_day_comes_back_in_every_language() -> None:
    question = make_question("call", "time")
    for minutes in range(0, 24 * 60, 7):
        stored = f"{minutes // 60:02}:{minutes % 60:02}"
        assert TIME.value(question, stored) == minutes
        for language in ("en", "ru"):
            context = ParseContext(date(2026, 11, 23), language)
            assert TIME.parse(question, TIME.raw(question, stored), context) == Parsed(stored)


def test_the_languages_with_two_halves_of_the_day_are_those_of_cldr() -> None:
    patterns = {
        tag: str(Locale.parse(one.locale).time_formats["short"]) for tag, one in LANGUAGES.items()
    }
    assert {tag for tag, pattern in patterns.items() if "H" not in pattern} == TWELVE_HOUR_LANGUAGES


def test_rules_see_the_first_day_of_a_month() -> None:
    assert MONTH.value(make_question("moved", "month"), "2026-02") == "2026-02-01"


@pytest.mark.parametrize("stored", ["2026-13", "2026-2", "26-02", "2026-02-01", 202602])
def test_what_is_no_month_is_not_recognised(stored: object) -> None:
    assert not MONTH.recognises(make_question("moved", "month"), stored)


def test_both_fields_of_a_month_say_what_is_missing() -> None:
    for raw, expected in (
        ({"month": ("3",)}, [("year", "year_missing")]),
        ({"year": ("2026",)}, [("month", "month_missing")]),
        (
            {"month": ("x",), "year": ("26",)},
            [("month", "month_number"), ("year", "two_digit_year")],
        ),
    ):
        context = ParseContext(date(2026, 11, 23), "en")
        assert code(MONTH.parse(make_question("moved", "month"), raw, context)) == expected
