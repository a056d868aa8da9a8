"""Yes or no, one choice, several choices, consent."""

from __future__ import annotations

from datetime import date
from typing import Any

from farolito.domain.definitions import Choice
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext, Shown
from farolito.domain.question_types.consent import declines
from farolito.testing.factories import make_question

CHOICES = (
    Choice("food", {"en": "Food", "es": "Comida"}),
    Choice("rent", {"en": "Rent", "es": "Renta"}),
    Choice("none", {"en": "None of these"}, exclusive=True),
    Choice("unsure", {"en": "I do not know"}, exclusive=True),
)
CHOICE, SEVERAL = CORE_QUESTION_TYPES["choice"], CORE_QUESTION_TYPES["choices"]
CONSENT = CORE_QUESTION_TYPES["consent"]
HELP = make_question("help", "choices", choices=CHOICES)
AGREE = make_question(
    "agree", "consent", choices=CHOICES, options={"text": "v1", "declines": ["none"]}
)


def ticks(*names: str, before: list[str] | None = None) -> Any:
    context = ParseContext(date(2026, 11, 23), "en", before=before)
    return SEVERAL.parse(HELP, {"": names}, context).answer


def test_choices_are_kept_in_the_order_of_the_form_and_once() -> None:
    assert ticks("rent", "food", "rent") == ["food", "rent"]


def test_none_of_these_clears_the_rest() -> None:
    assert ticks("food", "none") == ["none"]
    assert ticks("food", "none", before=["food"]) == ["none"]


def test_a_choice_ticked_beside_an_old_none_of_these_stands() -> None:
    assert ticks("food", "none", before=["none"]) == ["food"]


def test_of_two_choices_that_stand_alone_the_new_one_stays() -> None:
    assert ticks("none", "unsure") == ["none"]
    assert ticks("none", "unsure", before=["none"]) == ["unsure"]


def test_choices_are_shown_one_by_one_in_the_words_there_are() -> None:
    assert SEVERAL.show(HELP, ["food", "none"], "es") == (
        Shown("Comida", "words", "es"),
        Shown("None of these", "words", "en"),
    )


def test_a_list_that_the_page_could_not_have_made_is_not_understood() -> None:
    context = ParseContext(date(2026, 11, 23), "en")
    for listed in (["rent", "food"], ["food", "food"], ["food", "none"]):
        assert [p.code for p in SEVERAL.problems(HELP, listed, context)] == ["not_understood"]
    strange: list[Any] = [[], ["gold"], "food"]
    for stored in strange:
        assert [p.code for p in SEVERAL.problems(HELP, stored, context)] == ["not_a_choice"]


def test_no_choice_may_take_the_name_of_skip() -> None:
    question = make_question(type="choice", choices=("food", "_skip"))
    for kind in (CHOICE, SEVERAL, CONSENT):
        assert [pointer for pointer, _ in kind.check(question)] == ["/choices/1/name"]


def consents(name: str, language: str = "en", second: int = 1, before: Any = None) -> Any:
    at = f"2026-11-23T12:00:0{second}-08:00"
    context = ParseContext(date(2026, 11, 23), language, at, before)
    return CONSENT.parse(AGREE, {"": (name,)}, context).answer


def test_consent_records_the_choice_the_text_the_language_and_the_instant() -> None:
    assert consents("food", "es") == {
        "choice": "food",
        "text": "v1",
        "language": "es",
        "at": "2026-11-23T12:00:01-08:00",
    }


def test_the_same_consent_said_again_keeps_its_instant() -> None:
    first = consents("food")
    assert consents("food", second=2, before=first) == first


def test_another_choice_or_another_language_is_a_new_consent() -> None:
    first = consents("food")
    assert consents("rent", second=2, before=first)["at"] == "2026-11-23T12:00:02-08:00"
    spanish = consents("food", "es", second=2, before=first)
    assert (spanish["language"], spanish["at"]) == ("es", "2026-11-23T12:00:02-08:00")


def test_consent_to_another_text_is_not_understood() -> None:
    other = {**consents("food"), "text": "v0"}
    context = ParseContext(date(2026, 11, 23), "en")
    assert [p.code for p in CONSENT.problems(AGREE, other, context)] == ["not_understood"]


def test_consent_is_shown_in_words_with_its_day() -> None:
    assert CONSENT.show(AGREE, consents("food"), "es") == (
        Shown("Comida", "words", "es"),
        Shown("2026-11-23", "date"),
    )


def test_the_form_says_which_choice_declines() -> None:
    assert declines(AGREE, consents("none"))
    assert not declines(AGREE, consents("food"))
