"""What the tests share: a school with this plugin on, on a Monday in November."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.site import Site, make_site
from farolito_events.plugin import Events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MONDAY = datetime(2026, 11, 23, 18, tzinfo=UTC)
DESK = "/-/events/desk/lincoln"
WORKSHOP = {
    "kind": "workshop",
    "title_en": "Sleep and stress",
    "title_es": "Sueño y estrés",
    "about_es": "Una hora, con café.",
    "day": "2026-12-03",
    "begins": "17:30",
    "ends": "19:00",
    "room": "Room 12",
    "language": "es",
    "shown": "listed",
    "sign_up": "1",
    "pillars": ["integrated_student_supports", "family_community_engagement"],
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A whole site in a temporary folder: real tables, one school, people who log in."""
    made = make_site(tmp_path, Events)
    made.works.clock = lambda: MONDAY
    yield made
    made.close()


@pytest.fixture
def plan(site: Site) -> Callable[..., str]:
    """Plans an event through the form, as a coordinator does, and gives its id."""

    def planned(*, role: str = "coordinator", **other: Any) -> str:
        reply = site.staff(role).post(f"{DESK}/new", data=WORKSHOP | other)
        assert reply.status_code == 303, reply.text
        return str(reply.headers["Location"]).rpartition("/")[2]

    return planned
