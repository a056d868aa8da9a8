"""What tablets sent and nobody has decided about: it waits for a person, but not for longer than families were told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import Place
from farolito.db.queries import envelopes as queries
from farolito.domain.access import SYSTEM
from farolito.domain.regimes import POLICIES
from farolito.domain.retention import due_undecided
from farolito.services import audit, forms
from farolito.services.retention.erasing import remember
from farolito.services.retention.holds import held
from farolito.services.retention.rules import kept_at, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from farolito.domain.definitions import Form, Retention
    from farolito.services.work import Work, Works

ACTION = "envelope.expired"


@dataclass(frozen=True, slots=True)
class Undecided:
    """An envelope that is held. ``response_id``: the response in which somebody corrects it, if anybody does."""

    place_id: str
    sid: str
    form: Form | None
    goes_at: datetime
    response_id: str | None


def undecided(
    work: Work, place_id: str, rules: Mapping[tuple[str, str], Retention]
) -> Iterator[Undecided]:
    """All that is held at a place, with when it must go."""
    for row in work.peek(queries.UNDECIDED, {"place_id": place_id}):
        form = forms.version_if_known(work, row.form_hash)
        at = goes_at(place_id, form, row.received_at, rules)
        yield Undecided(place_id, row.sid, form, at, row.became)


def goes_at(
    place_id: str,
    form: Form | None,
    received_at: datetime,
    rules: Mapping[tuple[str, str], Retention],
) -> datetime:
    """When it must go. ``rules``: those of :func:`~farolito.services.retention.rules.rules_of`."""
    if form is None:
        return due_undecided(None, received_at, anonymous=False)
    kept = kept_at(rules, place_id, form)
    return due_undecided(kept, received_at, anonymous=POLICIES[form.regime].anonymous)


def expire(works: Works) -> int:
    """Let go whatever is over its time and not kept by a hold; how many went.

    What somebody corrects goes with the response in which they do. Safe to repeat, and to kill.
    """
    gone = 0
    with works.open(SYSTEM, write=False) as work:
        rules, now = rules_of(work), work.now()
        over = [
            one
            for place in work.peek(select(table_of(Place).c.id))
            for one in undecided(work, place.id, rules)
            if one.goes_at <= now and one.response_id is None
        ]
    for one in over:
        with works.open(SYSTEM) as work:
            if held(work, one.place_id, one.form.name if one.form else "", one.sid):
                continue
            which = {"of_place": one.place_id, "of_sid": one.sid}
            if work.connection.execute(queries.EXPIRE, which).rowcount != 1:
                continue  # somebody has decided meanwhile
            if one.form is not None:
                remember(work, one.place_id, one.sid, one.form, "all", "retention")
            audit.record(work, one.place_id, ACTION, f"envelope/{one.sid}")
            gone += 1
    return gone


def expire_again(work: Work, place_id: str, sid: str) -> bool:
    """What was erased, and waits once more because a backup was put back: whether it did, and is gone again.

    In any case no tablet brings it back, unless a hold keeps it.
    """
    _place = table_of(Place)
    if not work.peek(select(_place.c.id).where(_place.c.id == place_id)):
        return False
    row = work.connection.execute(queries.OF_SID, {"sid": sid}).one_or_none()
    form = forms.version_if_known(work, row.form_hash) if row else None
    if held(work, place_id, form.name if form else "", sid):
        return False
    which = {"of_place": place_id, "of_sid": sid}
    done = work.connection.execute(queries.EXPIRE_AGAIN, which).rowcount == 1
    remember(work, place_id, sid, form, "all", "retention")
    if done:
        audit.record(work, place_id, ACTION, f"envelope/{sid}")
    return done
