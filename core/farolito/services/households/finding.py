"""Looking for a household: by a code, or by what is known of somebody in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import households as queries
from farolito.db.sealing import keyed_hash
from farolito.domain import codes
from farolito.services import audit
from farolito.services.households.doors import entered
from farolito.services.households.hinting import candidates, compared
from farolito.services.households.reading import view

if TYPE_CHECKING:
    from farolito.domain.matching import Hint, Known
    from farolito.services.households.values import HouseholdView
    from farolito.services.work import Work

MOST_FOUND = 10


def by_code(work: Work, place_slug: str, typed: str) -> str | None:
    """The household whose response has this code, however it is typed. Raises :class:`Forbidden`, :class:`NotFound`."""
    here = entered(work, place_slug, "households.view")
    code = codes.typed(typed)
    if code is None:
        return None
    index = keyed_hash(work.keyring, "code", here.place.id, code.encode())
    given = {"place_id": here.place.id, "code_index": index}
    for row in work.peek(queries.BY_CODE, given):
        return str(row.head_id)
    return None


def by_person(work: Work, place_slug: str, wanted: Known) -> list[tuple[HouseholdView, Hint]]:
    """The households in which somebody is as ``wanted``: by phone, by e-mail, or by name with birth date.

    A name alone finds nobody. Each one found is recorded as read: needs a writing work. Raises like :func:`by_code`.
    """
    here = entered(work, place_slug, "households.view")
    place_id = here.place.id
    found = []
    for regime in sorted(here.regimes):
        heads = candidates(work, place_id, regime, [wanted], "")
        for head, seen in compared(work, place_id, [wanted], heads)[:MOST_FOUND]:
            audit.record(work, place_id, "household.read", f"household/{head}")
            found.append((view(work, here, head), seen))
    return found
