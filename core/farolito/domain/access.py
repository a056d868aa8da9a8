"""Who may do what. Role names are configuration; what a role may do is written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

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
    "counts.view": "See counts, never answers",
    "forms.view": "See which forms a place has, and print them blank",
    "plugins.view": "See the plugins, their state and their faults",
}
"""Permission name to a sentence an administrator understands. A plugin may add ``<plugin>.<verb>``."""

ROLES: Mapping[str, frozenset[str]] = {
    "coordinator": frozenset(
        {
            "responses.list",
            "responses.view",
            "responses.print",
            "responses.export",
            "counts.view",
            "forms.view",
        }
    ),
    "parent_engagement_coordinator": frozenset(
        {"responses.list", "responses.view", "responses.print", "forms.view"}
    ),
    "counselor": frozenset({"responses.list", "responses.view", "responses.print", "forms.view"}),
    "health_educator": frozenset(
        {
            "responses.list",
            "responses.view",
            "responses.print",
            "responses.export",
            "counts.view",
            "forms.view",
        }
    ),
    "district_lead": frozenset({"counts.view", "forms.view"}),
    "platform_admin": frozenset({"plugins.view", "forms.view"}),  # never answers
}

READERS: Mapping[Regime, frozenset[str]] = {
    "education_record": frozenset({"coordinator", "parent_engagement_coordinator"}),
    "counseling": frozenset({"counselor"}),  # Cal. Educ. Code 49602
    "provider": frozenset({"health_educator"}),
    "anonymous": frozenset({"coordinator", "parent_engagement_coordinator"}),
    "self_service": frozenset(),  # stays with the family
}
"""Which roles may know that a record of a regime exists, and read it (research: domain 1.2 and 4.1)."""

EXPORTED: frozenset[Regime] = frozenset({"education_record", "provider", "anonymous"})
"""The regimes whose records may leave in a file. Counseling information never does (research: domain 4.1)."""


def holds(grants: tuple[Grant, ...], permission: str, place_path: tuple[str, ...]) -> bool:
    """Whether one of the grants gives ``permission`` at the place whose ids from root to leaf are given."""
    return any(
        grant.place_id in place_path and permission in ROLES.get(grant.role, frozenset())
        for grant in grants
    )


def may_read(grants: tuple[Grant, ...], regime: Regime, place_path: tuple[str, ...]) -> bool:
    """Whether one of the grants lets its holder read records of ``regime`` at the place."""
    return any(grant.place_id in place_path and grant.role in READERS[regime] for grant in grants)
