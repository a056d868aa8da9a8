"""Every paper of the desk keeps the rules of paper, in every script, and says nothing of what it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from farolito.testing.paper import faults, in_order, printed
from farolito_wellbeing_centers import help_cards, passes
from farolito_wellbeing_centers.menu import Menu, menu, on_paper
from farolito_wellbeing_centers.settings import CenterSettings

if TYPE_CHECKING:
    from collections.abc import Callable

TUESDAY = date(2026, 11, 24)
CENTER = CenterSettings(where="Room 12, beside the library", hours="8 AM to 3:30 PM")
WORDS = {"ar": "كلمات تجريبية للنص", "km": "ពាក្យសាកល្បង\u200bសម្រាប់\u200bអក្សរ"}
"""Test words, where there is no translation: papers must hold their script all the same."""

LANGUAGES = ("en", "es", "ar", "km")


def say(language: str) -> Callable[[str, str], str]:
    """A translation of everything."""
    return lambda words, _: WORDS.get(language, words)


def menu_in(language: str) -> Menu:
    found = menu("es" if language == "es" else "en", CENTER, TUESDAY, lambda words, _: words)
    if language not in WORDS:
        return found
    word = WORDS[language]
    return replace(
        found,
        language=language,
        title=word,
        intro=word * 2,
        services=tuple((word, word) for _ in found.services),
        help=tuple((word, word, phone) for _, _, phone in found.help),
    )


def sheets(language: str) -> dict[str, tuple[str, str, int]]:
    """Name of a paper to its HTML, its title, and the most pages."""
    times = [(f"{hour:02}:15", "") for hour in range(9, 13)]
    pass_html, pass_title = passes.sheet(
        "Lincoln High School", CENTER.where, TUESDAY, times, language, say(language)
    )
    card_html, card_title = help_cards.sheet(menu_in(language), say(language))
    found = menu_in(language)
    return {
        "passes": (pass_html, pass_title, 1),
        "cards": (card_html, card_title, 1),
        "menu": (on_paper(found, "Lincoln High School"), found.title, 2),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["passes", "cards", "menu"])
def test_it_keeps_the_rules_of_paper(name: str, language: str) -> None:
    html, title, pages = sheets(language)[name]

    pdf = printed(html, language, title)

    assert faults(pdf, language=language, most_pages=pages) == []
    if name != "passes":
        assert in_order(pdf, "800-854-7771")
