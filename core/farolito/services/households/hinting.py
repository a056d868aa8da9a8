"""Hints that two households may be one, found by hashes and judged by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import households as queries
from farolito.domain.access import holds
from farolito.domain.matching import hint
from farolito.errors import Forbidden
from farolito.services import audit
from farolito.services.households.cells import hashes
from farolito.services.households.doors import Here, entered, ties_of
from farolito.services.households.reading import (
    head_of,
    heads_of,
    of_response,
    people_of,
    sent_by,
    view,
)
from farolito.services.households.values import HintView, HouseholdView
from farolito.services.responses.cells import open_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.domain.matching import Hint, Known
    from farolito.services.work import Work

MOST = 3
"""Hints beside a response: more would be a list, and lists are for searching."""

MOST_CANDIDATES = 60
"""Households that are compared: of a number that hundreds gave, such as a shelter's, the latest are enough."""


def hints_for(work: Work, place_slug: str, response_id: str) -> tuple[HintView, ...]:
    """The households of this place that may be the one of a response, the likely ones first.

    Nothing for who may not see households here, for a response that is in none, and for what somebody said is not the
    same family. No other place is looked at, and no other regime.
    """
    try:
        here = entered(work, place_slug, "households.view")
        head = of_response(work, place_slug, response_id)
    except Forbidden:
        return ()
    return hints_of(work, here, head) if head else ()


def hints_of(work: Work, here: Here, head: str) -> tuple[HintView, ...]:
    """The same for a household."""
    place_id = here.place.id
    own = people_of(work, place_id, [head]).get(head, [])
    given = {"place_id": place_id, "household_id": head}
    regime = work.peek(queries.HOUSEHOLD, given)[0].regime
    apart = _kept_apart(work, place_id, head)
    heads = [one for one in candidates(work, place_id, regime, own, head) if one not in apart]
    return _views(work, here, head, compared(work, place_id, own, heads))


def compare(
    work: Work, place_slug: str, household_id: str, other_id: str
) -> tuple[HouseholdView, HouseholdView, Hint | None]:
    """Two households side by side, with what matches and what differs. Needs a writing work: both are read.

    Raises :class:`NotFound`, :class:`Forbidden`.
    """
    here = entered(work, place_slug, "households.view")
    heads = [head_of(work, here, one) for one in (household_id, other_id)]
    for head in dict.fromkeys(heads):
        audit.record(work, here.place.id, "household.read", f"household/{head}")
    one, other = (view(work, here, head) for head in heads)
    return one, other, hint(one.known, other.known)


def candidates(
    work: Work, place_id: str, regime: str, own: Sequence[Known], head: str
) -> list[str]:
    """The households in which somebody shares a key with one of ``own``, newest first; never ``head``."""
    values = {value for one in own for value in hashes(work.keyring, place_id, regime, one)}
    if not values:
        return []
    given = {
        "place_id": place_id,
        "regime": regime,
        "values": sorted(values),
        "head_id": head,
        "limit": MOST_CANDIDATES,
    }
    return [str(row.head_id) for row in work.peek(queries.CANDIDATES, given)]


def compared(
    work: Work, place_id: str, own: Sequence[Known], heads: Sequence[str]
) -> list[tuple[str, Hint]]:
    """Those of ``heads`` that are worth a look, the likely ones first, and else in the order they were given."""
    people = people_of(work, place_id, heads) if heads else {}
    found = [(head, seen) for head in heads if (seen := hint(own, people.get(head, [])))]
    return sorted(found, key=lambda pair: pair[1].level != "likely")


def _views(
    work: Work, here: Here, head: str, found: list[tuple[str, Hint]]
) -> tuple[HintView, ...]:
    shown = found[:MOST]
    latest = _latest(work, here, [one for one, _ in shown])
    views = []
    for other, seen in shown:
        code, at = latest.get(other, (None, None))
        views.append(HintView(head, other, code, at, seen))
    return tuple(views)


def _latest(work: Work, here: Here, heads: Sequence[str]) -> dict[str, Any]:
    """The code and the day of the latest response under each head, for who may list responses here."""
    if not heads or not holds(work.actor.grants, "responses.list", here.path):
        return {}
    head = heads_of(work, here.place.id, heads)
    found: dict[str, Any] = {}
    for node, row in sent_by(work, here.place.id, list(head)):
        code = open_code(work.keyring, here.place.id, row.id, row.code)
        found.setdefault(head[node], (code, row.received_at))
    return found


def _kept_apart(work: Work, place_id: str, head: str) -> set[str]:
    """The heads of the households of which somebody said that they are not this one."""
    own = heads_of(work, place_id, [head])
    others = {
        one
        for row in ties_of(work, place_id, own)
        if row.verdict == "different"
        for one in (row.household_id, row.other_id)
        if one not in own
    }
    found = set()
    for other in others:
        given = {"place_id": place_id, "household_id": other}
        found |= {str(row.head_id) for row in work.peek(queries.HOUSEHOLD, given)}
    return found
