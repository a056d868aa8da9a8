"""A coaching log for the coordinator of a school and its county coach, and for nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from farolito.testing.paper import pages_of
from farolito_partners.models import Visit

if TYPE_CHECKING:
    from farolito.testing.site import Site

PAGE = "/-/partners/lincoln/coaching"
VISIT = {
    "on": "2026-11-20",
    "focus": "data",
    "agreed": "Look at numbers – coach\n\nInvite parents – coordinator",
    "next_on": "2026-12-18",
}


def test_a_visit_is_written_by_one_and_read_by_the_other(site: Site) -> None:
    assert site.staff("county_coach").post(PAGE, data=VISIT).status_code == 303

    html = site.staff("coordinator").get(PAGE).text
    assert "Invite parents – coordinator" in html
    assert "Using numbers to get better" in html
    note = re.search(rf"{PAGE}/[0-9a-f]+/note.pdf", html)
    assert note is not None
    words = " ".join(pages_of(site.staff("coordinator").get(note[0]).data))
    assert "December 18, 2026" in words
    assert "Look at numbers – coach" in words
    with site.works.session() as session:
        (row,) = session.query(Visit).all()
    assert b"parents" not in row.said


@pytest.mark.parametrize(
    "role",
    [
        "volunteer", "parent_engagement_coordinator", "counselor", "health_educator",
        "platform_admin", "partner_agency",
    ],
)  # fmt: skip
def test_others_find_no_log(site: Site, role: str) -> None:
    site.staff("county_coach").post(PAGE, data=VISIT)
    browser = site.staff(role)

    for address in (PAGE, "/-/partners/coaching"):
        reply = browser.get(address)
        assert reply.status_code == 404
        assert "Invite" not in reply.text
    assert browser.post(PAGE, data=VISIT).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"on": ""}, "on"),
        ({"on": "2026-11-24"}, "on"),
        ({"focus": "x"}, "focus"),
        ({"agreed": " "}, "agreed"),
        ({"next_on": "2026-11-01"}, "next_on"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    site: Site, changed: dict[str, str], field: str
) -> None:
    reply = site.staff("coordinator").post(PAGE, data=VISIT | changed)

    assert reply.status_code == 422
    assert f'id="e-{field}"' in reply.text
    assert "No visit was written down yet." in site.staff("coordinator").get(PAGE).text
