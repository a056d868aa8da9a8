"""Partners of a place: who they are, what they do, and what the agreement with them lets us share.

of_place(work, place_slug) -> tuple[PartnerView, ...]            # NotFound
one(work, place_slug, partner_id) -> PartnerView                 # NotFound
save(work, place_slug, facts, partner_id=None) -> str            # NotFound; the id
answerers(work, place_slug) -> tuple[Colleague, ...]             # users who answer for partners here
own(work) -> tuple[tuple[str, PartnerView], ...]                 # those the actor answers for, with the place's id
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.db.queries import casework as people
from farolito.db.queries import referrals as queries
from farolito.db.sealing import Cell, seal_json, unseal_json
from farolito.domain.access import Grant, holds
from farolito.domain.referring import SHARES, Agreement
from farolito.errors import NotFound
from farolito.services import audit
from farolito.services.casework import Colleague
from farolito.services.ids import new_id
from farolito.services.places import findable, path_of, place_of, row_of

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

PERMISSION = "referrals.send"


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """What is known of a partner. ``secure``: its secure address, empty when it has none: then the slip is printed."""

    name: str
    service: str
    agreement: Agreement
    person: str = ""
    phone: str = ""
    secure: str = ""
    active: bool = True
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner with its id."""

    id: str
    facts: PartnerFacts


def of_place(work: Work, place_slug: str) -> tuple[PartnerView, ...]:
    """Every partner of a place, by name. Raises :class:`NotFound` where the actor refers nobody."""
    place = _place(work, place_slug)
    return tuple(_view(work, row) for row in work.peek(queries.PARTNERS, {"place_id": place.id}))


def one(work: Work, place_slug: str, partner_id: str) -> PartnerView:
    """A partner. Raises :class:`NotFound`."""
    findable(partner_id)
    place = _place(work, place_slug)
    where = {"place_id": place.id, "partner_id": partner_id}
    for row in work.peek(queries.PARTNER, where):
        return _view(work, row, tuple(u.user_id for u in work.peek(queries.PARTNER_USERS, where)))
    raise NotFound("There is no such partner.")


def save(work: Work, place_slug: str, facts: PartnerFacts, partner_id: str | None = None) -> str:
    """A new partner, or an old one changed. Audited. Raises :class:`NotFound`."""
    place = _place(work, place_slug)
    fresh = partner_id is None
    if partner_id is not None:
        one(work, place_slug, partner_id)
    partner_id = partner_id or new_id(work.now())
    contact = {"person": facts.person, "phone": facts.phone, "secure": facts.secure}
    days = facts.agreement
    values: dict[str, Any] = {
        "name": facts.name,
        "service": facts.service,
        "contact": seal_json(work.keyring, _cell(place.id, partner_id), contact),
        "scope": list(days.scope),
        "from_on": days.from_on.isoformat() if days.from_on else None,
        "until_on": days.until_on.isoformat() if days.until_on else None,
        "active": facts.active,
    }
    if fresh:
        key = {"place_id": place.id, "id": partner_id, "created_at": work.now()}
        work.connection.execute(queries.ADD_PARTNER, {**values, **key})
    else:
        key = {"of_place": place.id, "of_partner": partner_id}
        work.connection.execute(queries.CHANGE_PARTNER, {**values, **key})
        work.connection.execute(queries.FORGET_PARTNER_USERS, key)
    known = {user.id for user in answerers(work, place_slug)}
    for user_id in dict.fromkeys(facts.users):
        if user_id in known:
            work.connection.execute(
                queries.ADD_PARTNER_USER,
                {"place_id": place.id, "partner_id": partner_id, "user_id": user_id},
            )
    audit.record(
        work, place.id, "partner.added" if fresh else "partner.changed", f"partner/{partner_id}"
    )
    return partner_id


def answerers(work: Work, place_slug: str) -> tuple[Colleague, ...]:
    """The users who may answer referrals at a place: whom a partner can be given."""
    path = path_of(row_of(work, place_slug))
    rows = work.peek(people.COLLEAGUES, {"path": list(path)})
    found = {
        row.id: Colleague(row.id, row.name)
        for row in rows
        if holds((Grant(row.place_id, row.role),), "referrals.answer", path)
    }
    return tuple(found.values())


def own(work: Work) -> tuple[tuple[str, PartnerView], ...]:
    """The partners that the actor answers for, each with the id of its place."""
    found = []
    for one in work.peek(queries.PARTNERS_OF_USER, {"me": work.actor.id}):
        where = {"place_id": one.place_id, "partner_id": one.partner_id}
        found += [(one.place_id, _view(work, row)) for row in work.peek(queries.PARTNER, where)]
    return tuple(found)


def _place(work: Work, place_slug: str) -> PlaceView:
    row = row_of(work, place_slug)
    if not holds(work.actor.grants, PERMISSION, path_of(row)):
        raise NotFound("There is no such page.")
    return place_of(row)


def _view(work: Work, row: Any, users: tuple[str, ...] = ()) -> PartnerView:
    contact = unseal_json(work.keyring, _cell(row.place_id, row.id), row.contact)
    return PartnerView(
        row.id,
        PartnerFacts(
            name=row.name,
            service=row.service,
            agreement=Agreement(
                tuple(share for share in SHARES if share in row.scope),
                day_of(row.from_on),
                day_of(row.until_on),
            ),
            active=row.active,
            users=users,
            **contact,
        ),
    )


def day_of(stored: str | None) -> date | None:
    """A day as it is stored."""
    return date.fromisoformat(stored) if stored else None


def _cell(place_id: str, partner_id: str) -> Cell:
    return Cell("partner", "contact", place_id, partner_id)
