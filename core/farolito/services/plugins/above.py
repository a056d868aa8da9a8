"""What a plugin keeps at a place for everybody below it, such as the guide of a district.

read_above(work, place, read) -> ((PlaceView, what was read), ...)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from farolito.db.queries import places as queries
from farolito.services.places import place_of
from farolito.services.plugins.lending import reading_above
from farolito.services.plugins.reach import off_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

Read = TypeVar("Read")


def read_above(
    work: Work, place: PlaceView, read: Callable[[Session, str], Read]
) -> tuple[tuple[PlaceView, Read], ...]:
    """What the plugin whose page this is keeps at the places that a place lies in, the nearest first.

    ``read`` is called with a session for the plugin's own tables and the id of each place; none at which the plugin
    is off. Whoever asks need hold nothing there: read only what everybody below may see.
    """
    found = []
    for place_id in place.above:
        if work.plugin in off_at(work, place_id):
            continue
        for row in work.peek(queries.PLACE_BY_ID, {"place_id": place_id}):
            with reading_above(work, place):
                found.append((place_of(row), read(work.session, place_id)))
    return tuple(found)
