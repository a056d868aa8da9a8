"""What is asked of an export, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from farolito.domain.columns import Table
    from farolito.domain.definitions import Form, Question
    from farolito.domain.views import PlaceView

Format = Literal["csv", "xlsx", "jsonl", "fhir"]
FORMATS: tuple[Format, ...] = get_args(Format)
Reason = Literal["roles", "private", "crisis"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """``words``: None for codes, or the language in which choices are written out. ``private``: private answers too.

    ``repeat``: for the CSV of one table alone, the repeat whose entries it lists, ``""`` for the responses themselves;
    None for a ZIP with every table.
    """

    place_slug: str
    form_name: str
    format: Format = "csv"
    words: str | None = None
    private: bool = False
    repeat: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that is not in the file. ``roles`` are those that may see it, where that is the reason."""

    question: Question
    reason: Reason
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exportable:
    """A form with responses that the actor may export at a place. ``form`` is its newest version."""

    form: Form
    responses: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything about an export but the answers. ``versions`` are in it, oldest first; ``numbers`` by their hash.

    ``withheld``: numbers of versions whose records this actor may not export. ``anonymous``: no ids, no codes, no time
    of day, no way of coming in. ``keeps_students_own``: records that are a student's own may be among those of this
    form, and are neither in the file nor in any number. ``total`` is how many responses there were when it was planned.
    """

    wanted: Wanted
    place: PlaceView
    versions: tuple[Form, ...]
    numbers: Mapping[str, int]
    withheld: tuple[int, ...]
    tables: tuple[Table, ...]
    left_out: tuple[LeftOut, ...]
    keeps_students_own: bool
    anonymous: bool
    total: int
    until: datetime
    asked_on: str  # the day at the school, ISO 8601

    @property
    def form(self) -> Form:
        """The newest version."""
        return self.versions[-1]

    def names(self, version: str) -> frozenset[str]:
        """The questions of a version that are in the export."""
        return frozenset(
            strand.asked[version].question.name
            for table in self.tables
            for strand in table.strands
            if version in strand.asked
        )
