"""Lists as volunteers type them: a CSV with one row for each place that helps.

Columns are found by what they are called, in any order and in any of several ways; days may stand in columns of
their own (``daycode1``, ``day1_open``, ``day1_close``: "Sat3rd", "0900", "1200") or as words in one (``hours``).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from farolito_resource_guide.categories import OTHER, category_named
from farolito_resource_guide.entry import Address, Entry, Organization, Phone, Spot, Term, made_id
from farolito_resource_guide.hours import Hours, merged
from farolito_resource_guide.reading_hours import Unreadable, read_clock, read_code, read_hours
from farolito_resource_guide.taking import tidy
from farolito_resource_guide.taking.read import NotAList, Read
from farolito_resource_guide.taking.tidy import Remarks
from farolito_resource_guide.tongues import tags_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, time

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "agency", "agency name", "organization", "organization name", "site name", "program", "service"),
    "address_1": ("address 1", "address", "street", "street address", "address line 1", "address1"),
    "address_2": ("address 2", "suite", "unit", "address line 2", "address2"),
    "city": ("city", "town"),
    "state": ("state", "state province"),
    "zip": ("zip", "zip code", "zipcode", "postal code", "postcode"),
    "phone": ("phone", "phone number", "telephone", "tel"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lng", "lon", "long"),
    "category": ("category", "type", "kind", "service type"),
    "website": ("website", "web site", "url", "web"),
    "email": ("email", "e mail"),
    "description": ("description", "notes", "about", "services"),
    "hours": ("hours", "schedule", "days and hours", "open"),
    "languages": ("languages", "language", "languages spoken"),
    "documents": ("documents", "what to bring", "required documents", "bring"),
    "fees": ("fees", "cost", "price"),
    "eligibility": ("eligibility", "who", "who can come", "requirements"),
    "source_url": ("source url", "211 url", "211 link", "listing", "resource url"),
    "checked_on": ("checked on", "last checked", "verified", "last verified", "assured date"),
}  # fmt: skip
"""What a column holds, by the names that it may have (in lower case, without signs)."""

MOST_ROWS = 2000  # what a page has time for on a slow machine; a longer list is sent in parts


def read_list(text: str, source: str, as_of: date | None) -> Iterator[Read]:
    """Every row of a list but empty ones. Raises NotAList when it has no column of names.

    Its entries are called not checked, whatever they say, unless a column says when each was.
    """
    lines = csv.reader(io.StringIO(text, newline=""))
    header = next(lines, None)
    if header is None:
        raise NotAList("empty")
    where = _columns(header)
    if "name" not in where:
        raise NotAList("no_columns")
    days = _day_columns(header)
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        said = {
            name: tidy.words(cells[at]) if at < len(cells) else "" for name, at in where.items()
        }
        if number > MOST_ROWS + 1:
            yield Read(number, said["name"], why=("too_many", ""))
            continue
        typed = [
            tuple(cells[at].strip() if at < len(cells) else "" for at in three) for three in days
        ]
        yield _row(number, said, typed, source, as_of)


def _row(
    number: int,
    said: Mapping[str, str],
    days: Sequence[tuple[str, ...]],
    source: str,
    as_of: date | None,
) -> Read:
    name = said["name"].replace("\n", " ")
    if not name:
        return Read(number, "", why=("no_name", ""))
    remarks = Remarks()
    phone = tidy.phone(said.get("phone", ""), remarks)
    street = said.get("address_1", "")
    if not phone and not street:
        return Read(number, name, why=("no_way", ""), remarks=tuple(remarks.found))
    website = tidy.web(said.get("website", ""), remarks)
    state = said.get("state", "")
    point = tidy.point(said.get("latitude", ""), said.get("longitude", ""), state, remarks)
    postal = tidy.zip_code(said.get("zip", ""), remarks)
    key = (source, name.casefold(), street.casefold(), said.get("address_2", "").casefold(), postal)
    address = Address(street, said.get("address_2", ""), said.get("city", ""), state, postal)
    spot = Spot(
        kind="physical" if street else "virtual",
        name="",
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        address=address if street else None,
        phones=(Phone(phone),) if phone else (),
        hours=_hours(said.get("hours", ""), days, remarks),
        id=made_id("location", *key),
    )
    category = said.get("category", "")
    known = category_named(category) if category else ""
    if category and not known:
        remarks.add("category", category)
    entry = Entry(
        id=made_id("service", *key),
        name=name,
        description=said.get("description", ""),
        organization=Organization(name, "", website, id=made_id("organization", *key)),
        url=website,
        email=tidy.email(said.get("email", ""), remarks),
        fees=said.get("fees", ""),
        eligibility=said.get("eligibility", ""),
        checked_on=tidy.day(said.get("checked_on", ""), remarks),
        source=source,
        source_as_of=as_of,
        source_url=tidy.web(said.get("source_url", ""), remarks),
        categories=(known or OTHER,),
        terms=() if known or not category else (Term(category),),
        languages=tags_of(said.get("languages", ""), remarks),
        documents=tuple(filter(None, re.split(r"\s*[;\n]\s*", said.get("documents", "")))),
        spots=(spot,),
    )
    return Read(number, name, entry, remarks=tuple(remarks.found))


def _hours(text: str, days: Sequence[tuple[str, ...]], remarks: Remarks) -> tuple[Hours, ...]:
    found: list[Hours] = []
    for code, opens, closes in days:
        if not (code or opens or closes):
            continue
        day, first, last = read_code(code), _clock(opens), _clock(closes)
        if day is not None and first is not None and last is not None and first < last:
            found.append(Hours((day,), first, last))
        else:
            unclear = f"{code} {opens}-{closes}".strip(" -")
            remarks.add("hours", unclear)
            found.append(Hours(note=unclear))
    for line in filter(None, re.split(r"\s*[;\n]\s*", text)):
        try:
            found += read_hours(line)
        except Unreadable:
            remarks.add("hours", line)
            found.append(Hours(note=line))
    return merged(found)


def _clock(text: str) -> time | None:
    """ "900" is "0900" that a spreadsheet took for a number."""
    return read_clock(text.zfill(4) if text.isdigit() else text)


def _columns(header: Sequence[str]) -> dict[str, int]:
    plain = [
        " ".join(re.sub(r"[^\w]+", " ", cell.lower().replace("_", " ")).split()) for cell in header
    ]
    found = {}
    for name, called in COLUMNS.items():
        at = next((plain.index(one) for one in called if one in plain), None)
        if at is not None:
            found[name] = at
    return found


def _day_columns(header: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where days stand in columns of their own; the second of two columns called ``day6_open`` is when it closes."""
    plain = [re.sub(r"[\s_]+", "", cell.lower()) for cell in header]
    found = []
    for at, cell in enumerate(plain):
        number = re.fullmatch(r"day(?:code)?(\d+)", cell)
        if number is None:
            continue
        opens = [one for one, name in enumerate(plain) if name == f"day{number[1]}open"]
        closes = [one for one, name in enumerate(plain) if name == f"day{number[1]}close"]
        if opens and (closes or len(opens) > 1):
            found.append((at, opens[0], closes[0] if closes else opens[1]))
    return found
