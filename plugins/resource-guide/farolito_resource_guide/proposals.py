"""What somebody from outside says is different now: held until staff have looked, and gone when they have decided.

Nobody is asked who they are. Only what differs from the entry is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import func, select

from farolito.api import N_
from farolito_resource_guide.entry import Phone, made_id
from farolito_resource_guide.models import ProposalRow
from farolito_resource_guide.reading_hours import read_hours, write_hours
from farolito_resource_guide.taking import tidy
from farolito_resource_guide.taking.tidy import Remarks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from farolito_resource_guide.entry import Entry

FIELDS: Mapping[str, str] = {
    "phone": N_("Phone"),
    "hours": N_("When it is open"),
    "documents": N_("What to bring"),
    "fees": N_("Cost"),
    "eligibility": N_("For whom"),
    "alert": N_("Something people must know now"),
}
"""What can be proposed."""

LONG = ("hours", "documents", "eligibility", "alert")
"""Of these, what takes several lines."""

WHO: Mapping[str, str] = {
    "works": N_("I work there"),
    "went": N_("I was there, or called"),
    "heard": N_("Somebody told me"),
}

MOST = 1000  # characters of a field
HELD = 200  # proposals that a place holds at once; more are refused until staff have looked
BURST, EVERY = 5, timedelta(minutes=10)  # how often one address may send


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for an entry. ``fields``: name to the words, only where they differ."""

    id: str
    service_id: str
    made_on: date
    who: str
    fields: Mapping[str, str]
    says: str


def as_typed(entry: Entry) -> dict[str, str]:
    """What stands in the fields now, as somebody would type it."""
    phones = entry.all_phones
    return {
        "phone": phones[0].number if phones else "",
        "hours": write_hours(entry.all_hours),
        "documents": "\n".join(entry.documents),
        "fees": entry.fees,
        "eligibility": entry.eligibility,
        "alert": entry.alert,
    }


def different(entry: Entry, typed: Mapping[str, str]) -> dict[str, str]:
    """The fields whose words are not those of the entry."""
    now = as_typed(entry)
    found = {name: tidy.words(typed.get(name, now[name]), MOST) for name in FIELDS}
    return {name: said for name, said in found.items() if said != tidy.words(now[name], MOST)}


def hold(
    session: Session,
    place_id: str,
    entry: Entry,
    fields: Mapping[str, str],
    who: str,
    says: str,
    day: date,
) -> bool:
    """Keep a proposal until staff have looked; false when so many wait already that nobody can."""
    row = cast("Any", ProposalRow)
    many = session.scalar(
        select(func.count()).select_from(ProposalRow).where(row.place_id == place_id)
    )
    if (many or 0) >= HELD:
        return False
    own = made_id("proposal", entry.id, day.isoformat(), repr(sorted(fields.items())), says)
    if session.get(ProposalRow, (place_id, own)) is not None:
        return True  # fingers are quick
    session.add(
        ProposalRow(
            place_id=place_id,
            id=own,
            service_id=entry.id,
            made_on=day,
            who=who if who in WHO else "heard",
            fields=dict(fields),
            says=tidy.words(says, MOST),
        )
    )
    session.flush()
    return True


def waiting(session: Session, place_id: str) -> Sequence[Proposal]:
    """What waits, the oldest first."""
    row = cast("Any", ProposalRow)
    found = select(ProposalRow).where(row.place_id == place_id).order_by(row.made_on, row.id)
    return [
        Proposal(one.id, one.service_id, one.made_on, one.who, one.fields or {}, one.says)
        for one in session.scalars(found)
    ]


def decide(session: Session, place_id: str, proposal_id: str) -> Proposal | None:
    """Take a proposal out, as somebody has decided; None when that was done already."""
    row = session.get(ProposalRow, (place_id, proposal_id))
    if row is None:
        return None
    made = Proposal(row.id, row.service_id, row.made_on, row.who, row.fields or {}, row.says)
    session.delete(row)
    session.flush()
    return made


def applied(entry: Entry, fields: Mapping[str, str]) -> Entry:
    """The entry as proposed. Raises Unreadable for hours that are not clear, and ValueError for no phone number."""
    changes: dict[str, Any] = {
        name: fields[name] for name in ("fees", "eligibility", "alert") if name in fields
    }
    if "documents" in fields:
        changes["documents"] = tuple(fields["documents"].splitlines())
    entry = replace(entry, **changes)
    if "phone" in fields:
        entry = with_phone(entry, fields["phone"])
    if "hours" in fields:
        entry = with_hours(entry, fields["hours"])
    return entry


def with_phone(entry: Entry, typed: str) -> Entry:
    """The entry with another first number; the others stay. Raises ValueError for what is no number."""
    remarks = Remarks()
    number = tidy.phone(typed, remarks)
    if remarks.found:
        raise ValueError("phone")
    phones = entry.all_phones
    if phones and phones[0].number == number:
        return entry
    first = (replace(phones[0], number=number) if phones else Phone(number),) if number else ()
    spots = tuple(replace(spot, phones=()) for spot in entry.spots)
    return replace(entry, phones=(*first, *phones[1:]), spots=spots)


def with_hours(entry: Entry, typed: str) -> Entry:
    """The entry with other hours. Raises Unreadable; words that stood there before may stay as they are."""
    if typed.strip() == write_hours(entry.all_hours).strip():
        return entry
    notes = {one.note: one for one in entry.all_hours if not one.known}
    kept = [notes[line.strip()] for line in typed.splitlines() if line.strip() in notes]
    lines = [line for line in typed.splitlines() if line.strip() not in notes]
    hours = (*read_hours("\n".join(lines)), *kept)
    if len(entry.spots) == 1:
        return replace(entry, hours=(), spots=(replace(entry.spots[0], hours=hours),))
    return replace(entry, hours=hours, spots=tuple(replace(spot, hours=()) for spot in entry.spots))
