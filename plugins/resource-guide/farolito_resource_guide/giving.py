"""The guide as HSDS 3.1: each service as its schema has it, with organization, places, hours and kinds of help.

as_hsds(entry) -> dict            # one service, valid against service.json of HSDS 3.1
page_of(entries) -> dict          # all of them, as an API gives its only page

What HSDS has no property for begins with ``x_``: it allows that, and whoever reads us may leave it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito_resource_guide.categories import categories
from farolito_resource_guide.entry import made_id
from farolito_resource_guide.rfc import byday
from farolito_resource_guide.taking.hsds import EXTENSION, OURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, time

    from farolito_resource_guide.entry import Entry, Organization, Phone, Spot
    from farolito_resource_guide.hours import Hours

Document = dict[str, Any]


def page_of(entries: Sequence[Entry]) -> Document:
    """All entries that families see, as an API of HSDS gives the only page of its services."""
    contents = [as_hsds(entry) for entry in entries]
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def as_hsds(entry: Entry) -> Document:
    """One service with all that belongs to it."""
    return _said(
        id=entry.id,
        name=entry.name,
        description=entry.description,
        url=entry.url,
        email=entry.email,
        status=entry.status,
        interpretation_services=entry.interpretation,
        application_process=entry.application,
        fees_description=entry.fees,
        eligibility_description=entry.eligibility,
        minimum_age=entry.minimum_age,
        maximum_age=entry.maximum_age,
        assured_date=_day(entry.checked_on),
        assurer_email=entry.assurer_email,
        alert=entry.alert,
        last_modified=entry.modified_at.isoformat() if entry.modified_at else None,
        phones=_phones(entry.id, entry.phones),
        schedules=_schedules(entry.id, entry.hours),
        service_areas=[{"id": made_id(entry.id, "area"), "name": entry.area}] if entry.area else [],
        service_at_locations=[_spot(entry, spot) for spot in entry.spots],
        languages=_languages(entry.id, entry.languages),
        organization=_organization(entry.organization) if entry.organization else None,
        required_documents=[
            {"id": made_id(entry.id, "document", str(number)), "document": one}
            for number, one in enumerate(entry.documents)
        ],
        attributes=_attributes(entry),
        x_source=entry.source,
        x_source_as_of=_day(entry.source_as_of),
        x_source_url=entry.source_url,
        x_review_by=_day(entry.review_by),
        x_demo=entry.demo or None,
        **{EXTENSION: {tag: dict(said) for tag, said in entry.translations.items()}},
    )


def _said(**properties: object) -> Document:
    """What there is: an empty property says nothing, and an empty web address is none."""
    return {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def _organization(one: Organization) -> Document:
    said = _said(id=one.id, name=one.name, website=one.website, email=one.email)
    return said | {"description": one.description}  # required, even when there is nothing to say


def _spot(entry: Entry, spot: Spot) -> Document:
    address = spot.address
    addresses = []
    if address is not None:
        addresses = [
            {
                "id": made_id("address", spot.id),
                "address_1": address.address_1,
                "city": address.city,
                "state_province": address.state,
                "postal_code": address.postal_code,
                "country": address.country,
                "address_type": address.kind,
            }
            | _said(address_2=address.address_2)
        ]
    return _said(
        id=spot.at_id,
        service_id=entry.id,
        phones=_phones(spot.at_id, spot.phones),
        schedules=_schedules(spot.at_id, spot.hours),
        location=_said(
            id=spot.id,
            location_type=spot.kind,
            name=spot.name,
            latitude=spot.latitude,
            longitude=spot.longitude,
            transportation=spot.transportation,
            addresses=addresses,
        ),
    )


def _phones(owner: str, phones: Iterable[Phone]) -> list[Document]:
    found = []
    for number, one in enumerate(phones):
        own = made_id(owner, "phone", str(number))
        digits = one.extension.isascii() and one.extension.isdigit()
        found.append(
            _said(
                id=own,
                number=one.number,
                extension=int(one.extension) if digits else None,
                type=one.kind,
                description=one.description,
                languages=_languages(own, one.languages),
            )
        )
    return found


def _schedules(owner: str, hours: Iterable[Hours]) -> list[Document]:
    return [
        _said(
            id=made_id(owner, "schedule", str(number)),
            freq=("MONTHLY" if one.monthly else "WEEKLY") if one.known else None,
            interval=one.interval if one.known and one.interval > 1 else None,
            byday=byday(one.days),
            bymonthday=",".join(map(str, one.monthdays)),
            dtstart=_day(one.start),
            opens_at=_clock(one.opens),
            closes_at=_clock(one.closes),
            valid_from=_day(one.valid_from),
            valid_to=_day(one.valid_to),
            description=one.note,
        )
        for number, one in enumerate(hours)
    ]


def _languages(owner: str, tags: Iterable[str]) -> list[Document]:
    return [{"id": made_id(owner, "language", tag), "code": tag} for tag in tags]


def _attributes(entry: Entry) -> list[Document]:
    known = categories()
    terms = [
        (OURS, code, known[code].title["en"]) for code in entry.categories if code in known
    ] + [(term.taxonomy, term.code, term.name) for term in entry.terms]
    return [
        {
            "id": made_id(entry.id, "attribute", of, code, name),
            "link_id": entry.id,
            "link_entity": "service",
            "taxonomy_term": _said(
                id=made_id("term", of, code, name), code=code, name=name, taxonomy=of.strip("-")
            )
            | {"description": name},
        }
        for of, code, name in terms
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(clock: time | None) -> str | None:
    return clock.isoformat() if clock else None
