"""The guide of each school: an entry for everybody, and a message about it that only those see who keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.services import places
from farolito.services.plugins.lending import lent_to
from farolito_resource_guide import proposals  # type: ignore[import-untyped]
from farolito_resource_guide.entry import Entry, Phone, made_id  # type: ignore[import-untyped]
from farolito_resource_guide.storing import save  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.services.work import Works
    from tests.matrix.kept import Ids


def keep_guide(
    works: Works, site: str, ids: Ids, canary: Callable[[str, str, str], str]
) -> dict[str, str]:
    """An entry and a message about it; the id of the message, by the part of an address that has it."""
    with works.open(SYSTEM) as work, lent_to(work, "resource_guide"):
        place = places.by_slug(work, site)
        entry = Entry(made_id("matrix", site), "A line to call", phones=(Phone("211"),))
        save(work.session, place.id, entry, work.now())
        says = canary(site, "message", "note")
        proposals.hold(work.session, place.id, entry, {}, "went", says, work.today())
        [made] = proposals.waiting(work.session, place.id)
    return {"proposal_id": ids.add(site, "proposal_id", made.id)}
