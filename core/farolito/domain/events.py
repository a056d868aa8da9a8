"""What plugins are told, always in the past tense: ids, never answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from farolito.domain.definitions import Regime


@dataclass(frozen=True, slots=True)
class SubmissionSaved:
    """A submission is committed. ``number`` is 1 for the first, 2 for its first correction.

    ``regime`` is who owns the record; "" for what was queued before this was written down.
    """

    place_id: str
    response_id: str
    number: int
    form_name: str
    form_hash: str
    regime: Regime | Literal[""] = ""
