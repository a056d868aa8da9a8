"""The kind that holds words in several languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.domain.faults import child, shown, suggestion
from farolito.domain.languages import WRITTEN
from farolito.domain.shapes.kinds import MISSING, Kind, Line, OneOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.shapes.kinds import Reading, Schema

MOST_LETTERS = 4_000
"""In one text of one language."""

LANGUAGE = OneOf(WRITTEN)
WORDS_OF_ONE = Line(MOST_LETTERS, f"words in double quotes, at most {MOST_LETTERS:,} letters")


@dataclass(frozen=True)
class Words(Kind):
    """A text in several languages: ``{"en": "Food", "es": "Comida"}``."""

    def expected(self) -> str:
        return 'words in each language, like {"en": "Food", "es": "Comida"}'

    def short(self) -> str:
        return "words"

    def blank(self) -> dict[str, str]:
        return {}

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/Words"}

    def accepts(self, value: Any) -> bool:
        return isinstance(value, dict) and bool(value)

    def read(self, value: Any, pointer: str, reading: Reading) -> Any:
        if super().read(value, pointer, reading) is MISSING:
            return MISSING
        read = {}
        for tag, words in value.items():
            below = child(pointer, tag)
            if tag not in WRITTEN:
                close = suggestion(tag, WRITTEN)
                reading.faults.add(
                    below, f"{shown(tag)} is no language we know{close}", LANGUAGE.expected()
                )
            elif WORDS_OF_ONE.read(words, below, reading) is not MISSING:
                read[tag] = words
        return read

    def texts(
        self, value: Any, pointer: str, source: str
    ) -> Iterable[tuple[str, Mapping[str, str]]]:
        yield pointer, value


def words_schema() -> Schema:
    """What ``#/$defs/Words`` of the JSON Schema says."""
    return {
        "description": "Words in each language of the form.",
        "type": "object",
        "minProperties": 1,
        "properties": {tag: WORDS_OF_ONE.schema() for tag in WRITTEN},
        "additionalProperties": False,
    }
