"""What a place can offer: only whom the place trusts with it may say, and links open and close with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import audit, forms
from tests.web.staff.form import AGREED
from tests.web.staff.test_blocks import using
from tests.web.staff.test_who_may import is_hidden

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.staff.school import School

PAGE = "/staff/lincoln/promises"
DUTY = {"on_duty": "Rosa, counselor, room 2", "on_duty_hours": "Monday to Friday, 8 to 3"}
ROOM = {"private_room": "Room 4"}
CLOSED = "This form is closed."


def private_form(school: School) -> None:
    """A form that was linked before it asked what needs a private room."""
    school.open_form(using("hunger-vital-sign"))
    with school.works.open(SYSTEM) as work:
        forms.publish(work, using("ahc-hrsn-safety"))


def value(page: str, name: str) -> str:
    (field,) = re.findall(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', page)
    return str(field)


def save(client: FlaskClient, **fields: str) -> Any:
    return client.post(
        PAGE, data={"on_duty": "", "on_duty_hours": "", "private_room": "", **fields}
    )


def test_a_promise_opens_a_link_at_once_and_taking_it_back_closes_it(school: School) -> None:
    private_form(school)
    family, client = school.visitor(), school.staff("coordinator")
    assert CLOSED in family.get("/lincoln/blocky").text
    assert save(client, **ROOM).location == f"{PAGE}?saved"
    assert CLOSED not in family.get("/lincoln/blocky").text
    assert CLOSED in family.get("/grant/blocky").text
    save(client)
    assert CLOSED in family.get("/lincoln/blocky").text


def test_what_was_said_is_shown_again_and_that_it_was_saved(school: School) -> None:
    client = school.staff("coordinator")
    reply = client.post(PAGE, data={**DUTY, **ROOM}, follow_redirects=True)
    assert 'role="status">Saved.' in reply.text
    assert {name: value(reply.text, name) for name in (*DUTY, *ROOM)} == {**DUTY, **ROOM}
    assert "Saved." not in client.get(PAGE).text


def test_other_settings_of_the_place_stay(school: School) -> None:
    def settings() -> Any:
        return school.rows("SELECT settings ->> 'phone' FROM place WHERE slug = 'lincoln'")

    before = settings()
    save(school.staff("coordinator"), **ROOM)
    assert settings() == before == [("(213) 555-0100",)]


def test_half_a_promise_is_not_saved_and_nothing_typed_is_lost(school: School) -> None:
    client = school.staff("coordinator")
    reply = save(client, on_duty="Rosa", private_room="Room 4")
    assert reply.status_code == 422
    assert '<a href="#on_duty_hours">Say on which days and at what times' in reply.text
    assert (value(reply.text, "on_duty"), value(reply.text, "private_room")) == ("Rosa", "Room 4")
    assert value(client.get(PAGE).text, "on_duty") == ""
    assert school.rows("SELECT action FROM audit") == []


def test_a_change_is_written_down_without_its_words_and_no_change_is_not(school: School) -> None:
    user, _ = school.add_user("coordinator")
    client = school.logged_in(user)
    for _ in range(2):
        save(client, **DUTY)
    place = school.places["lincoln"].id
    assert school.rows("SELECT place_id, actor, action, target FROM audit") == [
        (place, f"user:{user}", "place.promised", f"place/{place}")
    ]
    with school.works.open(SYSTEM, write=False) as work:
        assert audit.verify(work, place) is None


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("parent_engagement_coordinator", "lincoln"),
        ("counselor", "lincoln"),
        ("platform_admin", "county"),
        ("district_lead", "grant"),
        ("coordinator", "grant"),
    ],
)
def test_for_others_there_is_no_such_page(school: School, role: str, place: str) -> None:
    client = school.staff(role, place=place)
    assert is_hidden(client, PAGE)
    assert save(client, **ROOM).status_code == 404
    with_role = school.staff("coordinator")
    assert value(with_role.get(PAGE).text, "private_room") == ""
    assert "/promises" not in client.get("/staff/lincoln/forms").text


def test_who_leads_the_district_may_say_it_for_every_school(school: School) -> None:
    client = school.staff("district_lead", place="county")
    assert save(client, **ROOM).status_code == 303
    assert client.get("/staff/nowhere/promises").status_code == 404


def test_a_closed_link_leads_to_the_page_and_the_page_names_the_form(school: School) -> None:
    private_form(school)
    client = school.staff("coordinator")
    listed = client.get("/staff/lincoln/forms").text
    assert "name the room at /staff/lincoln/promises" in listed
    assert f'<a href="{PAGE}">Say what this place can offer</a>' in listed
    needed = client.get(PAGE).text.partition('id="room"')[2]
    assert "Forms here that need it:" in needed
    assert "What does your family need?" in needed
    save(client, **ROOM)
    assert "Say what this place can offer" not in client.get("/staff/lincoln/forms").text
    other = school.staff("counselor", place="grant").get("/staff/grant/forms").text
    assert "Your coordinator or district lead can say what this place offers." in other


def test_who_is_on_duty_stands_beside_a_need_that_can_not_wait(school: School) -> None:
    whole = using("hunger-vital-sign")
    need = {"name": "now", "label": {"en": "Now", "es": "Ya"}, "when": "hvs_risk > 0"}
    whole["needs"] = [{**need, "urgent": True}]
    school.open_form(whole)
    client = school.staff("coordinator")
    urgent = school.send("blocky", agree=AGREED, hvs_worried="often", hvs_lasted="often")
    calm = school.send("blocky", agree=AGREED, hvs_worried="never", hvs_lasted="never")
    assert "On duty" not in client.get(urgent).text
    save(client, **DUTY)
    assert (
        "Rosa, counselor, room 2</bdi> – <bdi>Monday to Friday, 8 to 3" in client.get(urgent).text
    )
    assert "On duty" not in client.get(calm).text
