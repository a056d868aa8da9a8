"""What became of the responses of a round, told once, some days after it is over: first contact and follow-up.

It is one more table of the same responses: a round has as many as it had, whoever was erased since.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.db.queries import counts_afterwards as queries
from farolito.domain.afterwards import (
    CONTACT,
    FOLLOW_UP,
    counted_as,
    first_contact,
    stands,
)
from farolito.domain.consent_paths import is_students_own
from farolito.domain.counted import base_of
from farolito.domain.regimes import POLICIES
from farolito.domain.suppression import Parts
from farolito.domain.work_states import CLOSED
from farolito.services.casework import contacts
from farolito.services.numbers.closing import Group, publish
from farolito.services.places import path_of
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Row, Select

    from farolito.services.work import Work

PART = 500
"""Responses of one statement: a round may have thousands."""


def tell_due(work: Work) -> int:
    """Show what became of every round for which it is time; how many tables."""
    told = 0
    for row in work.peek(queries.DUE, {"today": work.today().isoformat()}):
        until = date.fromisoformat(row.until)
        group = Group(row.place_id, row.form_name, row.number, row.responses, until)
        which = {**_which(group), "of_dimension": row.dimension}
        if work.connection.execute(queries.TOLD, which).rowcount != 1:
            continue
        found = FOUND[row.dimension](work, group, _members(work, group))
        table = Parts(counted_as(row.dimension, found, group.responses))
        publish(work, group, path_of(row), base_of(row.dimension), {row.dimension: table})
        told += 1
    return told


def _contact(work: Work, group: Group, members: Sequence[Row[Any]]) -> Iterator[str]:
    """When we first tried to reach each family. An entry that another one corrects says nothing."""
    rows = _about(work, queries.CONTACTS, group, members)
    corrected = {row.corrects for row in rows}
    tried: defaultdict[str, list[date]] = defaultdict(list)
    for row in rows:
        entry = contacts.opened(work, group.place_id, row.id, row.body)
        if row.id not in corrected and entry.direction == "out":
            tried[row.response_id].append(entry.on)
    for one in members:
        sent = one.received_at.astimezone(SCHOOL_ZONE).date()
        yield first_contact(sent, tried[one.id])


def _follow_up(work: Work, group: Group, members: Sequence[Row[Any]]) -> Iterator[str]:
    """How far we are with each response today."""
    due: defaultdict[str, list[date]] = defaultdict(list)
    acted = set()
    for row in _about(work, queries.FOLLOW_UPS, group, members):
        if row.state == "open":
            due[row.response_id].append(date.fromisoformat(row.due_on))
        else:
            acted.add(row.response_id)
    ended = _about(work, queries.REFERRALS, group, members)
    helped = {row.response_id for row in ended if row.outcome in ("helped", "partly")}
    for one in members:
        done = one.id in acted or one.work_state in CLOSED
        yield stands(work.today(), due[one.id], helped=one.id in helped, done=done)


FOUND: Mapping[str, Callable[[Work, Group, Sequence[Row[Any]]], Iterator[str]]] = {
    CONTACT: _contact,
    FOLLOW_UP: _follow_up,
}


def _members(work: Work, group: Group) -> tuple[Row[Any], ...]:
    """The responses of a round that may still stand in a number."""
    return tuple(
        row
        for row in work.peek(queries.MEMBERS, _which(group))
        if POLICIES[row.regime].counted and not is_students_own(row.regime, row.consent_path)
    )


def _about(
    work: Work, statement: Select[Any], group: Group, members: Sequence[Row[Any]]
) -> list[Row[Any]]:
    """What was written down about these responses, a part of them at a time."""
    found: list[Row[Any]] = []
    for first in range(0, len(members), PART):
        ids = [one.id for one in members[first : first + PART]]
        found += work.peek(statement, {"of_place": group.place_id, "responses": ids})
    return found


def _which(group: Group) -> dict[str, object]:
    return {
        "of_place": group.place_id,
        "of_form": group.form_name,
        "of_number": group.number,
    }
