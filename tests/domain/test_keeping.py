"""Back, Language, Save and changing one's mind: nothing that was typed or answered is lost."""

from __future__ import annotations

import json
from typing import Any

from farolito.domain.drafts import Draft, remove_entry
from farolito.domain.fields import MOST_TYPED, shown_list_field


def test_half_typed_text_is_kept_letter_for_letter_and_checked_on_continue(person: Any) -> None:
    person.continues("help", help_wanted="food")
    person.leaves("food", food_days=" 9", food_worried="yes")
    assert person.sees("food", "food_days") == {"": (" 9",)}
    assert person.sees("food", "food_worried") == {"": ("yes",)}
    assert "food_worried" not in person.draft.answers
    assert person.continues("food", food_days=" 9", food_worried="yes") == [
        "food_days: number_range"
    ]


def test_what_was_typed_over_an_answer_is_what_is_seen(person: Any) -> None:
    person.continues("help", help_wanted="food")
    person.leaves("help", help_wanted="rent")
    assert person.sees("help", "help_wanted") == {"": ("rent",)}
    assert person.draft.answers["help_wanted"] == ["food"]


def test_an_answer_that_was_wiped_stays_wiped(person: Any) -> None:
    person.continues("agree", consent="named")
    person.continues("stay", stay__city="Duarte")
    person.leaves("stay", stay__city="")
    assert not any(any(typed) for typed in person.sees("stay", "stay").values())
    assert not person.at("stay").finished


def test_leaving_a_page_as_it_was_leaves_nothing_to_check(person: Any) -> None:
    person.answers_everything()
    done = person.draft
    for key in person.keys:
        if key == "members":
            continue
        shown = {
            f"{one.name}__{suffix}" if suffix else one.name: list(typed)
            for one in person.at(key).questions
            for suffix, typed in person.sees(key, one.name).items()
        }
        person.leaves(key, **shown)
    person.leaves("members", members="no")
    assert person.draft == done


def test_leaving_an_untouched_page_leaves_nothing_to_check(person: Any) -> None:
    person.leaves("agree")
    person.leaves("help", help_wanted=[])
    person.leaves("members")
    assert person.draft == Draft()


def test_the_choice_on_a_list_is_kept(person: Any) -> None:
    person.leaves("members", members="no")
    assert shown_list_field(person.at("members"), person.draft) == "no"
    assert not person.at("members").finished
    person.lists("no")
    assert shown_list_field(person.at("members"), person.draft) == "no"
    assert person.draft.raw == {}


def test_unreadable_characters_are_kept_as_marks_that_are_still_a_problem(person: Any) -> None:
    person.continues("agree", consent="named")
    for typed in ("Ro\0sa", "Ro" + chr(0xD800) + "sa"):
        person.leaves("name", contact_name=typed)
        kept = person.sees("name", "contact_name")[""][0]
        assert kept == "Ro\ufffdsa"
        assert person.continues("name", contact_name=typed) == ["contact_name: characters"]
        assert person.continues("name", contact_name=kept) == ["contact_name: characters"]
    json.dumps(person.draft.to_json(), ensure_ascii=False).encode()


def test_a_draft_survives_json(person: Any) -> None:
    person.answers_everything()
    person.leaves("phone", phone="call me")
    person.draft = remove_entry(person.draft, "members", "e1")
    stored = json.loads(json.dumps(person.draft.to_json()))
    assert Draft.from_json(stored) == person.draft
    assert Draft.from_json({}) == Draft()


def test_a_hostile_post_cannot_make_a_draft_grow(person: Any) -> None:
    person.continues("agree", consent="named")
    huge = ["x" * 100_000] * 1000
    person.leaves("stay", stay=huge, stay__street=huge, stay__city=huge, stay__evil=huge)
    person.leaves("help", help_wanted=huge)
    assert len(json.dumps(person.draft.to_json())) < 2 * MOST_TYPED + 1000


def test_answers_that_are_not_asked_for_any_more_come_back_with_their_question(person: Any) -> None:
    person.answers_everything()
    before = person.sent
    person.continues("agree", consent="unnamed")
    person.continues("help", help_wanted="none")
    assert set(person.sent) == {"consent", "help_wanted", "members"}
    assert person.whole_form == []
    person.continues("help", help_wanted=["food", "rent"])
    person.continues("agree", consent="named")
    assert person.sent == {**before, "consent": person.sent["consent"]}


def test_half_typed_text_of_a_page_that_is_gone_holds_nothing_up(person: Any) -> None:
    person.continues("help", help_wanted="food")
    person.leaves("food", food_days="nine")
    person.continues("help", help_wanted="none")
    assert person.at("help").finished
    person.continues("help", help_wanted="food")
    assert person.sees("food", "food_days") == {"": ("nine",)}


def test_entries_lose_what_is_not_asked_of_them_any_more(person: Any) -> None:
    entry = person.answers_everything()
    person.continues("agree", consent="unnamed")
    (one,) = person.sent["members"]["entries"]
    assert one["id"] == entry
    assert set(one["answers"]) == {"member_name", "member_birth_date"}
