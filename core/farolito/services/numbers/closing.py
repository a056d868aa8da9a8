"""When a round is over: what may be shown of it is added to what is shown, at its place and at each place above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.queries import counts as queries
from farolito.db.queries import counts_afterwards
from farolito.db.sealing import keyed_hash
from farolito.domain.afterwards import DAYS_AFTER
from farolito.domain.counted import RESPONSES, tables_of
from farolito.domain.regimes import POLICIES
from farolito.domain.rounds import fewest, is_over
from farolito.domain.suppression import LEAST_THRESHOLD, exactly, suppress
from farolito.services.numbers.rounds import Round, keep, open_round
from farolito.services.numbers.thresholds import threshold_at
from farolito.services.places import path_of, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.domain.counted import Cell
    from farolito.domain.suppression import Bounds, Table
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def close_due(work: Work) -> int:
    """Show every round that is over today; how many."""
    today = work.today()
    due = {"fewest": fewest(LEAST_THRESHOLD), "today": today.isoformat()}
    closed = 0
    for row in work.peek(queries.DUE_ROUNDS, due):
        now = open_round(work, row.place_id, row.form_name)
        closed += close_if_over(work, now, place_of(row), today) is not now
    return closed


def close_if_over(work: Work, now: Round, place: PlaceView, today: date) -> Round:
    """The round that takes more: this one, or, once it is over and shown, the next one, which is empty."""
    [row] = work.peek(queries.ANCESTRY, {"ids": [place.id]})
    path = path_of(row)
    threshold = threshold_at(work, path)
    if not is_over(now.responses, now.last_day, today, threshold):
        return now
    tables = tables_of(now.form, now.counts)
    group = Group(place.id, now.form.name, now.number, now.responses, now.last_day)
    publish(work, group, path, RESPONSES, tables)
    if not POLICIES[now.form.regime].anonymous:  # nobody is called about what nobody sent
        plan(work, group)
    following = Round(now.place_id, now.form, now.number + 1, 0, today, {})
    keep(work, following)
    return following


@dataclass(frozen=True, slots=True)
class Group:
    """A round that is over: how many responses it had, the latest on the day ``until``."""

    place_id: str
    form_name: str
    number: int
    responses: int
    until: date


def publish(
    work: Work, group: Group, path: tuple[str, ...], base: Cell, tables: Mapping[str, Table]
) -> None:
    """Add what may be shown of a round to what is shown, at each place of ``path``, with of how many: ``base``."""
    shown = {
        base: exactly(group.responses),
        **_shown(work, group, tables, threshold_at(work, path)),
    }
    rows = [
        {
            "place_id": above,
            "form_name": group.form_name,
            "month": group.until.isoformat()[:7],
            "dimension": dimension,
            "value": value,
            "low": bounds.low,
            "high": bounds.high,
            "until": group.until.isoformat(),
        }
        for above in path
        for (dimension, value), bounds in sorted(shown.items())
    ]
    queries.show(work.connection, sorted(rows, key=_key))


def plan(work: Work, group: Group) -> None:
    """More is told of the round later: what became of its responses."""
    for dimension, days in DAYS_AFTER.items():
        values = {
            "place_id": group.place_id,
            "form_name": group.form_name,
            "number": group.number,
            "dimension": dimension,
            "responses": group.responses,
            "until": group.until.isoformat(),
            "due_on": (group.until + timedelta(days=days)).isoformat(),
        }
        counts_afterwards.plan(work.connection, values)


def _key(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["place_id"], row["dimension"], row["value"])


def _shown(
    work: Work, group: Group, tables: Mapping[str, Table], threshold: int
) -> dict[Cell, Bounds]:
    """What may be shown of a round, by dimension and value."""
    found: dict[Cell, Bounds] = {}
    for dimension, table in tables.items():
        shown = suppress(table, threshold, _order(work, group, dimension))
        found |= {(dimension, str(value)): bounds for value, bounds in shown.cells.items()}
    return found


def _order(work: Work, group: Group, dimension: str) -> Callable[[str], bytes]:
    """Nobody without the key knows which count is hidden first to protect another one."""

    def place_in_line(value: str) -> bytes:
        which = f"{group.form_name}/{group.number}/{dimension}/{value}".encode()
        return keyed_hash(work.keyring, "suppression", group.place_id, which)

    return place_in_line
