"""A sign for each table of a fair: who sits there, and what they help with, in the languages of its families."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES
from farolito_printables.fitting import lines
from farolito_printables.poster import SCAN
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import TableSign, TableSigns

JOINT = " · "

SIZES = (26, 23, 20, 18, 16, 14, 12, 10, 8)
"""In points."""

# millimetres: what there is, and what takes how much of it
PAGE, NAME, MORE, COLUMN = 178, 23, 16, 165
ROW, AROUND = 0.55, 0.55  # of a row, and of the name of a language, for each point
ON_A_LINE = 24  # letters of the name

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
        signs=[(one, _lines(one), _points(one)) for one in document.signs],
        says=says[:SPOKEN],
        joint=JOINT,
    )


def _points(sign: TableSign) -> int:
    """How large the lines are printed, so that all of a sign fits on its page, whatever letters it has."""
    room = PAGE - NAME * ceil(len(sign.name) / ON_A_LINE) - (MORE if sign.words else 0)
    for points in SIZES:
        rows = [lines(JOINT.join(said), COLUMN, points) for _, said in sign.lines]
        if sum(points * (AROUND + many * ROW) for many in rows) <= room:
            return points
    return SIZES[-1]


def _lines(sign: TableSign) -> list[Line]:
    known = LANGUAGES
    return [Line(tag, known[tag].direction, known[tag].autonym, said) for tag, said in sign.lines]
