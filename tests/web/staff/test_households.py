"""Households on staff pages: looked for, looked at, held side by side, joined, parted, and opened a form for."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import SYSTEM
from farolito.testing.site import Site, make_site
from tests.services.conftest import AGREED
from tests.services.households.conftest import (
    CHECK_IN,
    COUNSELING,
    INTAKE,
    PHONE,
    asking,
    child,
    family,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

HOUSEHOLDS = "/staff/lincoln/households"
SAFE = asking(
    "safe_contact",
    "choices",
    "person.safe_contact",
    choices=[
        {"name": "text", "label": {"en": "Text this phone", "es": "Mandar un texto"}},
        {"name": "none", "label": {"en": "None of these", "es": "Nada"}, "exclusive": True},
    ],
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with three forms."""
    made = make_site(tmp_path)
    first = INTAKE["sections"][0]
    pages = [*first["pages"], {"name": "safe_page", "questions": [SAFE]}]
    safe = {**INTAKE, "sections": [{**first, "pages": pages}, *INTAKE["sections"][1:]]}
    for form in (safe, CHECK_IN, COUNSELING):
        made.open_form(form)
    yield made
    made.close()


def send(site: Site, form: str = "intake", **answers: Any) -> str:
    more = {"safe_contact": {"skipped": True}} if form == "intake" else {}
    sent = site.send(form, {"agree": AGREED, **more, **answers})
    site.work_off()
    return sent


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def household(client: FlaskClient, response: str) -> str:
    """The address that the page of a response leads to."""
    page = client.get(f"/staff/lincoln/responses/{response}").text
    return str(re.findall(rf'href="({HOUSEHOLDS}/[^"/]+)">', page)[0])


def two(site: Site) -> tuple[str, str]:
    """Two responses with one child in both."""
    one = send(site, **family("Rosa García", PHONE, child("Ana García")))
    return one, send(site, **family("Marta Peña", "+12135550199", child("GARCIA, Ana")))


def test_the_box_beside_a_response_says_what_matches_and_offers_three_ways(site: Site) -> None:
    _, second = two(site)
    page = site.staff("coordinator").get(f"/staff/lincoln/responses/{second}").text
    box = words(page.partition('class="box fix')[2].partition("</section>")[0])
    assert "Very likely the same family" in box
    assert "Same: name, birth date. Different: phone." in box
    assert all(button in box for button in ("Compare", "Same family", "Not the same"))
    looking = site.staff("parent_engagement_coordinator")
    page = looking.get(f"/staff/lincoln/responses/{second}").text
    assert "Compare" in page
    assert 'value="same"' not in page


def test_two_households_side_by_side_are_marked_in_words(site: Site) -> None:
    _, second = two(site)
    client = site.staff("coordinator")
    page = client.get(f"/staff/lincoln/responses/{second}").text
    [compare] = re.findall(rf'href="({HOUSEHOLDS}/[^"]+/compare/[^"]+)"', page)
    page = client.get(compare).text
    rows = {
        words(name): words(rest)
        for name, rest in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    }
    assert rows["Name"] == "Marta Peña GARCIA, Ana Rosa García Ana García Same"
    assert rows["Born"].endswith("Same")
    assert rows["Phone"].endswith("Different")
    assert "E-mail" not in rows


def test_same_family_joins_them_and_can_be_taken_back_at_once_and_later(site: Site) -> None:
    first, second = two(site)
    client = site.staff("coordinator")
    ours, theirs = household(client, second), household(client, first)
    other = theirs.rpartition("/")[2]
    reply = client.post(f"{ours}/say", data={"verdict": "same", "other": other})
    assert reply.status_code == 303
    page = client.get(reply.location).text
    note = page.partition('role="status"')[2].partition("</div>")[0]
    assert "same family as" in words(note)
    assert "Part them again" in note
    assert page.count("<h3") == 3  # Ana is shown once
    assert household(client, first) == household(client, second)
    [verdict] = set(re.findall(r'name="verdict" value="([^"]+)"', page))
    reply = client.post(f"{ours}/take-back", data={"verdict": verdict})
    assert (reply.status_code, reply.location) == (303, ours)
    assert household(client, first) != household(client, second)


