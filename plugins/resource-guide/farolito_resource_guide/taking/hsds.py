"""HSDS 3.1 as JSON: services with all that belongs to them, as its API gives them. Unknown properties are no fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast, get_args

from farolito_resource_guide.categories import OTHER, category_named
from farolito_resource_guide.entry import (
    TRANSLATED,
    Address,
    Entry,
    LocationType,
    Organization,
    Phone,
    Spot,
    Status,
    Term,
    uuid_of,
)
from farolito_resource_guide.hours import Hours
from farolito_resource_guide.reading_hours import read_clock
from farolito_resource_guide.rfc import read_byday, read_monthdays
from farolito_resource_guide.taking import tidy
from farolito_resource_guide.taking.lists import MOST_ROWS
from farolito_resource_guide.taking.read import NotAList, Read
from farolito_resource_guide.taking.tidy import Remarks
from farolito_resource_guide.tongues import tag_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

OURS = "farolito"
"""The taxonomy under which our own categories are exported, and known again."""

EXTENSION = "x_translations"
"""HSDS knows no words in other languages: ours travel under this name."""

ORGANIZATION = ("id", "name", "description", "website", "email")
ORGANIZATIONS_ONLY = {
    "website",
    "locations",
    "legal_status",
    "programs",
    "organization_identifiers",
}
"""Properties that an organization has and no service: without services of its own it is no entry."""


def read_json(text: str, source: str, as_of: date | None) -> Iterator[Read]:
    """The services of a JSON text: one, a list, or a page of an API. Raises NotAList."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAList("not_json") from None
    yield from read_services(list(_services(document)), source, as_of)


def read_services(documents: Sequence[object], source: str, as_of: date | None) -> Iterator[Read]:
    """Services that are ready as documents. Raises NotAList when there are none."""
    if not documents:
        raise NotAList("no_services")
    for number, document in enumerate(documents, start=1):
        if number > MOST_ROWS:
            yield Read(number, "", why=("too_many", ""))
        elif not isinstance(document, dict):
            yield Read(number, "", why=("not_hsds", ""))
        else:
            yield _read(number, document, source, as_of)


def _services(document: object) -> Iterable[object]:
    if isinstance(document, list):
        for one in document:
            yield from _services(one) if isinstance(one, dict) else [one]
        return
    if not isinstance(document, dict):
        return
    for name in ("contents", "services"):
        if isinstance(document.get(name), list):
            whose = {key: document[key] for key in ORGANIZATION if key in document}
            for one in document[name]:
                nested = name == "services" and isinstance(one, dict) and "organization" not in one
                yield {**one, "organization": whose} if nested else one
            return
    if "status" in document or not ORGANIZATIONS_ONLY & document.keys():
        yield document


def _read(number: int, given: dict[str, Any], source: str, as_of: date | None) -> Read:
    name = _text(given, "name").replace("\n", " ")
    if not name or not _text(given, "id"):
        return Read(number, name, why=("no_name" if not name else "not_hsds", ""))
    remarks = Remarks()
    try:
        entry = _entry(given, name, source, as_of, remarks)
    except (TypeError, ValueError, AttributeError, RecursionError):
        return Read(number, name, why=("not_hsds", ""))
    if (
        not entry.all_phones
        and not entry.zips
        and not entry.url
        and not any(s.address for s in entry.spots)
    ):
        return Read(number, name, why=("no_way", ""), remarks=tuple(remarks.found))
    return Read(number, name, entry, remarks=tuple(remarks.found))


def _entry(
    given: dict[str, Any], name: str, source: str, as_of: date | None, remarks: Remarks
) -> Entry:
    status = _text(given, "status") or "active"
    if status not in get_args(Status):
        remarks.add("status", status)
        status = "inactive"
    categories, terms = _kinds(given, remarks)
    translations = given.get(EXTENSION)
    return Entry(
        id=uuid_of(_text(given, "id"), source),
        name=name,
        description=_text(given, "description"),
        organization=_organization(given.get("organization"), source, remarks),
        url=tidy.web(_text(given, "url"), remarks),
        email=tidy.email(_text(given, "email"), remarks),
        status=cast("Status", status),
        interpretation=_text(given, "interpretation_services"),
        application=_text(given, "application_process"),
        fees=_text(given, "fees_description"),
        eligibility=_text(given, "eligibility_description"),
        minimum_age=_age(given.get("minimum_age"), remarks),
        maximum_age=_age(given.get("maximum_age"), remarks),
        alert=_text(given, "alert"),
        area="\n".join(filter(None, (_text(one, "name") for one in _list(given, "service_areas")))),
        checked_on=tidy.day(_text(given, "assured_date"), remarks),
        assurer_email=tidy.email(_text(given, "assurer_email"), remarks),
        source=source,
        source_as_of=as_of or tidy.day(_text(given, "last_modified"), remarks),
        source_url=tidy.web(_text(given, "x_source_url"), remarks),
        categories=categories,
        terms=terms,
        languages=_tongues(given, remarks),
        documents=tuple(
            filter(None, (_text(one, "document") for one in _list(given, "required_documents")))
        ),
        phones=_phones(given, remarks),
        hours=_hours(given, remarks),
        spots=tuple(_spot(one, source, remarks) for one in _list(given, "service_at_locations")),
        translations=_translations(translations) if isinstance(translations, dict) else {},
    )


