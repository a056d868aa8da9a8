"""Where the values of a document stand in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from farolito.domain.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.domain.faults import Faults

UNREADABLE: Final = object()
"""Stands where a value was that could not be read; the fault is already noted."""


class Lines:
    """Turns an offset in a text into line and column, both counted from 1, columns in code points."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


@dataclass(slots=True)
class Place:
    """Where a value starts in the text (a member: where its key starts), and the places below it."""

    offset: int
    below: dict[str | int, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Located:
    """What was read. When there are ``faults`` the ``value`` may lack parts (:data:`UNREADABLE`).

    ``places`` says where the whole document starts, and what is below it: found out when somebody asks.
    """

    value: Any
    faults: Faults
    places: Callable[[], Place]
    lines: Lines

    def where(self, pointer: str) -> tuple[int, int]:
        """Line and column of what ``pointer`` names, or of the nearest thing around it that exists."""
        return self.lines.at(self.offset(pointer))

    def offset(self, pointer: str) -> int:
        """Where that starts in the text."""
        place = self.places()
        for part in pointer.split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            below = place.below.get(key)
            if below is None and key.isdecimal() and len(key) < 10:
                below = place.below.get(int(key))
            if below is None:
                break
            place = below
        return place.offset

    def told(self, further: Faults | None = None) -> list[Fault]:
        """The faults of reading and further ones, each with line and column, in the order of the text.

        When there are more than :data:`~farolito.domain.faults.MOST_FAULTS`, the last one says how many.
        """
        gathered = [self.faults] if further is None else [self.faults, further]
        located = []
        for fault in (fault for faults in gathered for fault in faults.found):
            line, column = self.where(fault.pointer)
            located.append(fault if fault.line else replace(fault, line=line, column=column))
        located.sort(key=lambda fault: (fault.line or 0, fault.column or 0))
        left_out = sum(faults.left_out for faults in gathered)
        if left_out:
            located.append(Fault("", f"there are {left_out:,} more faults than are shown"))
        return located
