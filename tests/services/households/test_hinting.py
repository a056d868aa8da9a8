"""Hints and searching: by hashes, of one place and one regime, never of what a student keeps to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.matching import Hint, Known
from farolito.errors import Forbidden
from farolito.services import households, inbox
from tests.services.households.conftest import PHONE, child, family

if TYPE_CHECKING:
    from farolito.services.households import HintView
    from tests.services.households.conftest import Fair


def hints(fair: Fair, response_id: str, role: str = "coordinator") -> tuple[HintView, ...]:
    with fair.works.open(fair.staff(role)) as work:
        return households.hints_for(work, "lincoln", response_id)


def test_a_hint_names_the_other_family_and_what_matches_and_differs(fair: Fair) -> None:
    first = fair.send(family("Rosa García", PHONE, child("Ana García Peña", "2017-03-14")))
    second = fair.send(family("Marta Peña", "+12135550199", child("GARCIA, Ana", "2017-03-14")))
    (hint,) = hints(fair, second)
    assert hint.hint == Hint("likely", same=("name", "birth_date"), different=("phone",))
    with fair.works.open(fair.staff()) as work:
        (code,) = (
            row.code for row in inbox.page(work, "lincoln").items if row.response_id == first
        )
        one, other, seen = households.compare(work, "lincoln", hint.household_id, hint.other_id)
    assert hint.code == code == other.label
    assert seen == hint.hint
    assert one.sent[0].response_id == second
    assert [row[4] for row in fair.rows("audit")].count("household.read") == 2


@pytest.mark.parametrize(
    ("name", "born", "level"),
    [
        ("José Peña", "2017-03-14", "likely"),
        ("Peña José", "2017-03-14", "likely"),
        ("Хосе Пенья", "2017-03-14", "possible"),
        ("Jose Pena", "2017-03-15", "likely"),  # a slip, and the same phone
        ("Luz Peña", "2017-03-14", "possible"),  # a twin
    ],
)
def test_variants_of_one_child_are_found(fair: Fair, name: str, born: str, level: str) -> None:
    fair.send(family("Rosa Peña", PHONE, child("Jose Pena", "2017-03-14")))
    sent = fair.send(family("Karim Haddad", PHONE, child(name, born)))
    (hint,) = hints(fair, sent)
    assert hint.hint.level == level
    assert "phone" in hint.hint.same


def test_likely_ones_come_first_and_no_more_than_three(fair: Fair) -> None:
    for number in range(5):
        fair.send(family(f"Neighbour {number}", PHONE))
    twin = fair.send(family("Rosa García", PHONE))
    sent = fair.send(family("Rosa Garcia", PHONE))
    found = hints(fair, sent)
    assert len(found) == 3
    assert found[0].hint.level == "likely"
    assert [one.hint.level for one in found[1:]] == ["possible", "possible"]
    with fair.works.open(fair.staff()) as work:
        assert found[0].other_id == households.of_response(work, "lincoln", twin)


def test_no_hint_crosses_a_place_a_regime_or_a_students_own_record(fair: Fair) -> None:
    private = {"own_name": "Ana García", "own_born": {"date": "2010-01-01"}, "own_phone": PHONE}
    fair.send(private, "student-check-in")
    fair.send({"contact_name": "Rosa García", "contact_phone": PHONE}, "private-talk")
    fair.send(family("Rosa García", PHONE), place="roosevelt")
    sent = fair.send(family("Rosa García", PHONE, child("Ana García", "2010-01-01")))
    assert hints(fair, sent) == ()
    with fair.works.open(fair.staff("coordinator", fair.district)) as work:
        assert households.hints_for(work, "lincoln", sent) == ()


def test_who_may_not_see_households_gets_no_hint(fair: Fair) -> None:
    fair.send(family())
    sent = fair.send(family())
    assert len(hints(fair, sent, "parent_engagement_coordinator")) == 1
    for role in ("counselor", "health_educator", "volunteer", "platform_admin"):
        assert hints(fair, sent, role) == ()


def test_the_hashes_of_one_place_say_nothing_about_another(fair: Fair) -> None:
    for place in ("lincoln", "roosevelt"):
        fair.send(family("Rosa García", PHONE), place=place)
    by_place: dict[Any, set[bytes]] = {}
    for place_id, value, _ in fair.rows("person_key"):
        by_place.setdefault(place_id, set()).add(bytes(value))
    one, other = by_place.values()
    assert len(one) == len(other) == 2
    assert not one & other


@pytest.mark.parametrize(
    "wanted",
    [
        Known(phone=PHONE),
        Known(phone="5550142"),
        Known(email="ROSA@example.org"),
        Known("García, Ana", "2017-03-14"),
    ],
)
def test_a_household_is_found_by_what_is_known_of_somebody_in_it(fair: Fair, wanted: Known) -> None:
    more = {"contact_email": "Rosa@example.org"}
    fair.send(family("Rosa García", PHONE, child("Ana García", "2017-03-14"), **more))
    fair.send(family("Somebody Else", "+12135550199"))
    with fair.works.open(fair.staff()) as work:
        ((view, _),) = households.by_person(work, "lincoln", wanted)
        assert len(view.people) == 2
        assert households.by_person(work, "lincoln", Known("Rosa García")) == []
    with fair.works.open(fair.staff("counselor")) as work, pytest.raises(Forbidden):
        households.by_person(work, "lincoln", wanted)


def test_a_household_is_found_by_a_code_however_it_is_typed(fair: Fair) -> None:
    sent = fair.send(family())
    with fair.works.open(fair.staff()) as work:
        code = inbox.page(work, "lincoln").items[0].code or ""
        own = households.of_response(work, "lincoln", sent)
        for typed in (code, f" {code[:4].lower()}-{code[4:]} "):
            assert households.by_code(work, "lincoln", typed) == own
        assert households.by_code(work, "lincoln", "K7QM-3FXP") is None
        assert households.by_code(work, "lincoln", "no code") is None
