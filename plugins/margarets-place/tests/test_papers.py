"""Every paper of the room keeps the rules of paper in every script; its title and its words tell nobody what it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from farolito.api import Bounds
from farolito.testing.paper import faults, in_order, pages_of, printed
from farolito_margarets_place import cards, intake, limits, year_paper
from farolito_margarets_place.paper import laid_out
from farolito_margarets_place.year import Row, Year

if TYPE_CHECKING:
    from collections.abc import Callable

TUESDAY = date(2026, 11, 24)
WORDS = {"ar": "كلمات تجريبية", "km": "ពាក្យសាកល្បង\u200bសម្រាប់"}
"""Test words, where there is no translation: papers must hold their script all the same."""

LANGUAGES = ("en", "es", "ar", "km")


def say(language: str) -> Callable[[str, str], str]:
    """A translation of everything; what is filled in and divided stays."""
    word = WORDS.get(language)
    if word is None:
        return lambda words, _: words
    return lambda words, _: "|".join([word] * (words.count("|") + 1))


def sheets(language: str) -> dict[str, tuple[str, str]]:
    """Name of a paper to its HTML and its title."""
    sentences = [WORDS.get(language, one["en"]) * 2 for one in limits.SAID]
    found = Year(
        (Row("Young people", Bounds(44, 44), 40), Row("Visits", Bounds(1, 10))),
        (("Campaigns", "2"),),
    )
    return {
        "card": cards.sheet(TUESDAY, "14:15", "Room 210", language, say(language)),
        "intake": intake.sheet(
            "Sam Reyes", "K7QM-3FXP", ("Dana", "14:15"), ("Dana", "14:15"), language, say(language)
        ),
        "limits": (
            laid_out(
                "limits.html",
                language,
                title="School form",
                place="Lincoln High School",
                sentences=sentences,
                help=WORDS.get(language, limits.HELP),
                number="988",
            ),
            "School form",
        ),
        "year": year_paper.report(
            "Lincoln High School", "2025-26", found, language, TUESDAY, say(language)
        ),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["card", "intake", "limits", "year"])
def test_it_keeps_the_rules_of_paper(name: str, language: str) -> None:
    html, title = sheets(language)[name]

    pdf = printed(html, language, title)

    assert faults(pdf, language=language, most_pages=1) == []
    if name == "intake":
        assert in_order(pdf, "K7QM-3FXP")
        assert "Reyes" not in " ".join(pages_of(pdf))
