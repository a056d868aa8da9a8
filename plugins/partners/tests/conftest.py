"""A school with partners."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.site import Site, make_site
from farolito_partners.plugin import Partners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MONDAY = datetime(2026, 11, 23, 18, tzinfo=UTC)
AT = "2026-11-23T09:30:00-08:00"
AGREED = {"choice": "yes", "text": "agree", "language": "en", "at": AT}
PLACE = "/-/partners/lincoln"


def form(name: str, **more: Any) -> dict[str, Any]:
    """A form that asks for a student and a phone."""
    consent = {
        "name": "agree",
        "type": "consent",
        "label": {"en": "Is it okay to start?"},
        "required": True,
        "text": "agree",
        "points": [{"en": "You choose what to answer."}],
        "choices": [{"name": "yes", "label": {"en": "Yes"}}, {"name": "no", "label": {"en": "No"}}],
        "declines": ["no"],
    }
    why = {"en": "To call you."}
    student = {"name": "pupil", "type": "full_name", "label": {"en": "Student?"}, "why": why}
    phone = {"name": "phone", "type": "phone", "label": {"en": "Phone?"}, "why": why}
    questions: list[dict[str, Any]] = [
        consent,
        student | {"fact": "student.name"},
        phone | {"fact": "person.phone", "safe_contact": True},
    ]
    return {
        "name": name,
        "title": {"en": "Help"},
        "purpose": "intake",
        "regime": "education_record",
        "languages": ["en"],
        "retention": {"draft_days": 1, "identity_months": 1, "answers_months": 1},
        "sections": [
            {
                "name": "all",
                "title": {"en": "All"},
                "pages": [{"name": f"p_{one['name']}", "questions": [one]} for one in questions],
            }
        ],
    } | more


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A school with this plugin."""
    made = make_site(tmp_path, Partners)
    made.works.clock = lambda: MONDAY
    yield made
    made.close()


@pytest.fixture
def answers(site: Site) -> Callable[..., str]:
    """Somebody answers a form about a student; the id of the response."""

    def send(name: str = "help", **more: Any) -> str:
        opened = site.open_form(form(name, **more))
        phone = {"number": "+16265550142", "call": "yes", "text": "yes", "message": "yes"}
        given = {"agree": AGREED, "pupil": "Kanari Luz Herrera", "phone": phone}
        response = site.send(opened, given)
        site.work_off()
        return response

    return send


@pytest.fixture
def agree(site: Site) -> Callable[..., str]:
    """Write a partner down as a coordinator does; its id."""

    def save(name: str = "Food Bank", **more: Any) -> str:
        given = {"name": name, "service": "Food", "kind": "nonprofit", "regime": "none"}
        given |= {"active": "yes", "share": ["name", "phone"]} | more
        browser = site.staff("coordinator")
        reply = browser.post(f"{PLACE}/agency/new", data=given)
        assert reply.status_code == 303, reply.text
        found: list[tuple[str, str]] = re.findall(
            r'href="/-/partners/lincoln/agency/([^"/]+)"[^>]*>([^<]+)<', browser.get(PLACE).text
        )
        return next(one for one, words in found if words == name)

    return save


@pytest.fixture
def refer(site: Site) -> Callable[..., None]:
    """Refer a family to a partner, with its yes to everything the agreement allows."""

    def send(response: str, partner_id: str, by: str = "parent") -> None:
        data = {
            "said": "yes", "to": partner_id, "on": "2026-11-23", "by": by,
            "share": ["name", "phone", "email", "address", "language"],
        }  # fmt: skip
        page = f"/staff/lincoln/responses/{response}/referrals"
        reply = site.staff("coordinator").post(page, data=data)
        assert reply.status_code == 303, reply.text

    return send
