"""What a place promises, so that it may offer forms that demand something. Only whom the place trusts with it may say.

of_place(work, place_slug: str) -> Promises                       # NotFound; also for whoever may not promise
change(work, place_slug, promises) -> tuple[PromiseProblem, ...]  # nothing is written where there is a problem
promises_page(place_slug) -> str                                  # where people do that
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import update

from farolito.db.base import table_of
from farolito.db.models import Place
from farolito.db.queries import places as queries
from farolito.domain.access import holds
from farolito.domain.promises import Promises, problems_of
from farolito.errors import NotFound
from farolito.services import audit
from farolito.services.places import path_of, row_of, settings_from

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.domain.promises import PromiseProblem
    from farolito.services.work import Work


def of_place(work: Work, place_slug: str) -> Promises:
    """What a place has promised. Raises :class:`NotFound` also for whoever may not promise anything there."""
    return settings_from(_promising(work, place_slug).place_settings).promises


def change(work: Work, place_slug: str, promises: Promises) -> tuple[PromiseProblem, ...]:
    """Let a place promise this from now on, and write down that somebody said so; or why not, and nothing changes.

    Links to forms open and close with it at once. Raises :class:`NotFound` for whoever may not promise there.
    """
    _promising(work, place_slug)
    if problems := tuple(problems_of(promises)):
        return problems
    row = work.connection.execute(queries.PLACE_LOCKED, {"slug": place_slug}).one()
    if settings_from(row.place_settings).promises != promises:
        table = table_of(Place)
        changed = {**row.place_settings, **asdict(promises)}
        work.connection.execute(
            update(table).where(table.c.id == row.place_id).values(settings=changed)
        )
        audit.record(work, row.place_id, "place.promised", f"place/{row.place_id}")
    return ()


def promises_page(place_slug: str) -> str:
    """The address of the page "What this place can offer"."""
    return f"/staff/{place_slug}/promises"


def _promising(work: Work, place_slug: str) -> Row[Any]:
    row = row_of(work, place_slug)
    if work.actor.kind != "system" and not holds(work.actor.grants, "places.manage", path_of(row)):
        raise NotFound("There is no such page.")
    return row
