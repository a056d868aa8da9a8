"""What was typed stays as it was typed: through Back, Language, errors, lost cookies and pages out of order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web_support.family import Family

RENT = {"rent_due.month": ["4"], "rent_due.day": ["31"], "rent_due.year": ["26"]}


def at_the_date(family: Family) -> Family:
    return family.begin().press("next", consent="with_name").press("next", help=["food", "rent"])


def fields_of_date(family: Family) -> dict[str, list[str]]:
    return {name: family.fields[name] for name in RENT}


def test_an_impossible_date_is_shown_again_as_it_was_typed(family: Family) -> None:
    at_the_date(family).press("next", **RENT)
    assert family.address.endswith("/rent_page")
    assert fields_of_date(family) == RENT
    assert "Check the day: April has 30 days" in family.html


def test_a_language_switch_keeps_half_a_date_and_shows_no_error(family: Family) -> None:
    at_the_date(family)
    family.press("language", **RENT).press("use:es")
    assert family.address.endswith("/rent_page")
    assert (family.page.language, fields_of_date(family)) == ("es", RENT)
    assert "Hay un problema" not in family.html


def test_a_language_switch_keeps_half_typed_text_letter_for_letter(family: Family) -> None:
    typed = '  <b>Ñandú</b> & «q"\n\nlínea 3 ខ្មែរ العربية'
    family.to_list().press("next", members="no").press("next", full_name="Rosa")
    family.press("next")
    family.press("language", words=typed).press("use:es").press("language").press("use:en")
    assert family.fields["words"] == [typed]


def test_back_keeps_what_was_typed_without_checking_it(family: Family) -> None:
    at_the_date(family).press("back", **RENT)
    assert family.address.endswith("/help_page")
    assert family.fields["help"] == ["food", "rent"]
    family.press("next")
    assert fields_of_date(family) == RENT
    assert "There is a problem" not in family.html


def test_a_half_typed_answer_brings_the_family_back_to_its_page(family: Family) -> None:
    at_the_date(family).press("back", **RENT)
    assert family.open("/lincoln/fair/check").address.endswith("/rent_page")


def test_the_silent_save_answers_without_a_page(client: FlaskClient, family: Family) -> None:
    at_the_date(family)
    reply = client.post(family.action(), data={**RENT, "_go": "draft"})
    assert (reply.status_code, reply.data) == (204, b"")
    assert fields_of_date(family.open(family.address)) == RENT


def test_a_silent_save_of_a_page_that_is_gone_is_no_error(client: FlaskClient) -> None:
    assert client.post("/lincoln/fair/help_page", data={"_go": "draft"}).status_code == 204


@pytest.mark.parametrize("key", ["words_page", "members/none/member_name_page", "no_such_page"])
def test_a_page_too_early_or_unknown_leads_to_where_the_family_is(family: Family, key: str) -> None:
    family.begin().press("next", consent="with_name")
    assert family.open(f"/lincoln/fair/{key}").address == "/lincoln/fair/help_page"


def test_a_post_for_a_page_not_on_the_journey_loses_nothing(
    client: FlaskClient, family: Family
) -> None:
    family.begin().press("next", consent="with_name").press("next", help=["food"])
    reply = client.post("/lincoln/fair/rent_page", data={"_go": "next", **RENT})
    assert (reply.status_code, reply.location) == (303, "/lincoln/fair/safe_page")
    assert family.open("/lincoln/fair/help_page").fields["help"] == ["food"]


def test_check_answers_cannot_be_reached_before_its_time(family: Family) -> None:
    family.begin()
    assert family.open("/lincoln/fair/check").address.endswith("/consent_page")


def test_a_lost_cookie_starts_again_with_what_was_on_the_page(
    client: FlaskClient, family: Family
) -> None:
    family.begin("es").press("next", consent="with_name")
    client.delete_cookie("farolito")
    family.press("next", help=["rent"])
    assert family.address.endswith("/consent_page")  # the first page that lacks an answer now
    assert family.page.language == "es"
    family.press("next", consent="with_name")
    assert family.address.endswith("/help_page")
    assert family.fields["help"] == ["rent"]


def test_a_browser_without_cookies_is_told_so(client: FlaskClient) -> None:
    reply = client.post("/lincoln/fair", data={"_go": "use:en"})
    client.delete_cookie("farolito")
    assert "did not keep the cookie" in client.get(reply.location).text


def test_change_leads_back_to_check_answers(family: Family) -> None:
    family.to_check().press("change:help_page")
    assert family.address == "/lincoln/fair/help_page"
    family.press("next", help=["none"])
    assert family.address == "/lincoln/fair/check"
    assert "None of these" in family.html


def test_change_that_brings_up_a_new_page_asks_it_and_then_comes_back(family: Family) -> None:
    family.to_check().press("change:help_page").press("next", help=["rent"])
    assert family.address == "/lincoln/fair/rent_page"
    family.press("next")
    assert family.address == "/lincoln/fair/check"


def test_back_from_change_leads_to_check_answers(family: Family) -> None:
    family.to_check().press("change:help_page").press("back")
    assert family.address == "/lincoln/fair/check"


def test_a_language_switch_inside_change_still_leads_back_to_check_answers(family: Family) -> None:
    family.to_check().press("change:help_page").press("language").press("use:es")
    assert family.page.language == "es"
    assert family.press("next", help=["food"]).address == "/lincoln/fair/check"


def test_two_windows_do_not_overwrite_each_other(client: FlaskClient, family: Family) -> None:
    family.begin().press("next", consent="with_name").press("next", help=["food"])
    client.post("/lincoln/fair/safe_page", data={"_go": "next", "safe": "yes"})
    client.post("/lincoln/fair/help_page", data={"_go": "next", "help": "none"})
    assert family.open("/lincoln/fair/help_page").fields["help"] == ["none"]
    assert family.open("/lincoln/fair/safe_page").fields["safe"] == ["yes"]
