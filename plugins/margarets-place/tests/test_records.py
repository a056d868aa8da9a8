"""A student's request reaches the counselor, and nobody else learns that it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.factories import form_in
from farolito.testing.plugins import make_hooks
from farolito.testing.site import Site, make_site
from farolito_margarets_place.plugin import MargaretsPlace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

(FORM,) = [one for one in MargaretsPlace().form_files if one.stem.endswith("self-referral")]
ANSWERS = {
    "limits_read": {
        "choice": "read",
        "text": "margarets-place-limits-2026-11",
        "language": "en",
        "at": "2026-11-23T09:30:00-08:00",
    },
    "wants": ["talk"],
    "would_help": {"skipped": True},
    "call_me": "Ana",
    "safe_contact": ["pass"],
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with Margaret's Place."""
    made = make_site(tmp_path, MargaretsPlace)
    yield made
    made.close()


def test_its_forms_keep_the_promises_of_their_own_plugin() -> None:
    for path in MargaretsPlace().form_files:
        assert make_hooks(MargaretsPlace).check_publish(form_in(path)) == []


def test_a_counselor_reads_the_request_of_a_student(site: Site) -> None:
    response = site.send(site.open_form(FORM), ANSWERS)

    reply = site.staff("counselor").get(f"/staff/lincoln/responses/{response}")

    assert reply.status_code == 200
    assert "Ana" in reply.text


@pytest.mark.parametrize(
    "roles",
    [
        ("coordinator",),
        ("health_educator",),
        ("parent_engagement_coordinator",),
        ("district_lead",),
    ],
)
def test_nobody_else_finds_it(site: Site, roles: tuple[str, ...]) -> None:
    response = site.send(site.open_form(FORM), ANSWERS)
    client = site.staff(*roles)

    assert client.get(f"/staff/lincoln/responses/{response}").status_code in (403, 404)
    assert response not in client.get("/staff/", follow_redirects=True).text
