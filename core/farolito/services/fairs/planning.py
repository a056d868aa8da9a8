"""Planning a fair: an event with a day, forms, languages and tables. Its PIN opens from the morning of that day."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import fairs as queries
from farolito.domain.access import holds
from farolito.domain.languages import WRITTEN
from farolito.errors import FarolitoError, NotFound
from farolito.services import audit, events, links
from farolito.services.fairs import tablets
from farolito.services.fairs.tables import stored, tables_from
from farolito.services.fairs.values import FairView, Plan
from farolito.services.interviews import by_phone
from farolito.services.places import findable, path_of, place_of, row_of
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.services.links import LinkView
    from farolito.services.work import Work

MANAGE, HELP = "events.manage", "events.help"
LONGEST_TABLE, MOST_TABLES = 80, 60


class PlanRefused(FarolitoError):
    """A fair that can not be planned like this; ``field`` is what to change: name, day, links or tables."""

    def __init__(self, field: str) -> None:
        super().__init__(f"This can not be planned: look at {field}.")
        self.field = field


def plan(work: Work, place_slug: str, wanted: Plan) -> str:
    """A new fair; its id. Raises :class:`NotFound`, and :class:`PlanRefused` for a day that is over."""
    place = _place(work, place_slug, MANAGE)
    wanted = _checked(work, place_slug, wanted)
    nobodys = secrets.token_bytes(32)  # the hash of no PIN, until somebody makes one
    event_id = events.add(work, place.place_id, wanted.name, nobodys, *day_of(wanted.day))
    work.connection.execute(
        queries.ADD_FAIR,
        {
            "place_id": place.place_id,
            "event_id": event_id,
            "day": wanted.day.isoformat(),
            "links": list(wanted.links),
            "languages": list(wanted.languages),
            "tables": stored(wanted.tables),
            "rescued": False,
        },
    )
    audit.record(work, place.place_id, "fair.planned", f"event/{event_id}")
    return event_id


def change(work: Work, fair: FairView, wanted: Plan) -> None:
    """Plan a fair anew. What is known of a table stays with its name. Raises :class:`PlanRefused`, NotFound."""
    may(work, fair, MANAGE)
    if fair.state == "closed":
        raise NotFound("This fair is closed.")
    wanted = _checked(work, fair.place.slug, wanted, fair.plan.day)
    known = {table.name: table for table in fair.plan.tables}
    wanted = replace(wanted, tables=tuple(known.get(one.name, one) for one in wanted.tables))
    begins, ends = day_of(wanted.day)
    this = {"of_place": fair.place.id, "of_event": fair.id}
    work.connection.execute(
        queries.CHANGE_FAIR,
        {
            **this,
            "as_day": wanted.day.isoformat(),
            "as_links": list(wanted.links),
            "as_languages": list(wanted.languages),
            "as_tables": stored(wanted.tables),
        },
    )
    when = {"as_name": wanted.name, "begins": begins, "ends": ends}
    work.connection.execute(queries.CHANGE_EVENT, {**this, **when})
    if wanted.day != fair.plan.day:
        events.forget_after(work, fair.place.id, fair.id, ends)
        tablets.move_day(work, fair, ends)
    audit.record(work, fair.place.id, "fair.changed", f"event/{fair.id}")


def of_place(work: Work, place_slug: str) -> tuple[FairView, ...]:
    """The fairs of a place, the latest day first, for whoever helps there. Raises :class:`NotFound`."""
    place = _place(work, place_slug, HELP)
    rows = work.peek(queries.FAIRS, {"of_place": place.place_id})
    return tuple(_view(work, place, row) for row in rows)


def one(work: Work, place_slug: str, fair_id: str, permission: str = MANAGE) -> FairView:
    """A fair, for whoever has the permission at its place. Raises :class:`NotFound`."""
    place = _place(work, place_slug, permission)
    if not storable(fair_id):
        raise NotFound("There is no such fair.")
    for row in work.peek(queries.FAIR, {"of_place": place.place_id, "of_event": fair_id}):
        return _view(work, place, row)
    raise NotFound("There is no such fair.")


def of_event(work: Work, place_slug: str, event_id: str) -> FairView | None:
    """The fair that an event is, for Farolito itself and its tablets; None for one that nobody planned."""
    place = row_of(work, place_slug)
    for row in work.peek(queries.FAIR, {"of_place": place.place_id, "of_event": event_id}):
        return _view(work, place, row)
    return None


def make_pin(work: Work, fair: FairView) -> str:
    """The PIN of the day, told this once. It opens nothing before the morning. Raises :class:`NotFound`."""
    pin = events.new_pin(work, fair.place.slug, fair.id)
    this = {"of_place": fair.place.id, "of_event": fair.id, "now": work.now()}
    work.connection.execute(queries.PIN_MADE, this)
    return pin


def say_printed(work: Work, fair: FairView, *, printed: bool) -> None:
    """Somebody says that there is paper for when nothing else works, or that there is none after all."""
    may(work, fair, MANAGE)
    this = {"of_place": fair.place.id, "of_event": fair.id}
    work.connection.execute(queries.PAPER_PRINTED, {**this, "at": work.now() if printed else None})


def forms_of(work: Work, fair: FairView) -> tuple[LinkView, ...]:
    """The forms of a fair, in the order in which they were chosen; those that the place no longer has are left out."""
    known = {one.slug: one for one in links.of_place(work, fair.place.slug)}
    return tuple(known[slug] for slug in fair.plan.links if slug in known)


def may_be_there(link: LinkView) -> bool:
    """Whether a form can be chosen for a fair: a family fills it in. What a student says alone is said in a room."""
    return by_phone(link)


def may(work: Work, fair: FairView, permission: str) -> None:
    """Raises :class:`NotFound` for whoever has not the permission at the place of a fair."""
    _place(work, fair.place.slug, permission)


def day_of(day: date) -> tuple[datetime, datetime]:
    """When a day begins and ends at the school."""
    morning = datetime.combine(day, time(), SCHOOL_ZONE)
    return morning, datetime.combine(day + timedelta(days=1), time(), SCHOOL_ZONE)


def _view(work: Work, place: Row[Any], row: Row[Any]) -> FairView:
    now = work.now()
    return FairView(
        place=place_of(place),
        id=row.event_id,
        plan=Plan(
            row.name,
            date.fromisoformat(row.day),
            tuple(row.links),
            tuple(row.languages),
            tables_from(row.tables),
        ),
        state="closed" if row.closed_at else "open" if row.begins_at <= now else "planned",
        planned_at=row.created_at,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        goes_on=row.ends_at > now and row.closed_at is None,
        pin_made_at=row.pin_made_at,
        paper_printed_at=row.paper_printed_at,
        paper_given=row.paper_given,
        paper_returned=row.paper_returned,
        closed_at=row.closed_at,
        rescued=row.rescued,
    )


def _checked(work: Work, place_slug: str, wanted: Plan, day_before: date | None = None) -> Plan:
    name = " ".join(wanted.name.split())
    if not name or len(name) > events.LONGEST_NAME or not storable(name):
        raise PlanRefused("name")
    if wanted.day < work.today() and wanted.day != day_before:
        raise PlanRefused("day")
    here = {link.slug for link in links.of_place(work, place_slug) if may_be_there(link)}
    if not wanted.links or not here.issuperset(wanted.links):
        raise PlanRefused("links")
    known = {one.name.strip(): replace(one, name=one.name.strip()) for one in wanted.tables}
    tables = tuple(one for one in known.values() if one.name)
    if len(tables) > MOST_TABLES or any(
        len(one.name) > LONGEST_TABLE or not storable(one.name) for one in tables
    ):
        raise PlanRefused("tables")
    languages = tuple(tag for tag in wanted.languages if tag in WRITTEN)
    return replace(wanted, name=name, languages=languages, tables=tables)


def _place(work: Work, place_slug: str, permission: str) -> Row[Any]:
    findable(place_slug)
    place = row_of(work, place_slug)
    if not holds(work.actor.grants, permission, path_of(place)):
        raise NotFound("There is no such page.")
    return place
