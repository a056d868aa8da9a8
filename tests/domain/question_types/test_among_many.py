"""One of very many choices, and a place: looked for by letters, or written by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from farolito.domain.definitions import Choice
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Shown
from farolito.domain.question_types.base import OfferedPlace
from farolito.domain.question_types.searched import Candidate, SearchedType, find
from farolito.testing.factories import make_question

LANGUAGES = (
    Choice("spanish", {"en": "Spanish", "es": "Español"}),
    Choice("armenian", {"en": "Armenian", "es": "Armenio"}),
    Choice("mam", {"en": "Mam"}),
)
LONG, PLACE = CORE_QUESTION_TYPES["long_choice"], CORE_QUESTION_TYPES["location"]
SPEAK = make_question("speak", "long_choice", choices=LANGUAGES, options={"other": True})
ONLY = make_question("speak", "long_choice", choices=LANGUAGES)
SCHOOL = make_question("school", "location", options={"other": True})
DISTRICT = make_question("district", "location", options={"districts": True})
PLACES = (
    OfferedPlace("lincoln", "Lincoln High", within="Duarte Unified"),
    OfferedPlace("lincoln-2", "Lincoln High", within="Oak Unified"),
    OfferedPlace("duarte", "Duarte Unified", "district"),
)


def parsed(
    question: Any, before: Any = None, places: tuple[OfferedPlace, ...] = PLACES, **typed: str
) -> Any:
    kind = CORE_QUESTION_TYPES[question.type]
    context = ParseContext(date(2026, 11, 23), "en", before=before, places=places)
    raw = {suffix.removeprefix("main"): (text,) for suffix, text in typed.items()}
    read = kind.parse(question, raw, context)
    return read.answer if read.answer is not None else [one.code for one in read.problems]


def test_letters_alone_are_no_answer_and_say_what_to_do() -> None:
    assert parsed(SPEAK, find="span") == ["choose_found"]
    assert parsed(SPEAK, find=" \u200f ") == []


def test_letters_beside_a_choice_do_not_matter() -> None:
    assert parsed(SPEAK, main="mam", find="span") == "mam"


def test_an_answer_of_ones_own_is_kept_letter_for_letter() -> None:
    assert parsed(SPEAK, other=" Chuj ") == {"other": "Chuj"}
    assert LONG.value(SPEAK, {"other": "Chuj"}) == "other"
    assert LONG.show(SPEAK, {"other": "Chuj"}, "es") == (Shown("Chuj", "typed"),)
    assert LONG.export(SPEAK, {"other": "Chuj"}) == {"": "other", "other": "Chuj"}


def test_an_answer_of_ones_own_is_nothing_where_the_form_takes_none() -> None:
    assert parsed(ONLY, other="Chuj") == []
    assert not LONG.recognises(ONLY, {"other": "Chuj"})
    assert LONG.export(ONLY, "mam") == {"": "mam"}


def test_of_a_choice_and_words_the_newer_counts() -> None:
    assert parsed(SPEAK, "mam", main="mam", other="Chuj") == {"other": "Chuj"}
    assert parsed(SPEAK, {"other": "Chuj"}, main="mam", other="Chuj") == "mam"


def test_a_choice_and_words_that_are_both_new_are_asked_again() -> None:
    assert parsed(SPEAK, main="mam", other="Chuj") == ["chosen_and_written"]


def test_no_choice_is_called_other_where_rules_call_a_written_answer_so() -> None:
    other = (*LANGUAGES, Choice("other", {"en": "Other"}))
    with_field = make_question("speak", "long_choice", choices=other, options={"other": True})
    assert [pointer for pointer, _ in LONG.check(with_field)] == ["/choices/3/name"]
    assert LONG.check(make_question("speak", "long_choice", choices=other)) == []


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("arm", ["armenian"]),
        ("ESPAÑ", ["spanish"]),  # in another language than the page's
        ("am", ["mam"]),
        ("a", ["armenian", "spanish", "mam"]),
        ("zz", []),
        ("  ", []),
    ],
)
def test_letters_find_the_best_first_in_every_language(letters: str, found: list[str]) -> None:
    assert isinstance(LONG, SearchedType)
    context = ParseContext(date(2026, 11, 23), "en")
    assert list(find(letters, LONG.candidates(SPEAK, context)).values) == found


def test_only_as_many_are_shown_as_fit_and_all_are_counted() -> None:
    found = find("school", [Candidate(f"s{n}", (f"school {n}",)) for n in range(50)])
    assert (found.values[0], len(found.values), found.total) == ("s0", 12, 50)


def test_a_place_is_stored_with_the_name_it_was_shown_with() -> None:
    assert parsed(SCHOOL, main="lincoln") == {"place": "lincoln", "name": "Lincoln High"}


def test_a_question_of_a_district_offers_no_schools_and_the_other_way_round() -> None:
    assert parsed(DISTRICT, main="duarte") == {"place": "duarte", "name": "Duarte Unified"}
    assert parsed(DISTRICT, main="lincoln") == ["not_a_choice"]
    assert parsed(SCHOOL, main="duarte") == ["not_a_choice"]


def test_a_place_that_is_gone_stays_the_answer_it_was() -> None:
    stored = {"place": "old-school", "name": "Old School"}
    context = ParseContext(date(2026, 11, 23), "en")
    assert PLACE.problems(SCHOOL, stored, context) == ()
    assert parsed(SCHOOL, stored, places=(), main="old-school") == stored
    assert parsed(SCHOOL, places=(), main="old-school") == ["not_a_choice"]
    assert PLACE.show(SCHOOL, stored, "es") == (Shown("Old School", "typed"),)


def test_a_place_is_found_by_its_district_too() -> None:
    assert isinstance(PLACE, SearchedType)
    context = ParseContext(date(2026, 11, 23), "en", places=PLACES)
    found = find("lincoln oak", PLACE.candidates(SCHOOL, context))
    assert found.values == ("lincoln-2",)


def test_a_place_that_was_written_is_exported_beside_the_known_ones() -> None:
    assert PLACE.export(SCHOOL, {"other": "Home"}) == {"": None, "name": None, "other": "Home"}
    assert PLACE.value(SCHOOL, {"other": "Home"}) == "other"
