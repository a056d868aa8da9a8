"""The desk: one press is one visit; who waits gets a time; a course has a roster that only the desk reads."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from farolito.api import Actor
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.paper import pages_of
from farolito.testing.site import make_site
from farolito_wellbeing_centers import demo
from farolito_wellbeing_centers.models import Course, Enrolled, Request, Tap
from farolito_wellbeing_centers.plugin import WellbeingCenters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

    from farolito.testing.site import Site

HOME = "/-/wellbeing_centers/"
DESK = f"{HOME}desk/lincoln"
NOVEMBER, DECEMBER = (datetime(2026, month, 23, 18, tzinfo=UTC) for month in (11, 12))
YEAR_OVER = datetime(2028, 2, 3, 18, tzinfo=UTC)
TEXT = {"language": "en", "at": "2026-11-23T09:30:00-08:00", "choice": "yes"}
REACH = {"call_me": "Ana", "safe_contact": ["pass"]}
APPOINTMENT = {
    "consent": {**TEXT, "text": "wellbeing-appointment-2026-11"},
    "service_line": "mental_health",
    "good_times": ["lunch"],
    **REACH,
}
COURSE = {
    "consent": {**TEXT, "text": "wellbeing-course-2026-11"},
    "wants": ["peer_advocates"],
    "grade_band": "10",
    "parent_paper": "yes",
    **REACH,
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with a wellbeing center."""
    made = make_site(tmp_path, WellbeingCenters)
    made.works.clock = lambda: NOVEMBER
    yield made
    made.close()


def at(moment: datetime) -> Callable[[], datetime]:
    """A clock that stands."""
    return lambda: moment


def opened(site: Site, name: str) -> str:
    (path,) = [one for one in WellbeingCenters().form_files if one.stem == name]
    return site.open_form(path)


