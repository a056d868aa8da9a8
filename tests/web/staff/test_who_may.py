"""Who sees what: another school, another regime and another role get the page of an address that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.staff.school import School


ADMINISTRATOR = ["People", "Places", "Plugins", "Repairs", "Retention", "Audit"]


def is_hidden(client: FlaskClient, address: str) -> bool:
    """Whether the answer is, letter for letter, that for an address that nothing is at."""
    reply, nothing = client.get(address), client.get("/staff/no-such-school")
    assert nothing.status_code == 404
    return (reply.status_code, reply.text) == (404, nothing.text)


def pages_of(response: str) -> list[str]:
    return [response, f"{response}/family-copy.pdf", f"{response}/staff-copy.pdf"]


def test_a_coordinator_of_another_school_learns_nothing_of_this_one(school: School) -> None:
    client = school.staff("coordinator", place="grant")
    response = school.send()
    for address in ("/staff/lincoln", "/staff/lincoln/forms", response):
        assert is_hidden(client, address), address
    elsewhere = response.replace("lincoln", "grant")
    assert is_hidden(client, elsewhere)
    assert client.get("/staff/grant").status_code == 200


def test_a_counselor_sees_counseling_records_only(school: School) -> None:
    needs, talk, survey = (school.send(link) for link in ("needs", "talk", "survey"))
    client = school.staff("counselor")
    inbox = client.get("/staff/lincoln").text
    assert "Talk to the counselor" in inbox
    assert "What does your family need?" not in inbox
    assert "How is our school?" not in inbox
    assert "1 response, newest first" in inbox
    assert "Quiero hablar" in client.get(talk).text
    assert is_hidden(client, needs)
    assert is_hidden(client, survey)


@pytest.mark.parametrize("role", ["coordinator", "parent_engagement_coordinator"])
def test_the_family_team_sees_no_counseling_record_not_even_in_a_count(
    school: School, role: str
) -> None:
    talk = school.send("talk")
    client = school.staff(role)
    inbox = client.get("/staff/lincoln").text
    assert "No responses yet" in inbox
    assert talk not in inbox
    assert is_hidden(client, talk)


@pytest.mark.parametrize("role", ["platform_admin", "district_lead"])
def test_who_runs_the_site_or_counts_sees_no_answers(school: School, role: str) -> None:
    client = school.staff(role, place="county")
    for response in (school.send(), school.send("talk"), school.send("survey")):
        assert is_hidden(client, response)
    assert is_hidden(client, "/staff/lincoln")
    start = client.get("/staff/")
    assert start.status_code == 200
    assert "/staff/lincoln/forms" in start.text
    assert client.get("/staff/lincoln/forms").status_code == 200


def test_only_who_runs_the_site_sees_the_plugins(school: School) -> None:
    assert school.staff("platform_admin", place="county").get("/admin/plugins").status_code == 200
    assert is_hidden(school.staff("coordinator"), "/admin/plugins")


def test_a_role_at_another_school_opens_no_private_question_here(school: School) -> None:
    response = school.send(private_words="canary")
    user, _ = school.add_user("coordinator")
    school.grant(user, "counselor", "grant")
    assert "canary" not in school.logged_in(user).get(response).text
    school.grant(user, "counselor", "lincoln")
    assert "canary" in school.logged_in(user).get(response).text


def test_the_menu_has_only_what_leads_somewhere(school: School) -> None:
    both, _ = school.add_user("coordinator")
    school.grant(both, "platform_admin", "county")
    for client, expected in (
        (
            school.logged_in(both),
            ["Responses", "My day", "Households", "Numbers", *ADMINISTRATOR],
        ),
        (school.staff("counselor"), ["Responses", "My day"]),
        (school.staff("district_lead", place="county"), ["Schools", "Numbers"]),
        (school.staff("platform_admin", place="county"), ["Schools", *ADMINISTRATOR]),
    ):
        page = client.get("/staff/lincoln/forms").text
        menu = page.partition("<nav")[2].partition("</nav>")[0]
        names = [entry.partition("</a>")[0].rpartition(">")[2] for entry in menu.split("<li>")[1:]]
        assert names == expected


def test_who_works_at_one_school_starts_there_and_others_choose(school: School) -> None:
    assert school.staff("coordinator").get("/staff/").location == "/staff/lincoln"
    assert school.staff("district_lead").get("/staff/").location == "/staff/lincoln/forms"
    choice = school.staff("coordinator", place="county").get("/staff/").text
    assert choice.index("Grant High School") < choice.index("Lincoln High School")
    user, _ = school.add_user("coordinator", place="grant")
    school.grant(user, "district_lead", "county")
    assert school.logged_in(user).get("/staff/").location == "/staff/grant"


def test_every_reading_is_written_down_and_no_refused_one(school: School) -> None:
    response = school.send()
    user, _ = school.add_user("coordinator")
    reader = school.logged_in(user)
    reader.get("/staff/lincoln")
    reader.get(response)
    school.staff("coordinator", place="grant").get(response)
    school.staff("counselor").get(response)
    record = f"response/{response.rpartition('/')[2]}/1"
    assert school.rows("SELECT actor, action, target FROM audit ORDER BY number") == [
        ("family", "response.submitted", record),
        (f"user:{user}", "response.read", record),
    ]
