"""What staff see of households."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from farolito.domain.definitions import Question
    from farolito.domain.households import Role
    from farolito.domain.matching import Hint, Known
    from farolito.domain.shared_facts import FactName
    from farolito.domain.views import PlaceView


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to a question bound to a fact, and when it was given."""

    fact: FactName
    question: Question
    answer: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person of a household, shown once however often they were told of. ``said``: the latest of each fact.

    ``earlier``: what was said otherwise before. ``since`` and ``until``: their time at this school, where they are its
    student. ``ids`` are those of all that was told of them, the latest first.
    """

    ids: tuple[str, ...]
    role: Role
    said: tuple[Said, ...]
    earlier: tuple[Said, ...]
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SentView:
    """A response of a household that the actor may read."""

    response_id: str
    code: str | None
    form_title: Mapping[str, str]
    language: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class TieView:
    """Something that was said of this household and another one. ``other``: the household it is kept apart from."""

    verdict_id: str
    verdict: str
    how: str
    by: str | None
    at: datetime
    other: str | None = None
    code: str | None = None  # of a response on the side that was joined


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """A household as one place sees it. ``elsewhere``: the same household at other places the actor may see."""

    id: str
    place: PlaceView
    people: tuple[PersonView, ...]
    said: tuple[Said, ...]
    sent: tuple[SentView, ...]
    ties: tuple[TieView, ...]
    elsewhere: tuple[tuple[PlaceView, str], ...]
    known: tuple[Known, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it answered in, the latest first."""
        return tuple(dict.fromkeys(one.language for one in self.sent))

    @property
    def label(self) -> str | None:
        """The code of its latest response."""
        return next((one.code for one in self.sent if one.code), None)


@dataclass(frozen=True, slots=True)
class HintView:
    """Another household that may be the same, with the code and the day of its latest response."""

    household_id: str
    other_id: str
    code: str | None
    at: datetime | None
    hint: Hint
