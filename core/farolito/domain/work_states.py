"""How far staff are with a response: ours, beside FHIR's status, which says how far its sender is."""

from __future__ import annotations

from typing import Literal, get_args

WorkState = Literal["new", "in_progress", "done", "needs_fixing", "duplicate", "withdrawn"]

STATES: tuple[WorkState, ...] = get_args(WorkState)

CLOSED: tuple[WorkState, ...] = ("done", "duplicate", "withdrawn")
"""Nobody needs to do anything more. Any state may follow any other: people make mistakes, and families come back."""


def state_named(name: str) -> WorkState | None:
    """The state of this name; None for one that is not ours."""
    return next((state for state in STATES if state == name), None)