def field(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found[1]


def press(desk: FlaskClient, line: str, **more: str) -> str:
    """Open the counter and press a button; the address that the browser is sent to."""
    token = field(desk.get(DESK).text, "token")
    reply = desk.post(DESK, data={"token": token, "line": line, "language": "en", **more})
    assert reply.status_code == 303
    return str(reply.headers["Location"])


def test_the_tables_are_those_of_the_migrations(engine_url: str) -> None:
    assert wrong_with_migrations(engine_url, WellbeingCenters) == []


def test_what_is_pressed_at_the_desk_is_in_the_numbers_like_every_other_visit(
    tmp_path: Path, engine_url: str
) -> None:
    site = make_site(tmp_path, WellbeingCenters, database_url=engine_url)
    site.works.clock = lambda: NOVEMBER
    opened(site, "wellbeing-visit")
    desk = site.staff("health_educator")
    for _ in range(12):
        press(desk, "leadership", grade="9", kind="new", language="es")
    taken_back = press(desk, "leadership")
    desk.post(f"{DESK}/undo", data={"token": taken_back.partition("counted=")[2]})
    site.work_off()
    site.works.clock = lambda: DECEMBER
    site.night()

    assert ">12</td>" in site.staff("coordinator").get(HOME).text
    site.close()


def test_the_same_page_sent_twice_is_one_visit(site: Site) -> None:
    opened(site, "wellbeing-visit")
    desk = site.staff("health_educator")
    token = field(desk.get(DESK).text, "token")

    for _ in range(2):
        assert desk.post(DESK, data={"token": token, "line": "leadership"}).status_code == 303

    inbox = site.staff("coordinator").get("/staff/", follow_redirects=True).text
    assert len(set(re.findall(r"/staff/lincoln/responses/([0-9a-f-]{32,36})", inbox))) == 1
    page = desk.get(f"{DESK}?counted={token}").text
    assert "One visit counted." in page
    assert desk.post(f"{DESK}/undo", data={"token": token}).headers["Location"].endswith("=back")
    assert desk.post(f"{DESK}/undo", data={"token": token}).headers["Location"].endswith("=gone")
    assert "One visit counted." not in desk.get(f"{DESK}?counted={token}").text


def test_a_visit_of_yesterday_can_not_be_taken_back(site: Site) -> None:
    opened(site, "wellbeing-visit")
    desk = site.staff("health_educator")
    token = press(desk, "leadership").partition("counted=")[2]
    site.works.clock = lambda: DECEMBER

    desk = site.staff("health_educator")
    assert desk.post(f"{DESK}/undo", data={"token": token}).headers["Location"].endswith("=gone")


def test_a_school_that_does_not_offer_the_form_is_told_and_counts_nothing(site: Site) -> None:
    desk = site.staff("health_educator")

    reply = desk.post(DESK, data={"token": "x", "line": "leadership"}, follow_redirects=True)

    assert "Nothing was counted" in reply.text
    with site.works.session() as session:
        assert session.scalars(select(Tap)).all() == []


@pytest.mark.parametrize("role", ["coordinator", "counselor", "parent_engagement_coordinator"])
def test_nobody_else_finds_the_desk(site: Site, role: str) -> None:
    staff = site.staff(role)
    for page in ("", "/requests", "/courses", "/passes.pdf"):
        assert staff.get(f"{DESK}{page}").status_code == 404
    assert staff.post(DESK, data={"token": "x", "line": "leadership"}).status_code == 404
    assert f'href="{HOME}desk/"' not in staff.get("/staff/", follow_redirects=True).text


def test_a_pass_says_wellbeing_center_and_nothing_more(site: Site) -> None:
    response = site.send(opened(site, "wellbeing-appointment"), APPOINTMENT)
    desk = site.staff("health_educator")
    time = {"go": "set", "day": "2026-11-23", "clock": "14:15", "room": "Room 12"}
    assert desk.post(f"{DESK}/requests/{response}", data=time).status_code == 303

    (words,) = pages_of(desk.get(f"{DESK}/passes.pdf?day=today").data)

    assert words.count("Wellbeing Center") == 8
    assert "2:15" in words
    assert "Room 12" in words
    for never in ("Ana", "talk", "mental", "health", "clinic"):
        assert never not in words.casefold().replace("wellbeing center", "")
    (spanish,) = pages_of(desk.get(f"{DESK}/passes.pdf?language=es").data)
    assert "Centro de Bienestar" in spanish
    for language, heading in (("ko", "웰빙 센터"), ("hy", "Բարեկեցության կենտրոն")):
        (made,) = pages_of(desk.get(f"{DESK}/passes.pdf?language={language}").data)
        assert made.count(heading) == made.count("Wellbeing Center") == 8


def test_who_waits_gets_a_time_and_what_was_typed_wrongly_stays(site: Site) -> None:
    response = site.send(opened(site, "wellbeing-appointment"), APPOINTMENT)
    desk = site.staff("health_educator")
    assert "Asked for a time" in desk.get(f"{DESK}/requests").text

    wrong = desk.post(
        f"{DESK}/requests/{response}",
        data={"go": "set", "day": "2026-11-01", "clock": "later", "room": "Room 12"},
    )
    assert wrong.status_code == 422
    assert "This day is over." in wrong.text
    assert 'value="later"' in wrong.text

    time = {"go": "set", "day": "2026-11-24", "clock": "9:05", "room": ""}
    desk.post(f"{DESK}/requests/{response}", data=time)
    page = desk.get(f"{DESK}/requests").text
    assert "November 24, 2026, " in page
    assert "Nobody waits." in page
    desk.post(f"{DESK}/requests/{response}", data={"go": "did_not_come"})
    assert "Nobody has a time." in desk.get(f"{DESK}/requests").text
    for never in ("mental", "Someone to talk to"):
        assert never not in page


def test_a_student_who_is_erased_waits_no_more(site: Site) -> None:
    response = site.send(opened(site, "wellbeing-appointment"), APPOINTMENT)
    site.erase(response)

    with site.works.session() as session:
        assert session.get(Request, (site.place.id, response)) is None
    desk = site.staff("health_educator")
    assert desk.post(f"{DESK}/requests/{response}", data={"go": "done"}).status_code == 404


def begun(desk: FlaskClient) -> str:
    reply = desk.post(
        f"{DESK}/courses",
        data={"kind": "peer_advocates", "title": "Advocates", "day": "2026-12-01", "seats": "12"},
    )
    assert reply.status_code == 303, reply.text
    return str(reply.headers["Location"])


def test_a_roster_is_made_of_the_forms_and_its_names_are_sealed(site: Site) -> None:
    response = site.send(opened(site, "wellbeing-course"), COURSE)
    desk = site.staff("health_educator")
    course = begun(desk)
    joined = {"go": "enroll", "name": "Ana P", "response_id": response, "consent": "given_out"}
    for _ in range(2):
        assert desk.post(course, data=joined).status_code == 303

    page = desk.get(course).text
    assert page.count("<b>Ana P</b>") == 1
    assert "Paper given out" in page
    with site.works.session() as session:
        (row,) = session.scalars(select(Enrolled))
        assert b"Ana" not in row.name
        assert row.response_id == response
    assert "Nobody waits." in desk.get(f"{DESK}/requests").text
    desk.post(course, data={"go": "signed", "who": row.enrolled_id})
    assert "Paper signed" in desk.get(course).text

    site.erase(response)
    assert "Ana P" not in desk.get(course).text


def test_a_course_counts_who_came_and_keeps_no_name_when_it_is_over(site: Site) -> None:
    desk = site.staff("health_educator")
    course = begun(desk)
    desk.post(course, data={"go": "enroll", "name": "Ben", "consent": "not_needed"})
    assert (
        desk.post(course, data={"go": "came", "day": "2026-12-01", "came": "many"}).status_code
        == 422
    )
    for came in ("9", "11"):
        desk.post(course, data={"go": "came", "day": "2026-12-01", "came": came})
    page = desk.get(course).text
    assert ">11</td>" in page
    assert ">9</td>" not in page

    desk.post(course, data={"go": "close"})

    assert "Ben" not in desk.get(course).text
    with site.works.session() as session:
        assert session.scalars(select(Enrolled)).all() == []
        assert [one.closed for one in session.scalars(select(Course))] == [True]


def test_a_course_that_nobody_closed_is_closed_a_year_after_its_last_session(site: Site) -> None:
    desk = site.staff("health_educator")
    course = begun(desk)
    desk.post(course, data={"go": "enroll", "name": "Ben", "consent": "not_needed"})
    desk.post(course, data={"go": "came", "day": "2027-02-01", "came": "9"})

    for day, there in ((datetime(2028, 2, 1, 18, tzinfo=UTC), True), (YEAR_OVER, False)):
        site.works.clock = at(day)
        site.night()
        assert ("Ben" in site.staff("health_educator").get(course).text) is there


def test_the_menu_is_for_everybody_in_both_languages(site: Site) -> None:
    visitor = site.visitor()

    html = visitor.get(f"{HOME}lincoln/menu?language=es").text

    assert "Qué puedes hacer en el Centro de Bienestar" in html
    assert html.count("<li><b>") == 7
    assert "988" in html
    assert "Ask to confirm" not in visitor.get(f"{HOME}lincoln/menu?language=en").text
    (words,) = pages_of(visitor.get(f"{HOME}lincoln/menu.pdf").data)
    large = pages_of(visitor.get(f"{HOME}lincoln/menu.pdf?large=1").data)
    assert words.split()[:9] == " ".join(large).split()[:9]
    assert len(large) <= 2
    assert "800-854-7771" in words
    assert visitor.get(f"{HOME}nowhere/menu").status_code == 404
    (cards,) = pages_of(visitor.get(f"{HOME}lincoln/help.pdf?language=es").data)
    assert cards.count("800-854-7771") == cards.count("988") == cards.count("911") == 10
    site.works.clock = lambda: datetime(2027, 9, 1, 18, tzinfo=UTC)
    assert "Ask to confirm" in visitor.get(f"{HOME}lincoln/menu?language=en").text


def test_the_demo_fills_the_desk_once(site: Site) -> None:
    response = site.send(opened(site, "wellbeing-appointment"), APPOINTMENT)
    opened(site, "wellbeing-visit")
    for _ in range(2):
        with site.works.open(Actor("system")) as work:
            demo.fill(work, site.place)

    assert response in site.staff("health_educator").get(f"{DESK}/requests").text
    courses = site.staff("health_educator").get(f"{DESK}/courses").text
    assert courses.count("Demo: peer advocates") == 1
    assert "Demo: Thursdays" not in courses
    inbox = site.staff("coordinator").get("/staff/", follow_redirects=True).text
    assert len(set(re.findall(r"/staff/lincoln/responses/([0-9a-f-]{32,36})", inbox))) > 20


def test_every_page_of_the_desk_speaks_spanish(site: Site) -> None:
    desk = site.staff("health_educator")
    spanish = {"Accept-Language": "es"}
    assert "Contar una visita" in desk.get(DESK, headers=spanish).text
    assert "Esperan" in desk.get(f"{DESK}/requests", headers=spanish).text
    assert "Empezar un curso" in desk.get(f"{DESK}/courses", headers=spanish).text
