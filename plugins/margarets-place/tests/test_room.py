"""The counselor's room: limits of privacy come first, names are sealed, and for everybody else there is no room."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from farolito.api import Actor, Asks, Plugin, hookimpl
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.paper import pages_of
from farolito.testing.site import make_site
from farolito_margarets_place import demo, year
from farolito_margarets_place.intake import initials_of
from farolito_margarets_place.models import Meeting, Member, Person
from farolito_margarets_place.plugin import MargaretsPlace
from farolito_margarets_place.settings import RoomSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

    from farolito.api import SubmissionView
    from farolito.testing.site import Site

HOME = "/-/margarets_place/"
ROOM = f"{HOME}lincoln"
NOVEMBER = datetime(2026, 11, 24, 18, tzinfo=UTC)
LATER = datetime(2027, 9, 1, 18, tzinfo=UTC)
SELF = "margarets-place-self-referral"
ANSWERS = {
    "limits_read": {
        "choice": "read",
        "text": "margarets-place-limits-2026-11",
        "language": "en",
        "at": "2026-11-23T09:30:00-08:00",
    },
    "wants": ["talk"],
    "call_me": "Ana",
    "safe_contact": ["pass"],
}
OUTED = ("margaret", "counsel", "violence", "therapy", "trauma")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with Margaret's Place."""
    made = make_site(tmp_path, MargaretsPlace)
    made.works.clock = lambda: NOVEMBER
    yield made
    made.close()


def at(moment: datetime) -> Callable[[], datetime]:
    """A clock that stands."""
    return lambda: moment


def opened(site: Site, name: str = SELF) -> str:
    (path,) = [one for one in MargaretsPlace().form_files if one.stem == name]
    return site.open_form(path)


def came(counselor: FlaskClient, name: str = "Sam Reyes") -> str:
    """Somebody comes in person; the address of their page."""
    reply = counselor.post(ROOM, data={"name": name})
    assert reply.status_code == 303, reply.text
    return str(reply.headers["Location"])


def meet(counselor: FlaskClient, person: str, day: str = "2026-11-24") -> int:
    html = counselor.get(person).text
    found = re.search(r'name="token" value="([^"]+)"', html)
    token = found[1] if found else "none"
    sent = {"go": "meeting", "kind": "individual", "day": day, "token": token}
    return counselor.post(person, data=sent).status_code


def begun(counselor: FlaskClient, group: dict[str, str]) -> str:
    """A group is begun; the address of its page."""
    return str(counselor.post(f"{ROOM}/groups", data=group).headers["Location"])


def test_the_tables_are_those_of_the_migrations(engine_url: str) -> None:
    assert wrong_with_migrations(engine_url, MargaretsPlace) == []


def test_who_asks_stands_on_the_roster_until_the_form_is_erased(site: Site) -> None:
    response = site.send(opened(site), ANSWERS)
    counselor = site.staff("counselor")
    with site.works.session() as session:
        (row,) = session.scalars(select(Person))
    person = f"{ROOM}/people/{row.person_id}"
    assert f"{ROOM}/people/{row.person_id}" in counselor.get(ROOM).text

    counselor.post(person, data={"go": "rename", "name": "Ana P"})
    assert "Ana P" in counselor.get(ROOM).text
    with site.works.session() as session:
        (row,) = session.scalars(select(Person))
        assert row.name is not None
        assert b"Ana" not in row.name

    site.erase(response)
    assert counselor.get(person).status_code == 404
    assert "Ana P" not in counselor.get(ROOM).text


def test_nothing_is_written_down_or_printed_before_the_limits_of_privacy_were_said(
    site: Site,
) -> None:
    counselor = site.staff("counselor")
    person = came(counselor)

    assert meet(counselor, person) == 422
    assert counselor.post(f"{person}/intake.pdf").status_code == 303

    counselor.post(person, data={"go": "limits"})
    page = counselor.get(person).text
    assert "Said by" in page
    assert "November 24, 2026" in page
    assert meet(counselor, person) == 303
    assert counselor.post(f"{person}/intake.pdf").data.startswith(b"%PDF")


def test_the_first_time_that_the_limits_were_said_stays(site: Site) -> None:
    counselor = site.staff("counselor")
    person = came(counselor)
    counselor.post(person, data={"go": "limits"})
    site.works.clock = lambda: LATER

    site.staff("counselor").post(person, data={"go": "limits"})

    assert "November 24, 2026" in site.staff("counselor").get(person).text


