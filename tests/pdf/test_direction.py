"""Latin runs in right-to-left text keep their order."""

from __future__ import annotations

import pytest

from farolito.pdf import isolated, ltr


def test_a_phone_is_one_left_to_right_piece() -> None:
    assert ltr("(866) 613-3777") == '<span class="ltr" dir="ltr">(866) 613-3777</span>'


def test_what_is_isolated_is_escaped() -> None:
    assert ltr("<b>") == '<span class="ltr" dir="ltr">&lt;b&gt;</span>'
    assert isolated("<b>", "ar") == '&lt;<span class="ltr" dir="ltr">b</span>&gt;'


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("اتصل (866) 613-3777 الآن", "(866) 613-3777"),
        ("اتصل +1 800-427-2200.", "+1 800-427-2200"),
        ("الثلاثاء 3:00–5:00 pm، الغرفة", "3:00–5:00 pm"),
        ("صفحة f.example.org/lincoln الآن", "f.example.org/lincoln"),
        ("رمزك K7QM-3FXP.", "K7QM-3FXP"),
        ("خصم 20% الآن", "20%"),
        ("اسأل Maria López Ñuñez الآن", "Maria López Ñuñez"),
        ("مخزن (Food Pantry) هنا", "(Food Pantry)"),
        ("دفع $1,732.50 فقط", "$1,732.50"),
    ],
)
def test_a_run_in_a_sentence_is_found_whole(text: str, run: str) -> None:
    assert f">{run}</span>" in isolated(text, "ar")
    assert isolated(text, "fa") == isolated(text, "ar")


def test_left_to_right_languages_are_left_alone() -> None:
    assert isolated("Call (866) 613-3777", "es") == "Call (866) 613-3777"
