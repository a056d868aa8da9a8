"""The tablets of a fair, for those who run it; and what a tablet says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import tablets as queries
from farolito.services.tablets.pairing import managed
from farolito.services.tablets.values import seen

if TYPE_CHECKING:
    from farolito.services.tablets.values import Said, TabletView
    from farolito.services.work import Work


def of_fair(work: Work, place_slug: str, event_id: str) -> tuple[TabletView, ...]:
    """All tablets of a fair by name: those that are paired, that were, and those whose code still counts.

    Raises NotFound.
    """
    place, fair = managed(work, place_slug, event_id)
    known, now = {"place_id": place.place_id, "event_id": fair.id}, work.now()
    every = (seen(row, now) for row in work.peek(queries.OF_FAIR, known))
    return tuple(one for one in every if one.paired_at or one.code_until > now)


def told(work: Work, tablet: TabletView, said: Said) -> None:
    """Keep what a tablet says about itself, and that it was seen."""
    one = {"of_place": tablet.place_id, "of_tablet": tablet.id}
    work.connection.execute(queries.TOLD, {**one, "now": work.now(), "as_said": said.as_json()})
