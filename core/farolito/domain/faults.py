"""What is wrong with a definition, said so that its author can mend it: where, what, and what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_FAULTS = 100
"""More than this is no help to anyone, and naming 50,000 would be an attack on us."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at ``pointer`` (RFC 6901; "" is the whole document). Lines and columns count from 1.

    ``code`` is for programs: which kind of thing is wrong, one of :data:`farolito.domain.lint.CODES`.
    """

    pointer: str
    message: str
    expected: str = ""
    line: int | None = None
    column: int | None = None
    code: str = "definition"

    def __str__(self) -> str:
        where = ", ".join(
            part for part in (f"line {self.line}" if self.line else "", self.pointer) if part
        )
        said = f"{self.message}; expected {self.expected}" if self.expected else self.message
        stop = "" if said.endswith(("?", ".", "!")) else "."
        return f"{where}: {said}{stop}" if where else f"{said[:1].upper()}{said[1:]}{stop}"


class Faults:
    """Gathers faults; after :data:`MOST_FAULTS` it only counts them, so that reading stays cheap."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.left_out = 0

    @property
    def full(self) -> bool:
        """Whether further faults are only counted."""
        return len(self.found) >= MOST_FAULTS

    def add(
        self,
        pointer: str,
        message: str,
        expected: str = "",
        line: int | None = None,
        column: int | None = None,
        code: str = "definition",
    ) -> None:
        """Remember a fault. The author's own words are quoted by :func:`shown`, which shortens them."""
        if self.full:
            self.left_out += 1
        else:
            self.found.append(Fault(pointer, message, expected, line, column, code))

    def take(self, others: Faults) -> None:
        """Remember the faults that were gathered elsewhere too."""
        for fault in others.found:
            self.add(
                fault.pointer, fault.message, fault.expected, fault.line, fault.column, fault.code
            )
        self.left_out += others.left_out

    def touches(self, pointer: str) -> bool:
        """Whether there is a fault at ``pointer`` or below it."""
        return any(
            fault.pointer == pointer or fault.pointer.startswith(f"{pointer}/")
            for fault in self.found
        )


def shown(text: str) -> str:
    """Words of the author's as a message may quote them: short, on one line."""
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:61])
    return f"\u201c{text[:60]}\u2026\u201d" if len(text) > 60 else f"\u201c{text}\u201d"


def suggestion(word: str, known: Iterable[str]) -> str:
    """``" (did you mean “label”?)"`` when a known word is close, otherwise ``""``."""
    close = get_close_matches(word[:60], list(known), n=1, cutoff=0.6)
    return f" (did you mean {shown(close[0])}?)" if close else ""


def child(pointer: str, key: str | int) -> str:
    """The pointer of a member or item below ``pointer``."""
    if isinstance(key, int):
        return f"{pointer}/{key}"
    return f"{pointer}/{key[:200].replace('~', '~0').replace('/', '~1')}"
