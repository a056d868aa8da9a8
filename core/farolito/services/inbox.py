"""The inbox: which responses of a place are there, newest first, narrowed to those that somebody looks for.

page(work, place_slug, wanted=Wanted(), after=None, before=None, limit=50) -> InboxPage   # Forbidden, NotFound
offered(work, place_slug) -> Offered                                    # what there is to narrow by
find_needs(work, arrival) -> None                                       # a step of arrivals

A page costs the same whatever lies behind it. Where only few match, it looks through a part and says how far.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

from farolito.db.queries import inbox as queries
from farolito.db.queries.inbox import FIRST_LOOKS, LOOKS, Shape
from farolito.db.sealing import keyed_hash
from farolito.domain.access import holds
from farolito.domain.relevance import values
from farolito.domain.scoring import needs
from farolito.errors import Forbidden, NotFound
from farolito.services import forms, links, versions
from farolito.services.casework.opening import Colleague, colleagues, names_of
from farolito.services.permits import regimes_open
from farolito.services.places import findable, path_of, place_of, row_of
from farolito.services.responses.cells import open_code
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from farolito.domain.definitions import Form, Need, Regime
    from farolito.domain.views import PlaceView
    from farolito.domain.work_states import WorkState
    from farolito.services.arrivals import Arrival
    from farolito.services.responses.values import Status
    from farolito.services.work import Work

MOST = 200
"""Rows of one page of a list."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty is everything. ``assigned``: me, or nobody. Days are at the school."""

    form: str = ""
    language: str = ""
    state: WorkState | None = None
    assigned: Literal["", "me", "nobody"] = ""
    need: str = ""
    channel: str = ""
    since: date | None = None
    until: date | None = None
    overdue: bool = False

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One response in the list that staff see. No answers. ``assigned_to`` is a name."""

    response_id: str
    code: str | None
    form_name: str
    form_title: Mapping[str, str]
    language: str
    status: Status
    channel: str
    received_at: datetime
    state: WorkState
    assigned_to: str
    revision: int


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Part of the list. ``older`` and ``newer`` are the values of ``after`` and ``before`` that bring more, or None.

    ``looked_to``: it was looked no further back than this, because few match; ``older`` looks on.
    """

    items: tuple[InboxItem, ...]
    older: str | None
    newer: str | None
    looked_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """What the actor may narrow the list of a place by: what records it may read can have."""

    forms: tuple[Form, ...]
    languages: tuple[str, ...]
    needs: tuple[Need, ...]
    colleagues: tuple[Colleague, ...]
    works: bool  # whether the actor may assign and change states


