"""The whole way of a family: link, language, consent, questions, household, check, send, thank you."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.web.host import host_of

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from tests.web_support.family import Family


def stored(app: Flask) -> list[tuple[str, int]]:
    """Status and number of submissions of every response, whoever they belong to."""
    with host_of(app).works.open(SYSTEM, write=False) as work:
        rows = work.connection.exec_driver_sql("SELECT status, submitted_number FROM response")
        return [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize(
    ("language", "check", "thanks"),
    [
        ("en", "Check your answers", "Thank you. We got your answers."),
        ("es", "Revise sus respuestas", "Gracias. Recibimos sus respuestas."),
    ],
)
def test_a_family_gets_from_the_poster_to_the_thank_you_page(
    app: Flask, family: Family, language: str, check: str, thanks: str
) -> None:
    family.to_check(language)
    assert family.address == "/lincoln/fair/check"
    assert (family.page.language, family.page.heading) == (language, check)
    family.press("send")
    assert (family.address, family.page.heading) == ("/lincoln/fair/done", thanks)
    assert re.search(r"[2-9CDFGHJKMNPQRTVWXY]{4}-[2-9CDFGHJKMNPQRTVWXY]{4}", family.html)
    assert stored(app) == [("completed", 1)]


def test_the_thank_you_page_survives_being_loaded_again(family: Family) -> None:
    family.to_check().press("send")
    first = family.html
    assert family.open(family.address).html == first


def test_the_thank_you_page_says_what_to_do_now(family: Family) -> None:
    family.to_check().press("send")
    for words in ("A person will call you.", "Food pantry", "Tuesday 3–5 pm", "Room 12"):
        assert words in family.html
    assert "tel:2135550142" in family.page.links


def test_the_thank_you_page_can_be_read_in_another_language(family: Family) -> None:
    family.to_check().press("send").press("language").press("use:es")
    assert (family.address, family.page.language) == ("/lincoln/fair/done", "es")
    assert "Despensa de comida" in family.html


def test_every_answer_to_a_post_is_a_redirect(client: FlaskClient, family: Family) -> None:
    family.begin()
    for go in ("next", "back", "language", "decline:no_thanks"):
        reply = client.post(family.action(), data={"_go": go})
        assert reply.status_code == 303, go


def test_sending_twice_stores_one_submission(
    app: Flask, client: FlaskClient, family: Family
) -> None:
    family.to_check()
    replies = [client.post(family.action(), data={"_go": "send"}) for _ in range(3)]
    assert {reply.location for reply in replies} == {"/lincoln/fair/done"}
    assert stored(app) == [("completed", 1)]


def test_a_page_posted_again_after_sending_changes_nothing(
    app: Flask, client: FlaskClient, family: Family
) -> None:
    family.to_check().press("send")
    before = family.html
    reply = client.post("/lincoln/fair/help_page", data={"_go": "next", "help": "rent"})
    assert reply.location == "/lincoln/fair/done"
    assert family.open().html != ""
    assert family.open("/lincoln/fair/done").html == before
    assert stored(app) == [("completed", 1)]


def test_start_again_ends_the_session_for_the_next_family(
    client: FlaskClient, family: Family
) -> None:
    family.to_check().press("send")
    token = client.get_cookie("farolito")
    family.press("again")
    assert family.address == "/lincoln/fair"
    assert client.get_cookie("farolito") is None
    assert token is not None
    client.set_cookie("farolito", token.value)  # somebody kept it: it opens nothing
    assert "We got your answers" not in family.open("/lincoln/fair/done").html
    assert family.address == "/lincoln/fair"


def test_a_phone_that_opens_the_link_again_goes_on_where_it_was(family: Family) -> None:
    family.to_list()
    family.open()
    assert "You have started already" in family.html
    assert family.press("resume").address == "/lincoln/fair/members"


def test_the_pages_show_how_far_the_family_is(family: Family) -> None:
    assert "Step 1 of 4" in family.begin().html
    assert "Step 3 of 4" in family.to_list().html


def test_a_page_that_a_skipped_answer_makes_needless_is_not_asked(family: Family) -> None:
    family.begin().press("next", consent="with_name")
    assert family.press("next", help=["rent"]).address.endswith("/rent_page")
    family.press("back").press("next", help=["_skip"])
    assert family.address.endswith("/safe_page")
