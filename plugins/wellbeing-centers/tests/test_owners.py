"""Three owners in one room: the health educators, the clinic and the groups. None finds what another one keeps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.paper import pages_of
from farolito.testing.site import make_site
from farolito_wellbeing_centers.plugin import WellbeingCenters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.testing.site import Site

DESK = "/-/wellbeing_centers/desk/lincoln"
WANTS = {
    "health_educator": ("wellbeing-appointment", "Asked for a time"),
    "clinic_staff": ("wellbeing-clinic", "Asked the clinic for a time"),
    "group_leader": ("wellbeing-group", "Wants to join a group"),
}
"""Role to the form that it reads, and how that stands on the list."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school whose center has all three, and a request to each."""
    made = make_site(tmp_path, WellbeingCenters)
    made.works.clock = lambda: datetime(2026, 11, 24, 18, tzinfo=UTC)
    yield made
    made.close()


def ask(site: Site, name: str) -> str:
    (path,) = [one for one in WellbeingCenters().form_files if one.stem == name]
    consent = {"choice": "yes", "text": f"{name}-2026-11", "language": "en", "at": "2026-11-23"}
    answers: dict[str, Any] = {
        "consent": consent,
        "good_times": ["lunch"],
        "safe_contact": ["pass"],
    }
    if name == "wellbeing-appointment":
        answers["service_line"] = {"skipped": True}
    return site.send(site.open_form(path), answers)


@pytest.mark.parametrize("role", WANTS)
def test_what_one_owner_keeps_the_others_do_not_find(site: Site, role: str) -> None:
    sent = {owner: ask(site, name) for owner, (name, _) in WANTS.items()}
    staff = site.staff(role)

    page = staff.get(f"{DESK}/requests").text

    for owner, response in sent.items():
        mine = owner == role
        assert (WANTS[owner][1] in page) is mine
        opened = staff.get(f"/staff/lincoln/responses/{response}").status_code
        assert (opened == 200) is mine
        moved = staff.post(f"{DESK}/requests/{response}", data={"go": "done"}).status_code
        assert moved == (303 if mine else 404)


def test_a_group_is_its_leaders_own_and_the_clinic_has_no_courses(site: Site) -> None:
    leader, educator = site.staff("group_leader"), site.staff("health_educator")
    group = {"kind": "support_group", "title": "Thursdays", "day": "2026-12-01"}
    made = str(leader.post(f"{DESK}/courses", data=group).headers["Location"])
    leader.post(made, data={"go": "enroll", "name": "Lou", "consent": "not_needed"})
    assert "Lou" in leader.get(made).text

    assert educator.get(made).status_code == 404
    assert educator.post(made, data={"go": "close"}).status_code == 404
    assert "Thursdays" not in educator.get(f"{DESK}/courses").text
    course = str(educator.post(f"{DESK}/courses", data=group).headers["Location"])
    assert "Leadership course" in educator.get(course).text  # not a group, whatever was sent
    clinic = site.staff("clinic_staff")
    assert "The clinic has no courses." in clinic.get(f"{DESK}/courses").text
    assert clinic.post(f"{DESK}/courses", data=group).status_code == 404


def test_passes_of_today_are_those_of_ones_own(site: Site) -> None:
    sent = {owner: ask(site, name) for owner, (name, _) in WANTS.items()}
    for hour, (role, response) in enumerate(sent.items(), start=9):
        time = {"go": "set", "day": "2026-11-24", "clock": f"{hour}:25", "room": ""}
        site.staff(role).post(f"{DESK}/requests/{response}", data=time)

    for hour, role in enumerate(WANTS, start=9):
        (words,) = pages_of(site.staff(role).get(f"{DESK}/passes.pdf?day=today").data)
        assert [other for other in (9, 10, 11) if f"{other}:25" in words] == [hour]


def test_a_tablet_is_handed_over_for_ones_own_forms_alone(tmp_path: Path, engine_url: str) -> None:
    site = make_site(tmp_path, WellbeingCenters, database_url=engine_url)
    for name, _ in WANTS.values():
        ask(site, name)
    clinic = site.staff("clinic_staff")
    assert "A group" not in clinic.get(f"{DESK}/requests").text
    other = clinic.post(f"{DESK}/hand-over", data={"form": "wellbeing-group", "language": "es"})
    assert other.headers["Location"] == f"{DESK}/requests"
    assert clinic.get(DESK).status_code == 200

    own = clinic.post(f"{DESK}/hand-over", data={"form": "wellbeing-clinic", "language": "es"})

    assert "/lincoln/wellbeing-clinic/" in own.headers["Location"]
    assert clinic.get(DESK).headers["Location"].startswith("/staff/log-in")
    assert "¿Está bien si empezamos?" in clinic.get(own.headers["Location"]).text
    site.close()


def test_each_owner_finds_the_desk_in_the_menu_once(site: Site) -> None:
    for roles in (("clinic_staff",), ("group_leader",), ("clinic_staff", "health_educator")):
        html = site.staff(*roles).get("/staff/", follow_redirects=True).text
        assert html.count('href="/-/wellbeing_centers/desk/"') == 1
