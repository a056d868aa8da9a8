"""The tables of a fair: who came, what they help with, how many families were at each."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import fairs as queries
from farolito.db.sealing import keyed_hash
from farolito.domain.access import holds
from farolito.domain.suppression import Parts, suppress
from farolito.errors import NotFound
from farolito.services import audit
from farolito.services.fairs.helps import HELPS
from farolito.services.fairs.values import Table
from farolito.services.numbers.thresholds import threshold_at
from farolito.services.places import path_of, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from farolito.domain.suppression import Bounds
    from farolito.services.fairs.values import FairView
    from farolito.services.work import Work

MOST_VISITS, LONGEST_WORDS = 9999, 120


def turn_table(work: Work, fair: FairView, name: str, *, on: bool) -> None:
    """Somebody did not come after all, or did. Raises :class:`NotFound` when there is no such table."""
    if all(table.name != name for table in fair.plan.tables):
        raise NotFound("There is no such table.")
    _each(work, fair, lambda one: replace(one, on=on) if one.name == name else one)


def describe_tables(
    work: Work, fair: FairView, said: Mapping[str, tuple[Iterable[str], str]]
) -> None:
    """What each of these tables helps with, and more about it in words. Raises NotFound for what can not be."""
    told = {
        name: (tuple(one for one in HELPS if one in set(helps)), " ".join(words.split()))
        for name, (helps, words) in said.items()
    }
    if any(len(words) > LONGEST_WORDS or not storable(words) for _, words in told.values()):
        raise NotFound("These words do not fit on a sign.")

    def described(one: Table) -> Table:
        helps, words = told.get(one.name, (one.helps, one.words))
        return replace(one, helps=helps, words=words)

    _each(work, fair, described)


def count_visits(work: Work, fair: FairView, counted: Mapping[str, int | None]) -> None:
    """How many families came to each of these tables. Raises :class:`NotFound` for what can not be."""
    if any(many is not None and not 0 <= many <= MOST_VISITS for many in counted.values()):
        raise NotFound("There can not be so many.")
    _each(work, fair, lambda one: replace(one, visits=counted.get(one.name, one.visits)))


def visits_to_tell(work: Work, fair: FairView) -> dict[str, Bounds]:
    """What may be told of how many came to each table that was counted, and to all of them together under "".

    Whoever counted knows the numbers; whoever is told them may know who stood there.
    """
    counted = {one.name: one.visits for one in fair.plan.tables if one.visits is not None}
    if not counted:
        return {}
    shown = suppress(
        Parts(counted),
        small_counts(work, fair),
        lambda name: keyed_hash(
            work.keyring, "visits", fair.place.id, f"{fair.id}/{name}".encode()
        ),
    )
    return {"": shown.total, **shown.cells}


def small_counts(work: Work, fair: FairView) -> int:
    """Counts of 1 to this many are not told at the place of a fair."""
    return threshold_at(work, path_of(row_of(work, fair.place.slug)))


def tables_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Table, ...]:
    """Tables as the database keeps them."""
    return tuple(Table(**{**one, "helps": tuple(one.get("helps", ()))}) for one in kept)


def stored(tables: Iterable[Table]) -> list[dict[str, Any]]:
    """Tables as the database keeps them."""
    return [{**asdict(one), "helps": list(one.helps)} for one in tables]


def _each(work: Work, fair: FairView, changed: Callable[[Table], Table]) -> None:
    """Change every table of a fair, under the lock: two people at two doors may each do so."""
    if not holds(work.actor.grants, "events.manage", path_of(row_of(work, fair.place.slug))):
        raise NotFound("There is no such page.")
    this = {"of_place": fair.place.id, "of_event": fair.id}
    now = tables_from(work.connection.execute(queries.TABLES_LOCKED, this).scalar_one())
    tables = stored(changed(one) for one in now)
    work.connection.execute(queries.SET_TABLES, {**this, "as_tables": tables})
    audit.record(work, fair.place.id, "fair.changed", f"event/{fair.id}")
