"""Requests that are refused: each with a page that says what to do, and with the answers kept."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from farolito.web import respond
from farolito.web.security import MAX_BODY

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web_support.family import Family


@pytest.fixture
def stranger(app: Flask, family: Family) -> FlaskClient:
    """A browser that says nothing about where its requests come from, with the family's cookie."""
    family.begin().press("next", consent="with_name")
    cookie = family.client.get_cookie("farolito")
    assert cookie is not None
    client = app.test_client()
    client.set_cookie("farolito", cookie.value)
    return client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://localhost.example"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_a_post_is_taken_only_from_our_own_pages(
    stranger: FlaskClient, headers: dict[str, str], status: int
) -> None:
    reply = stranger.post("/lincoln/fair/help_page", data={"help": "food"}, headers=headers)
    assert reply.status_code == status


def test_without_a_cookie_there_is_nobodys_authority_to_abuse(app: Flask) -> None:
    assert app.test_client().post("/lincoln/fair", data={"_go": "use:en"}).status_code == 303


def test_a_refused_page_keeps_what_was_typed_and_can_be_sent_again(stranger: FlaskClient) -> None:
    typed = 'two\nlines & "quotes"'
    reply = stranger.post(
        "/lincoln/fair/words_page?from=check", data={"_go": "next", "words": typed}
    )
    assert reply.status_code == 403
    assert 'action="/lincoln/fair/words_page?from=check"' in reply.text
    assert 'name="words" value="two\nlines &amp; &#34;quotes&#34;"' in reply.text
    assert 'name="_go" value="next"' in reply.text


def test_a_refused_page_saves_nothing(stranger: FlaskClient, family: Family) -> None:
    stranger.post("/lincoln/fair/help_page", data={"_go": "next", "help": "food"})
    assert "help" not in family.open("/lincoln/fair/help_page").fields


def test_too_much_text_gets_a_page_that_says_what_to_do(family: Family) -> None:
    family.begin()
    reply = family.client.post(family.action(), data={"words": "x" * MAX_BODY})
    assert reply.status_code == 413
    assert "make the text shorter" in reply.text
    assert "/lincoln/fair" in reply.text


def test_too_many_fields_get_the_same_page(family: Family) -> None:
    family.begin()
    reply = family.client.post(family.action(), data={f"f{n}": "x" for n in range(2000)})
    assert reply.status_code == 413


def test_text_that_is_long_but_allowed_is_only_too_long_for_its_question(family: Family) -> None:
    family.to_list().press("next", members="no").press("next").press("next")
    family.press("next", words="x" * 300)
    assert "Use 200 letters or fewer. You have used 300" in family.html


@pytest.mark.parametrize("address", ["/lincoln/nothing", "/nowhere/fair", "/nowhere", "/a/b/c/d"])
def test_an_unknown_address_says_to_check_the_letters(client: FlaskClient, address: str) -> None:
    reply = client.get(address)
    assert reply.status_code == 404
    assert "Check the letters of the address" in reply.text


@pytest.mark.parametrize("address", ["/lincoln/%00", "/lincoln/%ff%fe/x", "/%ED%A0%80/fair"])
def test_an_address_that_is_no_text_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code in (404, 303)


def test_a_method_that_is_not_served_says_so(client: FlaskClient) -> None:
    reply = client.delete("/lincoln/fair")
    assert reply.status_code == 405
    assert "Your answers up to the last page are saved" in reply.text
    assert "GET" in reply.headers["Allow"]


def test_when_we_break_the_page_is_kept_and_the_log_has_no_answer(
    family: Family, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    family.to_list().press("next", members="no").press("next").press("next")

    typed = "".join(["secret", " words"])  # not in a line of this file that a trace would show

    def broken(*args: object) -> None:
        raise RuntimeError(typed)

    monkeypatch.setattr(respond.steps, "move", broken)
    with caplog.at_level(logging.ERROR):
        reply = family.client.post(family.action(), data={"_go": "next", "words": typed})
    assert reply.status_code == 500
    assert "It is not your fault" in reply.text
    assert 'value="secret words"' in reply.text  # to be sent again
    code = re.search(r">([0-9a-f]{8})<", reply.text)
    assert code is not None
    assert code[1] in caplog.text
    assert typed not in caplog.text


def test_error_pages_speak_the_readers_language(client: FlaskClient) -> None:
    reply = client.get("/nowhere/fair", headers={"Accept-Language": "es-MX,es;q=0.9"})
    assert 'lang="es"' in reply.text
    assert "No encontramos esta página" in reply.text


def test_an_error_page_is_never_kept_by_the_browser(client: FlaskClient) -> None:
    reply = client.get("/static/000000000000/no-such-file.js")
    assert (reply.status_code, reply.headers["Cache-Control"]) == (404, "no-store")


def test_an_error_page_speaks_the_language_of_the_page_it_came_from(stranger: FlaskClient) -> None:
    data = {"_go": "next", "_language": "es"}
    assert 'lang="es"' in stranger.post("/lincoln/fair/help_page", data=data).text


def test_a_page_that_arrived_half_is_not_stored(family: Family) -> None:
    family.begin()
    body = b"_go=next&consent=with_name"
    reply = family.client.post(
        family.address,
        input_stream=BytesIO(body[:12]),
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(body))},
    )
    assert reply.status_code == 400
    assert "did not arrive whole" in reply.text
    assert family.client.get("/lincoln/fair/check").location.endswith("consent_page")


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_what_no_form_sends_is_refused_and_changes_nothing(family: Family, kind: str) -> None:
    family.begin()
    reply = family.client.post(family.address, data=b"{}", content_type=kind)
    assert reply.status_code == 415


def test_without_a_button_nothing_is_sent(family: Family) -> None:
    family.to_check()
    reply = family.client.post(family.address, data={})
    assert reply.location.endswith("/check")
    assert family.client.get("/lincoln/fair/check").status_code == 200  # and not the way to "done"


def test_another_sites_request_can_not_be_tried_again(family: Family) -> None:
    family.begin()
    reply = family.client.post(
        family.address,
        data={"_go": "next", "consent": "EVIL"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert reply.status_code == 403
    assert "EVIL" not in reply.text