def _organization(given: object, source: str, remarks: Remarks) -> Organization | None:
    if not isinstance(given, dict) or not _text(given, "name"):
        return None
    return Organization(
        name=_text(given, "name"),
        description=_text(given, "description"),
        website=tidy.web(_text(given, "website") or _text(given, "url"), remarks),
        email=tidy.email(_text(given, "email"), remarks),
        id=uuid_of(_text(given, "id") or _text(given, "name"), source, "organization"),
    )


def _spot(given: dict[str, Any], source: str, remarks: Remarks) -> Spot:
    location = given.get("location")
    where: dict[str, Any] = location if isinstance(location, dict) else {}
    kind = _text(where, "location_type")
    addresses = [
        _address(one, remarks) for one in _list(where, "addresses") if _text(one, "address_1")
    ]
    state = addresses[0].state if addresses else ""
    point = tidy.point(_text(where, "latitude"), _text(where, "longitude"), state, remarks)
    return Spot(
        kind=cast("LocationType", kind if kind in get_args(LocationType) else "physical"),
        name=_text(where, "name"),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        transportation=_text(where, "transportation"),
        address=addresses[0] if addresses else None,
        phones=_phones(given, remarks) or _phones(where, remarks),
        hours=_hours(given, remarks) or _hours(where, remarks),
        id=uuid_of(_text(where, "id") or _text(given, "id"), source, "location"),
        at_id=uuid_of(_text(given, "id"), source, "at") if _text(given, "id") else "",
    )


def _address(given: dict[str, Any], remarks: Remarks) -> Address:
    kind = _text(given, "address_type")
    return Address(
        address_1=_text(given, "address_1"),
        address_2=_text(given, "address_2"),
        city=_text(given, "city"),
        state=_text(given, "state_province"),
        postal_code=_text(given, "postal_code"),
        country=_text(given, "country") or "US",
        kind=cast("LocationType", kind if kind in get_args(LocationType) else "physical"),
    )


def _phones(given: dict[str, Any], remarks: Remarks) -> tuple[Phone, ...]:
    found = []
    for one in _list(given, "phones"):
        number = tidy.phone(_text(one, "number").strip('"'), remarks)
        if number:
            kind, said = _text(one, "type") or "voice", _text(one, "description")
            found.append(Phone(number, _text(one, "extension"), kind, said, _tongues(one, remarks)))
    return tuple(found)


def _hours(given: dict[str, Any], remarks: Remarks) -> tuple[Hours, ...]:
    return tuple(_one(line, remarks) for line in _list(given, "schedules"))


def _one(given: dict[str, Any], remarks: Remarks) -> Hours:
    said = _text(given, "description") or _text(given, "notes")
    try:
        days = read_byday(_text(given, "byday"))
        monthdays = read_monthdays(_text(given, "bymonthday"))
        interval = int(_text(given, "interval") or 1)
    except ValueError:
        remarks.add("hours", _text(given, "byday") or said)
        return Hours(note=said)
    if (
        monthdays and days
    ):  # both at once mean their intersection, which families are not told in one line
        monthdays = ()
    opens, closes = (read_clock(_text(given, name)) for name in ("opens_at", "closes_at"))
    if not days and not monthdays and not said:
        remarks.add("hours", f"{_text(given, 'opens_at')}-{_text(given, 'closes_at')}")
    return Hours(
        days=days,
        opens=opens if closes else None,
        closes=closes if opens else None,
        monthdays=monthdays,
        valid_from=tidy.day(_text(given, "valid_from"), remarks),
        valid_to=tidy.day(_text(given, "valid_to") or _text(given, "until"), remarks),
        interval=max(1, interval),
        start=tidy.day(_text(given, "dtstart"), remarks),
        note=said,
    )


def _kinds(given: dict[str, Any], remarks: Remarks) -> tuple[tuple[str, ...], tuple[Term, ...]]:
    ours: dict[str, None] = {}
    terms: dict[Term, None] = {}
    for attribute in _list(given, "attributes"):
        term = attribute.get("taxonomy_term")
        said: dict[str, Any] = term if isinstance(term, dict) else {}
        name, code = _text(said, "name") or _text(attribute, "label"), _text(said, "code")
        of = _text(said, "taxonomy")
        known = category_named(code if of == OURS else name) or category_named(name)
        if known:
            ours[known] = None
        elif name:
            remarks.add("category", name)
        if of != OURS and (name or code):
            terms[Term(name or code, code, of)] = None
    return tuple(ours) or (OTHER,), tuple(terms)


def _tongues(given: dict[str, Any], remarks: Remarks) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in _list(given, "languages"):
        tag = tag_of(_text(one, "code")) or tag_of(_text(one, "name"))
        if tag:
            found[tag] = None
        else:
            remarks.add("language", _text(one, "name") or _text(one, "code"))
    return tuple(found)


def _translations(given: dict[str, Any]) -> dict[str, dict[str, str]]:
    return {
        tag_of(str(tag)): {name: _text(said, name) for name in TRANSLATED if _text(said, name)}
        for tag, said in given.items()
        if tag_of(str(tag)) and isinstance(said, dict)
    }


def _age(given: object, remarks: Remarks) -> int | None:
    if given is None or given == "":
        return None
    try:
        years = int(float(str(given)))
    except ValueError:
        years = -1
    if not 0 <= years <= 120:
        remarks.add("age", str(given))
        return None
    return years


def _list(given: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = given.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(given: dict[str, Any], name: str) -> str:
    found = given.get(name)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return tidy.words(str(found))
