"""The pages of administrators, of events and of who can see what: what they do, and for whom they are not there."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import GUARDED, PERMISSIONS, SYSTEM, Actor, Grant
from farolito.domain.regimes import POLICIES
from farolito.domain.roles import ROLES
from farolito.services import administration, events, place_tree
from farolito.web.host import host_of
from tests.web.staff.school import PASSWORD
from tests.web.staff.test_who_may import is_hidden

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.staff.school import School


def link_in(page: str) -> str:
    (link,) = re.findall(r"http://[^ <]+(/staff/join/[\w-]{43})", page)
    return str(link)


def admin(school: School, language: str = "en") -> FlaskClient:
    return school.staff("platform_admin", place="county", language=language)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "platform_admin"])
def test_the_pages_of_administrators_do_not_exist_for_others(school: School, role: str) -> None:
    client = school.staff(role)
    user, _ = school.add_user("counselor")
    for address in (
        "/admin/users", "/admin/users/invite", f"/admin/users/{user}", "/admin/places",
        "/admin/places/lincoln",
    ):  # fmt: skip
        assert is_hidden(client, address)
        assert client.post(address, data={"do": "off"}).status_code in (404, 405)


def test_somebody_is_invited_and_the_link_is_shown_once(school: School) -> None:
    client = admin(school)
    assert "Only you so far." in client.get("/admin/users").text
    typed = {
        "name": "Ana Ruiz", "email": "ana@school.example", "place": "lincoln",
        "role": "parent_engagement_coordinator",
    }  # fmt: skip
    for missing in typed:
        reply = client.post("/admin/users/invite", data={**typed, missing: ""})
        assert reply.status_code == 422
        assert f'<a href="#{missing}">' in reply.text
        kept = {name: value for name, value in typed.items() if name not in (missing, "place")}
        assert all(f'value="{value}"' in reply.text for value in kept.values())
    made = client.post("/admin/users/invite", data=typed)
    assert made.status_code == 200
    assert "<svg" in made.text
    page = client.get("/admin/users").text
    assert "Invited, no password yet" in page
    visitor = school.visitor()
    reply = visitor.post(link_in(made.text), data={"password": PASSWORD + " of mine"})
    assert reply.location == "/staff/"
    assert visitor.get("/staff/lincoln").status_code == 200
    again = client.post("/admin/users/invite", data={**typed, "role": "coordinator"})
    assert again.status_code == 303
    assert "Community school coordinator" in client.get(again.location).text


def test_a_person_is_given_roles_a_new_link_and_turned_off(school: School) -> None:
    client = admin(school)
    user, email = school.add_user("counselor", name="Dana Whitfield")
    here = f"/admin/users/{user}"
    theirs = school.logged_in(user)
    given = client.post(here, data={"do": "give", "place": "grant", "role": "coordinator"})
    assert (given.status_code, given.location) == (303, here)
    assert "Community school coordinator, <bdi>Grant High School" in client.get(here).text
    assert theirs.get("/staff/grant").status_code == 200
    client.post(here, data={"do": "take", "place": "grant", "role": "coordinator"})
    assert theirs.get("/staff/grant").status_code == 404
    link = link_in(client.post(here, data={"do": "link"}).text)
    assert email in school.visitor().get(link).text
    client.post(here, data={"do": "end"})
    assert theirs.get("/staff/").location.startswith("/staff/log-in")
    client.post(here, data={"do": "off"})
    assert "Turned off" in client.get(here).text
    assert school.visitor().get(link).status_code == 404
    client.post(here, data={"do": "on"})
    assert "Can log in" in client.get(here).text
    assert client.post(here, data={"do": "king"}).status_code == 404
    assert client.post(here, data={"do": "give"}).status_code == 422
    assert client.get("/admin/users/nobody").status_code == 404


def test_the_last_administrator_is_told_why_they_stay(school: School) -> None:
    user, _ = school.add_user("platform_admin", place="county")
    second, _ = school.add_user("platform_admin", place="county")
    client = school.logged_in(user)
    own = client.post(f"/admin/users/{user}", data={"do": "off"})
    assert own.status_code == 422
    assert "Nobody changes their own roles" in own.text
    assert client.post(f"/admin/users/{second}", data={"do": "off"}).status_code == 303
    with (
        school.works.open(SYSTEM) as work,
        pytest.raises(administration.StaffRefused, match="last administrator"),
    ):
        administration.turn_off(work, user)


def test_every_change_of_people_asks_again_after_ten_minutes(school: School) -> None:
    client = admin(school)
    user, _ = school.add_user("counselor")
    school.clock.advance(minutes=11)
    assert client.get(f"/admin/users/{user}").status_code == 200
    reply = client.post(f"/admin/users/{user}", data={"do": "off"})
    assert reply.status_code == 403
    assert 'name="do" value="off"' in reply.text
    assert school.rows('SELECT active FROM "user" WHERE id = :id', id=user) == [(1,)]


def test_places_are_renamed_added_and_moved(school: School) -> None:
    client = admin(school)
    new = {"do": "add", "kind": "district", "new_name": "Duarte Unified", "address": "duarte-usd"}
    assert client.post("/admin/places/county", data=new).location == "/admin/places"
    client.post("/admin/places/lincoln", data={"do": "move", "above": "duarte-usd"})
    client.post("/admin/places/lincoln", data={"do": "rename", "name": "Lincoln Center"})
    page = client.get("/admin/places").text
    order = ["The County", "Duarte Unified", "Lincoln Center", "Grant High School"]
    assert re.findall(r'/admin/places/[\w-]+"><bdi>([^<]+)', page) == order
    assert client.get("/admin/places/nowhere").status_code == 404


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"do": "rename", "name": " "}, "name"),
        ({"do": "add", "kind": "site", "new_name": "", "address": "new"}, "new_name"),
        ({"do": "add", "kind": "site", "new_name": "New", "address": "N w"}, "address"),
        ({"do": "add", "kind": "site", "new_name": "New", "address": "grant"}, "address"),
        ({"do": "move", "above": "county"}, "above"),
    ],
)
def test_what_can_not_be_done_with_a_place_leads_to_the_field_and_loses_nothing(
    school: School, sent: dict[str, str], field: str
) -> None:
    reply = admin(school).post("/admin/places/county", data=sent)
    assert reply.status_code == 422
    assert f'<a href="#{field}">' in reply.text
    assert sent.get("new_name", "") in html.unescape(reply.text)


def test_no_place_takes_an_address_that_is_ours(school: School) -> None:
    ours = set()
    for route in host_of(school.app).routes:
        parts = route.rule.strip("/").split("/")
        ours.add(parts[0])
        if parts[0] == "staff" and len(parts) > 1:
            ours.add(parts[1])
    could_be_taken = {part for part in ours if place_tree.SLUG.fullmatch(part)}
    assert could_be_taken <= place_tree.TAKEN


def test_who_can_see_what_names_every_role_permission_and_kind_of_record(school: School) -> None:
    page = html.unescape(school.staff("counselor").get("/staff/who-can-see").text)
    articles = page.split("<article")[1:]
    assert len(articles) == len(ROLES) + len(POLICIES)
    for said, (name, role) in zip(articles, ROLES.items(), strict=False):
        assert role.title in said
        told = {
            permission for permission, words in PERMISSIONS.items() if f"<li>{words}</li>" in said
        }
        assert told == role.permissions
        assert ("Needed" in said) is bool(role.permissions & GUARDED)
        reads = any(name in law.readers for law in POLICIES.values())
        assert ("Never answers." in said) is not reads
    assert "Counselor – you" in page


def test_every_user_may_see_who_can_see_what_and_nobody_else(school: School) -> None:
    for role in ("partner_agency", "district_lead"):
        assert school.staff(role).get("/staff/who-can-see").status_code == 200
    assert school.visitor().get("/staff/who-can-see").status_code == 303


def test_a_helper_comes_in_with_the_pin_and_sees_forms_and_no_answers(school: School) -> None:
    response = school.send()
    client = school.staff("coordinator")
    assert client.post("/staff/lincoln/events", data={"name": " "}).status_code == 422
    shown = client.post("/staff/lincoln/events", data={"name": "Resource fair"})
    (pin,) = re.findall(r"(\d{4} \d{4})<", shown.text)
    helper = school.visitor()
    assert 'value="lincoln"' in helper.get("/staff/event?place=lincoln").text
    typed = {"place": "lincoln", "pin": pin, "name": "Lupe"}
    for missing, field in (("place", "place"), ("pin", "place"), ("name", "name")):
        reply = helper.post("/staff/event", data={**typed, missing: ""})
        assert reply.status_code == 422
        assert f'<a href="#{field}">' in reply.text
    wrong = helper.post("/staff/event", data={**typed, "pin": "0000 0000"})
    assert "match" in wrong.text
    assert 'value="Lupe"' in wrong.text
    assert helper.post("/staff/event", data=typed).location == "/staff/"
    page = helper.get("/staff/", follow_redirects=True)
    assert page.request.path == "/staff/lincoln/forms"
    assert "Lupe" in page.text
    assert "/lincoln/needs" in page.text
    for address in ("/staff/lincoln", response, "/staff/lincoln/export", "/staff/lincoln/events"):
        assert is_hidden(helper, address)
    for address in ("/staff/account", "/staff/who-can-see", "/admin/users"):
        assert helper.get(address).status_code == 404
    assert "Lupe" in client.get("/staff/lincoln/events").text
    coordinator = Actor("user", "x", "x", (Grant(school.places["lincoln"].id, "coordinator"),))
    with school.works.open(coordinator) as work:
        (event,) = events.of_place(work, "lincoln")
    client.post(f"/staff/lincoln/events/{event.id}", data={"do": "end"})
    assert helper.get("/staff/").location.startswith("/staff/log-in")


def test_a_form_is_closed_at_a_school_and_offered_again(school: School) -> None:
    client = admin(school)
    page = client.get("/admin/places/lincoln").text
    assert "/lincoln/survey" in page
    (form,) = re.findall(r'name="form" value="([^"]+)"(?=(?:(?!</form>).)*How is our)', page, re.S)
    for do, words in (("close", "Not offered"), ("offer", "/lincoln/survey")):
        reply = client.post("/admin/places/lincoln", data={"do": do, "form": form})
        assert (reply.status_code, reply.location) == (303, "/admin/places/lincoln#forms")
        assert words in client.get("/admin/places/lincoln").text
    assert (
        client.post("/admin/places/lincoln", data={"do": "offer", "form": "no"}).status_code == 404
    )
