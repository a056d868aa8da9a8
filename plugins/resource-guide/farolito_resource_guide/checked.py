"""How old an entry is, and the sentence that says so wherever it is shown or printed.

Phones, hours and addresses age. What nobody has checked by its day is old: it is shown only with that sentence, and
printed only by whoever asks for it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from farolito.api import N_
from farolito_resource_guide.hours_words import day_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito_resource_guide.entry import Entry

Age = Literal["checked", "due", "old"]

REVIEW_DAYS = 180
"""After so many days without a check an entry is not printed by itself any more."""

CHECKED = N_("Checked on %(day)s")
DUE = N_("Last checked on %(day)s. Ask to confirm.")
OLD = N_("Not checked since %(year)s. Call before you go.")
NEVER = N_("Not checked yet. Call before you go.")
DEMO = N_("Example, not a real offer.")


def age(entry: Entry, today: date) -> Age:
    """``checked``: somebody made sure of it lately. ``due``: long ago. ``old``: nobody here ever did."""
    if entry.checked_on is None or entry.checked_on > today:
        return "old"
    return "checked" if today <= review_day(entry) else "due"


def review_day(entry: Entry) -> date:
    """By when it should be checked again; of one that was never checked, the day of its data."""
    if entry.review_by is not None:
        return entry.review_by
    if entry.checked_on is not None:
        return entry.checked_on + timedelta(REVIEW_DAYS)
    return entry.source_as_of or date.min


def checked_words(entry: Entry, today: date, language: str, say: Callable[[str], str]) -> str:
    """The sentence that goes with an entry wherever it stands."""
    kind = age(entry, today)
    if kind == "old":
        year = entry.source_as_of.year if entry.source_as_of else None
        said = say(OLD) % {"year": year} if year else say(NEVER)
    else:
        day = day_words(entry.checked_on, language) if entry.checked_on else ""
        said = say(CHECKED if kind == "checked" else DUE) % {"day": day}
    return f"{say(DEMO)} {said}" if entry.demo else said
