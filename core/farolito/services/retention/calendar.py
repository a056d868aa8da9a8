"""What goes next, and what went: for whoever decides how long things are kept. Numbers, never answers.

Records that must not be counted for others (counseling, what may be a student's own) are in neither.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from sqlalchemy import and_, exists, func, or_, select

from farolito.db.base import table_of
from farolito.db.models import Envelope, Erasure, FormVersion, Place, Response
from farolito.db.queries.places import PLACE_COLUMNS
from farolito.domain.consent_paths import may_be_counted
from farolito.domain.regimes import POLICIES
from farolito.domain.retention import months_after
from farolito.services import forms
from farolito.services.places import place_of
from farolito.services.retention.rules import kept_at, rules_of
from farolito.services.retention.undecided import undecided
from farolito.services.work import SCHOOL_ZONE, start_of_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import ColumnElement

    from farolito.domain.definitions import Form, Retention
    from farolito.domain.retention import Part
    from farolito.domain.views import PlaceView
    from farolito.services.retention.erasing import Reason
    from farolito.services.work import Work

_response, _erasure, _place = table_of(Response), table_of(Erasure), table_of(Place)
_version, _envelope = table_of(FormVersion), table_of(Envelope)

Kind = Literal["sent", "drafts", "undecided"]
"""``undecided``: what tablets sent and nobody has decided about."""

NAMELESS = tuple(regime for regime, policy in POLICIES.items() if policy.anonymous)
"""Regimes without names that could go first."""


@dataclass(frozen=True, slots=True)
class Next:
    """How many responses of a form at a place lose a part by a day, or go as what they are."""

    place: PlaceView
    form: Form
    part: Part
    kind: Kind
    many: int


@dataclass(frozen=True, slots=True)
class Gone:
    """How many responses of a form at a place lost a part on a day, and why."""

    place: PlaceView
    form_name: str
    part: Part
    reason: Reason
    many: int


def coming(work: Work, places: Collection[PlaceView], by: datetime) -> tuple[Next, ...]:
    """What must be gone at these places by a moment and is still there, by place and form."""
    found: Counter[tuple[str, str, Part, Kind]] = Counter()
    here = {place.id: place for place in places}
    known, rules = {}, rules_of(work)
    for form in _countable(work):
        known[form.name] = form
        alike: dict[
            Retention, list[str]
        ] = {}  # most places keep what the form says: one count for all of them
        for place_id in here:
            alike.setdefault(kept_at(rules, place_id, form), []).append(place_id)
        for kept, ids in alike.items():
            for part, kind, condition in _conditions(kept, by):
                rows = work.peek(
                    select(_response.c.place_id, func.count().label("many"))
                    .where(
                        _response.c.place_id.in_(ids),
                        _response.c.form_hash == form.hash,
                        condition,
                    )
                    .group_by(_response.c.place_id)
                )
                for row in rows:
                    found[row.place_id, form.name, part, kind] += row.many
    for place_id in here:
        for one in undecided(work, place_id, rules):
            if one.form is not None and one.form.name in known and one.goes_at <= by:
                found[place_id, one.form.name, "all", "undecided"] += 1
    return tuple(
        Next(here[place_id], known[name], part, kind, many)
        for (place_id, name, part, kind), many in sorted(found.items())
    )


def nights(work: Work, places: Collection[PlaceView], most: int = 30) -> tuple[date, ...]:
    """The days on which something was erased at these places, the latest first."""
    here = and_(_erasure.c.place_id.in_([place.id for place in places]), _erasure.c.form_name != "")
    latest = select(func.max(_erasure.c.at).label("at")).where(here)
    days: list[date] = []
    at = work.peek(latest)[0].at
    while (
        at is not None and len(days) < most
    ):  # from day to day along the index, not through every erasure
        begin = start_of_day(at)
        days.append(begin.astimezone(SCHOOL_ZONE).date())
        at = work.peek(latest.where(_erasure.c.at < begin))[0].at
    return tuple(days)


def gone(work: Work, places: Collection[PlaceView], day: date) -> tuple[Gone, ...]:
    """What was erased at these places on a day at the school."""
    begin = datetime.combine(day, time(), SCHOOL_ZONE)
    rows = work.peek(
        select(
            *PLACE_COLUMNS, _erasure.c.form_name, _erasure.c.part, _erasure.c.reason,
            func.count().label("many"),
        )
        .join_from(_erasure, _place, _place.c.id == _erasure.c.place_id)
        .where(
            _erasure.c.place_id.in_([place.id for place in places]),
            _erasure.c.at >= begin,
            _erasure.c.at < begin + timedelta(days=1),
        )
        .group_by(*PLACE_COLUMNS, _erasure.c.form_name, _erasure.c.part, _erasure.c.reason)
        .order_by(_place.c.name, _erasure.c.form_name, _erasure.c.part)
    )  # fmt: skip
    counted = {form.name for form in _countable(work)}
    return tuple(
        Gone(place_of(row), row.form_name, row.part, row.reason, row.many)
        for row in rows
        if row.form_name in counted
    )


def _conditions(kept: Retention, by: datetime) -> Iterator[tuple[Part, Kind, ColumnElement[bool]]]:
    answers = _response.c.received_at <= months_after(by, -kept.answers_months)
    yield "all", "sent", answers
    if kept.identity_months < kept.answers_months:
        named = exists().where(
            _erasure.c.place_id == _response.c.place_id,
            _erasure.c.erased_response == _response.c.id,
        )
        names = _response.c.received_at <= months_after(by, -kept.identity_months)
        yield "names", "sent", and_(names, ~answers, ~named, _response.c.regime.not_in(NAMELESS))
    corrected = exists().where(
        _envelope.c.place_id == _response.c.place_id,
        _envelope.c.state == "held",
        or_(_envelope.c.sid == _response.c.id, _envelope.c.became == _response.c.id),
    )
    unsent = and_(_response.c.received_at.is_(None), ~corrected)
    yield (
        "all",
        "drafts",
        and_(unsent, _response.c.saved_at <= by - timedelta(days=kept.draft_days)),
    )


def _countable(work: Work) -> Iterator[Form]:
    """Every form version whose records may be counted."""
    for row in work.peek(select(_version.c.hash)):
        form = forms.version(work, row.hash)
        if may_be_counted(form):
            yield form
