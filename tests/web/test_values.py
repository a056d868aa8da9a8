"""Answers in words: what is stored as a code or a number is said as each language says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.languages import LANGUAGES
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.question_types.base import PHRASES
from farolito.testing.factories import make_question
from farolito.web.filters import shown
from farolito.web.i18n import speaking
from farolito.web.values import clock_words, dollars, language_words, month_words
from tests.domain.question_types.test_every_type import SAMPLES, Sample, sample_id

if TYPE_CHECKING:
    from flask import Flask


@pytest.fixture
def app(words_app: Flask) -> Flask:
    return words_app


@pytest.mark.parametrize("language", ["en", "es", "vi", "fa", "ar-XB"])
@pytest.mark.parametrize("sample", SAMPLES, ids=sample_id)
def test_no_answer_is_shown_as_a_code(app: Flask, sample: Sample, language: str) -> None:
    kind = CORE_QUESTION_TYPES[sample.type]
    question = make_question("it", sample.type, **sample.question)
    pieces = kind.show(question, sample.answer, language)
    with app.test_request_context("/"), speaking(language):
        said = [str(shown([piece], language)) for piece in pieces]
    for piece, words in zip(pieces, said, strict=True):
        assert words
        assert (
            piece.kind != "phrase"
            or piece.text not in {*PHRASES} - {"yes", "no"}
            or words != piece.text
        )
        assert piece.kind not in ("month", "language") or piece.text != words


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_said_in_the_digits_of_this_country(language: str) -> None:
    said = (
        dollars(1500, language) + month_words("2026-11", language) + clock_words("14:30", language)
    )
    assert all(letter in "0123456789" for letter in said if letter.isdecimal())


@pytest.mark.parametrize(
    ("language", "money", "month", "clock"),
    [
        ("en", "$1,500", "November 2026", "2:30\u202fPM"),
        ("es", "$1,500", "noviembre de 2026", "2:30\u202fp.m."),
        ("vi", "$1,500", "tháng 11 năm 2026", "14:30"),
        ("ko", "$1,500", "2026년 11월", "오후 2:30"),
        ("fa", "\u2066$1,500\u2069", "نوامبر 2026", "14:30"),
    ],
)
def test_days_and_times_are_written_as_each_language_does_and_money_as_on_a_paycheck(
    language: str, money: str, month: str, clock: str
) -> None:
    assert dollars(1500, language) == money
    assert month_words("2026-11", language) == month
    assert clock_words("14:30", language) == clock


@pytest.mark.parametrize(
    ("tag", "language", "words"),
    [
        ("vi", "en", "Tiếng Việt – Vietnamese"),
        ("vi", "es", "Tiếng Việt – vietnamita"),
        ("es", "es", "Español"),
        ("omq-x-mixtec", "en", "Mixteco (Tu’un Savi)"),
        ("quc", "es", "K’iche’ (Quiché)"),
        ("ase", "en", "ASL – American Sign Language (ASL)"),
        ("xx-gone", "en", "xx-gone"),
    ],
)
def test_a_language_has_its_own_name_and_the_one_the_reader_knows(
    tag: str, language: str, words: str
) -> None:
    assert language_words(tag, language) == words


def test_english_never_stands_in_for_the_name_of_a_language() -> None:
    for language in set(LANGUAGES) - {
        "en",
        "en-XA",
        "ar-XB",
        "tl",
    }:  # CLDR's Filipino has English names
        assert "Vietnamese" not in language_words("vi", language)
        assert "Sign Language" not in language_words("ase", language)
