"""Entries of a place, out of the tables.

entries_of(session, place_id) -> Mapping[int, Entry]        # all of them by number; kept until something changes
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import select

from farolito.api import PluginModel
from farolito_resource_guide import models
from farolito_resource_guide.entry import Address, Entry, Organization, Phone, Spot, Term
from farolito_resource_guide.hours import Hours
from farolito_resource_guide.rfc import read_byday, read_monthdays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

KEPT = 32  # places whose entries a process keeps in memory

_kept: dict[tuple[object, str], tuple[int, Mapping[int, Entry]]] = {}

R = TypeVar("R", bound=PluginModel)


def entries_of(session: Session, place_id: str) -> Mapping[int, Entry]:
    """All entries of a place by number, retired ones too. One query while nothing has changed."""
    guide = session.get(models.Guide, place_id)
    if guide is None:
        return {}
    key = (session.get_bind().engine.url, place_id)
    kept = _kept.get(key)
    if kept is not None and kept[0] == guide.revision and not session.info.get("guide_changed"):
        return kept[1]
    found = {entry.number: entry for entry in _load(session, place_id)}
    if not session.info.get("guide_changed"):
        if len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = (guide.revision, found)
    return found


def _load(session: Session, place_id: str) -> list[Entry]:
    def rows(kind: type[R], *order: str) -> list[R]:
        table = cast("Any", kind)
        asked = select(kind).where(table.place_id == place_id)
        return list(
            session.scalars(asked.order_by(*(getattr(table, name) for name in order or ("id",))))
        )

    def by(name: str, kind: type[R]) -> dict[str, list[R]]:
        found: dict[str, list[R]] = defaultdict(list)
        for row in rows(kind, name, "position"):
            found[getattr(row, name)].append(row)
        return found

    organizations = {
        row.id: Organization(row.name, row.description, row.website, row.email, row.id)
        for row in rows(models.OrganizationRow)
    }
    addresses = {row.of_id: _address(row) for row in rows(models.AddressRow)}
    phones = {of: tuple(map(_phone, found)) for of, found in by("of_id", models.PhoneRow).items()}
    hours = {of: tuple(map(_hours, found)) for of, found in by("of_id", models.ScheduleRow).items()}
    locations = {row.id: row for row in rows(models.LocationRow)}
    spots: dict[str, list[Spot]] = defaultdict(list)
    for row in rows(models.ServiceAtLocationRow, "service_id", "position"):
        location = locations[row.location_id]
        spot = Spot(
            kind=cast("Any", location.kind),
            name=location.name,
            latitude=location.latitude,
            longitude=location.longitude,
            transportation=location.transportation,
            address=addresses.get(location.id),
            phones=phones.get(row.id, ()),
            hours=hours.get(row.id, ()),
            id=location.id,
            at_id=row.id,
        )
        spots[row.service_id].append(spot)
    languages = by("service_id", models.LanguageRow)
    documents = by("service_id", models.DocumentRow)
    attributes = by("service_id", models.AttributeRow)
    return [
        Entry(
            id=row.id,
            number=row.number,
            name=row.name,
            description=row.description,
            organization=organizations.get(row.organization_id or ""),
            url=row.url,
            email=row.email,
            status=cast("Any", row.status),
            interpretation=row.interpretation,
            application=row.application,
            fees=row.fees,
            eligibility=row.eligibility,
            minimum_age=row.minimum_age,
            maximum_age=row.maximum_age,
            alert=row.alert,
            alert_until=row.alert_until,
            area=row.area,
            checked_on=row.checked_on,
            assurer=row.assurer,
            assurer_email=row.assurer_email,
            review_by=row.review_by,
            source=row.source,
            source_as_of=row.source_as_of,
            source_url=row.source_url,
            modified_at=datetime.fromisoformat(row.modified_at),
            categories=tuple(one.code for one in attributes[row.id] if not one.taxonomy),
            terms=tuple(
                Term(one.name, one.code, one.taxonomy) for one in attributes[row.id] if one.taxonomy
            ),
            languages=tuple(one.code for one in languages[row.id]),
            documents=tuple(one.document for one in documents[row.id]),
            phones=phones.get(row.id, ()),
            hours=hours.get(row.id, ()),
            spots=tuple(spots[row.id]),
            translations=row.translations or {},
            edited=row.edited,
            demo=row.demo,
            imported_as=row.imported_as,
        )
        for row in rows(models.ServiceRow, "number")
    ]


def _address(row: models.AddressRow) -> Address:
    return Address(
        row.address_1,
        row.address_2,
        row.city,
        row.state,
        row.postal_code,
        row.country,
        cast("Any", row.kind),
    )


def _phone(row: models.PhoneRow) -> Phone:
    languages = tuple(filter(None, row.languages.split(",")))
    return Phone(row.number, row.extension, row.kind, row.description, languages)


def _hours(row: models.ScheduleRow) -> Hours:
    return Hours(
        days=read_byday(row.byday),
        opens=row.opens_at,
        closes=row.closes_at,
        monthdays=read_monthdays(row.bymonthday),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        interval=row.interval,
        start=row.dtstart,
        note=row.note,
    )
