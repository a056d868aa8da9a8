"""The roles people hold at places: a table. What the verbs in it mean is code (:mod:`farolito.domain.access`).

Source: the roles and scopes of Los Angeles County's community schools pilot (research: domain 1.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farolito.domain.naming import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of permissions. ``title`` is English, the key of its translation.

    ``level`` is the kind of place at which the role is usually given; it holds there and below.
    """

    title: str
    level: Literal["county", "district", "site"]
    permissions: frozenset[str]


def _role(title: str, level: Literal["county", "district", "site"], *permissions: str) -> Role:
    return Role(title, level, frozenset(permissions))


_READS = ("responses.list", "responses.view", "responses.print", "forms.view")
_CALLS = ("follow_ups.work",)

ROLES: Mapping[str, Role] = {
    "volunteer": _role(N_("Family helper"), "site", "events.help", "forms.view"),
    "parent_engagement_coordinator": _role(
        N_("Parent engagement coordinator"), "site",
        *_READS, *_CALLS, "households.view", "referrals.send", "events.help", "events.manage",
    ),
    "coordinator": _role(
        N_("Community school coordinator"), "site",
        *_READS, *_CALLS, "households.view", "households.join", "referrals.send", "requests.answer",
        "responses.export", "counts.view", "places.manage", "events.help", "events.manage",
    ),
    "counselor": _role(N_("Counselor"), "site", *_READS, *_CALLS, "requests.answer"),
    "health_educator": _role(
        N_("Health educator"), "site",
        *_READS, *_CALLS, "responses.export", "requests.answer", "counts.view",
    ),
    "clinic_staff": _role(N_("Clinic staff"), "site", *_READS, *_CALLS, "requests.answer"),
    "group_leader": _role(
        N_("Support group leader"), "site", *_READS, *_CALLS, "requests.answer"
    ),
    "district_lead": _role(
        N_("District lead"), "district", "counts.view", "forms.view", "forms.publish", "places.manage"
    ),
    "county_coach": _role(N_("County coach"), "county", "counts.view", "forms.view"),
    "platform_admin": _role(
        N_("Administrator"), "county",
        "plugins.view", "plugins.change", "plugins.repair", "forms.view", "users.manage", "places.arrange",
        "audit.view", "retention.manage",
    ),  # never answers, never counts
    "partner_agency": _role(N_("Partner agency"), "site", "referrals.answer"),
}  # fmt: skip
"""Role name, as it is stored, to what it is."""


def permissions_of(role: str) -> frozenset[str]:
    """What a role may do; nothing for a role that is not in the table any more."""
    known = ROLES.get(role)
    return known.permissions if known else frozenset()
