"""A family on the phone: staff fill its own pages in, and the response says how it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.web.cookies import NAMES

if TYPE_CHECKING:
    from tests.web.staff.school import School

PHONE = "/staff/lincoln/by-phone"


def test_a_form_is_asked_by_phone_in_a_session_of_its_own(school: School) -> None:
    client = school.staff("parent_engagement_coordinator")
    assert f'action="{PHONE}"' in client.get("/staff/lincoln/forms").text
    reply = client.post(PHONE, data={"link": "needs", "language": "es"})
    assert reply.location == "/lincoln/needs"
    first = client.get_cookie(NAMES["family"])
    assert first is not None
    assert school.rows("SELECT channel, language, status FROM response") == [
        ("phone", "es", "in_progress")
    ]
    assert ("interview.begun",) in school.rows("SELECT action FROM audit")
    client.post(PHONE, data={"link": "needs"})
    second = client.get_cookie(NAMES["family"])
    assert second is not None
    assert first.value != second.value
    assert len(school.rows("SELECT id FROM response")) == 2


def test_the_familys_pages_open_in_its_language_with_what_was_begun(school: School) -> None:
    client = school.staff("coordinator")
    client.post(PHONE, data={"link": "needs", "language": "es"})
    assert 'lang="es"' in client.get("/lincoln/needs", follow_redirects=True).text


@pytest.mark.parametrize("role", ["district_lead", "counselor", "platform_admin"])
def test_who_may_not_open_forms_for_families_begins_none(school: School, role: str) -> None:
    assert school.staff(role).post(PHONE, data={"link": "needs"}).status_code == 404
    assert school.rows("SELECT id FROM response") == []


def test_a_form_that_is_closed_or_not_there_is_not_begun(school: School) -> None:
    client = school.staff("coordinator")
    assert client.post(PHONE, data={"link": "nothing"}).status_code == 404
    with school.works.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE link SET open = 0")
    assert client.post(PHONE, data={"link": "needs"}).status_code == 404
