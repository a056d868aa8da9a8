"""Codes that people copy by hand."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farolito.domain.codes import ALPHABET, new_code, shown, typed


def test_a_code_has_eight_letters_that_are_not_mistaken_for_one_another() -> None:
    code = new_code(bytes(range(32)))
    assert len(code) == 8
    assert set(code) <= set("23456789CDFGHJKMNPQRTVWXY")
    assert len(ALPHABET) == len(set(ALPHABET)) == 25


def test_every_letter_is_equally_likely() -> None:
    every_byte_once = [new_code(bytes([byte] * 8))[0] for byte in range(250)]
    assert set(Counter(every_byte_once).values()) == {10}
    assert new_code(bytes([250, 255] + [0] * 8)) == "22222222"


def test_too_few_random_bytes_are_refused_rather_than_stretched() -> None:
    with pytest.raises(ValueError, match="more random bytes"):
        new_code(bytes([255] * 20 + [1] * 7))


def test_a_code_is_shown_in_two_halves() -> None:
    assert shown("K7QM3FXP") == "K7QM-3FXP"


@pytest.mark.parametrize(
    "text",
    ["K7QM-3FXP", "k7qm3fxp", " k7qm – 3fxp ", "K 7 Q M 3 F X P", "Ｋ７ＱＭ３ＦＸＰ", "K۷QM٣FXP"],
)
def test_a_code_is_read_however_it_is_typed(text: str) -> None:
    assert typed(text) == "K7QM3FXP"


@pytest.mark.parametrize("text", ["", "K7QM-3FX", "K7QM-3FXPP", "K7QM-3FX0", "A7QM-3FXP", "\0"])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert typed(text) is None


@given(st.integers())
def test_every_code_is_read_back_from_what_is_shown(seed: int) -> None:
    code = new_code(random.Random(seed).randbytes(32))  # noqa: S311 - any bytes will do
    assert typed(shown(code).lower()) == code


@given(st.text())
def test_whatever_is_typed_is_a_code_or_none(text: str) -> None:
    assert typed(text) is None or len(typed(text) or "") == 8
