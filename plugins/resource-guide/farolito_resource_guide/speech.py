"""The words of a page or a paper in one language: our own sentences, and entries with a way back to English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from farolito.api import LANGUAGES, N_, language_words
from farolito_resource_guide.categories import categories
from farolito_resource_guide.checked import age, checked_words
from farolito_resource_guide.hours_words import apart, hours_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from farolito_resource_guide.entry import Entry, Phone, Spot

MILES = N_("%(miles)s miles away")
LESS = N_("less than a mile away")
EXTENSION = N_("extension %(number)s")


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the language they are in: English where nobody translated them."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """A phone. ``tel`` is what a phone dials."""

    text: str
    tel: str
    note: str


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """Where an entry is, and when it is open there."""

    name: str
    address: str
    transportation: str
    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntrySaid:
    """An entry in words. ``english``: its name on the sign at the door, where ``name`` is translated.

    ``keeper``: the place above that keeps it, such as a district; "" for one of the school's own.
    """

    number: int
    name: Said
    english: str
    organization: str
    description: Said
    alert: Said
    fees: Said
    eligibility: Said
    application: Said
    closed: bool
    places: tuple[PlaceSaid, ...]
    hours: tuple[str, ...]
    phones: tuple[Line, ...]
    url: str
    url_shown: str
    email: str
    documents: tuple[Said, ...]
    languages: tuple[str, ...]
    area: str
    kinds: tuple[str, ...]
    checked: str
    source: str
    old: bool
    miles: str
    keeper: str = ""


class Speech:
    """Puts entries into words of ``language``; ``translate`` knows our own sentences."""

    def __init__(self, language: str, translate: Callable[[str, str], str]) -> None:
        self.language = language
        self.direction = LANGUAGES[language].direction
        self._translate = translate

    def say(self, sentence: str) -> str:
        """One of our own sentences."""
        return self._translate(sentence, self.language)

    def entry(
        self, entry: Entry, today: date, miles: float | None = None, keeper: str = ""
    ) -> EntrySaid:
        """An entry, as it stands today."""
        name = self._said(entry, "name")
        url = entry.url or (entry.organization.website if entry.organization else "")
        organization = entry.organization.name if entry.organization else ""
        return EntrySaid(
            number=entry.number,
            name=name,
            english=entry.name if name.text != entry.name else "",
            organization="" if organization == entry.name else organization,
            description=self._said(entry, "description"),
            alert=self._said(entry, "alert") if entry.alert_on(today) else Said("", self.language),
            fees=self._said(entry, "fees"),
            eligibility=self._said(entry, "eligibility"),
            application=self._said(entry, "application"),
            closed=entry.status == "temporarily closed",
            places=tuple(self._place(spot) for spot in entry.spots),
            hours=tuple(hours_words(one, self.language, self.say) for one in entry.hours),
            phones=tuple(self._phone(one) for one in entry.all_phones),
            url=url,
            url_shown=url.partition("://")[2].removeprefix("www.").rstrip("/"),
            email=entry.email,
            documents=self._documents(entry),
            languages=tuple(
                apart(language_words(tag, self.language), self.language) for tag in entry.languages
            ),
            area=entry.area,
            kinds=self.kinds(entry.categories),
            checked=checked_words(entry, today, self.language, self.say),
            source=entry.source,
            old=age(entry, today) != "checked",
            miles=self.miles(miles),
            keeper=keeper,
        )

    def kinds(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Kinds of help in words."""
        known = categories()
        return tuple(self.category(code) for code in codes if code in known)

    def category(self, code: str) -> str:
        """One kind of help in words."""
        title = categories()[code].title
        return title.get(self.language) or self.say(title["en"])

    def miles(self, miles: float | None) -> str:
        """ "1.2 miles away"."""
        if miles is None:
            return ""
        if miles < 1:  # where we know no more than a ZIP, it may be anywhere in it
            return self.say(LESS)
        number = format_decimal(round(miles, 1), locale=LANGUAGES[self.language].locale)
        return self.say(MILES) % {"miles": apart(number, self.language)}

    def _said(self, entry: Entry, name: str) -> Said:
        translated = entry.said(name, self.language)
        english: str = getattr(entry, name)
        if translated or not english:
            return Said(translated, self.language)
        return Said(english, "en")

    def _documents(self, entry: Entry) -> tuple[Said, ...]:
        translated = entry.said("documents", self.language).splitlines()
        if translated:
            return tuple(Said(one, self.language) for one in translated)
        return tuple(Said(one, "en") for one in entry.documents)

    def _place(self, spot: Spot) -> PlaceSaid:
        address = spot.address
        town = (
            f"{address.city}, {address.state} {address.postal_code}".strip(" ,") if address else ""
        )
        lines = (address.address_1, address.address_2, town) if address else ()
        return PlaceSaid(
            name=spot.name,
            address=", ".join(filter(None, lines)),
            transportation=spot.transportation,
            hours=tuple(hours_words(one, self.language, self.say) for one in spot.hours),
        )

    def _phone(self, phone: Phone) -> Line:
        digits = "".join(letter for letter in phone.number if letter in "+0123456789")
        more = [self.say(EXTENSION) % {"number": phone.extension}] if phone.extension else []
        more += [phone.description] if phone.description else []
        more += [language_words(tag, self.language) for tag in phone.languages]
        return Line(phone.number, digits, ", ".join(more))
