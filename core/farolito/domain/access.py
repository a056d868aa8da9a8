"""Who may do what: the verbs, who asks, and where a grant reaches. Which role has which verbs is a table (roles)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito.domain.regimes import POLICIES
from farolito.domain.roles import permissions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Regime


@dataclass(frozen=True, slots=True)
class Grant:
    """A user holds ``role`` at a place and at everything below it."""

    place_id: str
    role: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever makes this request."""

    kind: Literal["nobody", "family", "user", "system"]
    id: str | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()


NOBODY = Actor("nobody")
SYSTEM = Actor("system")

PERMISSIONS: Mapping[str, str] = {
    "responses.list": "See the list of responses of a place",
    "responses.view": "Read the answers of a response",
    "responses.print": "Print the family copy and the staff copy of a response",
    "responses.export": "Take all responses of a form away in a file",
    "follow_ups.work": "Assign responses, write notes, plan follow-ups and write down calls",
    "households.view": "See which people and responses belong to one household",
    "households.join": "Join and part people and households",
    "referrals.send": "Refer a family to a partner, with its consent",
    "referrals.answer": "Answer the referrals sent to one's own agency",
    "requests.answer": "Show, correct or erase a family's records when it asks",
    "counts.view": "See counts, never answers",
    "forms.view": "See which forms a place has, and print them blank",
    "forms.publish": "Publish and retire versions of forms",
    "places.manage": "Change the settings of a place",
    "events.help": "Open forms for families at an event",
    "events.manage": "Plan an event and make its PIN",
    "users.manage": "Invite people, give them roles and end their sessions",
    "audit.view": "See who did what, never answers",
    "retention.manage": "Decide how long records are kept, and hold them",
    "plugins.view": "See the plugins, their state and their faults",
}
"""Permission name to a sentence an administrator understands. A plugin may add ``<plugin>.<verb>``."""


def holds(grants: tuple[Grant, ...], permission: str, place_path: tuple[str, ...]) -> bool:
    """Whether one of the grants gives ``permission`` at the place whose ids from root to leaf are given."""
    return any(
        grant.place_id in place_path and permission in permissions_of(grant.role)
        for grant in grants
    )


def may_read(grants: tuple[Grant, ...], regime: Regime, place_path: tuple[str, ...]) -> bool:
    """Whether one of the grants lets its holder read records of ``regime`` at the place."""
    return any(
        grant.place_id in place_path and grant.role in POLICIES[regime].readers for grant in grants
    )
