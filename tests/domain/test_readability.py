"""The grade level of English words."""

from __future__ import annotations

import pytest

from farolito.domain.readability import grade, syllables_of


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        *(("school", 1), ("makes", 1), ("house", 1), ("asked", 1), ("the", 1), ("year", 1)),
        *(("people", 2), ("houses", 2), ("table", 2), ("wanted", 2), ("worried", 2), ("places", 2)),
        *(("family", 3), ("medical", 3), ("reliable", 4), ("situation", 4), ("electricity", 5)),
        ("don’t", 1),
    ],
)
def test_syllables_are_counted_by_what_is_heard(word: str, heard: int) -> None:
    assert syllables_of(word) == heard


def test_the_published_formula_is_computed() -> None:
    # 6 words, 1 sentence, 6 syllables; 10 words, 2 sentences, 10 syllables
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade("The cat sat on it. The dog ran to me.") == pytest.approx(0.39 * 5 + 11.8 - 15.59)


def test_words_for_children_are_easy_and_words_of_an_office_are_not() -> None:
    easy = "Tell us what would help. You can skip any question. It is free. We do not ask about papers."
    hard = (
        "Eligibility determinations necessitate documentation of household composition, "
        "residency and verified income from all applicable sources."
    )
    assert grade(easy) < 4
    assert grade(hard) > 16


def test_without_words_there_is_no_grade() -> None:
    assert grade("") == grade("12 – 15!") == 0.0
