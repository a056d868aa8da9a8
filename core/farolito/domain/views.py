"""What plugins are shown: frozen, small, never a database row, a request or the app."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Regime


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place: county, district or site. ``slug`` is what its addresses start with.

    ``above``: the ids of the places that it lies in, the nearest first; two views of one place are the same without it.
    """

    id: str
    slug: str
    name: str
    kind: str
    above: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class ResponseView:
    """A response as plugins see it. ``answers`` are codes, never sentences."""

    id: str
    place: PlaceView
    form: Form
    status: str
    language: str
    answers: Answers
    needs: tuple[str, ...]
    scores: Mapping[str, float]

    @property
    def regime(self) -> Regime:
        """Who owns and may read this record."""
        return self.form.regime


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """One act of sending, as plugins see it while it is being saved."""

    response: ResponseView
    number: int
    received_at: datetime
