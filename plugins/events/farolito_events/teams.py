"""Who is of which committee or team, by role: names are sealed, and go so many years after somebody left."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from farolito.api import N_, open_value, seal_value
from farolito_events.models import Member

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from farolito.api import Work

ROLES = {
    "principal": N_("Principal or other leader"),
    "coordinator": N_("Coordinator"),
    "teacher": N_("Teacher"),
    "staff": N_("Other staff"),
    "family": N_("Parent or caregiver"),
    "student": N_("Student"),
    "partner": N_("Partner"),
    "neighbor": N_("Neighbor"),
}
"""In the order in which they are listed."""

LINE, MOST = 120, 300
WRONG = {
    "team": N_("Write which committee or team it is"),
    "name": N_("Write the name"),
    "since": N_("Choose the day, for example 2026-09-01"),
    "long": N_("Use fewer letters"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A member, opened."""

    id: str
    role: str
    name: str
    since: date


def read(work: Work, place_id: str, today: date) -> dict[str, list[Seen]]:
    """The teams of a school in the order of the alphabet, each with who is of it today, by role and name."""
    asked = select(Member).where(Member.place_id == place_id)
    teams: dict[str, list[Seen]] = {}
    for one in work.session.scalars(
        asked.order_by(Member.team, Member.since, Member.id).limit(MOST)
    ):
        if one.until is None or one.until > today:
            name = (open_value(work, one, "said") or {}).get("name", "")
            teams.setdefault(one.team, []).append(Seen(one.id, one.role, name, one.since))
    order = list(ROLES)
    for members in teams.values():
        members.sort(key=lambda one: (order.index(one.role), one.name.casefold()))
    return teams


def add(work: Work, place_id: str, fields: Mapping[str, str], today: date) -> dict[str, str]:
    """Add somebody; or what is wrong, by field. Nobody is of a team twice under one name."""
    team, name = (
        " ".join(fields.get(one, "").replace("\0", "").split()) for one in ("team", "name")
    )
    wrong = {one: one for one, said in (("team", team), ("name", name)) if not said}
    wrong |= {one: "long" for one, said in (("team", team), ("name", name)) if len(said) > LINE}
    try:
        since = date.fromisoformat(fields.get("since", "").strip() or today.isoformat())
    except ValueError:
        wrong["since"] = "since"
    if wrong:
        return wrong
    role = fields.get("role", "")
    there = read(work, place_id, today).get(team, [])
    if any(one.name.casefold() == name.casefold() for one in there):
        return {}
    made = Member(
        place_id=place_id,
        id=secrets.token_hex(8),
        team=team,
        role=role if role in ROLES else "staff",
        since=since,
        until=None,
        said=None,
    )
    seal_value(work, made, "said", {"name": name})
    work.session.add(made)
    work.session.flush()
    return {}


def leave(session: Session, place_id: str, member_id: str, today: date) -> None:
    """Somebody is of the team no longer; who is not there changes nothing."""
    found = None if "\0" in member_id else session.get(Member, (place_id, member_id))
    if found is not None and found.until is None:
        found.until = today


def erase_left(session: Session, before: date) -> None:
    """Whoever left before a day goes."""
    session.execute(
        delete(Member).where(Member.until < before).execution_options(synchronize_session=False)
    )
