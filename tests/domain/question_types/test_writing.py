"""Text, names, e-mail and addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Parsed
from farolito.testing.factories import make_question


def read(type: str, text: str, **options: int) -> Parsed:
    context = ParseContext(date(2026, 11, 23), "en")
    question = make_question("it", type, options=options)
    return CORE_QUESTION_TYPES[type].parse(question, {"": (text,)}, context)


def lives(before: Any = None, **fields: str) -> Parsed:
    context = ParseContext(date(2026, 11, 23), "en", before=before)
    raw = {suffix: (typed,) for suffix, typed in fields.items()}
    return CORE_QUESTION_TYPES["address"].parse(make_question("it", "address"), raw, context)


def test_the_longest_text_is_the_form_s_to_say_and_counted_in_letters() -> None:
    (problem,) = read("text", "𠮷" * 5, max=4).problems
    assert (problem.code, problem.params) == ("too_long", {"max": 4, "used": 5})
    assert read("text", "𠮷" * 4, max=4) == Parsed("𠮷" * 4)


def test_lines_end_in_one_way_however_they_were_sent() -> None:
    assert read("long_text", "a\r\nb\rc\u2028d\ne") == Parsed("a\nb\nc\nd\ne")
    assert read("text", "a\r\nb") == Parsed("a b")


def test_control_characters_of_a_paste_become_spaces() -> None:
    assert read("long_text", "one\x0btwo\x07") == Parsed("one two")


def test_digits_inside_words_are_left_as_they_were_written() -> None:
    assert read("text", "اتاق ۱۲") == Parsed("اتاق ۱۲")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Ana.Diaz+escuela@Example.org", "Ana.Diaz+escuela@Example.org"),
        (" ana@example.org\n", "ana@example.org"),
        ("\u200eana@example.org\u200f", "ana@example.org"),
        ("ana＠example.org", "ana@example.org"),
        ("用户@例子.公司", "用户@例子.公司"),
    ],
)
def test_an_email_address_is_kept_as_it_is_written(typed: str, stored: str) -> None:
    assert read("email", typed) == Parsed(stored)


@pytest.mark.parametrize(
    "typed",
    [
        "ana",
        "ana@",
        "@example.org",
        "ana@example",
        "ana@@example.org",
        "a na@example.org",
        "ana@example.",
        "ana@example..org",
        "a@b.org, c@d.org",
        "Ana <ana@example.org>",
    ],
)
def test_an_email_address_with_something_missing_is_refused(typed: str) -> None:
    assert [problem.code for problem in read("email", typed).problems] == ["email"]


def test_any_part_of_an_address_is_enough() -> None:
    assert lives(street="Motel 6, room 12") == Parsed(
        {"street": "Motel 6, room 12", "city": "", "zip": ""}
    )
    assert lives(zip="٩١٠١٠") == Parsed({"street": "", "city": "", "zip": "91010"})
    assert lives(zip="by the park") == Parsed({"street": "", "city": "", "zip": "by the park"})


def test_no_fixed_address_is_an_answer_and_goes_before_what_stands_beside_it() -> None:
    assert lives(none="1", street="x" * 500) == Parsed({"none": True})


def test_an_address_written_beside_an_old_tick_is_the_answer() -> None:
    written = lives(before={"none": True}, none="1", city="Duarte")
    assert written == Parsed({"street": "", "city": "Duarte", "zip": ""})


def test_an_address_is_shown_in_lines() -> None:
    kind, question = CORE_QUESTION_TYPES["address"], make_question("it", "address")
    full = {"street": "1 Main St", "city": "Duarte", "zip": "91010"}
    assert [piece.text for piece in kind.show(question, full, "en")] == [
        "1 Main St",
        "Duarte 91010",
    ]
    assert [piece.text for piece in kind.show(question, {"none": True}, "en")] == ["no_address"]


def test_a_code_of_a_problem_is_never_a_sentence() -> None:
    problems = [*read("email", "ana").problems, *lives(street="x" * 201).problems]
    assert all(problem.code.isidentifier() for problem in problems)
