"""A sign for each table of a fair: who sits there, and what they help with, in the languages of its families."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES
from farolito_printables.fitting import MM, high, lines
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

SCAN_SIZES = (13, 12, 11, 10, 9)
"""Of how the code is scanned, in points."""

CODE = 84  # with its address
BESIDE = 72  # how wide the words below it are
SPACING, BELOW = 1.35, 0.25  # of a line, and below each sentence, in letters


@dataclass(frozen=True, slots=True)
class Line:
    """What is helped with, in one language."""

    language: str
    direction: str
    autonym: str
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """How the code is scanned, in one language."""

    language: str
    direction: str
    words: str


def render(document: TableSigns) -> str:
    """The signs as HTML, one on each page."""
    speech = Speech(document.language)
    says = [
        Scan(tag, LANGUAGES[tag].direction, speech_of.plain(SCAN))
        for tag in dict.fromkeys((*document.languages, document.language))
        if (speech_of := Speech(tag)).knows(SCAN)
    ]
    return page(
        "table_signs.html",
        speech,
        title=document.title,
        foot=(document.title, speech.date(document.day)),
        large_print=False,
        document=document,
        signs=[(one, _lines(one), _points(one), *_scans(one, says)) for one in document.signs],
        joint=JOINT,
    )


def _room(sign: TableSign) -> float:
    """What is left of a page below its name."""
    return PAGE - NAME * ceil(len(sign.name) / ON_A_LINE) - (MORE if sign.words else 0)


def _scans(sign: TableSign, says: list[Scan]) -> tuple[list[Scan], int]:
    """How the code is scanned, and how large that is printed: so that each language of the fair has its sentence.

    Where a long name leaves no room for all, the last languages have none: a code needs no words.
    """
    room = _room(sign) - CODE
    for points in SCAN_SIZES:
        if _high(says, points) <= room:
            return says, points
    points = SCAN_SIZES[-1]
    return [one for at, one in enumerate(says) if _high(says[: at + 1], points) <= room], points


def _high(says: list[Scan], points: int) -> float:
    below = BELOW * points * MM
    return sum(high(one.words, BESIDE, points, SPACING) + below for one in says)


def _points(sign: TableSign) -> int:
    """How large the lines are printed, so that all of a sign fits on its page, whatever letters it has."""
    room = _room(sign)
    for points in SIZES:
        rows = [lines(JOINT.join(said), COLUMN, points) for _, said in sign.lines]
        if sum(points * (AROUND + many * ROW) for many in rows) <= room:
            return points
    return SIZES[-1]


def _lines(sign: TableSign) -> list[Line]:
    known = LANGUAGES
    return [Line(tag, known[tag].direction, known[tag].autonym, said) for tag, said in sign.lines]
