"""What a family said on one form is asked to be confirmed on the next: with buttons and fields, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest

from farolito.testing.site import Site, make_site
from tests.services.conftest import document
from tests.services.households.conftest import ABOUT_ME, CHECK_IN
from tests.web_support.family import Family

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

ASKED = "Is this still right?"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = make_site(tmp_path)
    made.open_form(CHECK_IN)
    made.open_form(document("second", *ABOUT_ME))
    yield made
    made.close()


@pytest.fixture
def browser(site: Site) -> FlaskClient:
    """A browser that has sent one form, with a name and a phone."""
    client = site.visitor()
    family = Family(client, "/lincoln/check-in").begin().press("next", agree="yes")
    family.press("next", contact_name="Rosa <García>").press("next", contact_phone="213 555 0142")
    family.press("next").press("next", people="4").press("send")
    assert family.address.endswith("/done"), family.html
    return client


def second(client: FlaskClient, language: str = "en") -> Family:
    """The first page of the next form that has a question of the first one."""
    return Family(client, "/lincoln/second").begin(language).press("next", agree="yes")


def test_the_next_form_shows_what_was_said_and_yes_goes_on(browser: FlaskClient) -> None:
    family = second(browser)
    assert ASKED in family.html
    assert "Rosa &lt;García&gt;" in family.html
    assert family.fields["contact_name"] == ["Rosa <García>"]
    family.press("next")
    assert ASKED in family.html
    assert "(213) 555-0142" in family.html
    family.press("next")
    assert family.address.endswith("contact_email_page")
    assert ASKED not in family.html  # never said before
    family.open("/lincoln/second/contact_phone_page")
    assert ASKED not in family.html  # confirmed: an answer like any other
    assert family.fields["contact_phone"] == ["(213) 555-0142"]


def test_change_is_typing_something_else(browser: FlaskClient) -> None:
    family = second(browser)
    assert 'href="#contact_name"' in family.html
    family.press("next", contact_name="Marta").open("/lincoln/second/contact_name_page")
    assert family.fields["contact_name"] == ["Marta"]
    assert ASKED not in family.html


def test_nothing_is_sent_that_nobody_confirmed(browser: FlaskClient) -> None:
    second(browser)
    family = Family(browser, "/lincoln/second").open("/lincoln/second/check")
    assert family.address.endswith("contact_name_page")


def test_back_and_another_language_lose_nothing(browser: FlaskClient) -> None:
    family = second(browser)
    family.press("language").press("use:es")
    assert "¿Sigue siendo correcto?" in family.html
    family.press("next").press("back")
    assert family.fields["contact_name"] == ["Rosa <García>"]


def test_another_browser_is_offered_nothing(site: Site, browser: FlaskClient) -> None:
    family = second(site.visitor())
    assert ASKED not in family.html
    assert family.fields["contact_name"] == [""]


def test_who_makes_room_for_another_family_leaves_nothing_behind(browser: FlaskClient) -> None:
    Family(browser, "/lincoln/check-in").open().press("again")
    family = second(browser)
    assert ASKED not in family.html
    assert family.fields["contact_name"] == [""]


def test_a_page_that_asks_to_confirm_fits_in_one_round_trip(browser: FlaskClient) -> None:
    family = second(browser).press("next")
    assert len(brotli.compress(family.html.encode())) <= 8 * 1024
