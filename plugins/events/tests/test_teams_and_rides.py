"""Who is of a committee, by role; how a trip gets there and back: for staff, for families, on the permission slip."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from farolito.api import Actor
from farolito.testing.paper import faults, pages_of
from farolito_events.keeping import erase_past
from farolito_events.settings import EventSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

DESK = "/-/events/desk/lincoln"
TEAMS = f"{DESK}/teams"
RIDE = {"go": "ride", "way": "school_bus", "meet": "Gate 2", "leaves": "8:30", "back": "14:00"}


def add(site: Site, name: str, role: str, team: str = "Leadership team") -> int:
    sent = {"team": team, "name": name, "role": role}
    return int(site.staff("coordinator").post(TEAMS, data=sent).status_code)


def test_a_team_is_listed_by_role_on_screen_and_on_paper(site: Site) -> None:
    for name, role in (("Zoe Quintero", "family"), ("Ada Lin", "student"), ("Mr. Bo", "principal")):
        assert add(site, name, role) == 303
    assert add(site, "zoe quintero", "family") == 303  # the same again is the same
    staff = site.staff("coordinator")
    page = staff.get(TEAMS).text
    made = staff.get(f"{TEAMS}.pdf?language=es").data

    assert page.index("Mr. Bo") < page.index("Zoe Quintero") < page.index("Ada Lin")
    assert page.lower().count("<bdi>zoe quintero</bdi>") == 1
    assert faults(made, language="es", most_pages=1) == []
    [words] = pages_of(made)
    assert "Zoe Quintero Madre, padre o cuidador" in words


def test_whoever_left_is_not_listed_and_is_erased_when_the_minutes_are(site: Site) -> None:
    add(site, "Zoe Quintero", "family")
    staff = site.staff("coordinator")
    [member] = [
        line.split('"')[0] for line in staff.get(TEAMS).text.split('name="left" value="')[1:]
    ]
    assert staff.post(TEAMS, data={"left": member}).status_code == 303
    assert "Zoe Quintero" not in staff.get(TEAMS).text

    for years, left in ((2, 1), (4, 0)):
        with site.works.open(Actor("system")) as work:
            erase_past(work.session, work.today() + timedelta(days=366 * years), EventSettings())
            count = work.session.scalar(text("SELECT count(*) FROM plugin_events_member"))
            assert count == left


def test_a_name_is_sealed_where_it_is_stored(site: Site) -> None:
    add(site, "Zoe Quintero", "family")

    with site.works.open(Actor("system")) as work:
        stored = work.session.execute(text("SELECT * FROM plugin_events_member")).one()
    assert b"Zoe" not in b"".join(
        one if isinstance(one, bytes) else str(one).encode() for one in stored
    )


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"team": "", "name": "Zoe"}, "Write which committee"),
        ({"team": "Team", "name": ""}, "Write the name"),
        ({"team": "Team", "name": "Zoe", "since": "May"}, "Choose the day"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(
    site: Site, sent: dict[str, str], says: str
) -> None:
    reply = site.staff("coordinator").post(TEAMS, data=sent)

    assert reply.status_code == 422
    assert says in reply.text
    for words in filter(None, sent.values()):
        assert f'value="{words}"' in reply.text


@pytest.mark.parametrize("role", ["county_coach", "volunteer", "counselor"])
def test_nobody_else_sees_who_is_of_a_team(site: Site, role: str) -> None:
    add(site, "Zoe Quintero", "family")

    assert site.staff(role).get(TEAMS).status_code in (403, 404)
    assert site.staff(role).post(TEAMS, data={"left": "x"}).status_code in (403, 404)


def test_how_a_trip_gets_there_is_shown_to_families_and_printed(
    site: Site, plan: Callable[..., str]
) -> None:
    trip = plan(kind="trip", capacity="40")
    staff = site.staff("coordinator")
    assert staff.post(f"{DESK}/{trip}", data=RIDE | {"seats": "30"}).status_code == 303
    family = site.visitor().get(f"/-/events/lincoln/{trip}").text
    slip = " ".join(pages_of(staff.get(f"{DESK}/{trip}/permission.pdf?language=en").data))

    spanish = staff.get(f"{DESK}/{trip}/permission.pdf?language=es").data
    assert len(pages_of(spanish)) == 1
    assert "More people can sign up than there are seats." in staff.get(f"{DESK}/{trip}").text
    for words in ("School bus", "Gate 2", "Leaves at 8:30", "Back at 2:00"):
        assert words in family
        assert words in slip


def test_a_ride_that_is_back_before_it_leaves_is_not_kept(
    site: Site, plan: Callable[..., str]
) -> None:
    trip = plan(kind="trip")
    reply = site.staff("coordinator").post(f"{DESK}/{trip}", data=RIDE | {"back": "7:00"})

    assert reply.status_code == 422
    assert "after it leaves" in reply.text
    assert 'value="Gate 2"' in reply.text
    assert "School bus" not in site.visitor().get(f"/-/events/lincoln/{trip}").text
