"""An entry of the guide: one service, who offers it, where and when, and when somebody last checked.

The words are those of Open Referral HSDS 3.1, where it has one. English is the source; ``translations`` holds the same
words in other languages, by language and name of the field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from farolito_resource_guide.hours import Hours

Status = Literal["active", "inactive", "defunct", "temporarily closed"]
LocationType = Literal["physical", "postal", "virtual"]

TRANSLATED = ("name", "description", "application", "fees", "eligibility", "alert", "documents")
"""The fields that may have words in other languages; ``documents`` has one line for each."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as people write it. ``description`` says whom to ask for, or when it is answered."""

    number: str
    extension: str = ""
    kind: str = "voice"
    description: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """A street address. ``country`` has two letters."""

    address_1: str
    address_2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = "US"
    kind: LocationType = "physical"

    @property
    def zip(self) -> str:
        """The five digits that a ZIP begins with; "" where it has none."""
        first = self.postal_code[:5]
        return first if len(first) == 5 and first.isascii() and first.isdigit() else ""


@dataclass(frozen=True, slots=True)
class Organization:
    """Who offers a service."""

    name: str
    description: str = ""
    website: str = ""
    email: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a service is given: a location together with what is true of the service there.

    A virtual one has no address: a shelter whose address is confidential, or help by phone.
    """

    kind: LocationType = "physical"
    name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    transportation: str = ""
    address: Address | None = None
    phones: tuple[Phone, ...] = ()
    hours: tuple[Hours, ...] = ()
    id: str = ""
    at_id: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of somebody else's list of kinds of help, kept as it came."""

    name: str
    code: str = ""
    taxonomy: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One service. ``number`` is what its address ends with, and what stands beside it on paper.

    ``checked_on``: when ``assurer`` last made sure of it; it should be checked again by ``review_by``. ``source``:
    where it came from, as of ``source_as_of``; ``source_url`` is its page there, like that of 211. ``categories``:
    codes of our own list. ``edited``: somebody here changed it after it was imported. ``demo``: made up.
    """

    id: str
    name: str
    number: int = 0
    description: str = ""
    organization: Organization | None = None
    url: str = ""
    email: str = ""
    status: Status = "active"
    interpretation: str = ""
    application: str = ""
    fees: str = ""
    eligibility: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    alert: str = ""
    alert_until: date | None = None
    area: str = ""
    checked_on: date | None = None
    assurer: str = ""
    assurer_email: str = ""
    review_by: date | None = None
    source: str = ""
    source_as_of: date | None = None
    source_url: str = ""
    modified_at: datetime | None = None
    categories: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    hours: tuple[Hours, ...] = ()
    spots: tuple[Spot, ...] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    edited: bool = False
    demo: bool = False
    imported_as: str = ""

    @property
    def all_hours(self) -> tuple[Hours, ...]:
        """When it is open, wherever that was written."""
        return (*self.hours, *(one for spot in self.spots for one in spot.hours))

    @property
    def all_phones(self) -> tuple[Phone, ...]:
        """Its numbers, wherever they were written, each once."""
        found: dict[tuple[str, str], Phone] = {}
        for phone in (*self.phones, *(one for spot in self.spots for one in spot.phones)):
            found.setdefault((phone.number, phone.extension), phone)
        return tuple(found.values())

    @property
    def zips(self) -> tuple[str, ...]:
        """The ZIPs of its addresses."""
        return tuple(spot.address.zip for spot in self.spots if spot.address and spot.address.zip)

    def alert_on(self, day: date) -> str:
        """What families must know now, like "closed during break"; "" when there is nothing, or it is over."""
        over = self.alert_until is not None and self.alert_until < day
        return "" if over else self.alert

    def said(self, name: str, language: str) -> str:
        """A translated field in a language; "" where nobody translated it."""
        return self.translations.get(language, {}).get(name, "")


def made_id(*parts: str) -> str:
    """A UUID that is always the same for the same parts: whoever imports twice gets the same entry."""
    return str(uuid5(NAMESPACE_URL, "farolito:resource_guide:" + "\x1f".join(parts)))


def uuid_of(text: str, *parts: str) -> str:
    """``text`` if it is a UUID, in the usual spelling; else one that is made of it."""
    try:
        return str(UUID(text))
    except ValueError:
        return made_id(*parts, text)
