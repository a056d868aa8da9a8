"""Form packs: forms that belong together, with examples that show what they do.

Pure descriptions; :mod:`farolito.services.packs` reads them from a folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.domain.shapes.kinds import KEBAB, Kind, Line, Number
from farolito.domain.shapes.records import Field, ListOf, MapOf, Record
from farolito.domain.shapes.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.shapes.kinds import Schema


@dataclass(frozen=True, slots=True)
class PackedForm:
    """A form definition as its author wrote it."""

    file: str
    text: bytes


@dataclass(frozen=True, slots=True)
class Example:
    """Answers to a form, and what must come of them.

    ``pages`` are the keys of the journey's steps in order (\u201cconsent_page\u201d, \u201cmembers\u201d,
    \u201cmembers/e1/member_name_page\u201d), ``problems`` are written \u201cquestion: code\u201d.
    """

    today: date
    answers: Mapping[str, Any]
    pages: tuple[str, ...]
    needs: tuple[str, ...]
    scores: Mapping[str, float] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    says: str = ""
    form: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A form pack: what it is called, its forms, and examples of them."""

    name: str
    title: Mapping[str, str]
    licence: str | None = None
    forms: tuple[PackedForm, ...] = ()
    examples: tuple[Example, ...] = ()


class Day(Line):
    """A day of the calendar."""

    def accepts(self, value: Any) -> bool:
        try:
            return super().accepts(value) and bool(date.fromisoformat(value))
        except ValueError:
            return False

    def build(self, value: Any) -> date:
        return date.fromisoformat(value)


@dataclass(frozen=True)
class Answered(Kind):
    """Stored answers, by question name. What they mean is for the question types to say."""

    def expected(self) -> str:
        return "answers by question name, as they are stored"

    def blank(self) -> dict[str, Any]:
        return {}

    def schema(self) -> Schema:
        return {"type": "object"}

    def accepts(self, value: Any) -> bool:
        return isinstance(value, dict)


PACK = Record(
    Pack,
    "a form pack",
    (
        Field("name", KEBAB, "Its lasting name."),
        Field("title", Words(), "What people call it."),
        Field("licence", Line(), "The licence of its forms."),
    ),
)

EXAMPLE = Record(
    Example,
    "answers to a form, and what must come of them",
    (
        Field("says", Line(), "One sentence: who answers, and what it shows."),
        Field(
            "today",
            Day(10, "a day like \u201c2026-11-23\u201d", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
            "The day on which they answer.",
        ),
        Field("answers", Answered(), "The answers, as they are stored."),
        Field("pages", ListOf(Line(), most=500), "The steps of the journey, in order."),
        Field("needs", ListOf(Line(), most=100), "The needs that are found, in the form's order."),
        Field("scores", MapOf(Line(), Number(), most=50), "The scores that can be computed."),
        Field("problems", ListOf(Line(), most=500), "What keeps it from being sent."),
    ),
)