def page(
    work: Work,
    place_slug: str,
    wanted: Wanted | None = None,
    after: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> InboxPage:
    """The responses of a place that the actor may know of, newest first: the latest, those ``after`` or ``before``.

    Raises :class:`NotFound` for a place that is not there or a position that we never gave, :class:`Forbidden` when
    the actor may list nothing there.
    """
    wanted = wanted or Wanted()
    findable(wanted.form, wanted.language, wanted.need, wanted.channel)
    place, _, regimes = _readable(work, place_slug)
    limit = max(1, min(limit, MOST))
    shape, given = _asked(work, place, regimes, wanted)
    if after is not None or before is not None:
        given["at"], given["id"] = _position(before if after is None else after)
    way: queries.Way = "older" if after is not None else "newer" if before is not None else ""
    shape = Shape(regimes, shape.along, shape.narrowed, way, shape.since, shape.until)
    if not regimes or given.get("hashes") == []:
        return InboxPage((), None, None)
    # where nothing is narrowed, every row that is looked at is shown
    only_shown = not shape.narrowed and shape.along == "inbox"
    given |= {"place_id": place.id, "limit": limit + 1}
    rows: list[Row[Any]] = []
    looked_at: Row[Any] | None = None
    # along the index of needs each row that is looked at is read, so there it stays at the first
    steps = (FIRST_LOOKS,) if shape.along == "need" else (FIRST_LOOKS, LOOKS)
    for looks in (limit + 1,) if only_shown else steps:
        given["looks"] = looks
        rows = list(work.peek(queries.page(shape), _for(shape, given)))
        if len(rows) > limit or only_shown:
            break
        # few match: unless that was all there is, look at more once, and then say how far
        looked_at = next(iter(work.peek(queries.last_look(shape), _for(shape, given))), None)
        if looked_at is None:
            break
    more, rows = len(rows) > limit, rows[:limit]
    position = _cursor(rows[-1]) if more else None
    looked_to = None
    if not more and looked_at is not None:
        position, looked_to = _cursor(looked_at), looked_at.received_at
    if way == "newer":
        rows.reverse()
        older = _cursor(rows[-1]) if rows else before
        newer = position
    else:
        older = position
        newer = (_cursor(rows[0]) if rows else after) if after is not None else None
    names = names_of(work, (row.assigned_to for row in rows))
    return InboxPage(tuple(_item(work, row, names) for row in rows), older, newer, looked_to)


def offered(work: Work, place_slug: str) -> Offered:
    """What the list of a place can be narrowed by. Raises as :func:`page` does."""
    _, path, regimes = _readable(work, place_slug)
    known: dict[str, Form] = {}
    for link in links.of_place(work, place_slug):
        if link.form.regime in regimes:
            known.setdefault(link.form.name, link.form)
    languages = {tag: None for form in known.values() for tag in form.languages}
    found: dict[str, Need] = {}
    for form in known.values():
        for need in form.needs:
            found.setdefault(need.name, need)
    people: dict[str, Colleague] = {}
    for regime in regimes:
        for one in colleagues(work, path, regime):
            people.setdefault(one.id, one)
    return Offered(
        tuple(known.values()),
        tuple(languages),
        tuple(found.values()),
        tuple(people.values()),
        holds(work.actor.grants, "follow_ups.work", path),
    )


def find_needs(work: Work, arrival: Arrival) -> None:
    """Remember which needs the answers of an arrival have; those of an earlier submission of it are forgotten."""
    day = arrival.received_at.astimezone(SCHOOL_ZONE).date()
    form, place_id = arrival.form, arrival.place.id
    here = {"place_id": place_id, "response_id": arrival.response_id}
    work.connection.execute(
        queries.FORGET_NEEDS, {"of_place": place_id, "of_response": arrival.response_id}
    )
    found = needs(form, values(form, arrival.answers, work.types, day), day)
    for row in work.connection.execute(queries.RECEIVED, here).all() if found else ():
        if row.submitted_number != arrival.number:
            continue  # it was corrected meanwhile: the correction has arrived, or will
        work.connection.execute(
            queries.add_need(work.connection),
            [
                {
                    **here,
                    "received_at": row.received_at,
                    "need_index": need_index(work, place_id, need.name),
                }
                for need in found
            ],
        )


def need_index(work: Work, place_id: str, need: str) -> bytes:
    """What stands for a need in the index of a place, and says nothing without our key."""
    return keyed_hash(work.keyring, "need", place_id, need.encode())


def _readable(work: Work, place_slug: str) -> tuple[PlaceView, tuple[str, ...], tuple[Regime, ...]]:
    row = row_of(work, place_slug)
    place, path = place_of(row), path_of(row)
    if not holds(work.actor.grants, "responses.list", path):
        raise Forbidden("You can not see the responses of this place.")
    return place, path, regimes_open(work, "responses.list", place, path)


def _asked(
    work: Work, place: PlaceView, regimes: tuple[Regime, ...], wanted: Wanted
) -> tuple[Shape, dict[str, Any]]:
    """Which statement, and its values. It is read along the index of what is likely to be rarest."""
    given: dict[str, Any] = {"regimes": list(regimes)}
    narrowed: set[str] = set()
    along: queries.Along = "inbox"
    if wanted.need:
        along = "need"
        given["need_index"] = need_index(work, place.id, wanted.need)
    if wanted.assigned == "me":
        along, given["assigned_to"] = _or_narrowed(along, "assigned", narrowed), work.actor.id
    elif wanted.assigned == "nobody":
        narrowed.add("nobody")
    if wanted.state:
        given["work_state"] = wanted.state
        if wanted.state in ("new", "done") or along != "inbox":
            narrowed.add("work_state")
        else:
            along = "state"
    if wanted.form:
        narrowed.add("form")
        given["hashes"] = _versions(work, wanted.form, regimes)
    for name in ("language", "channel"):
        if value := getattr(wanted, name):
            narrowed.add(name)
            given[name] = value
    if wanted.overdue:
        narrowed.add("overdue")
        given["today"] = work.today().isoformat()
    if wanted.since:
        given["since"] = _midnight(wanted.since)
    if wanted.until:
        given["until"] = _midnight(wanted.until + timedelta(days=1))
    return (
        Shape(
            regimes,
            along,
            frozenset(narrowed),
            since=bool(wanted.since),
            until=bool(wanted.until),
        ),
        given,
    )


def _versions(work: Work, form_name: str, regimes: tuple[Regime, ...]) -> list[str]:
    """The versions of a form whose records may be listed: none of one that is not there, or must not be known."""
    try:
        known = versions.of_form(work, form_name)
    except NotFound:
        return []
    return [one.hash for one in known if forms.version(work, one.hash).regime in regimes]


def _or_narrowed(along: queries.Along, other: queries.Along, narrowed: set[str]) -> queries.Along:
    if along == "inbox":
        return other
    narrowed.add("assigned_to")
    return along


def _for(shape: Shape, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values; the regimes only where the statement has a place for them."""
    return {k: v for k, v in given.items() if k != "regimes" or shape.along != "inbox"}


def _midnight(day: date) -> datetime:
    try:
        return datetime.combine(day, time(), SCHOOL_ZONE).astimezone(UTC)
    except OverflowError:
        raise NotFound("There is no such day.") from None


def _item(work: Work, row: Row[Any], names: Mapping[str, str]) -> InboxItem:
    form = forms.version(work, row.form_hash)
    return InboxItem(
        response_id=row.id,
        code=open_code(work.keyring, row.place_id, row.id, row.code),
        form_name=form.name,
        form_title=form.title,
        language=row.language,
        status=row.status,
        channel=row.channel,
        received_at=row.received_at,
        state=row.work_state,
        assigned_to=names.get(row.assigned_to, ""),
        revision=row.work_revision,
    )


def _cursor(row: Row[Any]) -> str:
    return f"{row.received_at.isoformat()}~{row.id}"


def _position(cursor: str | None) -> tuple[datetime, str]:
    """Where a list goes on. Raises :class:`NotFound` for a cursor that we never gave."""
    moment, _, response_id = (cursor or "").partition("~")
    findable(cursor or "")
    try:
        at = datetime.fromisoformat(moment)
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # no moment at all, or one before or after all time
        raise NotFound("There is no such page.") from None
    return at, response_id
