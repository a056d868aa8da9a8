"""What a form or its answers lost, or became, on their way between Farolito and another programme.

Nothing is dropped silently: whatever an import or an export cannot carry over as it is gets a :class:`Note`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.faults import shown
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from collections.abc import Iterable

Code = Literal["changed", "renamed", "left_out", "asked_for", "refused"]
"""``changed``: carried over as something near. ``left_out``: the words stay in this report only.
``asked_for``: the source says nothing about it, and a school must. ``refused``: why nothing was made."""

WORDS = {
    "changed": "changed",
    "renamed": "renamed",
    "left_out": "left out",
    "asked_for": "to be written by you",
    "refused": "refused",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was not carried over as it was.

    ``where`` is the place in the source in its own terms ("survey, row 5, column relevant"; a JSON pointer),
    ``construct`` what stood there, ``became`` one plain sentence: what became of it.
    """

    where: str
    construct: str
    became: str
    code: Code

    def __str__(self) -> str:
        what = f"{self.construct}: " if self.construct else ""
        return f"{self.where}: {WORDS[self.code]}: {what}{self.became}"

    def as_json(self) -> dict[str, str]:
        """The note as JSON values."""
        return asdict(self)


class Report:
    """The notes of one import or export, in the order of the source; each is kept once."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}

    def note(self, where: str, construct: str, became: str, code: Code) -> None:
        """Name one thing. Long words of the source are quoted whole only by :meth:`left_out`."""
        self._notes[Note(where, construct, became, code)] = None

    def left_out(self, where: str, construct: str, because: str, source: str = "") -> None:
        """Name something that is not in the result; ``source`` is its text, kept here letter for letter."""
        kept = f" It said: {source}" if source else ""
        self.note(where, construct, f"{because}{kept}", "left_out")

    @property
    def notes(self) -> tuple[Note, ...]:
        """Everything that was named."""
        return tuple(self._notes)

    def __bool__(self) -> bool:
        return bool(self._notes)

    def lines(self) -> list[str]:
        """The notes as plain sentences."""
        return [str(note) for note in self._notes]


class NotCarried(FarolitoError):
    """A file that cannot be taken at all; ``notes`` say why, each with its place and what to do."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self.notes = tuple(notes)
        super().__init__("\n".join(f"{note.where}: {note.became}" for note in self.notes))


def refusal(where: str, says: str, construct: str = "") -> NotCarried:
    """A refusal for one reason."""
    return NotCarried([Note(where, construct, says, "refused")])


def quoted(value: Any) -> str:
    """A value of the source as a sentence may quote it."""
    return shown(str(value))
