"""Save and finish later, come back on another phone, change and take back what was sent: pages without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from farolito.domain.access import SYSTEM
from farolito.web.host import host_of
from tests.web.conftest import own_client
from tests.web_support.family import Family
from tests.web_support.sites import pack_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.test import TestResponse

PIN = "5813"
RENT = {"rent_due.month": ["4"], "rent_due.day": ["31"], "rent_due.year": ["26"]}
REFUSED = "That code and number don’t match. Check them, or ask us"


def code_on(family: Family) -> str:
    found = re.search(r'class="code" dir="ltr">([0-9A-Z]{4}-[0-9A-Z]{4})<', family.html)
    assert found, family.html
    return found[1]


def come_back(app: Flask, code: str, fact: str, start: str = "/lincoln/resume") -> Family:
    """Another phone, with nothing on it."""
    phone = Family(own_client(app), start).open()
    phone.fields |= {"code": [code], "fact": [fact]}
    phone.submit()
    assert phone.status in (200, 422)
    return phone


def half_way(family: Family, language: str = "en") -> Family:
    """On the page of a date, with half of it typed, and the button pressed."""
    family.begin(language).press("next", consent="with_name").press("next", help=["food", "rent"])
    return family.press("later", **RENT)


def rows(app: Flask, sql: str) -> list[tuple[object, ...]]:
    with host_of(app).works.open(SYSTEM, write=False) as work:
        return [tuple(row) for row in work.connection.exec_driver_sql(sql)]


@pytest.mark.parametrize("start", ["/resume", "/lincoln/resume"])
def test_half_typed_answers_are_there_on_another_phone(
    app: Flask, family: Family, start: str
) -> None:
    half_way(family, "es")
    assert family.page.heading == "Elija un PIN de 4 números"
    family.press("pin", pin=PIN)
    assert family.page.heading == "Sus respuestas están guardadas"
    phone = come_back(app, code_on(family).lower().replace("-", " "), PIN, start)
    assert (phone.address, phone.page.language) == ("/lincoln/fair/rent_page", "es")
    assert {name: phone.fields[name] for name in RENT} == RENT
    assert "Hay un problema" not in phone.html
    # it has moved: the first phone starts anew
    assert family.open().page.language == "en"
    assert "You have started already" not in family.html


def test_the_phone_leads_to_the_page_that_was_left_although_later_ones_are_answered(
    app: Flask, family: Family
) -> None:
    half_way(family).press("pin", pin=PIN)
    code = code_on(family)
    family.press("back").press("back").press("later", help=["rent"])
    assert come_back(app, code, PIN).address == "/lincoln/fair/help_page"


def test_go_on_leads_back_to_the_page_and_close_leaves_nothing_on_the_phone(
    app: Flask, family: Family
) -> None:
    half_way(family).press("pin", pin=PIN)
    assert family.press("back").address == "/lincoln/fair/rent_page"
    family.press("later", **RENT)
    code = code_on(family)
    assert family.press("close").address == "/lincoln/fair"
    assert family.client.get_cookie("farolito") is None
    assert family.open("/lincoln/fair/later").address == "/lincoln/fair"
    assert come_back(app, code, PIN).address == "/lincoln/fair/rent_page"


def test_the_phone_number_that_was_given_serves_as_second_fact(app: Flask, family: Family) -> None:
    family.to_list().press("next", members="no")
    family.press("next", full_name="Rosa", phone="213 555 0142").press("later")
    assert "the last 4 numbers of your phone" in family.html
    assert come_back(app, code_on(family), "0142").address == "/lincoln/fair/address_page"
    assert REFUSED in come_back(app, code_on(family), PIN).html


def test_a_pin_replaces_what_was_said(app: Flask, family: Family) -> None:
    family.to_list().press("next", members="no")
    family.press("next", full_name="Rosa", phone="213 555 0142").press("later")
    code = code_on(family)
    family.open("/lincoln/fair/later?pin=1").press("pin", pin=PIN)
    assert code_on(family) == code
    assert REFUSED in come_back(app, code, "0142").html
    assert come_back(app, code, PIN).status == 200


@pytest.mark.parametrize("pin", ["", "1234", "7777", "581", "58134", "abcd"])
def test_a_pin_that_everybody_guesses_is_not_taken(family: Family, pin: str) -> None:
    half_way(family).press("pin", pin=pin)
    assert family.title.startswith("Problem: ")
    assert "pin" in family.page.ids
    assert pin == "" or f'value="{pin}"' not in family.html


def test_a_wrong_code_and_a_wrong_number_get_the_same_page(app: Flask, family: Family) -> None:
    half_way(family).press("pin", pin=PIN)
    code = code_on(family)
    wrong = come_back(app, code, "9999")
    unknown = come_back(app, "2222-3333", "9999")
    assert wrong.html.replace(code, "") == unknown.html.replace("2222-3333", "")
    assert wrong.title.startswith("Problem: ")
    assert "9999" not in wrong.html


def test_too_many_tries_say_how_long_to_wait(app: Flask, family: Family) -> None:
    half_way(family).press("pin", pin=PIN)
    code = code_on(family)
    for _ in range(5):
        come_back(app, code, "9999")
    assert "Wait 3 minutes" in come_back(app, code, PIN).html


def test_the_text_to_oneself_has_the_address_and_the_code_and_no_answer(family: Family) -> None:
    family.to_list().press("next", members="no")
    family.press("next", full_name="Rosa", phone="213 555 0142").press("later")
    [sms] = [link for link in family.page.links if link.startswith("sms:")]
    text = unquote(sms.partition("body=")[2])
    assert text.endswith(f"/lincoln/resume {code_on(family)}")
    assert "0142" not in text
    assert len(text) <= 134


def test_a_sensitive_form_is_saved_with_a_pin_and_neutral_words(
    app: Flask, sensitive_family: Family
) -> None:
    family = (
        sensitive_family.begin().press("next", consent="with_name").press("later", help=["food"])
    )
    titles = [family.title, family.press("pin", pin=PIN).title]
    [sms] = [link for link in family.page.links if link.startswith("sms:")]
    text = unquote(sms.partition("body=")[2])
    assert text.startswith("School form: ")
    assert "incoln" not in text
    titles.append(come_back(app, code_on(family), PIN, "/resume").title)
    for title in titles:
        assert title.startswith("School form"), title
        assert "Lincoln" not in title
    assert "Leave now" in family.html


def test_the_page_to_come_back_says_nothing_of_any_form(app: Flask) -> None:
    for start in ("/resume", "/lincoln/resume"):
        page = Family(own_client(app), start).open()
        assert page.title.removesuffix(" – Lincoln Community School") == "Go on with a form"
        assert "does your family need" not in page.html
    assert "(213) 555-0100" in page.html  # I lost my code


def test_the_landing_page_leads_there(family: Family) -> None:
    assert "/lincoln/resume" in family.open().page.links
    assert "/lincoln/resume" in family.open("/lincoln").page.links


def sent(family: Family) -> str:
    family.to_check().press("send")
    return code_on(family)


def test_what_was_sent_is_changed_once_and_the_first_stays(app: Flask, family: Family) -> None:
    phone = come_back(app, sent(family), "0142")
    assert (phone.address, phone.page.heading) == ("/lincoln/fair/done", "Your answers")
    assert phone.press("change").address == "/lincoln/fair/check"
    banner = "You are changing answers sent on"
    assert banner in phone.html
    assert banner in phone.press("change:help_page").html
    phone.press("next", help=["none"])
    check = phone.html
    assert phone.press("send").page.heading == "Thank you. We got your changes."
    phone.html = check
    assert phone.press("send").address == "/lincoln/fair/done"  # pressed twice
    assert rows(app, "SELECT number FROM submission ORDER BY number") == [(1,), (2,)]
    assert rows(app, "SELECT status FROM response") == [("amended",)]


def test_a_change_can_be_given_up(app: Flask, family: Family) -> None:
    phone = come_back(app, sent(family), "0142")
    phone.press("change").press("change:help_page").press("next", help=["none"]).press("drop")
    assert phone.address == "/lincoln/fair/done"
    assert "Food" in phone.press("change").html
    assert rows(app, "SELECT number FROM submission") == [(1,)]


def test_saying_no_to_the_consent_asks_whether_to_take_back(app: Flask, family: Family) -> None:
    phone = come_back(app, sent(family), "0142")
    phone.press("change").press("change:consent_page").press("decline:no_thanks")
    assert phone.address == "/lincoln/fair/later/withdraw"
    assert rows(app, "SELECT status FROM response") == [("completed",)]


def test_taking_back_says_what_happens_and_ends_everything(app: Flask, family: Family) -> None:
    code = sent(family)
    phone = come_back(app, code, "0142").open("/lincoln/fair/later/withdraw")
    assert "will not act on them" in phone.html
    assert "You took back your answers." in phone.press("withdraw").html
    assert phone.client.get_cookie("farolito") is None
    assert rows(app, "SELECT work_state FROM response") == [("withdrawn",)]
    assert REFUSED in come_back(app, code, "0142").html


def test_the_phone_that_sent_shows_no_answers_and_changes_nothing(
    app: Flask, family: Family
) -> None:
    sent(family)
    assert "Take back" not in family.html
    family.press("change")
    assert family.address == "/lincoln/fair/done"
    assert family.open("/lincoln/fair/later/withdraw").address == "/lincoln/fair"
    assert rows(app, "SELECT draft FROM response") == [(None,)]


def test_whoever_finds_the_phone_later_can_not_choose_a_pin(app: Flask, family: Family) -> None:
    family.to_list().press("next", members="no")
    family.press("next", full_name="Rosa", phone="").press("next").press("next").press("next")
    family.press("send")
    assert family.press("later").page.heading == "Choose a 4-number PIN"
    works = host_of(app).works
    with works.open(SYSTEM) as work:
        work.connection.exec_driver_sql(
            "UPDATE response SET saved_at = '2026-01-01 00:00:00.000000'"
        )
    assert family.open("/lincoln/fair/done").html.count("Choose a PIN") == 0
    assert family.open("/lincoln/fair/later").address == "/lincoln/fair/done"
    family.client.post("/lincoln/fair/later", data={"_go": "pin", "pin": PIN})
    assert rows(app, "SELECT count(*) FROM way_back") == [(0,)]


def test_an_anonymous_form_is_saved_with_a_pin_and_says_that_it_opens_no_more(
    make_site: Callable[..., Flask],
) -> None:
    app = make_site({"survey": pack_form("community-needs-survey")})
    family = Family(own_client(app), "/lincoln/survey").begin()
    while 'value="later"' not in family.html:
        agreed = re.findall(r'name="consent" value="(\w+)"', family.html)[:1]
        family.press("next", **({"consent": agreed} if agreed else {}))
    family.press("later").press("pin", pin=PIN)
    phone = come_back(app, code_on(family), PIN)
    for _ in range(40):
        if phone.address.endswith("/check"):
            break
        skipped = dict.fromkeys(re.findall(r'name="(\w+)" value="_skip"', phone.html), "_skip")
        phone.press("next", **skipped, members="no")
    assert "nobody can open them again, not even you" in phone.press("send").html
    assert REFUSED in come_back(app, code_on(family), PIN).html


OVER = {
    "en": "This form is not open here any more",
    "es": "Este formulario ya no está abierto aquí",
}


def pressed(family: Family, go: str = "next", **typed: str | list[str]) -> TestResponse:
    """Press a button of the page that this device still shows, without following."""
    named = {name.replace("__", "."): value for name, value in typed.items()}
    return family.client.post(family.action(), data={**family.fields, "_go": [go], **named})


def responses_of(app: Flask) -> int:
    return int(str(rows(app, "SELECT count(*) FROM response")[0][0]))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_old_phone_is_told_that_the_form_is_not_open_there_and_what_it_had_typed(
    app: Flask, family: Family, language: str
) -> None:
    half_way(family, language).press("pin", pin=PIN)
    code = code_on(family)
    family.press("back").press("back")
    come_back(app, code, PIN)
    before = responses_of(app)
    reply = pressed(family, help=["food", "rent"])
    assert (reply.status_code, responses_of(app)) == (409, before)
    assert OVER[language] in reply.text
    said = {"en": ("Food", "Rent or housing"), "es": ("Comida", "Renta o vivienda")}[language]
    assert all(f"{word}" in reply.text.split("<dl")[1] for word in said)
    assert 'href="/lincoln/resume"' in reply.text
    assert 'href="/lincoln/fair"' in reply.text
    assert reply.headers["Cache-Control"] == "no-store"
    assert pressed(family, "draft").status_code == 204


def test_the_words_are_the_same_when_it_was_sent_when_it_goes_on_and_when_too_much_time_went_by(
    app: Flask, family: Family
) -> None:
    half_way(family).press("pin", pin=PIN)
    code = code_on(family)
    family.press("back")
    other = come_back(app, code, PIN)
    goes_on = pressed(family, **{"rent_due__day": "3"}).text
    other.press("back").press("next", help=["food"]).press("next", safe="yes")
    other.press("next", members="no").press("next", full_name="Rosa", phone="213 555 0142")
    while not other.address.endswith("/check"):
        other.press("next")
    other.press("send")
    assert other.address.startswith("/lincoln/fair/done")
    sent = pressed(family, **{"rent_due__day": "3"}).text
    assert sent == goes_on
    family.client.set_cookie("farolito", "a-token-of-long-ago")
    assert pressed(family, **{"rent_due__day": "3"}).text == goes_on


def test_send_on_the_old_phone_sends_nothing_and_says_so(app: Flask, family: Family) -> None:
    family.to_check().press("later")
    code = code_on(family)
    family.open("/lincoln/fair/check")
    come_back(app, code, "0142")
    reply = pressed(family, "send")
    assert reply.status_code == 409
    assert OVER["en"] in reply.text
    assert rows(app, "SELECT DISTINCT status FROM response") == [("in_progress",)]


def test_on_a_device_of_the_school_nothing_of_the_family_is_shown(
    app: Flask, family: Family
) -> None:
    with host_of(app).works.open(SYSTEM) as work:
        family.begin("es").press("next", consent="with_name")
        work.connection.exec_driver_sql("UPDATE response SET channel = 'tablet'")
    family.open("/lincoln/fair/help_page")
    family.press("next", help=["other"]).open("/lincoln/fair/help_page")
    before = responses_of(app)
    family.client.set_cookie("farolito", "a-token-of-long-ago")
    reply = pressed(family, help=["food"])
    assert (reply.status_code, responses_of(app)) == (409, before)
    main = reply.text.split('id="main"')[1]
    assert "Comida" not in main
    assert "Por favor devuelva la tableta." in main
    family.client.delete_cookie("farolito")  # its two hours are over
    assert pressed(family, help=["food"]).text == reply.text


def test_who_has_begun_nothing_begins_with_the_first_page_whatever_cookie_is_left(
    app: Flask, family: Family
) -> None:
    family.client.set_cookie("farolito", "a-token-of-long-ago")
    family.open("/lincoln/fair/consent_page").press("next", consent="with_name")
    assert family.address.startswith("/lincoln/fair/help_page")
    assert responses_of(app) == 1
