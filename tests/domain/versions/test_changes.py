"""What each kind of change is called, where it points, and what it says."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from farolito.domain.changes import Change, changes
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import trusted_form
from tests.domain.versions.edits import DOCUMENTS, questions

if TYPE_CHECKING:
    from collections.abc import Callable

BEFORE = DOCUMENTS["family-needs"]


def named(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(question for _, _, question in questions(document) if question["name"] == name)


def after(edit: Callable[[dict[str, Any]], Any]) -> list[Change]:
    """The changes, apart from the translations' fingerprints, which any new word makes stale."""
    document = copy.deepcopy(BEFORE)
    edit(document)
    found = changes(trusted_form(BEFORE), trusted_form(document), CORE_QUESTION_TYPES)
    return [one for one in found if one.name != "translations"]


def test_new_words_say_in_which_languages_and_point_at_the_question() -> None:
    [one] = after(lambda d: named(d, "food_worried")["label"].update(en="Other words?"))
    assert (one.kind, one.what, one.question, one.members, one.says) == (
        "changed", "question", "food_worried", ("label",), "label (en)",
    )  # fmt: skip
    assert one.pointer == "/sections/1/pages/0/questions/0"
    assert not one.lossy


def test_a_new_limit_and_a_new_rule_are_said_with_both_values() -> None:
    [one] = after(
        lambda d: named(d, "help_words").update(max=50, required=True, relevant="transport == true")
    )
    assert "max " in one.says
    assert " to 50" in one.says
    assert "required no to yes" in one.says
    assert "to “transport == true”" in one.says
    assert not one.lossy


def test_a_question_that_looks_like_one_that_went_is_said_with_what_to_write() -> None:
    [one] = after(lambda d: named(d, "food_lasted").update(name="food_ran_out"))
    assert (one.kind, one.name, one.was, one.lossy) == (
        "renamed",
        "food_ran_out",
        "food_lasted",
        True,
    )
    assert "“was”: [“food_lasted”]" in one.why


def test_a_question_that_says_what_it_was_loses_nothing() -> None:
    [one] = after(
        lambda d: named(d, "food_lasted").update(name="food_ran_out", was=["food_lasted"])
    )
    assert (one.kind, one.lossy, one.why) == ("renamed", False, "")


def test_a_choice_that_went_is_said_with_its_words_and_its_place_in_the_old_form() -> None:
    [one] = after(lambda d: named(d, "help_wanted")["choices"].pop(1))
    assert (one.kind, one.what, one.name, one.question) == (
        "removed",
        "choice",
        "housing",
        "help_wanted",
    )
    assert one.pointer.endswith("/choices/1")
    assert one.lossy


def test_another_order_of_choices_is_one_change() -> None:
    [one] = after(lambda d: named(d, "help_wanted")["choices"].reverse())
    assert (one.members, one.says) == (("choices",), "the choices stand in another order")


def test_a_score_a_need_and_a_fact_of_the_form_are_changes_too() -> None:
    def edit(document: dict[str, Any]) -> None:
        document["needs"].pop()
        document["minutes"] = 99
        document["retention"]["answers_months"] = 12

    kinds = {(one.kind, one.what) for one in after(edit)}
    assert kinds == {("removed", "need"), ("changed", "form")}


def test_fewer_entries_than_before_lose_those_after() -> None:
    def fewer(document: dict[str, Any]) -> None:
        repeat = next(section["repeat"] for section in document["sections"] if "repeat" in section)
        repeat["max"] = 2

    [one] = after(fewer)
    assert (one.what, one.lossy, one.why) == (
        "repeat",
        True,
        "Entries after the first 2 are not read.",
    )
