"""The nightly purge: what is over its time is erased, in small transactions, and nothing of it stays in the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.engine import settle
from farolito.db.models import Erasure, Place, Response
from farolito.domain.access import SYSTEM
from farolito.domain.regimes import POLICIES
from farolito.domain.retention import due
from farolito.errors import Conflict, NotFound
from farolito.services import forms
from farolito.services.retention.erasing import erase
from farolito.services.retention.ledger import write_down
from farolito.services.retention.rules import kept_at, rules_of
from farolito.services.retention.undecided import expire, undecided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from farolito.domain.retention import Part
    from farolito.services.work import Work, Works

BATCH = 50
"""Responses erased in one transaction: nobody waits long for the write lock."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A part of a response whose time is over, or will be."""

    place_id: str
    response_id: str
    form_name: str
    part: Part
    at: datetime


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge erased and what it left because it is held: (place id, form name, part) to how many.

    ``undecided``: what tablets had sent and nobody decided about in time, erased too.
    """

    at: datetime
    erased: Mapping[tuple[str, str, Part], int]
    held: Mapping[tuple[str, str, Part], int]
    undecided: int = 0


def purge(works: Works) -> Purged:
    """Erase everything that is over its time. Safe to repeat, and to kill: what is done is done."""
    with works.open(SYSTEM, write=False) as work:
        now = work.now()
        found = list(overdue(work, now))
    gone: Counter[tuple[str, str, Part]] = Counter()
    kept: Counter[tuple[str, str, Part]] = Counter()
    for begin in range(0, len(found), BATCH):
        with works.open(SYSTEM) as work:
            for one in found[begin : begin + BATCH]:
                which = (one.place_id, one.form_name, one.part)
                try:
                    erase(work, one.place_id, one.response_id, one.part, "retention")
                    gone[which] += 1
                except Conflict:
                    kept[which] += 1
                except NotFound:  # somebody erased it meanwhile
                    continue
    undecided_too = expire(works)
    with works.open(SYSTEM, write=False) as work:
        write_down(work)
    settle(works.engine)
    return Purged(now, dict(gone), dict(kept), undecided_too)


def overdue(work: Work, by: datetime) -> Iterator[Overdue]:
    """What must be gone by a moment, place by place: a whole response, or only its names.

    What staff began to correct of a tablet is no draft that its family forgot: it has as long as that record.
    """
    _response, _place = table_of(Response), table_of(Place)
    rules = rules_of(work)
    for place in work.peek(select(_place.c.id)):
        rows = work.peek(
            select(
                _response.c.id, _response.c.form_hash, _response.c.saved_at, _response.c.received_at
            ).where(_response.c.place_id == place.id, _response.c.saved_at <= by)
        )
        named = names_gone(work, place.id)
        waiting = {
            which
            for one in undecided(work, place.id, rules)
            if one.goes_at > by
            for which in (one.sid, one.response_id)
        }
        for row in rows:
            if row.received_at is None and row.id in waiting:
                continue
            form = forms.version(work, row.form_hash)
            kept = kept_at(rules, place.id, form)
            reached = [one for one in due(kept, row.saved_at, row.received_at) if one.at <= by]
            if not reached:
                continue
            last = reached[-1]
            if last.part == "names" and (row.id in named or POLICIES[form.regime].anonymous):
                continue
            yield Overdue(place.id, row.id, form.name, last.part, last.at)


def names_gone(work: Work, place_id: str) -> frozenset[str]:
    """The responses of a place whose names were erased already."""
    _erasure = table_of(Erasure)
    rows = work.peek(
        select(_erasure.c.erased_response).where(
            _erasure.c.place_id == place_id, _erasure.c.part == "names"
        )
    )
    return frozenset(row.erased_response for row in rows)
