"""The list page of a repeat: another entry, no more entries, and entries that come back."""

from __future__ import annotations

import json
from typing import Any

from farolito.domain.drafts import add_entry, entries, remove_entry, restore_entry


def test_yes_adds_an_entry_and_no_is_the_end(person: Any) -> None:
    assert person.lists("yes") == "e1"
    assert not person.at("members").finished
    person.continues("members/e1/who", member_name="Ana")
    person.continues("members/e1/born")
    assert person.lists("no") is None
    assert person.at("members").finished


def test_nobody_is_an_answer(person: Any) -> None:
    person.lists("no")
    assert person.at("members").finished
    assert person.sent["members"] == {"entries": [], "done": True}


def test_nothing_chosen_is_a_problem(person: Any) -> None:
    for more in ("", "maybe"):
        person.lists(more)
        assert [one.code for one in person.problems] == ["yes_or_no"]


def test_pressing_twice_adds_one_entry(person: Any) -> None:
    assert person.lists("yes") == person.lists("yes") == "e1"
    assert len(entries(person.draft.answers, "members")) == 1


def test_an_entry_in_which_nothing_was_written_goes_with_no(person: Any) -> None:
    person.adds("Ana", "40")
    person.lists("yes")
    person.lists("no")
    assert person.problems == ()
    assert [one["id"] for one in entries(person.draft.answers, "members")] == ["e1"]


def test_an_unfinished_entry_must_be_finished_or_removed(person: Any) -> None:
    entry = person.lists("yes")
    person.leaves(f"members/{entry}/who", member_name="An")
    person.lists("no")
    assert [(one.question, one.code) for one in person.problems] == [
        (f"members/{entry}", "entry_not_finished")
    ]
    person.draft = remove_entry(person.draft, "members", entry)
    person.lists("no")
    assert person.problems == ()


def test_there_is_room_for_as_many_as_the_form_says(person: Any) -> None:
    for name in ("Ana", "Luis", "Eva"):
        person.adds(name, "40")
    assert person.lists("yes") is None
    (problem,) = person.problems
    assert (problem.code, problem.params) == ("max_entries", {"max": 3})
    assert len(entries(person.draft.answers, "members")) == 3


def test_a_removed_entry_comes_back_where_it_was_with_what_was_half_typed(person: Any) -> None:
    ana = person.adds("Ana", "9")
    person.adds("Luis", "40")
    person.leaves(f"members/{ana}/who", member_name="Ana María")
    whole = person.draft
    person.draft = remove_entry(person.draft, "members", ana)
    assert [one["id"] for one in entries(person.draft.answers, "members")] == ["e2"]
    assert "Ana" not in json.dumps(person.sent)
    person.draft = restore_entry(person.draft, "members", ana)
    assert person.draft.answers == whole.answers
    assert person.sees(f"members/{ana}/who", "member_name") == {"": ("Ana María",)}


def test_only_the_last_three_removed_can_come_back(person: Any) -> None:
    for number in range(6):
        entry = f"k{number}"
        person.draft = add_entry(person.draft, "members", entry)
        person.leaves(f"members/{entry}/who", member_name="Somebody")
        person.draft = remove_entry(person.draft, "members", entry)
    assert [one["id"] for one in person.draft.removed["members"]] == ["k3", "k4", "k5"]
    assert set(person.draft.raw) == {f"members/k{n}/member_name" for n in (3, 4, 5)}


def test_removing_or_restoring_what_is_not_there_changes_nothing(person: Any) -> None:
    person.adds("Ana", "9")
    assert remove_entry(person.draft, "members", "nobody") == person.draft
    assert restore_entry(person.draft, "members", "nobody") == person.draft
