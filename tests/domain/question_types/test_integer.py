"""Whole numbers, as people of many keyboards type them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Parsed
from farolito.testing.factories import make_question

INTEGER = CORE_QUESTION_TYPES["integer"]


def read(text: str, **options: int) -> Parsed:
    question = make_question("people", "integer", options=options)
    return INTEGER.parse(question, {"": (text,)}, ParseContext(date(2026, 11, 23), "en"))


def trouble(text: str, **options: int) -> tuple[str, dict[str, Any]]:
    (problem,) = read(text, **options).problems
    return problem.code, dict(problem.params)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (" 12 ", 12),
        ("٤٢", 42),  # Arabic
        ("۴۲", 42),  # Persian
        ("４２", 42),  # full width
        ("៤២", 42),  # Khmer
        ("४२", 42),  # Devanagari
        ("1,200", 1200),
        ("1 200", 1200),
        ("1\u00a0200\u202f000", 1_200_000),
        ("١٬٢٠٠", 1200),
        ("１，２００", 1200),
        ("\u200f١٢\u200e", 12),
        ("007", 7),
        ("+3", 3),
        ("-3", -3),
        ("\u22123", -3),
        ("-0", 0),
    ],
)
def test_digits_of_every_keyboard_are_one_number(typed: str, number: int) -> None:
    assert read(typed) == Parsed(number)


@pytest.mark.parametrize(
    "typed", ["two", "12 people", "1,2,3", "12-13", "½", "²", "1e3", "0x10", "+"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert trouble(typed) == ("number", {})


@pytest.mark.parametrize("typed", ["1.5", "1,5", "٫٥", ".5", "1.200"])
def test_a_fraction_is_refused_and_never_rounded_or_taken_for_thousands(typed: str) -> None:
    assert trouble(typed) == ("whole_number", {})


def test_a_number_outside_its_range_names_the_range() -> None:
    assert trouble("21", min=0, max=20) == ("number_range", {"min": 0, "max": 20})
    assert trouble("-1", min=0) == ("number_min", {"min": 0})
    assert trouble("21", max=20) == ("number_max", {"max": 20})
    assert read("20", min=0, max=20) == Parsed(20)


def test_a_number_that_a_spreadsheet_would_change_is_refused() -> None:
    assert read("999999999999999") == Parsed(999_999_999_999_999)
    assert trouble("1000000000000000")[0] == "number_max"


def test_a_range_without_numbers_is_a_fault_of_the_form() -> None:
    question = make_question(type="integer", options={"min": 5, "max": 4})
    assert [pointer for pointer, _ in INTEGER.check(question)] == ["/max"]
    assert INTEGER.check(make_question(type="integer", options={"min": 4, "max": 4})) == []
