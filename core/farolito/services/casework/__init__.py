"""Casework: what staff do about a response once it is there, until it is closed.

    case(work, place_slug, response_id, permission="follow_ups.work") -> Case         # NotFound
    id_of_code(work, place_id, code) -> str                                          # NotFound
    colleagues(work, case) -> tuple[Colleague, ...]                                  # who it may be assigned to
    change(work, case, revision, state=…, assigned_to=…) -> None                     # Changed: somebody was faster
    change_many(work, place_slug, picked, state=…, assigned_to=…) -> Changes
    notes.add / notes.of      follow_ups.…      contacts.…      history.of

Nothing of this is ever shown to a family, nor printed on what it takes home.
"""

from farolito.services.casework.opening import (
    WORKS,
    Case,
    Colleague,
    case,
    colleagues,
    id_of_code,
    names_of,
    with_family,
)
from farolito.services.casework.states import KEEP, Changed, Changes, Picked, change, change_many

__all__ = [
    "KEEP",
    "WORKS",
    "Case",
    "Changed",
    "Changes",
    "Colleague",
    "Picked",
    "case",
    "change",
    "change_many",
    "colleagues",
    "id_of_code",
    "names_of",
    "with_family",
]
