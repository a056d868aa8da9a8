"""A partner with an account says itself what it offers, for itself alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

PAGE = "/-/partners/own"
OFFER = {"title": "Book bus", "pillar": "expanded_learning_time", "lead_days": "14"}


def answers_for(site: Site, partner_id: str) -> Any:
    """Somebody of the agency, whom the coordinator has named."""
    theirs = site.staff("partner_agency")
    page = f"/staff/lincoln/partners/{partner_id}"
    browser = site.staff("coordinator")
    user = re.search(r'name="users" value="([^"]+)"', browser.get(page).text)
    assert user is not None
    data = {"name": "Library", "service": "Books", "active": "yes", "users": user[1]}
    assert browser.post(page, data=data).status_code == 303
    return theirs


def test_what_a_partner_says_of_its_offer_is_confirmed(
    site: Site, agree: Callable[..., str]
) -> None:
    mine, other = agree("Library"), agree("Food Bank")
    theirs = answers_for(site, mine)

    reply = theirs.post(PAGE, data=OFFER | {"whose": f"lincoln:{mine}"})

    assert reply.status_code == 303
    assert "Book bus" in theirs.get(PAGE).text
    menu = site.staff("coordinator").get("/-/partners/lincoln/offers").text
    assert "14 days" in menu
    assert "Ask to confirm" not in menu
    assert theirs.post(PAGE, data=OFFER | {"whose": f"lincoln:{other}"}).status_code == 404
    assert theirs.get(f"{PAGE}?whose=lincoln:{other}").status_code == 404
    wrong = theirs.post(PAGE, data=OFFER | {"whose": f"lincoln:{mine}", "pillar": ""})
    assert wrong.status_code == 422
    assert "Book bus" in wrong.text


def test_it_can_not_change_the_offer_of_another_partner(
    site: Site, agree: Callable[..., str]
) -> None:
    mine, other = agree("Library"), agree("Food Bank")
    theirs = answers_for(site, mine)
    browser = site.staff("coordinator")
    browser.post("/-/partners/lincoln/offers", data=OFFER | {"partner": other, "title": "Bread"})
    bread = re.search(r"edit=([0-9a-f]+)", browser.get("/-/partners/lincoln/offers").text)
    assert bread is not None

    given = OFFER | {"whose": f"lincoln:{mine}", "id": bread[1]}
    assert theirs.post(PAGE, data=given).status_code == 404

    assert "Bread" in browser.get("/-/partners/lincoln/offers").text
    assert "Bread" not in theirs.get(PAGE).text


def test_others_have_no_such_page(site: Site) -> None:
    for role in ("coordinator", "counselor", "volunteer"):
        assert site.staff(role).get(PAGE).status_code == 404