@pytest.mark.parametrize(
    "roles",
    [
        ("coordinator",),
        ("health_educator",),
        ("parent_engagement_coordinator",),
        ("district_lead",),
    ],
)
def test_for_everybody_else_there_is_no_such_room(site: Site, roles: tuple[str, ...]) -> None:
    person = came(site.staff("counselor"))
    other = site.staff(*roles)

    for page in (HOME, ROOM, f"{ROOM}/groups", f"{ROOM}/log", f"{ROOM}/year", person):
        assert other.get(page).status_code == 404
    for page in (ROOM, person, f"{person}/intake.pdf", f"{ROOM}/log", f"{ROOM}/hand-over"):
        assert other.post(page, data={"name": "x"}).status_code == 404
    assert HOME not in other.get("/staff/", follow_redirects=True).text
    assert HOME in site.staff("counselor").get("/staff/", follow_redirects=True).text


def test_a_card_says_meeting_a_time_and_a_room_and_nothing_else(site: Site) -> None:
    counselor = site.staff("counselor")
    person = came(counselor)

    reply = counselor.get(f"{person}/card.pdf?on=2026-11-24&at=14:15&room=Room+210")

    (words,) = pages_of(reply.data)
    assert words.count("Meeting") == 10
    assert "Tue, Nov 24" in words
    assert "2:15" in words
    assert "Room 210" in words
    for never in (*OUTED, "sam", "lincoln"):
        assert never not in words.casefold()
        assert never not in reply.headers["Content-Disposition"].casefold()


def test_the_sheet_for_the_first_talk_has_initials_and_a_code_and_is_in_the_audit(
    site: Site,
) -> None:
    counselor = site.staff("counselor")
    person = came(counselor)
    counselor.post(person, data={"go": "limits"})

    reply = counselor.post(f"{person}/intake.pdf")

    (words,) = pages_of(reply.data)
    assert "CONFIDENTIAL" in words
    assert "SR" in words
    assert "Reyes" not in words
    assert not any(word in reply.headers["Content-Disposition"] for word in OUTED)
    audit = site.staff("platform_admin").get("/admin/audit?place=lincoln").text
    assert "Printed a paper of a plugin" in audit


def test_initials_are_what_is_short_already_or_the_first_letters() -> None:
    assert [initials_of(name) for name in ("", "SR", "Sam Reyes", "ana maria de la o")] == [
        "",
        "SR",
        "SR",
        "AMD",
    ]


def test_a_tablet_that_is_handed_over_knows_nobody_and_keeps_nothing(site: Site) -> None:
    name = opened(site)
    tablet = site.visitor()
    cookie = site.log_in("counselor")
    tablet.set_cookie(*cookie)
    tablet.get(f"/lincoln/{name}")

    reply = tablet.post(f"{ROOM}/hand-over", data={"language": "es"})

    form = str(reply.headers["Location"])
    assert form.startswith(f"/lincoln/{name}/")
    assert tablet.get(ROOM).headers["Location"].startswith("/staff/log-in")  # logged out
    assert tablet.get_cookie(cookie[0]) is None
    kept = site.visitor()
    kept.set_cookie(*cookie)
    assert kept.get(ROOM).headers["Location"].startswith("/staff/log-in")
    page = tablet.get(form)
    assert "Lo que queda en privado" in page.text

    for _ in range(8):
        if form.endswith("/check"):
            break
        first = {"limits_read": "read"} if "limits_read" in form else {}
        question = form.rpartition("/")[2].removesuffix("_page")
        sent = tablet.post(
            form, data={"_go": "next", "_language": "es", question: "_skip", **first}
        )
        form = str(sent.headers["Location"]).partition("?")[0]
    sent = tablet.post(form, data={"_go": "send", "_language": "es"})
    last = str(sent.headers["Location"])

    assert "how=sent" in last
    end = tablet.get(last).text
    assert "devuelve" in end.casefold() or "devuelva" in end.casefold()
    assert not any(word in end.casefold() for word in (*OUTED, "consejer"))
    assert tablet.get(f"/lincoln/{name}/done").headers["Location"] == f"/lincoln/{name}"
    assert tablet.get(form).headers["Location"] == f"/lincoln/{name}"
    with site.works.session() as session:
        assert len(session.scalars(select(Person)).all()) == 1


