"""Which counts are too small to show at a place: the county's minimum, or more where somebody at the place says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import counts as queries
from farolito.db.queries import places as place_queries
from farolito.domain.access import holds
from farolito.domain.suppression import LEAST_THRESHOLD
from farolito.errors import Forbidden
from farolito.services import audit
from farolito.services.places import path_of, row_of, settings_from

if TYPE_CHECKING:
    from farolito.services.work import Work

MOST_THRESHOLD = 50
"""More would leave a school with nothing to see."""


def threshold_at(work: Work, path: tuple[str, ...]) -> int:
    """Up to which count nothing is shown at the place with these ids from the root: the most that one of them asks."""
    rows = work.peek(queries.ANCESTRY, {"ids": list(path)})
    asked = (settings_from(row.place_settings).small_counts for row in rows)
    return max(LEAST_THRESHOLD, *asked)


def hide_up_to(work: Work, place_slug: str, threshold: int) -> int:
    """Show no count of 1 to ``threshold`` at a place and below it, from now on; what holds then.

    It may rise, and fall again to what the places above ask, never below :data:`LEAST_THRESHOLD`: a smaller number is
    taken as that. What is shown already stays. Raises :class:`Forbidden`, NotFound.
    """
    here = row_of(work, place_slug)
    if not holds(work.actor.grants, "places.manage", path_of(here)):
        raise Forbidden("You can not change the settings of this place.")
    small = min(max(threshold, LEAST_THRESHOLD), MOST_THRESHOLD)
    row = work.connection.execute(place_queries.PLACE_LOCKED, {"slug": place_slug}).one()
    changed = {**row.place_settings, "small_counts": small}
    new = {"of_place": here.place_id, "new_settings": changed}
    work.connection.execute(place_queries.KEEP_SETTINGS, new)
    audit.record(work, here.place_id, "place.small_counts_set", f"place/{here.place_id}")
    return threshold_at(work, path_of(here))
