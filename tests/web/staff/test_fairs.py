"""Fairs on staff screens: planned, got ready, held by helpers with the PIN, and closed; all without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.codes import ALPHABET
from farolito.web.cookies import NAMES

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.staff.school import School

PLAN: dict[str, Any] = {
    "name": "Fall fair",
    "day": "2026-11-23",
    "form": ["needs", "survey"],
    "language": ["es", "km", "fa"],
    "tables": "DPSS\r\nWIC",
}


def planned(client: FlaskClient, **facts: Any) -> str:
    """A fair of today; the address of its page."""
    reply = client.post("/staff/lincoln/fairs/new", data={**PLAN, **facts})
    assert reply.status_code == 303, reply.text
    return str(reply.location)


def helper_at(school: School, fair: str, client: FlaskClient) -> tuple[FlaskClient, str]:
    """Somebody who came in with the PIN, and where that led."""
    shown = client.post(fair, data={"do": "pin"}).text
    [pin] = re.findall(r"(\d{4} \d{4})<", shown)
    helper = school.visitor()
    reply = helper.post("/staff/event", data={"place": "lincoln", "pin": pin, "name": "Lupe"})
    return helper, str(reply.location)


def given(client: FlaskClient, fair: str, language: str = "es", **more: str) -> str:
    """The next family gets a ticket; its number."""
    reply = client.post(f"{fair}/board", data={"language": language, **more})
    assert reply.status_code == 303, reply.text
    return str(reply.location).rpartition("=")[2]


def code_of(client: FlaskClient, fair: str, number: str) -> str:
    [code] = re.findall(r"<b>(\w{4}-\w{4})</b>", client.get(f"{fair}/tickets/{number}").text)
    return str(code)


def test_a_fair_is_planned_and_every_line_says_done_or_to_do(school: School) -> None:
    client = school.staff("coordinator")
    assert "No fairs yet" in client.get("/staff/lincoln/fairs").text
    fair = planned(client)
    page = client.get(fair).text
    lines = re.findall(r'<li><div><p><span class="state \w+">(.*?)</span> (.*?)</p>', page)
    assert lines[0] == ("Done:", "2 forms are open")
    assert {mark for mark, _ in lines} == {"Done:", "To do:"}
    assert len(lines) == 7
    assert page.count("not translated") == 4  # neither form is there in Khmer or Farsi
    assert "Fall fair" in client.get("/staff/lincoln/fairs").text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"day": "2026-11-22"}, "day"),
        ({"day": "soon"}, "day"),
        ({"form": []}, "form-1"),
        ({"tables": "x" * 81}, "tables"),
    ],
)
def test_a_plan_that_can_not_be_says_why_and_keeps_what_was_typed(
    school: School, wrong: dict[str, Any], field: str
) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    for address in ("/staff/lincoln/fairs/new", f"{fair}/plan"):
        reply = client.post(address, data={**PLAN, "name": "Another name", **wrong})
        assert reply.status_code == 422
        assert f'<a href="#{field}">' in reply.text
        assert f'id="{field}"' in reply.text
        if field != "name":
            assert 'value="Another name"' in reply.text
        assert "<title>Problem: " in reply.text
    assert "Fall fair" in client.get(fair).text


def test_a_helper_begins_at_the_board_and_sees_neither_the_plan_nor_the_tally(
    school: School,
) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    helper, led_to = helper_at(school, fair, client)
    assert led_to == f"{fair}/board"
    page = helper.get(led_to).text
    assert "No one is waiting." in page
    assert "End of day" not in page
    number = given(helper, fair)
    assert f"Ticket {number} is given." in helper.get(f"{fair}/board?given={number}").text
    for address in (fair, f"{fair}/plan", f"{fair}/end", f"{fair}/tickets.pdf"):
        assert helper.get(address).status_code == 404
    for address, do in ((fair, "pin"), (fair, "tickets"), (f"{fair}/end", "close")):
        assert helper.post(address, data={"do": do, "many": "1"}).status_code == 404


def test_a_ticket_shows_number_and_language_and_what_else_was_said(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    first = given(client, fair, "es", spoken="omq-x-mixtec", interpreter="1")
    assert given(client, fair, "km", number="46") == "46"
    page = client.get(f"{fair}/board").text
    assert (first, page.count(">Start<")) == ("1", 2)
    assert "Mixtec" in page
    assert "Needs an interpreter" in page
    assert 'lang="km">ខ្មែរ' in page
    taken = client.post(f"{fair}/board", data={"language": "fa", "number": "46"})
    assert taken.status_code == 409
    assert 'value="46"' in taken.text
    assert re.search(r'value="fa" checked', taken.text)
    for wrong in ({"language": "xx"}, {"language": "es", "number": "many"}):
        assert client.post(f"{fair}/board", data=wrong).status_code == 422


def test_pointing_to_a_language_leads_to_a_ticket_in_it(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    card = client.get(f"{fair}/point").text
    shown = re.findall(r'<li><a href="[^"]+language=([\w-]+)" lang="\1"', card)
    assert len(shown) == 12
    assert shown[:3] == ["es", "km", "fa"]
    assert 'dir="rtl">فارسی' in card
    assert re.search(r'value="hy" checked', client.get(f"{fair}/next?language=hy").text)


def test_staff_ask_and_type_and_stay_logged_in(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    number = given(client, fair)
    reply = client.post(f"{fair}/tickets/{number}", data={"do": "here", "form": "needs"})
    assert reply.location.startswith("/lincoln/needs/")
    assert 'lang="es"' in client.get(reply.location).text
    assert "on our device" in client.get(f"{fair}/board").text
    assert school.rows("SELECT channel, language FROM response") == [("tablet", "es")]


def test_who_hands_the_device_over_is_logged_out_on_it(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    helper, _ = helper_at(school, fair, client)
    number = given(helper, fair)
    staff = helper.get_cookie(NAMES["staff"])
    reply = helper.post(f"{fair}/tickets/{number}", data={"do": "hand", "form": "needs"})
    assert helper.get(reply.location).status_code == 200
    assert helper.get_cookie(NAMES["staff"]) is None
    assert helper.get(f"{fair}/board").location.startswith("/staff/log-in")
    assert staff is not None
    helper.set_cookie(NAMES["staff"], staff.value)
    assert helper.get(f"{fair}/board").location.startswith("/staff/log-in")


def test_a_form_that_was_begun_on_our_device_goes_on_on_the_phone_after_one_scan_and_one_press(
    school: School,
) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    number = given(client, fair)
    code = code_of(client, fair, number)
    begun = client.post(f"{fair}/tickets/{number}", data={"do": "here", "form": "needs"}).location
    assert client.post(begun, data={"_go": "next", "agree": "yes"}).status_code == 303
    phone = school.visitor()
    page = phone.get(f"/ticket/{code}")
    [carried] = re.findall(r'name="code" value="(\w+)"', page.text)
    moved = phone.post("/ticket", data={"code": carried})
    shown = phone.get(moved.location)
    assert 'lang="es"' in shown.text
    assert "comida" in shown.text  # the question after the one that was answered on our device
    assert "comida" not in client.get(begun, follow_redirects=True).text
    assert "on their own phone" in client.get(f"{fair}/board").text
    again = school.visitor().post("/ticket", data={"code": carried})
    assert again.status_code == 422


def test_a_code_that_is_used_and_one_that_never_was_look_alike(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    used = code_of(client, fair, given(client, fair))
    assert school.visitor().post("/ticket", data={"code": used}).status_code == 303
    never = ALPHABET[:8]
    pages = [school.visitor().get(f"/ticket/{code}").text for code in (used, never)]
    assert pages[0].replace(used.replace("-", ""), "") == pages[1].replace(never, "")
    replies = [school.visitor().post("/ticket", data={"code": code}) for code in (used, never)]
    assert [reply.status_code for reply in replies] == [422, 422]
    assert replies[0].text.replace(used, "") == replies[1].text.replace(never, "")
    assert school.visitor().get("/ticket").status_code == 200


def test_a_phone_that_looks_ahead_uses_no_code_up(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    code = code_of(client, fair, given(client, fair))
    for _ in range(3):
        school.visitor().get(f"/ticket/{code}")
    assert school.visitor().post("/ticket", data={"code": code}).status_code == 303


def test_the_tally_says_by_how_much_it_does_not_add_up_and_closing_ends_everything(
    school: School,
) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    helper, _ = helper_at(school, fair, client)
    for do in ("paper", "left", "done"):
        number = given(client, fair)
        if do == "done":
            client.post(f"{fair}/tickets/{number}", data={"do": "here", "form": "survey"})
            client.post(f"{fair}/tickets/{number}", data={"do": "waiting"})
        assert client.post(f"{fair}/tickets/{number}", data={"do": do}).status_code == 303
    page = client.get(f"{fair}/end").text
    assert "It adds up." in page
    number = given(client, fair)
    client.post(f"{fair}/tickets/{number}", data={"do": "tablet"})
    page = client.get(f"{fair}/end").text
    assert "of 1 ticket nothing is known" in page
    assert (
        f'href="{fair}/tickets/{number}">#{number}<' in page
    )  # where somebody says what became of it
    wrong = client.post(f"{fair}/end", data={"do": "paper", "given": "x", "returned": "3"})
    assert wrong.status_code == 422
    assert 'value="3"' in wrong.text
    client.post(f"{fair}/end", data={"do": "paper", "given": "12", "returned": "9"})
    assert "To type in: 9." in client.get(f"{fair}/end").text
    assert client.post(f"{fair}/end", data={"do": "close"}).status_code == 303
    assert "Closed" in client.get(f"{fair}/end").text
    assert helper.get(f"{fair}/board").location.startswith("/staff/log-in")
    assert client.post(f"{fair}/end", data={"do": "close"}).status_code == 409
    for address, data in ((f"{fair}/board", {"language": "es"}), (f"{fair}/plan", PLAN)):
        assert client.post(address, data=data).status_code == 404


def test_tables_are_switched_and_paper_is_ticked(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    client.post(fair, data={"do": "off", "table": "DPSS"})
    assert "not here today" in client.get(fair).text
    assert "DPSS" not in client.get(f"{fair}/board").text
    client.post(fair, data={"do": "on", "table": "DPSS"})
    client.post(fair, data={"do": "printed"})
    assert "There is no paper after all" in client.get(fair).text
    assert "DPSS" in client.get(f"{fair}/board").text
    for wrong in ({"do": "off", "table": "x"}, {"do": "x"}, {}):
        assert client.post(fair, data=wrong).status_code == 404
    for many in ("", "0", "121", "x"):
        assert client.post(fair, data={"do": "tickets", "many": many}).status_code == 422


def test_signs_say_what_a_table_helps_with_and_keep_what_was_typed(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    asked = {"table-1": "DPSS", "helps-1": ["food", "benefits"], "table-2": "WIC"}
    assert client.post(f"{fair}/tables", data={**asked, "words-2": "Until noon"}).status_code == 303
    page = client.get(f"{fair}/tables").text
    assert re.findall(r'name="(helps-\d)" value="(\w+)" checked', page) == [
        ("helps-1", "food"),
        ("helps-1", "benefits"),
    ]
    assert 'value="Until noon"' in page
    long = client.post(f"{fair}/tables", data={**asked, "words-1": "x" * 121, "words-2": "y"})
    assert long.status_code == 422
    assert f'value="{"x" * 121}" aria-describedby="hint-1 problem" aria-invalid="true"' in long.text
    assert 'value="Until noon"' in client.get(f"{fair}/tables").text
    # a plan that changed meanwhile: nothing is written on the sign of another table
    client.post(f"{fair}/plan", data={**PLAN, "tables": "WIC\r\nDPSS"})
    client.post(f"{fair}/tables", data={**asked, "words-2": "Until one"})
    assert 'value="Until noon"' in client.get(f"{fair}/tables").text


def test_visits_are_typed_for_each_table_and_small_ones_are_not_told(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    counted = {"do": "visits", "table-1": "DPSS", "visits-1": "31", "table-2": "WIC"}
    assert client.post(f"{fair}/end", data={**counted, "visits-2": "4"}).status_code == 303
    page = client.get(f"{fair}/end").text
    assert re.findall(r'name="visits-\d"[^>]*value="(\d*)"', page) == ["31", "4"]
    told = re.findall(r"You may tell:</span> (?:<b>)?([^<]*?) ?<", page)
    assert told[2] == "35"
    assert not {"4", "31"} & set(told)  # one of two would say the other
    wrong = client.post(f"{fair}/end", data={**counted, "visits-2": "a few"})
    assert wrong.status_code == 422
    assert 'href="#visits-2"' in wrong.text
    assert 'value="a few"' in wrong.text


def test_of_a_closed_fair_nothing_is_to_do(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    given(client, fair)
    client.post(f"{fair}/end", data={"do": "close"})
    page = client.get(fair).text
    assert "This fair is closed." in page
    assert "To do:" not in page
    assert 'name="do"' not in page
    assert ">Start<" not in client.get(f"{fair}/board").text


def test_another_school_finds_nothing(school: School) -> None:
    client = school.staff("coordinator")
    fair = planned(client)
    number = given(client, fair)
    stranger = school.staff("coordinator", place="grant")
    for address in (
        "",
        "/board",
        "/plan",
        "/end",
        "/next",
        "/point",
        "/tables",
        "/signs.pdf",
        f"/tickets/{number}",
    ):
        assert stranger.get(fair + address).status_code == 404
        assert stranger.get(fair.replace("lincoln", "grant") + address).status_code == 404
    assert client.get(f"{fair}/tickets/999").status_code == 404
    assert client.get(f"{fair}/tickets/x").status_code == 404
