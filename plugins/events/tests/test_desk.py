"""Staff plan, count, write down and print; each school sees its own, and coaching is between two."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from farolito.testing.paper import pages_of
from farolito_events.models import Action, Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

HOME = "/-/events/desk"
DESK = f"{HOME}/lincoln"


def test_the_way_leads_to_the_desk_of_the_school(site: Site) -> None:
    staff = site.staff("coordinator")

    assert staff.get(HOME).headers["Location"] == DESK
    assert "Nothing is planned." in staff.get(DESK).text
    assert f"{HOME}" in site.staff("parent_engagement_coordinator").get(DESK).text


def test_who_plans_nothing_is_told_so_and_finds_no_event(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan()

    for role in ("counselor", "health_educator", "volunteer", "platform_admin"):
        staff = site.staff(role)
        assert "You plan no events." in staff.get(HOME).text
        for address in (DESK, f"{DESK}/new", f"{DESK}/{event}", f"{DESK}/{event}/flyer.pdf"):
            assert staff.get(address).status_code == 404
        assert staff.post(f"{DESK}/{event}", data={"go": "cancel"}).status_code == 404
    assert site.visitor().get(DESK).status_code == 303
    assert site.staff("coordinator").get(f"{HOME}/jefferson").status_code == 404


def test_what_is_wrong_is_said_and_what_was_typed_stays(site: Site) -> None:
    typed = {"kind": "trip", "title_en": " ", "day": "soon", "begins": "5", "about_en": "By bus."}

    reply = site.staff("coordinator").post(f"{DESK}/new", data=typed)

    assert reply.status_code == 422
    for words in ("Write what it is called", "Choose the day", "Write when it begins", "By bus."):
        assert words in reply.text
    assert 'value="soon"' in reply.text
    late = {
        "title_en": "x",
        "day": "2026-12-03",
        "begins": "17:00",
        "ends": "16:00",
        "capacity": "x",
    }
    page = site.staff("coordinator").post(f"{DESK}/new", data=late | {"hours": "many"}).text
    for words in ("after it begins", "Write a whole number", "Write hours"):
        assert words in page


def test_the_same_form_sent_twice_plans_once(site: Site, plan: Callable[..., str]) -> None:
    assert plan(once="0123456789abcdef") == plan(once="0123456789abcdef")

    with site.works.session() as session:
        assert len(session.scalars(select(Event)).all()) == 1


def test_planning_again_copies_all_but_the_day(site: Site, plan: Callable[..., str]) -> None:
    event = plan()

    page = site.staff("coordinator").get(f"{DESK}/new?from={event}").text

    assert 'value="Sleep and stress"' in page
    assert 'name="day" value=""' in page


def test_people_are_counted_after_the_event_until_its_month_is_over(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan(day="2026-11-20")
    staff = site.staff("coordinator")

    wrong = staff.post(f"{DESK}/{event}", data={"go": "count", "came": "-1"})
    assert wrong.status_code == 422
    assert 'value="-1"' in wrong.text
    assert staff.post(f"{DESK}/{event}", data={"go": "count", "came": "24"}).status_code == 303
    site.works.clock = lambda: datetime(2026, 12, 1, 18, tzinfo=UTC)
    staff = site.staff("coordinator")
    staff.post(f"{DESK}/{event}", data={"go": "count", "came": "25"})

    page = staff.get(f"{DESK}/{event}").text
    assert "24 people" in page
    assert "stands for good" in page


def test_an_event_that_was_counted_keeps_its_day_and_took_place(
    site: Site, plan: Callable[..., str]
) -> None:
    event, other = plan(day="2026-11-20"), plan(day="2026-11-20")
    staff = site.staff("coordinator")
    staff.post(f"{DESK}/{event}", data={"go": "count", "came": "24"})
    staff.post(f"{DESK}/{other}", data={"go": "cancel"})

    facts = {"title_en": "x", "begins": "17:30", "shown": "listed"}
    moved = staff.post(f"{DESK}/{event}/change", data=facts | {"day": "2026-10-01"})
    staff.post(f"{DESK}/{event}", data={"go": "cancel"})
    staff.post(f"{DESK}/{other}", data={"go": "count", "came": "24"})

    assert moved.status_code == 422
    assert "People were counted on its day." in moved.text
    with site.works.session() as session:
        rows = {one.id: one for one in session.scalars(select(Event))}
        assert (rows[event].day, rows[event].cancelled) == (date(2026, 11, 20), False)
        assert rows[other].came is None


def test_minutes_and_actions_are_written_ticked_printed_and_forgotten_after_years(
    site: Site, plan: Callable[..., str]
) -> None:
    event = plan(kind="meeting", shown="team", title_en="Committee", day="2026-11-20")
    staff = site.staff("coordinator")
    here = f"{DESK}/{event}"
    staff.post(here, data={"go": "notes", "note0": "Hours", "note1": "Open until 6."})
    agree = {"go": "agree", "what": "Tell families", "who": "Coordinator", "due": "2026-12-01"}
    assert staff.post(here, data=agree).status_code == 303
    assert staff.post(here, data=agree | {"what": ""}).status_code == 422

    assert staff.post(here, data={"go": "done", "number": "1"}).status_code == 303

    page = staff.get(here).text
    assert "Done on November 23, 2026" in page
    with site.works.session() as session:
        [row] = session.scalars(select(Action)).all()
        assert b"families" not in (row.said or b"")
    paper = "".join(pages_of(staff.get(f"{here}/minutes.pdf").data))
    for words in ("Committee", "Open until 6.", "Tell families"):
        assert words in paper
    site.works.clock = lambda: datetime(2029, 11, 25, 18, tzinfo=UTC)
    site.night()
    with site.works.session() as session:
        assert session.scalars(select(Action)).all() == []
        assert session.scalars(select(Event.notes)).all() == [None]


def test_coaching_is_between_the_coordinator_and_the_county_coach(
    site: Site, plan: Callable[..., str]
) -> None:
    visit = plan(role="county_coach", kind="coaching", title_en="Visit", day="2026-11-20")
    workshop = plan()
    coach = site.staff("county_coach")
    coach.post(f"{DESK}/{visit}", data={"go": "notes", "note0": "Referrals", "note1": ""})

    assert "Referrals" in site.staff("coordinator").get(f"{DESK}/{visit}").text
    assert "Referrals" in "".join(pages_of(coach.get(f"{DESK}/{visit}/minutes.pdf").data))
    assert coach.get(f"{DESK}/{workshop}").status_code == 404
    for role in ("parent_engagement_coordinator", "district_lead"):
        assert site.staff(role).get(f"{DESK}/{visit}").status_code == 404
        assert site.staff(role).get(f"{DESK}/{visit}/minutes.pdf").status_code == 404
    assert site.visitor().get(f"/-/events/lincoln/{visit}").status_code == 404


def test_coaching_can_not_be_shown_to_everybody(site: Site, plan: Callable[..., str]) -> None:
    visit = plan(kind="coaching", shown="listed", title_en="Visit")

    assert "Visit" not in site.visitor().get("/-/events/lincoln").text
    with site.works.session() as session:
        event = session.get_one(Event, (site.place.id, visit))
        assert (event.shown, event.sign_up, event.day) == ("team", False, date(2026, 12, 3))


@pytest.mark.parametrize("go", ["", "nonsense", "told", "done"])
def test_a_button_that_is_not_there_any_more_does_no_harm(
    site: Site, plan: Callable[..., str], go: str
) -> None:
    event = plan()

    reply = site.staff("coordinator").post(f"{DESK}/{event}", data={"go": go, "number": "x"})

    assert reply.status_code == 303


def test_it_speaks_spanish_to_who_reads_spanish(site: Site, plan: Callable[..., str]) -> None:
    event = plan()

    page = site.staff("coordinator").get(f"{DESK}/{event}", headers={"Accept-Language": "es"}).text

    assert "Sueño y estrés" in page
    assert "Quién se inscribió" in page