def joined_or_kept_apart(site: Site) -> list[Any]:
    said = "SELECT action FROM audit WHERE action LIKE 'household.%' AND action <> 'household.read'"
    with site.works.open(SYSTEM, write=False) as work:
        return [tuple(row) for row in work.connection.exec_driver_sql(said)]


def test_who_says_second_that_two_are_one_is_told_that_they_are_already(site: Site) -> None:
    first, second = two(site)
    client = site.staff("coordinator")
    ours, other = household(client, second), household(client, first).rpartition("/")[2]
    client.post(f"{ours}/say", data={"verdict": "same", "other": other})
    before = joined_or_kept_apart(site)
    for chosen, says in (
        ("same", "There is nothing more to do."),
        ("different", "Part them first"),
    ):
        reply = client.post(f"{ours}/say", data={"verdict": chosen, "other": other})
        assert reply.status_code == 303
        page = client.get(reply.location).text
        assert "Somebody was faster" in page
        assert says in page
        assert "Part them again" in page
    assert joined_or_kept_apart(site) == before  # what was not done is not recorded


def test_who_joins_what_somebody_keeps_apart_sees_who_and_finds_their_own_choice(
    site: Site,
) -> None:
    first, second = two(site)
    client = site.staff("coordinator")
    ours, other = household(client, second), household(client, first).rpartition("/")[2]
    client.post(f"{ours}/say", data={"verdict": "different", "other": other})
    before = joined_or_kept_apart(site)
    reply = client.post(f"{ours}/say", data={"verdict": "same", "other": other})
    assert (reply.status_code, reply.location) == (303, f"{ours}/compare/{other}?chosen=same")
    assert joined_or_kept_apart(site) == before
    page = client.get(reply.location).text
    assert "You chose: same family. Nothing is changed yet." in page
    assert "not the same family." in page
    assert page.count('value="same"') == 1
    [instead] = re.findall(r'name="instead" value="([^"]+)"', page)
    # somebody else who sees the page may not join, and is offered nothing to press
    looking = site.staff("parent_engagement_coordinator").get(reply.location).text
    assert 'value="same"' not in looking
    sent = {"verdict": "same", "other": other, "instead": instead}
    assert client.post(f"{ours}/say", data=sent).status_code == 303
    assert household(client, first) == household(client, second)


def test_where_taking_back_is_not_enough_nothing_at_all_is_changed(site: Site) -> None:
    first, second = two(site)
    client = site.staff("coordinator")
    ours, other = household(client, second), household(client, first).rpartition("/")[2]
    for _ in range(2):  # two of the staff said so
        client.post(f"{ours}/say", data={"verdict": "different", "other": other})
    page = client.get(f"{ours}/compare/{other}").text
    instead = re.findall(r'name="instead" value="([^"]+)"', page)
    assert len(instead) == 2
    before = joined_or_kept_apart(site)
    sent = {"verdict": "same", "other": other, "instead": instead[0]}
    assert "compare" in client.post(f"{ours}/say", data=sent).location
    assert joined_or_kept_apart(site) == before
    assert client.get(f"{ours}/compare/{other}").text.count('name="instead"') == 2
    client.post(f"{ours}/say", data={**sent, "instead": instead})
    assert household(client, first) == household(client, second)


def test_not_the_same_is_not_suggested_again_until_it_is_taken_back(site: Site) -> None:
    first, second = two(site)
    client = site.staff("coordinator")
    ours, other = household(client, second), household(client, first).rpartition("/")[2]
    reply = client.post(f"{ours}/say", data={"verdict": "different", "other": other})
    page = client.get(reply.location).text
    assert "not the same family" in page
    for response in (first, second):
        assert "Very likely" not in client.get(f"/staff/lincoln/responses/{response}").text
    [verdict] = set(re.findall(r'name="verdict" value="([^"]+)"', page))
    client.post(f"{ours}/take-back", data={"verdict": verdict})
    assert "Very likely" in client.get(f"/staff/lincoln/responses/{first}").text


