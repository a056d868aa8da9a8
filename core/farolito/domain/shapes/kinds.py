"""The kinds of value a definition is made of. Each kind reads, builds and describes itself.

Reader, JSON Schema and reference tables all ask the same object, so that they cannot disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from farolito.domain.faults import Faults, shown, suggestion
from farolito.domain.located import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.question_types.base import QuestionType

Schema = dict[str, Any]

MISSING: Final = object()
"""What reading gives for a value that is no use; its fault is noted."""


@dataclass(slots=True)
class Reading:
    """One reading of one definition: where faults go, and which question types there are."""

    faults: Faults
    question_types: Mapping[str, QuestionType]


class Kind:
    """A kind of value: what is accepted, in three forms that say the same."""

    def expected(self) -> str:
        """What to write, in words that follow "expected"."""
        raise NotImplementedError

    def short(self) -> str:
        """The same for a table: a few words of Markdown."""
        return self.expected()

    def blank(self) -> Any:
        """Stands in for a required value that is missing, so that checks can go on."""
        return None

    def schema(self) -> Schema:
        """The kind as JSON Schema 2020-12."""
        raise NotImplementedError

    def accepts(self, value: Any) -> bool:
        """Whether a JSON value is of this kind."""
        raise NotImplementedError

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        """The value without what is wrong in it, or MISSING; what is wrong is noted."""
        if value is UNREADABLE:
            return MISSING
        if self.accepts(value):
            return value
        reading.faults.add(pointer, f"found {described(value)}", self.expected())
        return MISSING

    def build(self, value: Any) -> Any:
        """What :mod:`farolito.domain.definitions` holds for an accepted value."""
        return value

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        """Every text in the value, with its pointer."""
        return ()


@dataclass(frozen=True)
class Line(Kind):
    """Text that is not translated: a licence, an address, a code."""

    most: int = 500
    says: str = "text in double quotes"
    pattern: str = r"\S"
    called: str = "text"

    def expected(self) -> str:
        return self.says

    def short(self) -> str:
        return self.called

    def blank(self) -> str:
        return ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def schema(self) -> Schema:
        return {"type": "string", "maxLength": self.most, "pattern": self.pattern}

    def accepts(self, value: Any) -> bool:
        return (
            isinstance(value, str)
            and len(value) <= self.most
            and bool(self._pattern.search(value))
            and not value.endswith("\n")  # which "$" would let pass
        )


SNAKE = Line(
    40,
    "a name of small letters, digits and _, starting with a letter",
    r"^[a-z][a-z0-9_]*$",
    "name",
)
KEBAB = Line(
    40,
    "a name of small letters, digits and -, starting with a letter",
    r"^[a-z][a-z0-9-]*$",
    "name",
)
CODE = Line(40, "a name of small letters, digits and _", r"^[a-z0-9][a-z0-9_]*$", "name")


@dataclass(frozen=True)
class OneOf(Kind):
    """One word of a list."""

    words: tuple[str, ...]

    def blank(self) -> str:
        return self.words[0]

    def expected(self) -> str:
        return "one of " + ", ".join(self.words)

    def schema(self) -> Schema:
        return {"enum": list(self.words)}

    def accepts(self, value: Any) -> bool:
        return isinstance(value, str) and value in self.words

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        if isinstance(value, str) and value not in self.words:
            close = suggestion(value, self.words)
            reading.faults.add(pointer, f"found {shown(value)}{close}", self.expected())
            return MISSING
        return super().read(value, pointer, reading)


@dataclass(frozen=True)
class Number(Kind):
    """A number within limits; ``whole`` refuses fractions."""

    least: int | None = None
    most: int | None = None
    whole: bool = False

    def blank(self) -> int:
        return self.least or 0

    def expected(self) -> str:
        noun = "a whole number" if self.whole else "a number"
        if self.least is not None and self.most is not None:
            return f"{noun} from {self.least} to {self.most}"
        if self.least is not None:
            return f"{noun}, at least {self.least}"
        return noun if self.most is None else f"{noun}, at most {self.most}"

    def schema(self) -> Schema:
        limits = {"minimum": self.least, "maximum": self.most}
        kind = "integer" if self.whole else "number"
        return {"type": kind, **{key: limit for key, limit in limits.items() if limit is not None}}

    def accepts(self, value: Any) -> bool:
        return (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and (not self.whole or float(value).is_integer())
            and (self.least is None or value >= self.least)
            and (self.most is None or value <= self.most)
        )

    def build(self, value: Any) -> int | float:
        return int(value) if self.whole else value


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no."""

    def expected(self) -> str:
        return "true or false"

    def blank(self) -> bool:
        return False

    def schema(self) -> Schema:
        return {"type": "boolean"}

    def accepts(self, value: Any) -> bool:
        return isinstance(value, bool)


def described(value: Any) -> str:
    """A JSON value in a message: its kind, and its content when that is short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return shown(value) if value.strip() else "an empty text"
    if isinstance(value, int | float):
        return f"the number {value}"
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "an object" if value else "an empty object"
    return "a list" if value else "an empty list"
