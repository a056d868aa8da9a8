"""What is told of sheets of paper."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from farolito.domain.definitions import Form
    from farolito.domain.views import PlaceView

SheetState = Literal["printed", "begun", "entered"]
Mark = Literal["crossed", "unread"]
MARKS: tuple[Mark, ...] = ("crossed", "unread")

_NUMBER = re.compile(r"\s*[Pp]?\s*[-–]?\s*([0-9]{1,9})\s*(?:[·./].*)?\Z", re.DOTALL)


def shown_number(number: int) -> str:
    """As it is printed: P-2041."""
    return f"P-{number}"


def typed_number(text: str) -> int | None:
    """What was typed, or scanned from a corner (``family-needs/e37beb8f/es/P-2041/2``); None when it is no number."""
    parts = text.strip().split("/")
    found = _NUMBER.match(parts[3] if len(parts) == 5 else text)
    return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Typed:
    """How far typing is: the pages that are in; what can not be read; what becomes of the paper."""

    pages: tuple[int, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    original: Literal["", "kept", "shredded"] = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A numbered set of sheets. ``response_id`` is there while it is typed, and afterwards unless it is anonymous."""

    place: PlaceView
    number: int
    form: Form
    link_slug: str
    language: str
    state: SheetState
    pages: int
    typed: Typed
    response_id: str | None = None
    typed_by: str = ""
    typed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A sheet that somebody began to type: who, when, and how many of its pages."""

    number: int
    form: Form
    language: str
    typed_by: str
    typed_at: datetime
    pages: int
    of_pages: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The paper that a response came from."""

    number: int
    typed_by: str
    typed_at: datetime
    original: str
    marks: Mapping[str, Mark]