def test_what_is_safe_stands_first_and_a_student_can_leave(site: Site) -> None:
    told = family("Rosa García", PHONE, child("Ana García", school="lincoln"))
    sent = send(site, **told, safe_contact=["text"])
    client = site.staff("coordinator")
    address = household(client, sent)
    page = client.get(address).text
    main = words(page.partition("<main")[2])
    assert main.index("Safe contact Rosa García Text this phone") < main.index("People")
    assert "goes to this school" in main
    [person] = re.findall(r'name="person" value="([^"]+)"', page)
    client.post(f"{address}/enrolled", data={"person": person, "still": "no"})
    assert "went to this school until" in client.get(address).text
    client.post(f"{address}/enrolled", data={"person": person, "still": "yes"})
    assert "goes to this school" in client.get(address).text
    spanish = client.get(address, headers={"Accept-Language": "es"}).text
    assert "Contacto seguro" in spanish
    assert "Mandar un texto" in spanish


@pytest.mark.parametrize(
    "asked",
    [
        {"reach": "(626) 555-0142"},
        {"reach": "555 0142"},
        {"reach": "ROSA@example.org"},
        {"name": "Garcia Ana", "month": "3", "day": "14", "year": "2017"},
    ],
)
def test_a_household_is_found_and_no_answer_stands_in_an_address(
    site: Site, asked: dict[str, str]
) -> None:
    more = {"contact_email": "rosa@example.org"}
    sent = send(site, **family("Rosa García", PHONE, child("Ana García")), **more)
    client = site.staff("coordinator")
    reply = client.post(HOUSEHOLDS, data=asked)
    assert reply.status_code == 200
    assert "no-store" in reply.headers["Cache-Control"]
    assert f'href="{household(client, sent)}"' in reply.text
    for typed in asked.values():
        assert f'value="{html.escape(typed)}"' in reply.text
    assert "No household was found" in client.post(HOUSEHOLDS, data={"reach": "2135550111"}).text


def test_a_code_leads_to_its_household_and_nothing_typed_says_what_to_type(site: Site) -> None:
    sent = send(site, **family())
    client = site.staff("coordinator")
    page = client.get(f"/staff/lincoln/responses/{sent}").text
    [code] = re.findall(r'<h1><span class="ltr">([^<]+)</span>', page)
    reply = client.post(HOUSEHOLDS, data={"reach": code.lower().replace("-", " ")})
    assert (reply.status_code, reply.location) == (303, household(client, sent))
    for asked in ({}, {"name": "Rosa García"}, {"reach": "12"}):
        page = client.post(HOUSEHOLDS, data=asked).text
        assert 'role="alert"' in page
        assert 'aria-invalid="true"' in page
    assert client.get("/staff/households").location == HOUSEHOLDS


def test_a_form_is_opened_for_the_family_with_what_is_known_to_be_confirmed(site: Site) -> None:
    sent = send(site, **family("Rosa García", PHONE))
    client = site.staff("parent_engagement_coordinator")
    address = household(client, sent)
    page = client.get(address).text
    offered = re.findall(r'name="link" value="([^"]+)"', page)
    assert offered == ["intake", "check-in"]
    reply = client.post(f"{address}/open", data={"link": "check-in"})
    assert (reply.status_code, reply.location) == (303, "/lincoln/check-in")
    assert "HttpOnly" in reply.headers["Set-Cookie"]
    assert client.get("/lincoln/check-in/agree_page").status_code == 200
    assert client.post(f"{address}/open", data={"link": "private-talk"}).status_code == 404


def test_others_find_no_such_page(site: Site) -> None:
    sent = send(site, **family())
    address = household(site.staff("coordinator"), sent)
    for role in ("counselor", "volunteer", "district_lead", "platform_admin"):
        client = site.staff(role)
        for page in (HOUSEHOLDS, address, f"{address}/compare/x", "/staff/households"):
            assert client.get(page).status_code == 404, (role, page)
        for act in ("say", "take-back", "open", "enrolled"):
            assert client.post(f"{address}/{act}").status_code == 404
    looking = site.staff("parent_engagement_coordinator")
    assert looking.get(address).status_code == 200
    for act in ("say", "take-back", "enrolled"):
        assert looking.post(f"{address}/{act}", data={"verdict": "same"}).status_code == 404
    assert looking.get(f"{HOUSEHOLDS}/nothing").status_code == 404
