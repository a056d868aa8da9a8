"""What plugins are told, always in the past tense: ids, never answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubmissionSaved:
    """A submission is committed. ``number`` is 1 for the first, 2 for its first correction."""

    place_id: str
    response_id: str
    number: int
    form_name: str
    form_hash: str
