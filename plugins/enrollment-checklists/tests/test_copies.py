"""A family's own copy of a list: started by staff, ticked by both, its days computed, its follow-ups planned once."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from farolito.api import Actor
from farolito.testing.site import Site, make_site
from farolito_enrollment_checklists.demo import fill
from farolito_enrollment_checklists.models import Copy, Mark
from farolito_enrollment_checklists.plugin import EnrollmentChecklists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

WRITTEN = json.loads(Path(__file__).with_name("needs.json").read_text("utf-8"))
SYSTEM = Actor("system")
NOVEMBER = datetime(2026, 11, 23, 20, tzinfo=UTC)
DESK = "/-/enrollment_checklists/desk/lincoln"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school whose site has the lists, and a form that finds the need for food; its clock stands still."""
    made = make_site(tmp_path, EnrollmentChecklists)
    made.works.clock = lambda: NOVEMBER
    made.open_form(WRITTEN["form"])
    yield made
    made.close()


@pytest.fixture
def staff(site: Site) -> FlaskClient:
    """A coordinator of the school."""
    return site.staff("coordinator")


@pytest.fixture
def family(site: Site) -> str:
    """A family that needs food: the id of its response."""
    return site.send("needs", {"agree": WRITTEN["agreed"], "hungry": "yes"}, language="en")


def started(staff: FlaskClient, family: str, which: str = "calfresh") -> str:
    """Start a list; the address of its page."""
    reply = staff.post(f"{DESK}/{family}", data={"list": which})
    assert reply.status_code == 303
    return str(reply.location)


def saved(staff: FlaskClient, page: str, **more: str) -> int:
    """Save the page with what it has and ``more``; ``tick__steps__apply`` stands for ``tick.steps.apply``."""
    html = staff.get(page).text
    sent = {"revision": re.search(r'name="revision" value="(\d+)"', html)[1]}  # type: ignore[index]
    sent |= {name.replace("__", "."): value for name, value in more.items()}
    return int(staff.post(page, data=sent).status_code)


def rows(site: Site, kind: type[Copy] | type[Mark]) -> int:
    with site.works.open(SYSTEM) as work:
        return int(work.session.scalar(select(func.count()).select_from(kind)) or 0)


def test_the_desk_finds_a_family_by_the_code_on_its_paper(
    site: Site, staff: FlaskClient, family: str
) -> None:
    page = staff.get(DESK).text
    code = re.search(r'<span class="ltr">(\w{4}-\w{4})</span>', page)
    assert code, page

    found = staff.get(f"{DESK}?code={code[1].lower().replace('-', ' ')}")
    assert (found.status_code, found.location) == (303, f"{DESK}/{family}")
    assert "We do not know this code here." in staff.get(f"{DESK}?code=2222-2222").text


def test_lists_that_follow_from_what_the_family_said_stand_first(
    staff: FlaskClient, family: str
) -> None:
    page = staff.get(f"{DESK}/{family}").text

    assert page.index("CalFresh: help to buy food") < page.index("Other lists")
    assert page.index("Other lists") < page.index("Medi-Cal: free or low-cost")


def test_starting_a_list_twice_keeps_the_first(site: Site, staff: FlaskClient, family: str) -> None:
    page = started(staff, family)
    saved(staff, page, tick__documents__identity="yes")

    assert started(staff, family) == page
    assert rows(site, Copy) == 1
    assert "checked" in staff.get(page).text


def test_a_day_starts_the_clock_and_the_follow_up_is_on_the_day_of_staff_once(
    site: Site, staff: FlaskClient, family: str
) -> None:
    page = started(staff, family)
    with site.works.open(SYSTEM) as work:
        applied = work.today()
    assert saved(staff, page, **{"on.apply": applied.isoformat()}) == 303
    assert saved(staff, page, **{"on.apply": applied.isoformat()}) == 303

    due = applied + timedelta(days=30)
    assert f"{due:%B} {due.day}, {due.year}" in staff.get(page).text
    days = staff.get("/staff/my-day").text
    assert "CalFresh: help to buy food: Wait for the answer" in days
    assert days.count('<li class="task') == 1


def test_one_yes_on_the_screen_starts_the_clock_of_three_days(
    staff: FlaskClient, family: str
) -> None:
    page = started(staff, family)
    saved(staff, page, **{"on.apply": "2026-11-20", "tick.screen.costs_more": "yes"})

    assert "By November 23, 2026" in staff.get(page).text
    assert staff.get("/staff/my-day").text.count('<li class="task') == 2


def test_a_step_that_is_ticked_leaves_the_day(staff: FlaskClient, family: str) -> None:
    page = started(staff, family)
    saved(staff, page, **{"on.apply": "2026-11-20"})
    assert "Wait for the answer" in staff.get("/staff/my-day").text

    saved(staff, page, **{"on.apply": "2026-11-20", "tick.steps.answer": "yes"})

    assert "Wait for the answer" not in staff.get("/staff/my-day").text


def test_another_day_moves_what_was_planned(staff: FlaskClient, family: str) -> None:
    page = started(staff, family)
    saved(staff, page, **{"on.apply": "2026-11-01"})
    saved(staff, page, **{"on.apply": "2099-11-01"})

    days = staff.get("/staff/my-day").text
    assert days.count('<li class="task') == 1
    assert "Dec 1" in days


