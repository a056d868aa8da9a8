"""Nights of help with a place to stay: sixteen in twelve months, and a form that is answered the same working day."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from farolito.api import Actor
from farolito.testing.site import Site, make_site
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.nights import Nights, counted
from farolito_enrollment_checklists.plugin import EnrollmentChecklists
from farolito_enrollment_checklists.sheet import Own, document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

WRITTEN = json.loads(Path(__file__).with_name("needs.json").read_text("utf-8"))
DESK = "/-/enrollment_checklists/desk/lincoln"
TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A school on the day of the tests."""
    made = make_site(tmp_path_factory.mktemp("nights"), EnrollmentChecklists)
    made.works.clock = lambda: datetime(2026, 11, 26, 20, tzinfo=UTC)
    made.open_form(WRITTEN["form"])
    yield made
    made.close()


@pytest.fixture(scope="module")
def staff(site: Site) -> FlaskClient:
    return site.staff("coordinator")


@pytest.fixture
def nights(site: Site, staff: FlaskClient) -> str:
    """The page of the nights of a new family with a list of CalWORKs."""
    family = site.send("needs", {"agree": WRITTEN["agreed"], "hungry": "no"}, language="en")
    assert staff.post(f"{DESK}/{family}", data={"list": "calworks"}).status_code == 303
    return f"{DESK}/{family}/nights"


def test_nights_of_twelve_months_are_counted_each_once() -> None:
    paid = [(date(2026, 11, 1), 7), (date(2026, 11, 5), 5)]

    assert counted(paid, TODAY) == Nights(9, date(2026, 11, 1), date(2027, 11, 1))
    assert counted(paid, TODAY).left == 7
    assert counted([*paid, (date(2026, 6, 1), 16)], TODAY).left == 0
    assert counted([], TODAY) == Nights(0, None, None)


@pytest.mark.parametrize(
    ("first", "used"), [("2025-11-26", 1), ("2025-11-27", 2), ("2025-11-25", 0)]
)
def test_a_night_stops_counting_on_the_day_a_year_later(first: str, used: int) -> None:
    assert counted([(date.fromisoformat(first), 2)], TODAY).used == used


def test_a_night_of_february_29_counts_for_a_whole_year() -> None:
    paid = [(date(2028, 2, 29), 1)]

    assert counted(paid, date(2029, 2, 28)).used == 1
    assert counted(paid, date(2029, 3, 1)).used == 0


def test_what_was_paid_is_counted_on_screen_and_can_be_taken_back(
    staff: FlaskClient, nights: str
) -> None:
    sent = {"kind": "nights", "on_day": "2026-11-10", "nights": "7"}
    for _ in range(2):  # the same again is the same
        assert staff.post(nights, data=sent).status_code == 303
    page = staff.get(nights).text

    assert "Nights used in the last 12 months: 7 of 16. Left: 9." in page
    assert "stops counting on November 10, 2027" in page
    assert "7 of 16" in staff.get(nights.replace("/nights", "/calworks")).text

    assert staff.post(nights, data={"remove": "nights.2026-11-10"}).status_code == 303
    assert "12 months: 0 of 16. Left: 16." in staff.get(nights).text
    assert staff.post(nights, data={"remove": "nights.never"}).status_code == 303


def test_the_print_says_what_is_left_and_whom_to_ask(site: Site) -> None:
    own = Own(nights=Nights(7, date(2026, 11, 10), date(2027, 11, 10)))
    with site.works.open(Actor("system")) as work:
        paper = document(checklists()["calworks"], "es", TODAY, work.translate, own)
    [item] = [one for part in paper.sections for one in part.items if one.id.endswith(".nights")]

    assert "7 de 16 noches" in item.detail
    assert "quedan 9" in item.detail
    assert "condado" in item.detail


def test_a_form_that_is_handed_in_starts_the_clock_of_the_same_day(
    staff: FlaskClient, nights: str
) -> None:
    sent = {"kind": "form", "on_day": "2026-11-26", "at": "10:40"}
    assert staff.post(nights, data=sent).status_code == 303
    page = staff.get(nights).text

    assert "10:40" in page
    assert "The county must answer today." in page
    day = staff.get("/staff/my-day").text
    assert "Get the answer the same day" in day
    assert "By November 26, 2026" in staff.get(nights.replace("/nights", "/calworks")).text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"kind": "nights", "on_day": "soon", "nights": "3"}, "Write the day like this"),
        ({"kind": "nights", "on_day": "2026-11-10", "nights": "17"}, "Write how many nights"),
        ({"kind": "nights", "on_day": "2026-11-10", "nights": ""}, "Write how many nights"),
        ({"kind": "form", "on_day": "2026-11-10", "at": "noon"}, "Write the time like this"),
    ],
)
def test_what_can_not_be_read_is_said_and_kept_on_the_page(
    staff: FlaskClient, nights: str, sent: dict[str, str], says: str
) -> None:
    reply = staff.post(nights, data=sent)

    assert reply.status_code == 422
    assert says in reply.text
    for words in filter(None, sent.values()):
        assert f'value="{words}"' in reply.text
    assert "0 of 16" in staff.get(nights).text


def test_nobody_sees_the_nights_of_a_family_that_has_no_such_list_or_of_another_school(
    site: Site, staff: FlaskClient, nights: str
) -> None:
    family = site.send("needs", {"agree": WRITTEN["agreed"], "hungry": "no"}, language="en")

    assert staff.get(f"{DESK}/{family}/nights").status_code == 404
    assert site.staff("health_educator").get(nights).status_code == 404
