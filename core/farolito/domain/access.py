"""Who may do what: the verbs, who asks, and where a grant reaches. Which role has which verbs is a table (roles)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito.domain.naming import N_
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

    kind: Literal["nobody", "family", "user", "volunteer", "tablet", "system"]
    id: str | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()


NOBODY = Actor("nobody")
SYSTEM = Actor("system")

PERMISSIONS: Mapping[str, str] = {
    "responses.list": N_("See the list of responses of a place"),
    "responses.view": N_("Read the answers of a response"),
    "responses.print": N_("Print the family copy and the staff copy of a response"),
    "responses.export": N_("Take all responses of a form away in a file"),
    "follow_ups.work": N_("Assign responses, write notes, plan follow-ups and write down calls"),
    "households.view": N_("See which people and responses belong to one household"),
    "households.join": N_("Join and part people and households"),
    "referrals.send": N_("Refer a family to a partner, with its consent"),
    "referrals.answer": N_("Answer the referrals sent to one's own agency"),
    "requests.answer": N_("Show, correct or erase a family's records when it asks"),
    "counts.view": N_("See counts, never answers"),
    "forms.view": N_("See which forms a place has, and print them blank"),
    "forms.publish": N_("Publish and retire versions of forms"),
    "places.manage": N_("Change the settings of a place"),
    "places.arrange": N_("Add, rename and move places"),
    "events.help": N_("Open forms for families at an event"),
    "events.manage": N_("Plan an event and make its PIN"),
    "users.manage": N_("Invite people, give them roles and end their sessions"),
    "audit.view": N_("See who did what, never answers"),
    "retention.manage": N_("Decide how long records are kept, and hold them"),
    "plugins.view": N_("See the plugins, their state and their faults"),
    "plugins.repair": N_(
        "Call a plugin again that was paused, and let work that was given up be tried again"
    ),
    "plugins.change": N_("Turn plugins on and off, and change their settings"),
}
"""Permission name to a sentence an administrator understands. A plugin may add ``<plugin>.<verb>``."""


GUARDED = frozenset(
    {
        "responses.export",
        "users.manage",
        "retention.manage",
        "requests.answer",
        "places.arrange",
        "plugins.change",
    }
)
"""Who holds one of these, anywhere, shows a second factor at each log-in, and again before it is used: with it, much
can be taken away, or made to look as if somebody else did it.
"""


def needs_second_factor(grants: tuple[Grant, ...]) -> bool:
    """Whether somebody with these grants must show more than a password."""
    return any(GUARDED & permissions_of(grant.role) for grant in grants)


def holds(grants: tuple[Grant, ...], permission: str, place_path: tuple[str, ...]) -> bool:
    """Whether one of the grants gives ``permission`` at the place whose ids from root to leaf are given."""
    return any(
        grant.place_id in place_path and permission in permissions_of(grant.role)
        for grant in grants
    )


def roles_at(grants: tuple[Grant, ...], place_path: tuple[str, ...]) -> frozenset[str]:
    """The roles that these grants give at a place: there, or at a place above it."""
    return frozenset(grant.role for grant in grants if grant.place_id in place_path)


def may_read(grants: tuple[Grant, ...], regime: Regime, place_path: tuple[str, ...]) -> bool:
    """Whether one of the grants lets its holder read records of ``regime`` at the place."""
    return any(
        grant.place_id in place_path and grant.role in POLICIES[regime].readers for grant in grants
    )
