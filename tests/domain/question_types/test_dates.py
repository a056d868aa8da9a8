"""Days and birth dates: every part is named when it is wrong, and nothing is guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from farolito.domain.expressions import evaluate, parse
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Parsed, Shown
from farolito.testing.factories import make_question

TODAY = date(2026, 11, 23)
DATE, BIRTH_DATE = CORE_QUESTION_TYPES["date"], CORE_QUESTION_TYPES["birth_date"]
QUESTION, BORN = make_question("when", "date"), make_question("born", "birth_date")


def read(month: str = "", day: str = "", year: str = "") -> Parsed:
    raw = {"month": (month,), "day": (day,), "year": (year,)}
    return DATE.parse(QUESTION, raw, ParseContext(TODAY, "en"))


def born(before: Any = None, today: date = TODAY, **fields: str) -> Parsed:
    raw = {suffix: (typed,) for suffix, typed in fields.items()}
    return BIRTH_DATE.parse(BORN, raw, ParseContext(today, "en", before=before))


def codes(parsed: Parsed) -> dict[str, str]:
    assert parsed.answer is None
    return {problem.suffix: problem.code for problem in parsed.problems}


def test_a_date_is_read_in_digits_of_any_script() -> None:
    assert read("3", "04", "2027") == read("۳", "٠٤", "２０２７") == Parsed("2027-03-04")


def test_the_day_that_a_month_does_not_have_is_named_with_the_days_it_has() -> None:
    (problem,) = read("4", "31", "2027").problems
    assert (problem.code, problem.suffix) == ("day_in_month", "day")
    assert problem.params == {"day": 31, "month": 4, "year": 2027, "days": 30}


def test_february_has_as_many_days_as_its_year_says() -> None:
    assert read("2", "29", "2028") == Parsed("2028-02-29")
    assert read("2", "29", "2027").problems[0].params["days"] == 28
    assert codes(read("2", "29")) == {"year": "year_missing"}
    assert codes(read("2", "30")) == {"year": "year_missing", "day": "day_in_month"}


def test_every_missing_part_is_named() -> None:
    assert codes(read(day="4")) == {"month": "month_missing", "year": "year_missing"}
    assert codes(read("3", "", "2027")) == {"day": "day_missing"}


@pytest.mark.parametrize("month", ["0", "13", "March", "3rd", "003"])
def test_a_month_is_a_number_from_1_to_12(month: str) -> None:
    assert codes(read(month, "4", "2027")) == {"month": "month_number"}


@pytest.mark.parametrize("day", ["0", "32", "4th", "-1", "²"])
def test_a_day_is_a_number_from_1_to_31(day: str) -> None:
    assert codes(read("3", day, "2027")) == {"day": "day_number"}


@pytest.mark.parametrize("year", ["17", "7", "٩٠"])
def test_a_year_of_two_digits_is_never_guessed(year: str) -> None:
    assert codes(read("3", "4", year)) == {"year": "two_digit_year"}


@pytest.mark.parametrize(
    ("year", "code"),
    [
        ("201", "year_number"),
        ("20270", "year_number"),
        ("this", "year_number"),
        ("1899", "year_range"),
        ("2101", "year_range"),
        ("1405", "year_range"),
    ],
)
def test_a_year_is_four_digits_of_our_calendar_and_time(year: str, code: str) -> None:
    assert codes(read("3", "4", year)) == {"year": code}


def test_only_our_own_way_of_writing_a_date_is_recognised() -> None:
    assert DATE.recognises(QUESTION, "2027-03-04")
    for stored in (
        "20270304",
        "2027-W09-4",
        "2027-3-4",
        "0001-01-01",
        "2027-02-29",
        20270304,
        None,
    ):
        assert not DATE.recognises(QUESTION, stored)


def test_a_birth_date_may_be_today_and_not_tomorrow() -> None:
    assert born(month="11", day="23", year="2026") == Parsed({"date": "2026-11-23"})
    assert codes(born(month="11", day="24", year="2026")) == {"year": "birth_date_future"}


def test_somebody_who_is_not_sure_gives_an_age() -> None:
    assert born(age="۹", unsure="1") == Parsed({"age": 9, "on": "2026-11-23"})
    assert born(age="9") == Parsed({"age": 9, "on": "2026-11-23"})
    assert codes(born(age="121", unsure="1")) == {"age": "age_number"}
    assert codes(born(age="nine", unsure="1")) == {"age": "age_number"}


def test_an_age_keeps_the_day_on_which_it_was_said() -> None:
    before = {"age": 9, "on": "2026-10-01"}
    assert born(before=before, age="9", unsure="1") == Parsed(before)
    assert born(before=before, age="10", unsure="1") == Parsed({"age": 10, "on": "2026-11-23"})


def test_somebody_who_is_not_sure_gives_a_year() -> None:
    assert born(year="2017", unsure="1") == Parsed({"year": 2017})
    assert codes(born(year="2027", unsure="1")) == {"year": "birth_date_future"}
    assert codes(born(year="17", unsure="1")) == {"year": "two_digit_year"}
    assert codes(born(unsure="1")) == {"age": "age_or_year"}


def test_a_year_alone_is_not_taken_for_an_answer_without_saying_so() -> None:
    assert codes(born(year="2017")) == {"month": "month_missing", "day": "day_missing"}


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2028, 2, 29), date(2027, 1, 1)])
def test_rules_see_the_age_that_was_said(today: date) -> None:
    answer = born(today=today, age="9", unsure="1").answer
    value = BIRTH_DATE.value(BORN, answer)
    assert evaluate(parse("age_on(born, today)"), {"born": value}, today) == 9


def test_rules_do_not_see_a_day_that_nobody_said() -> None:
    value = BIRTH_DATE.value(BORN, {"year": 2017})
    assert evaluate(parse("age_on(born, today)"), {"born": value}, TODAY) == 8
    assert evaluate(parse("born < today"), {"born": value}, TODAY) is None
    assert evaluate(parse("answered(born)"), {"born": value}, TODAY) is True


def test_a_birth_date_is_shown_as_exactly_as_it_was_given_and_as_a_year_on_paper() -> None:
    full = {"date": "2017-03-04"}
    assert BIRTH_DATE.show(BORN, full, "en") == (Shown("2017-03-04", "date"),)
    year = (Shown("born_in", "phrase", params={"year": 2017}),)
    assert BIRTH_DATE.show_briefly(BORN, full, "en") == year
    assert BIRTH_DATE.show(BORN, {"year": 2017}, "en") == year
    age = (Shown("years_old", "phrase", params={"age": 9}),)
    assert BIRTH_DATE.show(BORN, {"age": 9, "on": "2026-11-23"}, "en") == age
