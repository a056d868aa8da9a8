"""A sign for each table of a fair: who sits there, and what they help with, in the languages of its families."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES
from farolito_printables.poster import SCAN
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import TableSign, TableSigns

SPOKEN = 2
"""Languages in which a sign says how its code is scanned."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is helped with, in one language."""

    language: str
    direction: str
    autonym: str
    helps: tuple[str, ...]


def render(document: TableSigns) -> str:
    """The signs as HTML, one on each page."""
    speech = Speech(document.language)
    spoken = [tag for one in document.signs for tag, _ in one.lines]
    says = [
        (tag, LANGUAGES[tag].direction, speech_of.plain(SCAN))
        for tag in dict.fromkeys((*spoken, document.language))
        if (speech_of := Speech(tag)).knows(SCAN)
    ]
    return page(
        "table_signs.html",
        speech,
        title=document.title,
        foot=(document.title, speech.date(document.day)),
        large_print=False,
        document=document,
        signs=[(one, _lines(one)) for one in document.signs],
        says=says[:SPOKEN],
    )


def _lines(sign: TableSign) -> list[Line]:
    known = LANGUAGES
    return [Line(tag, known[tag].direction, known[tag].autonym, said) for tag, said in sign.lines]
