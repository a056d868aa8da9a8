"""Counting: a response is in the round of its form and place, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import counts as queries
from farolito.domain.counted import RESPONSES, cells_of, is_counted
from farolito.services.numbers.closing import close_if_over
from farolito.services.numbers.rounds import Round, begin, keep, open_round
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from farolito.domain.counted import Cell
    from farolito.services.arrivals import Arrival
    from farolito.services.work import Work


NONE = 0
"""The number of no submission: the response was counted once and is forgotten, or must not count again."""


def count(work: Work, arrival: Arrival) -> None:
    """Count a submission that arrived; a correction replaces what it corrects while that is not shown yet.

    What is shown stays as it is: it would tell what was corrected. Being told twice changes nothing.
    """
    if not is_counted(arrival.form, arrival.consent_path):
        return
    day = arrival.received_at.astimezone(SCHOOL_ZONE).date()
    begin(work, arrival.place.id, arrival.form, day)
    now = open_round(work, arrival.place.id, arrival.form.name)
    now = close_if_over(work, now, arrival.place, day)
    mark = {"place_id": arrival.place.id, "response_id": arrival.response_id}
    if queries.mark_counted(
        work.connection, {**mark, "submission": arrival.number, "round": now.number}
    ):
        keep(work, changed(now, _cells(work, arrival), +1, max(day, now.last_day)))
        return
    which = {"of_place": arrival.place.id, "of_response": arrival.response_id}
    before = work.connection.execute(queries.COUNTED, which).one()
    if before.submission >= arrival.number or before.round != now.number:
        return
    for old in earlier(work, arrival.place.id, arrival.response_id, before.submission):
        now = changed(now, _cells(work, old), -1, now.last_day)
    keep(work, changed(now, _cells(work, arrival), +1, max(day, now.last_day)))
    work.connection.execute(queries.RECOUNTED, {**which, "new_submission": arrival.number})


def forget(work: Work, place_id: str, response_id: str) -> None:
    """Take a response out of the round that is not shown yet. Call it in the transaction that erases it, before that.

    What is shown holds nobody's answers and stays.
    """
    which = {"of_place": place_id, "of_response": response_id}
    for row in work.connection.execute(queries.COUNTED, which).all():
        for old in earlier(work, place_id, response_id, row.submission):
            now = open_round(work, place_id, old.form.name)
            if now.number == row.round:
                keep(work, changed(now, _cells(work, old), -1, now.last_day))
        work.connection.execute(queries.RECOUNTED, {**which, "new_submission": NONE})


def earlier(work: Work, place_id: str, response_id: str, number: int) -> Collection[Arrival]:
    """A submission as it was counted; none once it is erased."""
    from farolito.services.arrivals import arrival_of  # arrivals itself begins with counting

    found = arrival_of(work, place_id, response_id, number)
    return () if found is None else (found,)


def changed(now: Round, cells: Collection[Cell], by: int, last_day: date) -> Round:
    """The round with one response more or less in these cells."""
    counts = dict(now.counts)
    for cell in cells:
        counts[cell] = counts.get(cell, 0) + by
    counts = {cell: many for cell, many in counts.items() if many > 0}
    return Round(now.place_id, now.form, now.number, counts.get(RESPONSES, 0), last_day, counts)


def _cells(work: Work, arrival: Arrival) -> frozenset[Cell]:
    day = arrival.received_at.astimezone(SCHOOL_ZONE).date()
    return cells_of(
        arrival.form, arrival.answers, work.types, day, arrival.language, arrival.channel
    )
