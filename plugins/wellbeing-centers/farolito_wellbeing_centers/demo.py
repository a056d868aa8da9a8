"""Made-up visits for the school of the demo: a school day with some of each service line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito_wellbeing_centers.models import Visit
from farolito_wellbeing_centers.service_lines import SERVICE_LINES

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

DAYS = 10


def fill(work: Work, place: PlaceView) -> None:
    """Two weeks of visits, unless there are any."""
    if work.session.scalars(select(Visit.day).where(Visit.place_id == place.id).limit(1)).first():
        return
    for back in range(1, DAYS + 1):
        for number, line in enumerate(SERVICE_LINES):
            work.session.add(
                Visit(
                    place_id=place.id,
                    day=work.today() - timedelta(days=back),
                    service_line=line,
                    count=1 + (back * 3 + number * 5) % 7,
                )
            )
