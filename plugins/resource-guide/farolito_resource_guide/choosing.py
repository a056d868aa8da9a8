"""Which entries somebody wants to see: a kind of help, near a ZIP, open now or today, a language spoken there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito_resource_guide.categories import within
from farolito_resource_guide.checked import age
from farolito_resource_guide.near import centroids, miles_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from farolito_resource_guide.entry import Entry

Open = Literal["", "now", "today"]

FAR = 25.0  # miles; what is farther than this from a ZIP is not near it
SHOWN = ("active", "temporarily closed")
"""The states of entries that families see."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """``category``: a code of our list. ``zip``: five digits. ``speaks``: a language tag. Empty: all the same."""

    category: str = ""
    zip: str = ""
    open: Open = ""
    speaks: str = ""

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> Wanted:
        """From an address of the web; what means nothing is left out. A ZIP is kept as it was typed."""
        hours = given.get("open", "")
        return cls(
            category=given.get("category", "")[:40],
            zip=given.get("zip", "").strip()[:20],
            open="now" if hours == "now" else "today" if hours == "today" else "",
            speaks=given.get("speaks", "")[:20],
        )

    @property
    def zip_known(self) -> bool:
        """Whether we know where the ZIP is; true when none is asked for."""
        return not self.zip or zip_of(self.zip) in centroids()


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, and how many miles away it is where that was asked and can be told."""

    entry: Entry
    miles: float | None = None


def zip_of(typed: str) -> str:
    """The five digits of a ZIP as it was typed, "91010-1234" too; "" if it is none."""
    found = re.fullmatch(r"(\d{5})(?:-?\d{4})?", typed.strip(), re.ASCII)
    return found[1] if found else ""


def shown(entries: Iterable[Entry]) -> list[Entry]:
    """Those that are not retired."""
    return [entry for entry in entries if entry.status in SHOWN]


def choose(entries: Iterable[Entry], wanted: Wanted, now: datetime) -> list[Found]:
    """The entries that are wanted: checked ones first, then the nearest, then by name.

    ``now`` is told in the time of the place. What has no place, like help by phone, is near everybody.
    """
    point = centroids().get(zip_of(wanted.zip))
    found = []
    for entry in shown(entries):
        if wanted.category and not within(entry.categories, wanted.category):
            continue
        if wanted.speaks and wanted.speaks not in entry.languages:
            continue
        if wanted.open and not _open(entry, wanted.open, now):
            continue
        away = miles_from(entry, point) if point else None
        if away is not None and away > FAR:
            continue
        found.append(Found(entry, away))
    today = now.date()
    return sorted(
        found,
        key=lambda one: (
            age(one.entry, today) != "checked",
            one.miles is None,
            one.miles or 0.0,
            one.entry.name.casefold(),
            one.entry.number,
        ),
    )


def _open(entry: Entry, wanted: Open, now: datetime) -> bool:
    if entry.status != "active":
        return False
    if wanted == "now":
        return any(one.open_at(now) for one in entry.all_hours)
    return any(one.on(now.date()) for one in entry.all_hours)
