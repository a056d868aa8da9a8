"""Paper about an event: flyer, sign-in slips, certificates, permission slip, minutes and coaching notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from farolito.api import (
    LANGUAGES,
    N_,
    gettext,
    isolated,
    language_words,
    languages_offered,
    paper_templates,
    pick,
    svg_picture,
)
from farolito_events.kinds import KINDS
from farolito_events.rides import WAYS, times_words
from farolito_events.showing import day_words, hours_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from farolito.api import Contact
    from farolito_events.models import Event, Ride
    from farolito_events.notes import Agreed

TEMPLATES = Path(__file__).parent / "templates"
STAFF_SPEAK = ("en", "es")
FIRST = 2
"""As many languages are offered at once, the others behind a line."""
MOST_NAMES, LONGEST_NAME = 200, 80

PAPERS = {
    "flyer": N_("Flyer"),
    "slips": N_("Sign-in slips"),
    "certificate": N_("Certificate of attendance"),
    "permission": N_("Permission slip"),
    "minutes": N_("Minutes"),
}
"""The name in the address, and what it is called."""

COACHING = N_("Coaching note")


@dataclass(frozen=True, slots=True)
class Words:
    """Our own words and those of others, on paper in ``language``. ``say`` translates ours."""

    language: str
    say: Callable[[str, str], str]
    large: bool = False

    def words(self, message: str, **values: Any) -> Markup:
        """Our own words, isolated where they need it."""
        return isolated(self.plain(message, **values), self.language)

    def plain(self, message: str, **values: Any) -> str:
        """The same as text."""
        said = self.say(message, self.language)
        return said % values if values else said

    def own(self, text: str) -> Markup:
        """Words of somebody else, in their own direction, numbers in them in order."""
        said = isolated(text, self.language)
        return Markup('<span dir="auto">{}</span>').format(said)

    def day_text(self, day: date) -> str:
        """A day in words, as text."""
        return day_words(day, self.language)

    def date_words(self, day: date) -> Markup:
        """The same, isolated where it needs it."""
        return isolated(self.day_text(day), self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Words):
    """Everything that may stand on paper about an event."""

    event: Event
    place_name: str
    address: str = ""
    qr_svg: str = ""
    contact: Contact | None = None
    ride: Ride | None = None
    names: Sequence[str] = ()
    notes: Sequence[tuple[str, str]] = ()
    agreed: Sequence[Agreed] = field(default_factory=tuple)

    def title(self) -> str:
        """What the event is called."""
        return pick(self.event.title, self.language)[0]

    def about(self) -> str:
        """What it is about."""
        return pick(self.event.about, self.language)[0]

    def day(self) -> Markup:
        """The day in words."""
        return self.date_words(self.event.day)

    def hours(self) -> str:
        """From when to when."""
        return hours_words(self.event, self.language)

    def ride_times(self) -> tuple[str, str]:
        """When the ride leaves, and when it is back."""
        return times_words(self.ride, self.language)

    def spoken(self) -> str:
        """The language in which it is held."""
        return language_words(self.event.language, self.language)

    def credit(self) -> str:
        """Hours that count for staff; "" for none."""
        minutes = self.event.credit_minutes
        return f"{minutes / 60:g}" if minutes else ""


def offered(event: Event) -> list[tuple[str, str]]:
    """The paper that there is for an event: its name and what it is called."""
    return [(name, gettext(title_of(name, event))) for name in names_of(event)]


def names_of(event: Event) -> list[str]:
    """The same by name."""
    kind = KINDS[event.kind]
    found = ["minutes"] if kind.notes else []
    if event.shown != "team":
        found = ["flyer", *found]
    if kind.counted:
        found += ["slips", "certificate"]
    return [*found, "permission"] if kind.slip else found


def title_of(name: str, event: Event) -> str:
    """What a paper is called."""
    return COACHING if name == "minutes" and event.kind == "coaching" else PAPERS[name]


def names_typed(text: str) -> tuple[str, ...]:
    """One name from each line; one empty name, for a line to write on, where there is none."""
    lines = [" ".join(line.replace("\0", "").split())[:LONGEST_NAME] for line in text.splitlines()]
    return tuple(line for line in lines if line)[:MOST_NAMES] or ("",)


def languages_of(name: str) -> list[tuple[str, str]]:
    """The languages that a paper is made in: what only staff read in theirs, the others in all."""
    tags = STAFF_SPEAK if name == "minutes" else languages_offered()
    return [(tag, LANGUAGES[tag].autonym) for tag in tags]


def render(name: str, sheet: Sheet) -> tuple[str, str]:
    """One whole HTML page, and its title."""
    title = f"{sheet.plain(title_of(name, sheet.event))}: {sheet.title()}"
    html = (
        paper_templates(TEMPLATES)
        .get_template(f"events/paper_{name}.html")
        .render(
            sheet=sheet,
            _=sheet.words,
            event=sheet.event,
            title=title,
            heading=title_of(name, sheet.event),
            language=LANGUAGES[sheet.language],
            picture=svg_picture(sheet.qr_svg),
            N_=N_,
            english=sheet.language != "en",
            ways=WAYS,
        )
    )
    return html, title
