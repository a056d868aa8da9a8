"""Two families side by side: what is called likely, what only possible, and what a hint says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from farolito.domain.matching import Hint, Known, hint, keys
from farolito.domain.matching.dates import likeness as dates_alike
from farolito.domain.matching.known import known_of
from farolito.domain.matching.names import likeness

ANA = Known("Ana García", "2017-03-14", "+16265550142", "ana@example.org")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José García", "JOSE GARCIA"),
        ("García José", "Jose García López"),
        ("Sean O'Neill", "Sean O\u2019Neill"),
        ("Юлия Щербакова", "Yulia Shcherbakova"),
        ("Գևորգ Սարգսյան", "Kevork Sarkissian"),
        ("محمد علي", "Mohammed Ali"),
        ("חיים כהן", "Haim Cohen"),
        ("王小明", "Xiao Ming Wang"),
        ("김민준", "Min-jun Kim"),
        ("たなか はなこ", "Hanako TANAKA"),
        ("राजेश शर्मा", "Rajesh Sharma"),
        ("សុខ ដារា", "Dara Sok"),
        ("Nguyễn Văn Đức", "Duc Nguyen"),
        ("Ana", "ANA"),
    ],
)
def test_one_name_written_in_two_ways_is_the_same(one: str, other: str) -> None:
    assert (likeness(one, other), likeness(other, one)) == ("same", "same")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Juan Pérez", "Juana Pérez"),
        ("Hassan Ali", "Hussein Ali"),
        ("Ana", "Ana García"),
        ("J. García", "Juan García"),
        ("Cristina Peña", "Christina Pena"),
    ],
)
def test_names_that_may_be_two_people_are_only_close(one: str, other: str) -> None:
    assert (likeness(one, other), likeness(other, one)) == ("close", "close")


def test_other_names_differ_and_no_name_is_unknown() -> None:
    assert likeness("Ana García", "Luis García") == "different"
    assert likeness("王小明", "Ana García") == "different"
    assert likeness("", "Ana") == likeness("!?", "Ana") == "unknown"


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("2017-03-14", "same"),
        ("2017-03-15", "close"),
        ("2017-03-41", "close"),
        ("2071-03-14", "close"),
        ("2017-04-15", "different"),
        ("", "unknown"),
    ],
)
def test_a_slip_in_a_birth_date_is_close(other: str, found: str) -> None:
    assert dates_alike("2017-03-14", other) == found
    assert dates_alike("2017-03-05", "2017-05-03") == "close"


def test_a_hint_says_which_fields_match_and_which_differ() -> None:
    other = Known("ana garcia", "2017-03-14", "+12135550199", "ANA@example.org ")
    assert hint([ANA], [other]) == Hint(
        "likely", same=("name", "birth_date", "email"), different=("phone",)
    )
    slip = replace(ANA, birth_date="2017-03-15", email="")
    assert hint([ANA], [slip]) == Hint("likely", same=("name", "phone"), close=("birth_date",))


@pytest.mark.parametrize(
    "other",
    [
        replace(ANA, name="Luz García"),  # a twin
        replace(ANA, name="Ane García"),  # a twin, or a slip
        replace(ANA, birth_date="1985-07-02"),  # a mother of the same name
        replace(ANA, name="Ana García Jr", birth_date=""),
        replace(ANA, birth_date=""),  # a mother who did not say when she was born
        Known(phone="+12135550142"),  # the same number without its area code
        Known("Ana García", "2017-03-15", "+12135550199"),
    ],
)
def test_what_twins_parents_and_neighbours_share_is_only_possible(other: Known) -> None:
    found = hint([ANA], [other])
    assert found is not None
    assert found.level == "possible"


@pytest.mark.parametrize(
    "other",
    [
        Known("Ana García", "2011-01-30", "+12135550199"),
        Known("Luis García", "2017-03-14", "+12135550199"),
        Known("Ana García", "", "+12135550199"),
        Known(),
    ],
)
def test_a_common_name_or_a_shared_birthday_is_no_hint(other: Known) -> None:
    assert hint([ANA], [other]) is None


def test_parents_who_gave_no_birth_date_are_likely_one_by_name_and_whole_phone() -> None:
    parent, other = Known("Ana García", "", "+16265550142"), Known("ana garcía", "", "+16265550142")
    assert hint([parent], [other]) == Hint("likely", same=("name", "phone"))
    nearby = replace(other, phone="+12135550142")
    assert hint([parent], [nearby]) == Hint("possible", same=("name", "phone"))


def test_a_first_name_alone_needs_more_than_a_birthday() -> None:
    first, other = Known("Ana", "2017-03-14"), Known("ana", "2017-03-14")
    assert hint([first], [other]) == Hint("possible", same=("name", "birth_date"))
    contact = Known(phone="+16265550142")
    assert hint([first, contact], [other, contact]) == Hint(
        "likely", same=("name", "birth_date", "phone")
    )


def test_families_match_by_anybody_in_them() -> None:
    ours = [Known("Rosa García", "", "+16265550142"), Known("Luis García", "2015-02-02")]
    theirs = [Known("Marta Peña", "", "+12135550199"), Known("Luis García", "2015-02-02")]
    found = hint(ours, theirs)
    assert found == Hint("likely", same=("name", "birth_date"), different=("phone",))


@pytest.mark.parametrize(
    "other",
    [
        Known("García Ana", "2017-03-14"),
        Known("Անա Գարսիա", "2017-03-14"),
        Known("Ana García", "2017-03-24"),
        Known("Ana García", "2018-03-14"),
        Known("Ana García", "2017-08-14"),
        Known(phone="+12135550142"),
        Known(email="Ana@Example.org"),
    ],
)
def test_who_may_be_one_shares_a_key(other: Known) -> None:
    assert keys(ANA) & keys(other)


def test_nobody_is_found_by_a_name_or_a_birth_date_alone() -> None:
    assert keys(Known("Ana García")) == keys(Known(birth_date="2017-03-14")) == frozenset()
    assert not keys(ANA) & keys(Known("Luis Peña", "2017-03-14"))
    swapped = Known("Ana", "2017-05-03")
    assert keys(swapped) & keys(replace(swapped, birth_date="2017-03-05"))


def test_what_is_known_is_read_from_the_answers_to_facts() -> None:
    told = {
        "name": "Ana",
        "birth_date": {"age": 9, "on": "2026-11-23"},
        "phone": {"number": "+16265550142", "call": "no"},
        "email": {"odd": 1},
    }
    assert known_of(told) == Known("Ana", "", "+16265550142", "")
    assert known_of({"birth_date": {"date": "2017-03-14"}, "phone": {"none": True}}) == Known(
        birth_date="2017-03-14"
    )
    assert known_of({"birth_date": "2017-03-14"}).birth_date == "2017-03-14"
    assert Known(phone="911").last_seven == ""
