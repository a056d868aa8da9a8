"""When a round is over: what may be shown of it is added to what is shown, at its place and at each place above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.queries import counts as queries
from farolito.db.sealing import keyed_hash
from farolito.domain.counted import RESPONSES, tables_of
from farolito.domain.rounds import fewest, is_over
from farolito.domain.suppression import LEAST_THRESHOLD, exactly, suppress
from farolito.services.numbers.rounds import Round, keep, open_round
from farolito.services.numbers.thresholds import threshold_at
from farolito.services.places import path_of, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from farolito.domain.suppression import Bounds
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
    month, until = now.last_day.isoformat()[:7], now.last_day.isoformat()
    rows = [
        {
            "place_id": above,
            "form_name": now.form.name,
            "month": month,
            "dimension": dimension,
            "value": value,
            "low": bounds.low,
            "high": bounds.high,
            "until": until,
        }
        for above in path
        for (dimension, value), bounds in sorted(_shown(work, now, threshold).items())
    ]
    queries.show(work.connection, sorted(rows, key=_key))
    following = Round(now.place_id, now.form, now.number + 1, 0, today, {})
    keep(work, following)
    return following


def _key(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["place_id"], row["dimension"], row["value"])


def _shown(work: Work, now: Round, threshold: int) -> dict[tuple[str, str], Bounds]:
    """What may be shown of a round, by dimension and value."""
    found = {RESPONSES: exactly(now.responses)}
    for dimension, table in tables_of(now.form, now.counts).items():
        shown = suppress(table, threshold, _order(work, now, dimension))
        found |= {(dimension, value): bounds for value, bounds in shown.cells.items()}
    return found


def _order(work: Work, now: Round, dimension: str) -> Callable[[str], bytes]:
    """Nobody without the key knows which count is hidden first to protect another one."""

    def place_in_line(value: str) -> bytes:
        which = f"{now.form.name}/{now.number}/{dimension}/{value}".encode()
        return keyed_hash(work.keyring, "suppression", now.place_id, which)

    return place_in_line
