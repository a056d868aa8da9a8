"""One register: what is ticked here is what a referral may carry, and some partners are never given anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.paper import pages_of, structure
from farolito_partners.models import Agency

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

PLACE = "/-/partners/lincoln"
GIVEN = {"name": "Food Bank", "service": "Food", "kind": "nonprofit", "regime": "none"}


def sheet(browser: Any, partner_id: str) -> str:
    return " ".join(pages_of(browser.get(f"{PLACE}/agency/{partner_id}/sheet.pdf").data))


def test_an_agreement_is_written_into_the_hosts_own_register(
    site: Site, agree: Callable[..., str]
) -> None:
    partner_id = agree(until_on="2027-06-30")

    browser = site.staff("coordinator")
    html = browser.get(f"/staff/lincoln/partners/{partner_id}").text
    assert 'value="2027-06-30"' in html
    assert 'value="name" checked' in html
    assert 'value="address" checked' not in html
    changed = {"name": "Food Bank", "service": "Food", "scope": "language", "active": "yes"}
    browser.post(f"/staff/lincoln/partners/{partner_id}", data=changed)
    assert "Language" in browser.get(PLACE).text


def test_a_referral_shares_what_is_ticked_and_nothing_after_the_last_day(
    site: Site, agree: Callable[..., str], answers: Callable[..., str], refer: Callable[..., None]
) -> None:
    response = answers()
    refer(response, agree(share=["phone"]))
    page = f"/staff/lincoln/responses/{response}/referrals"
    html = site.staff("coordinator").get(page).text
    assert "+1 626" in html or "626" in html
    ended = agree("Old Partner", until_on="2026-11-22")
    data = {"said": "yes", "to": ended, "on": "2026-11-23", "by": "parent", "share": "phone"}
    assert site.staff("coordinator").post(page, data=data).status_code == 422


def test_probation_and_dcfs_are_given_nothing_of_any_student(
    site: Site, agree: Callable[..., str], answers: Callable[..., str]
) -> None:
    response = answers()
    browser = site.staff("coordinator")
    for name in ("Probation Department", "Department of Children and Family Services"):
        ticked = GIVEN | {"name": name, "no_records": "yes", "share": "name"}
        refused = browser.post(f"{PLACE}/agency/new", data=ticked)
        assert refused.status_code == 422
        assert "tick nothing to share" in refused.text
        partner_id = agree(name, no_records="yes", share=[])
        assert "Nothing of any student." in sheet(browser, partner_id)
        # somebody who answers for it has no way to a form, a response, a family or this register
        theirs = site.staff("partner_agency")
        for address in (
            "/staff/lincoln",
            f"/staff/lincoln/responses/{response}",
            f"/staff/lincoln/responses/{response}/contact",
            "/staff/lincoln/forms",
            "/staff/lincoln/export",
            PLACE,
            f"{PLACE}/team",
        ):
            reply = theirs.get(address)
            assert reply.status_code == 404, address
            assert "Kanari" not in reply.text


def test_whoever_lets_them_see_something_elsewhere_is_told(
    site: Site, agree: Callable[..., str]
) -> None:
    partner_id = agree("Probation Department", no_records="yes", share=[])
    browser = site.staff("coordinator")
    elsewhere = {"name": "Probation Department", "service": "x", "scope": "name", "active": "yes"}
    browser.post(f"/staff/lincoln/partners/{partner_id}", data=elsewhere)

    assert "Somebody ticked something" in browser.get(PLACE).text
    assert "Probation Department" in browser.get(f"{PLACE}?show=check").text


@pytest.mark.parametrize(
    ("from_on", "until_on", "words"),
    [
        ("2026-01-01", "2026-11-22", "Ended"),
        ("2026-01-01", "2026-11-23", "Ends soon"),
        ("2026-01-01", "2027-01-22", "Ends soon"),
        ("2026-01-01", "2027-01-23", "In force"),
        ("2026-11-24", "2027-11-24", "Not begun yet"),
        ("2026-01-01", "", "In force"),
        ("", "", "No days written down"),
    ],
)
def test_it_says_how_an_agreement_stands(
    site: Site, agree: Callable[..., str], from_on: str, until_on: str, words: str
) -> None:
    agree(from_on=from_on, until_on=until_on)
    browser = site.staff("coordinator")

    assert f"<b>{words}</b>" in browser.get(PLACE).text
    soon = "Food Bank" in browser.get(f"{PLACE}?show=soon").text
    assert soon == (words == "Ends soon")


def test_what_a_partner_sees_is_a_tagged_sheet_in_the_readers_language(
    site: Site, agree: Callable[..., str]
) -> None:
    partner_id = agree(regime="provider")
    browser = site.staff("coordinator")

    words = sheet(browser, partner_id)
    assert "only what the family said yes to that time: Name Phone This partner is never" in words
    address = f"{PLACE}/agency/{partner_id}/sheet.pdf"
    spanish = browser.get(address, headers={"Accept-Language": "es"}).data
    assert "Quién puede ver qué" in " ".join(pages_of(spanish))
    assert {"H1", "H2", "L", "LI"} <= set(structure(spanish))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "club"}, "kind"),
        ({"regime": "x"}, "regime"),
        ({"from_on": "2027-01-01", "until_on": "2026-01-01"}, "until_on"),
        ({"until_on": "later"}, "until_on"),
        ({"link": "http://paper"}, "link"),
        ({"services": "x" * 2001}, "services"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    site: Site, changed: dict[str, str], field: str
) -> None:
    sent = GIVEN | {"signatory": "Somebody Who Signs"} | changed
    reply = site.staff("coordinator").post(f"{PLACE}/agency/new", data=sent)

    assert reply.status_code == 422
    assert f'id="e-{field}"' in reply.text
    assert "Somebody Who Signs" in reply.text


def test_who_signed_is_sealed(site: Site, agree: Callable[..., str]) -> None:
    partner_id = agree(signatory="Somebody Who Signs")

    assert (
        "Somebody Who Signs" in site.staff("coordinator").get(f"{PLACE}/agency/{partner_id}").text
    )
    with site.works.session() as session:
        (row,) = session.query(Agency).all()
    assert row.signatory is not None
    assert b"Signs" not in row.signatory


def test_others_find_no_register(site: Site, agree: Callable[..., str]) -> None:
    partner_id = agree()
    for role in ("volunteer", "counselor", "district_lead", "platform_admin", "partner_agency"):
        for address in ("", "/register.pdf", f"/agency/{partner_id}", "/offers", "/meetings"):
            assert site.staff(role).get(PLACE + address).status_code == 404
    assert site.staff("coordinator").get("/-/partners/jefferson").status_code == 404
