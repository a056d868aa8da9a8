"""Languages, and how words in several languages are picked."""

from __future__ import annotations

import pytest
from babel import Locale

from farolito.domain.languages import LANGUAGES, PSEUDO_LOCALES, WRITTEN, pick, words
from farolito.domain.pseudo import pseudo_words

FOOD = {"en": "Food", "es": "Comida"}


def test_there_are_twelve_written_languages_and_two_run_right_to_left() -> None:
    assert len(WRITTEN) == 12
    assert {tag for tag in WRITTEN if LANGUAGES[tag].direction == "rtl"} == {"fa", "ar"}


def test_the_order_is_that_of_their_own_names() -> None:
    autonyms = [LANGUAGES[tag].autonym.casefold() for tag in WRITTEN]
    assert autonyms == sorted(autonyms)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_a_locale_that_babel_knows(tag: str) -> None:
    assert Locale.parse(LANGUAGES[tag].locale).character_order in {"left-to-right", "right-to-left"}


@pytest.mark.parametrize("tag", WRITTEN)
def test_the_direction_of_a_written_language_is_that_of_its_locale(tag: str) -> None:
    assert Locale.parse(LANGUAGES[tag].locale).text_direction == LANGUAGES[tag].direction


def test_words_are_picked_in_the_language_of_the_reader() -> None:
    assert pick(FOOD, "es") == ("Comida", "es")


def test_words_that_are_missing_come_in_the_source_language_and_say_so() -> None:
    assert pick(FOOD, "km") == ("Food", "en")
    assert pick(FOOD, "km", source="es") == ("Comida", "es")
    assert pick({"ko": "음식"}, "km") == ("음식", "ko")


def test_no_words_at_all_are_empty_words() -> None:
    assert pick({}, "es") == ("", "es")
    assert words({}, "es") == ""


def test_pseudo_locales_are_no_languages_of_families() -> None:
    assert [tag for tag in LANGUAGES if LANGUAGES[tag].pseudo] == list(PSEUDO_LOCALES)


def test_the_long_pseudo_locale_is_a_third_longer_and_still_readable() -> None:
    shown, tag = pick(FOOD, "en-XA")
    assert tag == "en-XA"
    assert shown.startswith("[Ƒööð")
    long = "Tell us what your family needs. You can skip any question."
    assert 1.25 <= len(words({"en": long}, "en-XA")) / len(long) <= 1.45


@pytest.mark.parametrize("tag", PSEUDO_LOCALES)
@pytest.mark.parametrize(
    "kept",
    ["%(name)s", "%d", "{count}", '<a href="/x">', "&nbsp;", "https://a.example/b", "a@b.example"],
)
def test_placeholders_and_addresses_survive_a_pseudo_locale(tag: str, kept: str) -> None:
    assert kept in pseudo_words(f"before {kept} after", tag)


def test_the_right_to_left_pseudo_locale_turns_every_word() -> None:
    assert pseudo_words("Two words", "ar-XB") == "\u202eTwo\u202c \u202ewords\u202c"
