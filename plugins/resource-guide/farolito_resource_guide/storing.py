"""Entries into the tables: each whole, with all that belongs to it, in place of what stood there.

save_all(session, place_id, entries, now) -> Mapping[str, int]      # numbers by id
save(session, place_id, entry, now) -> int
checked(…), set_status(…)                                           # the small changes that staff make
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from farolito_resource_guide import models
from farolito_resource_guide.entry import made_id
from farolito_resource_guide.rfc import byday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from farolito_resource_guide.entry import Entry, Phone, Spot
    from farolito_resource_guide.hours import Hours

    Row = dict[str, Any]

AT_ONCE = 500  # ids of one statement


def save_all(
    session: Session, place_id: str, entries: Sequence[Entry], now: datetime
) -> Mapping[str, int]:
    """Store entries; their numbers by id. One that is there already is replaced and keeps its number."""
    guide = touch(session, place_id)
    service, at = _any(models.ServiceRow), _any(models.ServiceAtLocationRow)
    numbers: dict[str, int] = {}
    old: list[str] = []
    for ids in _some(dict.fromkeys(entry.id for entry in entries)):
        known = select(service.id, service.number).where(
            service.place_id == place_id, service.id.in_(ids)
        )
        numbers |= {row.id: row.number for row in session.execute(known)}
        here = select(at.id).where(at.place_id == place_id, at.service_id.in_(ids))
        old += session.scalars(here)
    made: dict[Any, list[Row]] = defaultdict(list)
    for entry in entries:
        if entry.id not in numbers:
            numbers[entry.id] = guide.next_number
            guide.next_number += 1
        _collect(made, place_id, replace(entry, number=numbers[entry.id]), now)
    session.flush()
    for kind, key, ids in _replaced(made, [*numbers, *old]):
        for some in _some(ids):
            gone = delete(kind).where(kind.place_id == place_id, getattr(kind, key).in_(some))
            session.execute(gone, execution_options={"synchronize_session": False})
    for kind, rows in made.items():
        session.execute(insert(kind), [*{row["id"]: row for row in rows}.values()])
    session.expire_all()
    return numbers


def save(session: Session, place_id: str, entry: Entry, now: datetime) -> int:
    """Store one entry; its number."""
    return save_all(session, place_id, [entry], now)[entry.id]


def checked(
    session: Session, place_id: str, entry: Entry, day: date, who: str, review_by: date
) -> None:
    """Somebody made sure of an entry."""
    touch(session, place_id)
    row = session.get_one(models.ServiceRow, (place_id, entry.id))
    row.checked_on, row.assurer, row.review_by = day, who, review_by
    session.flush()


def set_status(session: Session, place_id: str, entry: Entry, status: str, now: datetime) -> None:
    """Retire an entry (``inactive``), or bring it back (``active``)."""
    touch(session, place_id)
    row = session.get_one(models.ServiceRow, (place_id, entry.id))
    row.status, row.modified_at, row.edited = status, now.isoformat(), True
    session.flush()


def touch(session: Session, place_id: str) -> models.Guide:
    """The guide of a place, made if it is new; says that something in it changes now."""
    guide = session.get(models.Guide, place_id, with_for_update=True)
    if guide is None:
        guide = models.Guide(place_id=place_id, revision=0, next_number=1)
        session.add(guide)
    guide.revision += 1
    session.info["guide_changed"] = True
    session.flush()
    return guide


_OWN = (
    "id", "number", "name", "description", "url", "email", "status", "interpretation", "application", "fees",
    "eligibility", "minimum_age", "maximum_age", "alert", "alert_until", "area", "checked_on", "assurer",
    "assurer_email", "review_by", "source", "source_as_of", "source_url", "edited", "demo", "imported_as",
)  # fmt: skip
_ORGANIZATION = ("id", "name", "description", "website", "email")
_LOCATION = ("id", "kind", "name", "latitude", "longitude", "transportation")
_ADDRESS = ("address_1", "address_2", "city", "state", "postal_code", "country", "kind")


_OWN_KINDS: tuple[Any, ...] = (models.OrganizationRow, models.LocationRow)
_OF_SERVICES: tuple[Any, ...] = (
    models.LanguageRow,
    models.DocumentRow,
    models.AttributeRow,
    models.ServiceAtLocationRow,
)
_OF_ANYTHING: tuple[Any, ...] = (models.PhoneRow, models.ScheduleRow)


def _collect(made: dict[Any, list[Row]], place_id: str, entry: Entry, now: datetime) -> None:
    """The rows that an entry is made of, by table."""
    here = {"place_id": place_id}
    organization = entry.organization
    if organization is not None:
        made[models.OrganizationRow].append(here | _of(organization, _ORGANIZATION))
    made[models.ServiceRow].append(
        here
        | _of(entry, _OWN)
        | {
            "organization_id": organization.id if organization else None,
            "translations": {tag: dict(said) for tag, said in entry.translations.items()},
            "modified_at": now.isoformat(),
        }
    )
    listed = here | {"service_id": entry.id}
    kinds = [("", code, "") for code in entry.categories]
    kinds += [(term.taxonomy or "-", term.code, term.name) for term in entry.terms]
    _add(made, models.LanguageRow, (listed | {"code": code} for code in entry.languages))
    _add(made, models.DocumentRow, (listed | {"document": one} for one in entry.documents))
    _add(
        made,
        models.AttributeRow,
        (listed | {"taxonomy": of, "code": code, "name": name} for of, code, name in kinds),
    )
    _ways(made, here | {"of_id": entry.id}, entry.phones, entry.hours)
    for number, spot in enumerate(entry.spots):
        _spot(made, listed, number, spot)


def _spot(made: dict[Any, list[Row]], listed: Row, number: int, spot: Spot) -> None:
    place_id, service_id = listed["place_id"], listed["service_id"]
    location_id = spot.id or made_id(service_id, "location", str(number))
    at_id = spot.at_id or made_id(service_id, "at", location_id)
    made[models.LocationRow].append(
        {"place_id": place_id} | _of(spot, _LOCATION) | {"id": location_id}
    )
    at = listed | {"id": at_id, "location_id": location_id, "position": number}
    made[models.ServiceAtLocationRow].append(at)
    if spot.address is not None:
        address = {
            "id": made_id("address", location_id),
            "place_id": place_id,
            "of_id": location_id,
        }
        made[models.AddressRow].append(address | _of(spot.address, _ADDRESS))
    _ways(made, {"place_id": place_id, "of_id": at_id}, spot.phones, spot.hours)


def _ways(
    made: dict[Any, list[Row]], of: Row, phones: Iterable[Phone], hours: Iterable[Hours]
) -> None:
    """How to reach something, and when."""
    numbers = (
        of
        | _of(one, ("number", "extension", "kind", "description"))
        | {"languages": ",".join(one.languages)}
        for one in phones
    )
    _add(made, models.PhoneRow, numbers)
    times = (
        of
        | _of(one, ("interval", "valid_from", "valid_to", "note"))
        | {
            "byday": byday(one.days),
            "bymonthday": ",".join(map(str, one.monthdays)),
            "dtstart": one.start,
            "opens_at": one.opens,
            "closes_at": one.closes,
        }
        for one in hours
    )
    _add(made, models.ScheduleRow, times)


def _add(made: dict[Any, list[Row]], kind: Any, rows: Iterable[Row]) -> None:
    """Rows of what belongs to something; their ids are made of whose they are and where they stand."""
    for number, row in enumerate(rows):
        owner = row.get("of_id") or row["service_id"]
        own = made_id(kind.__tablename__, owner, str(number))
        made[kind].append(row | {"position": number, "id": own})


def _replaced(
    made: Mapping[Any, list[Row]], owners: list[str]
) -> Iterable[tuple[Any, str, list[str]]]:
    """What makes room for the new rows: table, column, and the ids in it."""
    ids = {kind: [row["id"] for row in rows] for kind, rows in made.items()}
    for kind in _OWN_KINDS:
        yield kind, "id", ids.get(kind, [])
    yield models.ServiceRow, "id", owners
    yield models.AddressRow, "of_id", ids.get(models.LocationRow, [])
    for kind in _OF_SERVICES:
        yield kind, "service_id", owners
    for kind in _OF_ANYTHING:
        yield kind, "of_id", [*owners, *ids.get(models.ServiceAtLocationRow, [])]


def _some(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in portions: a database takes so many in one statement."""
    all_ids = list(ids)
    for start in range(0, len(all_ids), AT_ONCE):
        yield all_ids[start : start + AT_ONCE]


def _of(one: object, names: Iterable[str]) -> Row:
    return {name: getattr(one, name) for name in names}


def _any(kind: object) -> Any:
    return kind
