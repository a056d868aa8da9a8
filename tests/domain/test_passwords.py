"""Passwords: long and not common is all that is asked."""

from __future__ import annotations

import pytest

from farolito.domain.passwords import weakness

ABOUT = ("Rosa Alvarez", "rosa.alvarez@duarte.example")


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "todos mis perros duermen",
        "ամեն օր նոր օր է",
        "我家门前有一条小河流过去",
        "k9v2-77qw-m41x",
        "UPPER CASE ONLY HERE",
        "73918264018273640527",  # digits alone, but not in a row
        "passwords are a nuisance",
    ],
)
def test_a_long_one_of_ones_own_will_do_whatever_it_is_made_of(password: str) -> None:
    assert weakness(password, ABOUT) is None


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password-2026!",
        "PASSWORD PASSWORD",
        "123456789012",
        "qwertyuiop12",
        "iloveyou iloveyou",
        "Bienvenidos2026",
        "aaaaaaaaaaaa",
        "abababababab",
        "rosaalvarez1975",
        "Duarte2026duarte",
        "ｐａｓｓｗｏｒｄ１２３４",
    ],
)
def test_what_others_would_try_first_is_refused(password: str) -> None:
    assert weakness(password, ABOUT) == "common"


@pytest.mark.parametrize(
    ("password", "why"), [("", "short"), ("x7 kq fp 2m", "short"), ("x" * 1001, "long")]
)
def test_length_is_what_counts(password: str, why: str) -> None:
    assert weakness(password, ABOUT) == why