def test_a_form_that_a_student_walks_away_from_is_closed_when_the_counselor_logs_in(
    site: Site,
) -> None:
    name = opened(site)
    tablet = site.staff("counselor")
    form = tablet.post(f"{ROOM}/hand-over", data={"language": "en"}).headers["Location"]
    sent = tablet.post(form, data={"_go": "next", "_language": "en", "limits_read": "read"})
    form = str(sent.headers["Location"])
    assert tablet.get(form).status_code == 200

    who = {"email": "counselor@school.example", "password": "a long test password"}
    assert tablet.post("/staff/log-in", data=who).status_code == 303

    assert tablet.get(form).headers["Location"] == f"/lincoln/{name}"


def test_a_form_that_is_not_open_is_not_handed_over(site: Site) -> None:
    counselor = site.staff("counselor")

    reply = counselor.post(f"{ROOM}/hand-over", data={"language": "en"})

    assert reply.status_code == 422
    assert counselor.get(ROOM).status_code == 200  # still logged in


def test_a_group_has_a_roster_a_class_only_numbers(site: Site) -> None:
    counselor = site.staff("counselor")
    person = came(counselor).rpartition("/")[2]
    group = begun(counselor, {"kind": "group", "title": "Group A"})
    for _ in range(2):
        counselor.post(group, data={"go": "join", "person": person})
    counselor.post(group, data={"go": "join", "name": "Lou"})
    page = counselor.get(group).text
    assert page.count(">Sam Reyes</bdi></a>") == 1
    assert "Lou" in page
    with site.works.session() as session:
        assert all(b"Lou" not in row.name for row in session.scalars(select(Member)))

    lesson = begun(counselor, {"kind": "yes_class", "title": "Period 2"})
    sent = {"go": "meeting", "day": "2026-11-24", "came": "28", "token": "a"}
    assert counselor.post(lesson, data=sent).status_code == 422  # which lesson?
    for _ in range(2):
        assert counselor.post(lesson, data={**sent, "lesson": "5"}).status_code == 303
    assert counselor.get(lesson).text.count(">28</td>") == 1

    counselor.post(group, data={"go": "close"})
    assert "Lou" not in counselor.get(group).text


def test_erasing_takes_the_name_out_of_every_group_and_leaves_the_meeting(site: Site) -> None:
    counselor = site.staff("counselor")
    person = came(counselor)
    counselor.post(person, data={"go": "limits"})
    meet(counselor, person)
    group = begun(counselor, {"kind": "group", "title": "Group A"})
    counselor.post(group, data={"go": "join", "person": person.rpartition("/")[2]})

    assert counselor.post(person, data={"go": "erase"}).status_code == 422
    counselor.post(person, data={"go": "erase", "sure": "yes"})

    assert "Sam Reyes" not in counselor.get(group).text
    with site.works.session() as session:
        assert session.scalars(select(Person)).all() == []
        assert len(session.scalars(select(Meeting)).all()) == 1


def test_who_was_closed_for_a_year_is_erased_in_the_night(site: Site) -> None:
    counselor = site.staff("counselor")
    closed, open_still = came(counselor, "Sam Reyes"), came(counselor, "Lou Park")
    counselor.post(closed, data={"go": "closed"})

    for days, status in ((365, 200), (366, 404)):
        later = NOVEMBER + timedelta(days=days)
        site.works.clock = at(later)
        site.night()
        assert site.staff("counselor").get(closed).status_code == status
        assert site.staff("counselor").get(open_still).status_code == 200


def test_the_log_is_corrected_by_writing_it_again(site: Site) -> None:
    counselor = site.staff("counselor")
    for many in ("9", "12"):
        sent = {"go": "drop_in", "day": "2026-11-24", "when": "lunch", "came": many}
        assert counselor.post(f"{ROOM}/log", data=sent).status_code == 303
    activity = {
        "go": "activity",
        "kind": "staff_development",
        "title": "How to listen",
        "on": "2026-11-20",
        "reached": "25",
        "hours": "1,5",
        "token": "t",
    }
    for _ in range(2):
        counselor.post(f"{ROOM}/log", data=activity)

    page = counselor.get(f"{ROOM}/log").text
    assert ">12</td>" in page
    assert ">9</td>" not in page
    assert page.count('<bdi dir="auto">How to listen</bdi>') == 1
    wrong = counselor.post(f"{ROOM}/log", data={**activity, "hours": "a lot", "title": "Kept"})
    assert wrong.status_code == 422
    assert 'value="a lot"' in wrong.text
    assert 'value="Kept"' in wrong.text


