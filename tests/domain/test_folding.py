"""Words are found whatever keyboard they were typed with."""

from __future__ import annotations

import pytest

from farolito.domain.folding import folded, rank


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("nunez", "Núñez"),
        ("NÚÑEZ", "nunez"),
        ("dang", "Đặng"),
        ("russkii", "Russkiı"),
        ("elka", "elka"),
        ("елка", "Ёлка"),
        ("فارسی", "فارسي"),
        ("كردي", "کردی"),
        ("مدرسة", "مَدْرَسَه"),
        ("Ａｒｍｅｎｉａｎ", "armenian"),
        ("PS ١٢", "P.S. 12"),
        ("oneill", "O\u2019Neill"),
        ("և", "ԵՒ"),
        ("straße", "STRASSE"),
    ],
)
def test_what_only_looks_different_is_the_same(typed: str, label: str) -> None:
    assert folded(typed).replace(" ", "") == folded(label).replace(" ", "")


def test_a_half_typed_korean_syllable_is_found() -> None:
    assert rank(folded("스페이"), [folded("스페인어")]) == 0


def test_chinese_words_without_spaces_are_found_inside() -> None:
    assert rank(folded("西班牙"), [folded("我說西班牙語")]) == 2


def test_the_beginning_is_better_than_a_word_and_a_word_than_letters_inside() -> None:
    labels = ["Lincoln High", "Abraham Lincoln", "Blincoln"]
    assert [rank("lincoln", [folded(label)]) for label in labels] == [0, 1, 2]
    assert rank("high linc", ["lincoln high"]) == 1
    assert rank("oak", ["lincoln high"]) is None


def test_direction_marks_and_spaces_carry_nothing() -> None:
    assert folded("\u200f  Lincoln \u2069 High ") == "lincoln high"
    assert folded(" \u200f\u3000") == ""
