"""An invitation with a QR code: a poster in two sizes, and table tents, four on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, N_
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import Poster

LARGE = 3
"""Languages whose line is printed large: those that families here read most."""

SCAN = N_("Scan this with the camera of your phone.")


@dataclass(frozen=True, slots=True)
class Line:
    """What the form is called in a language, and what is said beside it where our words are translated."""

    language: str
    direction: str
    autonym: str
    words: str
    scan: str


def render(document: Poster) -> str:
    """The poster as HTML."""
    speech = Speech(document.language)
    lines = [_line(tag, words) for tag, words in document.lines]
    return page(
        "tents.html" if document.kind == "tents" else "poster.html",
        speech,
        title=document.title,
        foot=(document.reference,),
        large_print=False,
        document=document,
        large=lines[:LARGE],
        small=lines[LARGE:],
    )


def _line(tag: str, words: str) -> Line:
    known, speech = LANGUAGES[tag], Speech(tag)
    scan = speech.plain(SCAN) if speech.spoken == tag else ""
    return Line(tag, known.direction, known.autonym, words, scan)
