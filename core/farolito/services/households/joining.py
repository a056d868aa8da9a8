"""Which households belong together: said by somebody, taken back by anybody who may, never lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from farolito.db.queries import households as queries
from farolito.domain.households import components
from farolito.errors import Conflict, NotFound
from farolito.services import audit
from farolito.services.households.doors import entered, ties_of
from farolito.services.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Collection

    from farolito.services.work import Work

How = Literal["session", "opened", "staff"]


class Clash(Conflict):
    """What was said before does not allow it. ``why``: they are one household already, or somebody keeps them apart."""

    def __init__(self, why: Literal["one", "apart"], says: str) -> None:
        super().__init__(says)
        self.why = why


def join(work: Work, place_slug: str, household_id: str, other_id: str) -> str:
    """Somebody says that two households are one. The id of what was said, for taking it back.

    Raises :class:`NotFound`; :class:`Forbidden`; :class:`Clash` when they are one already, or when somebody said
    that they are not.
    """
    here = entered(work, place_slug, "households.join")
    return say(work, here.place.id, household_id, other_id, "same", "staff")


def keep_apart(work: Work, place_slug: str, household_id: str, other_id: str) -> str:
    """Somebody says that two households are not one: it is not suggested again. Raises like :func:`join`."""
    here = entered(work, place_slug, "households.join")
    return say(work, here.place.id, household_id, other_id, "different", "staff")


def take_back(work: Work, place_slug: str, verdict_id: str) -> None:
    """Take back what was said of two households: all is as if it had never been said, and whatever was said or told
    since then stays. Again: nothing. Raises :class:`NotFound`, :class:`Forbidden`.
    """
    place_id = entered(work, place_slug, "households.join").place.id
    which = {"place_id": place_id, "verdict_id": verdict_id}
    if not work.peek(queries.VERDICT, which):
        raise NotFound("There is nothing of this kind to take back.")
    audit.record(work, place_id, "household.parted", f"household_verdict/{verdict_id}")
    row = work.connection.execute(queries.VERDICT, which).one()
    if row.undone_at is not None:
        return
    undone = {"of_place": place_id, "of_verdict": verdict_id, "at": work.now()}
    work.connection.execute(queries.UNDO, {**undone, "by": _who(work)})
    if row.verdict == "same":
        heads = _heads(work, place_id, {row.household_id, row.other_id})
        settle(work, place_id, set(heads.values()))
        prune(work, place_id, {row.household_id, row.other_id})


def say(
    work: Work,
    place_id: str,
    household_id: str,
    other_id: str,
    verdict: Literal["same", "different"],
    how: How,
) -> str:
    """Write down what was said, and what follows. The audit's chain is held first: no two joins cross."""
    verdict_id = new_id(work.now())
    action = "household.joined" if verdict == "same" else "household.kept_apart"
    audit.record(work, place_id, action, f"household_verdict/{verdict_id}")
    heads = _heads(work, place_id, {household_id, other_id})
    if heads.keys() != {household_id, other_id}:
        raise NotFound("There is no such household.")
    if heads[household_id] == heads[other_id]:
        raise Clash("one", "These are one household already.")
    nodes = _nodes(work, place_id, set(heads.values()))
    if verdict == "same" and _apart(work, place_id, nodes):
        raise Clash(
            "apart",
            "Somebody said that these are not the same family. Take that back first, then join them.",
        )
    work.connection.execute(
        queries.ADD_VERDICT,
        {
            "place_id": place_id,
            "id": verdict_id,
            "household_id": household_id,
            "other_id": other_id,
            "verdict": verdict,
            "how": how,
            "said_by": _who(work),
            "said_at": work.now(),
            "undone_by": None,
            "undone_at": None,
        },
    )
    if verdict == "same":
        settle(work, place_id, set(heads.values()))
    return verdict_id


def settle(work: Work, place_id: str, heads: Collection[str]) -> None:
    """Work out anew under which head each household below ``heads`` is shown: the oldest of those it is tied to."""
    nodes = _nodes(work, place_id, heads)
    ties = [
        (row.household_id, row.other_id)
        for row in ties_of(work, place_id, nodes)
        if row.verdict == "same"
    ]
    for node, head in components(nodes, ties).items():
        if nodes[node] != head:
            moved = {"of_place": place_id, "of_household": node, "head_id": head}
            work.connection.execute(queries.SET_HEAD, moved)


def prune(work: Work, place_id: str, ids: Collection[str]) -> None:
    """Let go of households that nothing tells of any more, unless two others are one only through them."""
    waiting = set(ids)
    while waiting:
        given = {"place_id": place_id, "nodes": sorted(waiting)}
        empty = [row.id for row in work.connection.execute(queries.IS_EMPTY, given)]
        waiting = set()
        for node in empty:
            tied = [row for row in ties_of(work, place_id, [node]) if row.verdict == "same"]
            if len(tied) > 1:
                continue
            heads = set(_heads(work, place_id, {node}).values())
            for forget in queries.FORGET_HOUSEHOLD:
                work.connection.execute(forget, {"of_place": place_id, "of_household": node})
            settle(work, place_id, heads)
            waiting |= {row.household_id for row in tied} | {row.other_id for row in tied}
        waiting -= set(empty)


def _apart(work: Work, place_id: str, nodes: dict[str, str]) -> bool:
    """Whether somebody said of two of these, under different heads, that they are not one."""
    return any(
        row.verdict == "different"
        and nodes.get(row.household_id, row.household_id) != nodes.get(row.other_id, row.other_id)
        for row in ties_of(work, place_id, nodes)
        if row.household_id in nodes and row.other_id in nodes
    )


def _heads(work: Work, place_id: str, ids: Collection[str]) -> dict[str, str]:
    found = {}
    for one in ids:
        given = {"place_id": place_id, "household_id": one}
        for row in work.connection.execute(queries.HOUSEHOLD, given):
            found[row.id] = row.head_id
    return found


def _nodes(work: Work, place_id: str, heads: Collection[str]) -> dict[str, str]:
    given = {"place_id": place_id, "heads": sorted(heads)}
    return {row.id: row.head_id for row in work.connection.execute(queries.NODES, given)}


def _who(work: Work) -> str | None:
    return work.actor.id if work.actor.kind == "user" else None