def test_a_day_that_can_not_be_read_loses_nothing(
    site: Site, staff: FlaskClient, family: str
) -> None:
    page = started(staff, family)
    reply = staff.post(
        page, data={"revision": "0", "on.apply": "last Tuesday", "tick.documents.identity": "yes"}
    )

    assert reply.status_code == 422
    assert 'value="last Tuesday"' in reply.text
    assert re.search(r'name="tick.documents.identity" value="yes" checked', reply.text)
    assert rows(site, Mark) == 0


def test_when_two_save_the_second_sees_it_and_loses_nothing(
    site: Site, staff: FlaskClient, family: str
) -> None:
    page = started(staff, family)
    saved(staff, page, tick__documents__income="yes")
    reply = staff.post(page, data={"revision": "0", "tick.documents.identity": "yes"})

    assert reply.status_code == 409
    assert "Somebody else saved this list meanwhile." in reply.text
    assert re.search(r'name="tick.documents.identity" value="yes" checked', reply.text)
    assert 'name="revision" value="1"' in reply.text


def own_page(site: Site) -> str:
    with site.works.open(SYSTEM) as work:
        token = work.session.scalars(select(Copy.token)).one()
    return f"/-/enrollment_checklists/mine/{token}"


def test_the_family_sees_its_ticks_at_the_address_on_its_paper_and_ticks_itself(
    site: Site, staff: FlaskClient, family: str
) -> None:
    page = started(staff, family)
    saved(staff, page, **{"tick.documents.identity": "yes", "seen.documents.identity": "yes"})
    phone, here = site.visitor(), own_page(site)

    assert re.search(r'name="tick.documents.identity" value="yes" checked', phone.get(here).text)
    reply = phone.post(here, data={"tick.documents.income": "yes", "seen.documents.income": "yes"})

    assert reply.status_code == 303
    shown = staff.get(page).text
    assert re.search(r'name="tick.documents.income" value="yes" checked', shown)
    assert not re.search(r'name="seen.documents.income" value="yes" checked', shown)
    assert re.search(r'name="seen.documents.identity" value="yes" checked', shown)


def test_whoever_saves_without_end_is_slowed_down_and_loses_nothing(
    site: Site, staff: FlaskClient, family: str
) -> None:
    started(staff, family)
    phone, here = site.visitor(), own_page(site)
    for _ in range(30):
        assert phone.post(here, data={}).status_code == 303
    reply = phone.post(here, data={"tick.documents.income": "yes"})

    assert reply.status_code == 429
    assert re.search(r'name="tick.documents.income" value="yes" checked', reply.text)


def test_nobody_finds_a_list_by_trying_and_it_names_nobody(
    site: Site, staff: FlaskClient, family: str
) -> None:
    started(staff, family)
    phone = site.visitor()

    assert phone.get("/-/enrollment_checklists/mine/never-given").status_code == 404
    assert phone.get(f"/-/enrollment_checklists/mine/{'x' * 300}").status_code == 404
    assert family not in phone.get(own_page(site)).text


def test_the_paper_has_the_days_and_the_way_to_the_same_list(
    site: Site, staff: FlaskClient, family: str
) -> None:
    page = started(staff, family)
    saved(staff, page, **{"on.apply": "2026-11-20"})
    reply = staff.get(f"{page}.pdf?language=es")

    assert reply.mimetype == "application/pdf"
    assert "calfresh-es.pdf" in reply.headers["Content-Disposition"]
    assert family not in reply.headers["Content-Disposition"]
    audit = site.staff("platform_admin").get("/admin/audit?place=lincoln").text
    assert f"enrollment_checklists/{family}/calfresh" in audit


def test_a_family_that_is_erased_takes_its_lists_with_it(
    site: Site, staff: FlaskClient, family: str
) -> None:
    page = started(staff, family)
    saved(staff, page, tick__documents__identity="yes")
    here = own_page(site)
    site.erase(family)
    site.work_off()

    assert rows(site, Copy) == rows(site, Mark) == 0
    assert site.visitor().get(here).status_code == 404
    assert staff.get(page).status_code == 404


@pytest.mark.parametrize("role", ["volunteer", "health_educator", "platform_admin"])
def test_who_may_not_see_the_schools_records_finds_no_desk(
    site: Site, family: str, role: str
) -> None:
    client = site.staff(role)

    assert client.get(DESK).status_code == 404
    assert client.get(f"{DESK}/{family}").status_code == 404
    assert client.post(f"{DESK}/{family}", data={"list": "calfresh"}).status_code == 404


def test_the_demo_has_lists_of_its_made_up_families_once(site: Site, family: str) -> None:
    for _ in range(2):
        with site.works.open(SYSTEM) as work:
            fill(work, site.place)

    assert rows(site, Copy) == 1
    assert "CalFresh" in site.staff("coordinator").get(DESK).text


def test_a_day_that_is_over_for_everybody_is_not_planned(site: Site, family: str) -> None:
    for day, tasks in ((datetime(2027, 1, 2, 20, tzinfo=UTC), 0), (NOVEMBER, 1)):
        site.works.clock = lambda day=day: day  # type: ignore[misc]
        staff = site.staff("coordinator")
        page = started(staff, family, "covered-california")
        assert saved(staff, page) == 303
        assert staff.get("/staff/my-day").text.count('<li class="task') == tasks
