"""An entry as staff type it, and back: every field that the desk's form has, checked, all faults at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from farolito.api import LANGUAGES, N_
from farolito_resource_guide.categories import OTHER, categories
from farolito_resource_guide.entry import TRANSLATED, Address, Entry, Organization, Spot, made_id
from farolito_resource_guide.proposals import as_typed, with_hours, with_phone
from farolito_resource_guide.reading_hours import Unreadable
from farolito_resource_guide.taking import tidy
from farolito_resource_guide.taking.tidy import Remarks

if TYPE_CHECKING:
    from collections.abc import Mapping

Typed = dict[str, str]

KINDS = ("kind1", "kind2", "kind3")

OWN = ("name", "description", "fees", "eligibility", "application", "alert", "area", "source")
"""Fields of the form that are fields of an entry as they are."""

WRONG: Mapping[str, str] = {
    "name": N_("Write the name, as it stands on the door"),
    "way": N_("Write a street address or a phone number, so that people can go or call"),
    "phone": N_("Write a phone number with 10 numbers, like 213 555 0142, or 211"),
    "web": N_("Write a web address, like www.example.org"),
    "email": N_("Write an email address, like help@example.org"),
    "zip": N_("Write a ZIP code with 5 numbers, like 91010"),
    "day": N_("Write the day like this: 2026-11-23"),
    "days": N_("Write which days, like: Mon, Wed 9 am - 12 pm, or 2nd & 4th Sat 10 am - 12 pm"),
    "times": N_("Write from when to when, like: Mon - Fri 9 am - 5 pm"),
    "ampm": N_("Say am or pm, like: Sat 9 am - 11 am"),
    "order": N_("It closes before it opens. Check am and pm"),
    "long": N_("Write one line for each time"),
}
"""Why something can not be saved, by code (of hours: that of Unreadable); each says what to do."""


def as_form(entry: Entry) -> Typed:
    """What the form shows of an entry."""
    spot = entry.spots[0] if entry.spots else Spot()
    address = spot.address or Address("")
    typed = as_typed(entry) | {name: getattr(entry, name) for name in OWN}
    typed |= {
        "organization": entry.organization.name if entry.organization else "",
        "address_1": address.address_1,
        "address_2": address.address_2,
        "city": address.city,
        "state": address.state or "CA",
        "zip": address.postal_code,
        "transportation": spot.transportation,
        "website": entry.url,
        "source_url": entry.source_url,
        "email": entry.email,
        "alert_until": entry.alert_until.isoformat() if entry.alert_until else "",
        "closed": "yes" if entry.status == "temporarily closed" else "",
        **dict.fromkeys(KINDS, ""),
        **dict(zip(KINDS, entry.categories, strict=False)),
        **{f"speaks_{tag}": "yes" for tag in entry.languages},
        **{f"es_{name}": entry.said(name, "es") for name in TRANSLATED},
    }
    return typed


def edited(
    old: Entry | None, typed: Mapping[str, str], place_id: str, fresh: str
) -> tuple[Entry | None, dict[str, str]]:
    """The entry as typed, or None; and what is wrong, field to code. ``fresh`` makes the id of a new one."""
    said = {name: tidy.words(text) for name, text in typed.items()}
    wrong: dict[str, str] = {}
    entry = old or Entry(id=made_id("typed", place_id, fresh), name="")

    def kept(name: str, code: str, tidied: Any) -> Any:
        remarks = Remarks()
        value = tidied(said.get(name, ""), remarks)
        if remarks.found:
            wrong[name] = code
        return value

    if not said.get("name"):
        wrong["name"] = "name"
    website, email = kept("website", "web", tidy.web), kept("email", "email", tidy.email)
    source_url = kept("source_url", "web", tidy.web)
    until: date | None = kept("alert_until", "day", tidy.day)
    postal = kept("zip", "zip", tidy.zip_code)
    kinds = tuple(
        dict.fromkeys(
            code for code in (said.get(name, "") for name in KINDS) if code in categories()
        )
    )
    own: dict[str, Any] = {name: said.get(name, "") for name in OWN}
    entry = replace(
        entry,
        **own,
        url=website,
        source_url=source_url,
        email=email,
        alert_until=until,
        status="temporarily closed" if said.get("closed") else "active",
        categories=kinds or (OTHER,),
        documents=tuple(filter(None, said.get("documents", "").splitlines())),
        languages=_tongues(entry, said),
        organization=_organization(entry, said.get("organization", ""), website),
        spots=_spots(entry, said, postal),
        translations=_translations(entry, said),
        edited=True,
        demo=entry.demo,
    )
    try:
        entry = with_phone(entry, said.get("phone", ""))
    except ValueError:
        wrong["phone"] = "phone"
    try:
        entry = with_hours(entry, said.get("hours", ""))
    except Unreadable as error:
        wrong["hours"] = error.code
    if not wrong and not entry.all_phones and not said.get("address_1"):
        wrong["address_1"] = "way"
    return (None if wrong else entry), wrong


def made_sure(entry: Entry, day: date, who: str, review_days: int) -> Entry:
    """The entry, checked on a day."""
    return replace(entry, checked_on=day, assurer=who, review_by=day + timedelta(review_days))


def _tongues(entry: Entry, said: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        tag
        for tag, language in LANGUAGES.items()
        if not language.pseudo and said.get(f"speaks_{tag}")
    )


def _organization(entry: Entry, name: str, website: str) -> Organization | None:
    old = entry.organization
    if not name:
        return None
    if old is not None and old.name == name:
        return old
    return Organization(name, website=website, id=made_id("organization", entry.id, name))


def _spots(entry: Entry, said: Mapping[str, str], postal: str) -> tuple[Spot, ...]:
    first = entry.spots[0] if entry.spots else Spot()
    street = said.get("address_1", "")
    address = Address(
        street, said.get("address_2", ""), said.get("city", ""), said.get("state", ""), postal
    )
    moved = first.address is None or (first.address.address_1, first.address.postal_code) != (
        street,
        postal,
    )
    spot = replace(
        first,
        kind="physical" if street else "virtual",
        address=replace(address, country=first.address.country if first.address else "US")
        if street
        else None,
        transportation=said.get("transportation", ""),
        # where it was is not where it is: until somebody imports better, its ZIP tells how near it is
        latitude=None if moved else first.latitude,
        longitude=None if moved else first.longitude,
    )
    return (spot, *entry.spots[1:])


def _translations(entry: Entry, said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    spanish = {name: said[f"es_{name}"] for name in TRANSLATED if said.get(f"es_{name}")}
    others = {tag: dict(words) for tag, words in entry.translations.items() if tag != "es"}
    return others | ({"es": spanish} if spanish else {})
