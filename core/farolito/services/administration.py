"""Who works here: what whoever holds ``users.manage`` at a place does for the people there and below.

people(work) -> tuple[Person, ...]                           # by name
person(work, user_id) -> Person                              # NotFound
invite(work, email, name, place_slug, role) -> Invited
give(work, user_id, place_slug, role), take(work, user_id, place_slug, role)
new_link(work, user_id) -> str                               # the token of a one-time link
turn_off(work, user_id), turn_on(work, user_id), end_sessions(work, user_id, session_id="")
forget_second_factor(work, user_id)
offered_places(work) -> tuple[PlaceView, ...]                # where the actor may give roles

Each raises :class:`StaffRefused` with what to do instead, and NotFound for whoever the actor may not know of.
Everything is recorded, with ids only, at the places where the person holds a role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import people as queries
from farolito.db.queries import places as place_queries
from farolito.domain.access import GUARDED, Grant, holds
from farolito.domain.roles import ROLES, permissions_of
from farolito.errors import FarolitoError, NotFound
from farolito.services import audit, factors, password_links, sessions, users
from farolito.services.about_users import record_about
from farolito.services.places import path_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

    from farolito.domain.views import PlaceView
    from farolito.services.users import UserView
    from farolito.services.work import Work

PERMISSION = "users.manage"
ADMINISTRATORS = tuple(role for role in ROLES if PERMISSION in permissions_of(role))
LONGEST_NAME, LONGEST_EMAIL = 200, 254
EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")


class StaffRefused(FarolitoError):
    """What can not be done; ``code`` is what screens translate, the message says it in English."""

    def __init__(self, code: str) -> None:
        super().__init__(REFUSALS[code])
        self.code = code


REFUSALS = {
    "email": "Write an email address like name@example.com.",
    "name": "Write the person’s name, with at most 200 letters.",
    "role": "Choose a role.",
    "place": "Choose a place.",
    "last": "This is the last administrator here who can log in. Make somebody else an administrator first.",
    "yourself": "Nobody changes their own roles or turns themselves off. Ask another administrator.",
    "elsewhere": "This person also works at places that you do not manage. Ask an administrator there.",
    "off": "This person is turned off. Turn them on first.",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds at a place. ``yours``: the actor may take it away."""

    place: PlaceView
    role: str
    yours: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the actor may see one. ``yours``: all their roles lie where the actor manages users."""

    user: UserView
    held: tuple[Held, ...]
    yours: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """``token`` of the one-time link; None for somebody who has a password already, and now one more role."""

    user_id: str
    token: str | None


def people(work: Work) -> tuple[Person, ...]:
    """Everybody who holds a role where the actor manages users; from the top of a tree, also who holds none."""
    spots = _Spots(work)
    roles: dict[str, list[Row[Any]]] = {}
    for row in work.peek(queries.GRANTS):
        roles.setdefault(row.user_id, []).append(row)
    found = (_person(spots, user, roles.get(user.id, [])) for user in users.all_users(work))
    known = [one for one in found if one is not None]
    return tuple(sorted(known, key=lambda one: (one.user.name.casefold(), one.user.email)))


def person(work: Work, user_id: str) -> Person:
    """One of them. Raises NotFound."""
    user = users.one(work, user_id)
    found = _person(_Spots(work), user, work.peek(queries.GRANTS_OF_USER, {"user_id": user_id}))
    if found is None:
        raise NotFound("There is no such user.")
    return found


def offered_places(work: Work) -> tuple[PlaceView, ...]:
    """Where the actor may give roles, by name."""
    spots = _Spots(work)
    return tuple(place_of(row) for row in spots.rows.values() if row.place_id in spots.managed)


def invite(work: Work, email: str, name: str, place_slug: str, role: str) -> Invited:
    """An account with one role, and the link to choose its password; or one more role for who has an account."""
    email, name = email.strip().lower(), " ".join(name.split())
    if not EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL or not storable(email):
        raise StaffRefused("email")
    if not name or len(name) > LONGEST_NAME or not storable(name):
        raise StaffRefused("name")
    place = _managed_place(work, place_slug)
    if role not in ROLES:
        raise StaffRefused("role")
    known = users.by_email(work, email)
    if known is not None:
        give(work, known.id, place_slug, role)
        # whoever has the link has the account: for one with roles elsewhere, only its own administrators make it
        waits = known.invited and person(work, known.id).yours
        return Invited(known.id, password_links.new(work, known.id) if waits else None)
    user_id = users.add(work, email, name)
    users.grant(work, user_id, place.place_id, role)
    audit.record(work, place.place_id, "user.invited", f"user/{user_id}")
    audit.record(work, place.place_id, "grant.given", f"user/{user_id}/{role}")
    return Invited(user_id, password_links.new(work, user_id))


def give(work: Work, user_id: str, place_slug: str, role: str) -> None:
    """Let somebody hold a role at a place and below it, from their next request on."""
    place = _managed_place(work, place_slug)
    if role not in ROLES:
        raise StaffRefused("role")
    _refuse_yourself(work, user_id)
    if not users.one(work, user_id).active:
        raise StaffRefused("off")
    users.grant(work, user_id, place.place_id, role)
    if GUARDED & permissions_of(role):
        password_links.forget(
            work, user_id
        )  # who made it for a smaller role must not hold this one
    audit.record(work, place.place_id, "grant.given", f"user/{user_id}/{role}")


def take(work: Work, user_id: str, place_slug: str, role: str) -> None:
    """Take a role away, from their next request on. Taking what is not held is no error."""
    place = _managed_place(work, place_slug)
    _refuse_yourself(work, user_id)
    _refuse_last(work, user_id, [Grant(place.place_id, role)])
    taken = {"place_id": place.place_id, "user_id": user_id, "role": role}
    if work.connection.execute(queries.TAKE_GRANT, taken).rowcount:
        audit.record(work, place.place_id, "grant.taken", f"user/{user_id}/{role}")


def new_link(work: Work, user_id: str) -> str:
    """The token of a link to choose a new password. The old one works until then, and every session goes on."""
    if not _yours(work, user_id).user.active:
        raise StaffRefused("off")
    record_about(work, user_id, "user.link_made")
    return password_links.new(work, user_id)


def turn_off(work: Work, user_id: str) -> None:
    """Nobody logs in as them any more; their sessions are over. Roles stay, for the day they are turned on again."""
    whole = _yours(work, user_id)
    _refuse_yourself(work, user_id)
    _refuse_last(work, user_id, [Grant(held.place.id, held.role) for held in whole.held])
    users.turn_off(work, user_id)
    password_links.forget(work, user_id)
    record_about(work, user_id, "user.turned_off")


def turn_on(work: Work, user_id: str) -> None:
    """They may log in again, with their old password."""
    _yours(work, user_id)
    _refuse_yourself(work, user_id)
    users.turn_on(work, user_id)
    record_about(work, user_id, "user.turned_on")


def end_sessions(work: Work, user_id: str, session_id: str = "") -> None:
    """Log somebody out, in one browser or in all of them."""
    _yours(work, user_id)
    if session_id:
        sessions.end_one(work, user_id, session_id)
    else:
        sessions.end_all(work, user_id)
    record_about(work, user_id, "user.sessions_ended")


def forget_second_factor(work: Work, user_id: str) -> None:
    """For somebody who lost the phone and the recovery codes: they set a new one up at their next log-in."""
    _yours(work, user_id)
    _refuse_yourself(work, user_id)
    factors.forget_all(work, user_id)
    sessions.end_all(work, user_id)
    record_about(work, user_id, "user.second_factor_forgotten")


class _Spots:
    """All places by id, and those where the actor manages users."""

    def __init__(self, work: Work) -> None:
        self.rows = {row.place_id: row for row in work.peek(place_queries.PLACES)}
        self.managed = {
            place_id for place_id, row in self.rows.items() if _manages(work, path_of(row))
        }
        self.top = any(
            row.parent_id is None for row in self.rows.values() if row.place_id in self.managed
        ) or (work.actor.kind == "system")


def _manages(work: Work, path: tuple[str, ...]) -> bool:
    return work.actor.kind == "system" or holds(work.actor.grants, PERMISSION, path)


def _person(spots: _Spots, user: UserView, rows: Iterable[Row[Any]]) -> Person | None:
    held, hidden = [], False
    for row in rows:
        if row.place_id in spots.managed:
            held.append(Held(place_of(spots.rows[row.place_id]), row.role, yours=True))
        else:
            hidden = True
    if not held and (hidden or not spots.top):
        return None
    return Person(user, tuple(held), yours=not hidden, elsewhere=hidden)


def _managed_place(work: Work, slug: str) -> Row[Any]:
    for row in work.peek(place_queries.PLACE_BY_SLUG, {"slug": slug}) if storable(slug) else ():
        if _manages(work, path_of(row)):
            return row
    raise StaffRefused("place")


def _yours(work: Work, user_id: str) -> Person:
    found = person(work, user_id)
    if not found.yours:
        raise StaffRefused("elsewhere")
    return found


def _refuse_yourself(work: Work, user_id: str) -> None:
    if work.actor.kind == "user" and work.actor.id == user_id:
        raise StaffRefused("yourself")


def _refuse_last(work: Work, user_id: str, gone: Iterable[Grant]) -> None:
    """Whatever is taken, somebody who can log in must still manage users there, or above."""
    gone = {grant for grant in gone if grant.role in ADMINISTRATORS}
    if not gone:
        return
    rows = work.connection.execute(queries.HOLDERS_LOCKED, {"roles": list(ADMINISTRATORS)}).all()
    was = {(row.user_id, Grant(row.place_id, row.role)) for row in rows}
    left = {grant.place_id for who, grant in was if who != user_id or grant not in gone}
    for grant in gone:
        if (user_id, grant) not in was:
            continue  # could not log in, so nobody loses anything
        path = work.peek(place_queries.PLACE_BY_ID, {"place_id": grant.place_id})
        if not left.intersection(path_of(path[0])):
            raise StaffRefused("last")