def held_by(people: int, times: int) -> list[Meeting]:
    return [
        Meeting(
            place_id="p",
            meeting_id=f"{person}-{time}",
            kind="individual",
            day=date(2026, 11, 2),
            came=1,
            person_id=str(person),
            circle_id="",
            lesson=0,
        )
        for person in range(people)
        for time in range(times)
    ]


@pytest.mark.parametrize(
    ("people", "times", "ongoing", "sessions"),
    [(0, 0, (0, 0), (0, 0)), (10, 1, (0, 10), (1, 10)), (41, 6, (41, 41), (246, 246))],
)
def test_a_year_shows_no_small_number(
    people: int, times: int, ongoing: tuple[int, int], sessions: tuple[int, int]
) -> None:
    found = year.counts(held_by(people, times), [], RoomSettings())
    rows = {row.label: (row.bounds.low, row.bounds.high) for row in found.people}

    assert rows[year.ONGOING] == ongoing
    assert rows[year.SESSIONS] == sessions


def test_those_who_came_once_are_not_found_between_those_who_came_often() -> None:
    few = [one for one in held_by(41, 3) if one.person_id != "0" or one.meeting_id == "0-0"]

    found = year.counts(few, [], RoomSettings())

    rows = {row.label: row.bounds for row in found.people}
    assert rows[year.YOUTH].low == 41
    assert not rows[year.ONGOING].shown


def test_a_year_is_printed_when_it_is_over(site: Site) -> None:
    counselor = site.staff("counselor")
    person = came(counselor)
    counselor.post(person, data={"go": "limits"})
    meet(counselor, person)
    page = counselor.get(f"{ROOM}/year").text
    assert "1–10" in page
    assert "year.pdf" not in page
    assert counselor.get(f"{ROOM}/year.pdf?year=2026").status_code == 404

    site.works.clock = lambda: LATER
    counselor = site.staff("counselor")
    assert "year.pdf?year=2026" in counselor.get(f"{ROOM}/year?year=2026").text
    words = " ".join(pages_of(counselor.get(f"{ROOM}/year.pdf?year=2026").data))
    assert "2026-27" in words
    assert "1–10" in words
    assert counselor.get(f"{ROOM}/year?year=1").status_code == 404


def test_it_speaks_spanish(site: Site) -> None:
    counselor = site.staff("counselor")
    spanish = {"Accept-Language": "es"}
    for page, words in (
        ("", "Mi sala"),
        ("/groups", "Grupos"),
        ("/log", "Bitácora"),
        ("/year", "Año"),
    ):
        assert words in counselor.get(f"{ROOM}{page}", headers=spanish).text


def test_the_demo_fills_the_room_once(site: Site) -> None:
    for _ in range(2):
        with site.works.open(Actor("system")) as work:
            demo.fill(work, site.place)

    counselor = site.staff("counselor")
    assert counselor.get(ROOM).text.count(">Demo A.</bdi>") == 1
    last = year.year_of(NOVEMBER.date()) - 1
    page = counselor.get(f"{ROOM}/year?year={last}").text
    assert ">44</td>" in page
    assert ">240</td>" in page


class Curious(Plugin):
    """Would like to hear of every submission, and asked for school records alone."""

    name = "curious"
    title = "Curious"
    summary = "Hears of submissions."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",))

    @hookimpl
    def submission_saving(self, submission: SubmissionView) -> None:
        """Nothing."""


def test_an_administrator_does_not_learn_how_many_asked(tmp_path: Path) -> None:
    site = make_site(tmp_path, MargaretsPlace, Curious)
    name = opened(site)
    for _ in range(3):
        site.send(name, ANSWERS)
    came(site.staff("counselor"))
    admin = site.staff("platform_admin")

    for plugin in ("margarets_place", "curious"):
        page = admin.get(f"/admin/plugins/{plugin}").text
        assert not re.search(r"\b[34] (rows?|times?)\b", page)
    assert "not given" in admin.get("/admin/plugins/curious").text
    site.close()
