"""The team's list has initials, codes and numbers; a referral comes back after 30 days until somebody decides."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from farolito.testing.paper import pages_of
from farolito_partners.models import Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site

PAGE = "/-/partners/lincoln/team"
LATER = datetime(2026, 12, 23, 18, tzinfo=UTC)  # 30 days after it was sent


def test_names_are_on_no_list_for_a_meeting(
    site: Site, agree: Callable[..., str], answers: Callable[..., str], refer: Callable[..., None]
) -> None:
    refer(answers(), agree())
    browser = site.staff("coordinator")

    for words in (browser.get(PAGE).text, " ".join(pages_of(browser.get(f"{PAGE}.pdf").data))):
        assert "K. L. H." in words
        assert "Food Bank" in words
        for name in ("Kanari", "Luz", "Herrera", "555"):
            assert name not in words


def test_what_a_student_asked_for_alone_is_not_on_it(
    site: Site, agree: Callable[..., str], answers: Callable[..., str], refer: Callable[..., None]
) -> None:
    own = {"audience": "student", "consent_path": "minor_self"}
    refer(answers("own", **own), agree(), by="student")

    assert "No referral is under way." in site.staff("coordinator").get(PAGE).text


def test_a_referral_comes_back_after_thirty_days_until_the_team_decides(
    site: Site, agree: Callable[..., str], answers: Callable[..., str], refer: Callable[..., None]
) -> None:
    response = answers()
    refer(response, agree())
    assert "<b>Now</b>" not in site.staff("coordinator").get(PAGE).text
    site.works.clock = lambda: LATER
    browser = site.staff("coordinator")
    html = browser.get(PAGE).text
    assert "<b>Now</b>" in html
    found = re.search(r'name="referral" value="([^"]+)"', html)
    assert found is not None

    sent = {"referral": found[1], "decided": "call_family"}
    assert browser.post(PAGE, data=sent).status_code == 303

    html = browser.get(PAGE).text
    assert "<b>Now</b>" not in html
    assert "Call the family, December 23, 2026" in html
    assert browser.post(PAGE, data=sent | {"decided": "x"}).status_code == 404
    assert browser.post(PAGE, data=sent | {"referral": "x"}).status_code == 404
    site.erase(response)
    with site.works.session() as session:
        assert session.query(Decision).count() == 0


def test_others_find_no_list(site: Site) -> None:
    for role in ("counselor", "volunteer", "county_coach", "partner_agency"):
        for address in (PAGE, f"{PAGE}.pdf"):
            assert site.staff(role).get(address).status_code == 404
        assert site.staff(role).post(PAGE, data={"referral": "x"}).status_code == 404
