"""Staff may answer an anonymous form for somebody at a desk, and no other form; what they sent is like all others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from farolito.api import Forbidden, NotFound, send_anonymous, take_back_anonymous
from farolito.db.base import table_of
from farolito.db.models import Response
from farolito.db.models import Session as BrowserSession
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.testing.site import make_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.testing.site import Site

NOON = datetime(2026, 11, 24, 20, tzinfo=UTC)


def form(name: str, regime: str) -> dict[str, Any]:
    color = {"name": "color", "type": "text", "label": {"en": "Which color?"}}
    return {
        "name": name,
        "title": {"en": "Colors"},
        "summary": {"en": "One question."},
        "purpose": "visit",
        "regime": regime,
        "audience": "anyone",
        "languages": ["en"],
        "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 12},
        "sections": [
            {
                "name": "all",
                "title": {"en": "Color"},
                "pages": [{"name": "one", "questions": [color]}],
            }
        ],
    }


@pytest.fixture
def site(tmp_path: Path, engine_url: str) -> Iterator[Site]:
    made = make_site(tmp_path, database_url=engine_url)
    made.works.clock = lambda: NOON
    yield made
    made.close()


def staff(site: Site, role: str = "health_educator") -> Actor:
    return Actor("user", "u", "Somebody", (Grant(site.place.id, role),))


def send(site: Site, actor: Actor, name: str, plugin: str = "") -> str:
    with site.works.open(actor) as work:
        return send_anonymous(replace(work, plugin=plugin), site.place, name, {"color": "red"})


def back(site: Site, response_id: str) -> bool:
    with site.works.open(staff(site)) as work:
        return take_back_anonymous(work, site.place, response_id)


def test_it_is_a_response_of_a_day_that_no_browser_leads_to(site: Site) -> None:
    sent = send(site, staff(site), site.open_form(form("colors", "anonymous")))

    with site.works.open(SYSTEM, write=False) as work:
        _response = table_of(Response)
        (row,) = work.peek(select(_response).where(_response.c.id == sent))
        assert (row.status, row.channel, row.session_id) == ("completed", "tablet", None)
        assert row.received_at == NOON.replace(hour=8)  # midnight at the school
        assert work.peek(select(table_of(BrowserSession).c.id)) == []


def test_a_form_with_names_a_form_that_is_not_offered_and_a_stranger_are_refused(
    site: Site,
) -> None:
    named = site.open_form(form("named", "self_service"))
    colors = site.open_form(form("colors", "anonymous"))

    with pytest.raises(Forbidden, match="anonymous"):
        send(site, staff(site), named)
    with pytest.raises(NotFound):
        send(site, staff(site), "nowhere")
    with pytest.raises(Forbidden, match="no work"):
        send(site, Actor("user", "x", "Stranger"), colors)
    with pytest.raises(Forbidden, match="did not ask"):
        send(site, staff(site), colors, plugin="curious")


def test_what_was_sent_by_mistake_is_taken_back_on_its_own_day_once(site: Site) -> None:
    name = site.open_form(form("colors", "anonymous"))
    sent, older = send(site, staff(site), name), send(site, staff(site), name)

    assert back(site, sent) is True
    assert back(site, sent) is False
    site.works.clock = lambda: NOON + timedelta(days=1)
    assert back(site, older) is False


def test_what_a_family_sent_itself_is_never_taken_back(site: Site) -> None:
    own = site.send(site.open_form(form("colors", "anonymous")), {"color": "blue"})

    assert back(site, own) is False
