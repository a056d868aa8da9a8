"""The household list: add, change, remove, bring back, and "No, that is all"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.web_support.family import Family


def add(family: Family, name: str) -> Family:
    family.press("next", members="yes").press("next", member_name=name)
    return family.press("next").press("next", grade="_skip")


def entry_id(family: Family) -> str:
    found = [value for value in family.page.buttons if value.startswith("change:")]
    return found[0].partition(":")[2]


def test_nobody_is_chosen_and_nothing_is_added_at_first(family: Family) -> None:
    family.to_list()
    assert "You have not added anyone yet." in family.html
    assert "members" not in family.fields


def test_yes_leads_through_the_pages_of_a_new_person_and_back_to_the_list(family: Family) -> None:
    add(family.to_list(), "Ana")
    assert family.address == "/lincoln/fair/members"
    assert family.title.startswith("Ana added – Who lives with you?")
    assert "1 on the list" in family.html


def test_the_add_button_does_what_yes_does(family: Family) -> None:
    assert family.to_list().press("add").address.endswith("/member_name_page")


def test_the_pages_about_a_person_say_whom_they_are_about(family: Family) -> None:
    family.to_list().press("next", members="yes").press("next", member_name="Ana <b>")
    assert "<bdi>Ana &lt;b&gt;</bdi>" in family.html


def test_the_browser_does_not_offer_the_owners_data_for_somebody_else(family: Family) -> None:
    family.to_list().press("next", members="yes")
    assert 'autocomplete="off"' in family.html
    family.open("/lincoln/fair/members").press("next", members="no")
    for token in ("name", "tel", "email"):
        assert f'autocomplete="{token}"' in family.html


def test_yes_twice_by_mistake_adds_one_person(family: Family) -> None:
    family.to_list().press("next", members="yes")
    first = family.address
    family.open("/lincoln/fair/members").press("next", members="yes")
    assert family.address == first


def test_an_entry_left_empty_is_not_on_the_list(family: Family) -> None:
    family.to_list().press("next", members="yes").press("back")
    assert "You have not added anyone yet." in family.html
    assert family.press("next", members="no").address.endswith("/contact_page")


def test_neither_yes_nor_no_is_a_problem(family: Family) -> None:
    family.to_list().press("next")
    assert "Choose Yes or No" in family.html
    assert "#more" in family.page.links
    assert "more" in family.page.ids


def test_an_unfinished_person_has_to_be_finished_or_removed(family: Family) -> None:
    family.to_list().press("next", members="yes").press("next", member_name="Ana")
    family.open("/lincoln/fair/members").press("next", members="no")
    assert "Finish this one with Change, or remove it" in family.html
    assert f"#change-{entry_id(family)}" in family.page.links


def test_change_opens_the_persons_pages_with_their_answers(family: Family) -> None:
    add(family.to_list(), "Ana")
    family.press(f"change:{entry_id(family)}")
    assert family.fields["member_name"] == ["Ana"]


def test_remove_asks_first_and_can_be_undone(family: Family) -> None:
    add(add(family.to_list(), "Ana"), "Luis")
    first = entry_id(family)
    family.press(f"remove:{first}")
    assert family.page.heading == "Remove Ana?"
    family.press(f"removed:{first}")
    assert "Ana is removed." in family.html
    assert "1 on the list" in family.html
    family.press(f"undo:{first}")
    assert "2 on the list" in family.html
    assert entry_id(family) == first


def test_keep_leaves_the_person_on_the_list(family: Family) -> None:
    add(family.to_list(), "Ana")
    family.press(f"remove:{entry_id(family)}").press("back")
    assert "1 on the list" in family.open("/lincoln/fair/members").html


def test_buttons_of_a_person_who_is_gone_show_the_list(family: Family) -> None:
    add(family.to_list(), "Ana")
    gone = entry_id(family)
    family.press(f"removed:{gone}")
    for go in (f"change:{gone}", f"remove:{gone}", f"removed:{gone}", "undo:nobody"):
        assert family.press(go).address == "/lincoln/fair/members"


def test_a_full_list_says_so_instead_of_asking_for_more(family: Family) -> None:
    family.to_list()
    for name in ("Ana", "Luis", "Eva"):
        add(family, name)
    assert "The list has room for 3" in family.html
    assert not re.search(r'name="members"', family.html)


def test_a_full_list_leads_on(family: Family) -> None:
    family.to_list()
    for name in ("Ana", "Luis", "Eva"):
        add(family, name)
    assert family.press("next").address == "/lincoln/fair/contact_page"


def test_a_list_page_keeps_its_choice_through_a_language_switch(family: Family) -> None:
    family.to_list().press("language", members="yes").press("use:es")
    assert family.address == "/lincoln/fair/members"
    assert family.fields["members"] == ["yes"]


def test_the_list_can_be_changed_from_check_answers(family: Family) -> None:
    family.to_check().press("change:members")
    assert family.address == "/lincoln/fair/members"
    assert family.press("next", members="no").address == "/lincoln/fair/check"


def test_a_person_can_be_changed_from_check_answers(family: Family) -> None:
    family.to_check()
    (change,) = (b for b in family.page.buttons if b.endswith("/member_name_page"))
    assert family.press(change).press("next", member_name="Eva").address == "/lincoln/fair/check"
    assert "Eva" in family.html
