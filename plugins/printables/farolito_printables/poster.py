"""An invitation with a QR code: a poster in two sizes, and table tents, four on a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, N_
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import Poster

LARGE = 3
"""Languages whose line is printed large: those that families here read most."""

ROOM = 5
"""Languages up to which a small poster has room to say how it is scanned."""

CODE = {"letter": 122, "tabloid": 184, "tents": 45}
"""How wide the code itself is, in millimetres: it is scanned from ten times as far. Around it stays white."""

QUIET = 8  # modules of white on both sides together
VIEW = re.compile(r'viewBox="0 0 ([0-9]+) [0-9]+"')

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
    roomy = document.kind == "tabloid" or len(document.lines) <= ROOM
    lines = [_line(tag, words, roomy) for tag, words in document.lines]
    return page(
        "tents.html" if document.kind == "tents" else "poster.html",
        speech,
        title=document.title,
        foot=(document.reference,),
        large_print=False,
        document=document,
        width=_width(document),
        large=lines[:LARGE],
        small=lines[LARGE:],
    )


def _width(document: Poster) -> float:
    """Millimetres of the picture: those of the code, and the white around it."""
    found = VIEW.search(document.qr_svg)
    modules = int(found[1]) if found else 33
    return round(CODE[document.kind] * modules / max(1, modules - QUIET), 1)


def _line(tag: str, words: str, roomy: bool) -> Line:
    known, speech = LANGUAGES[tag], Speech(tag)
    scan = speech.plain(SCAN) if roomy and speech.knows(SCAN) else ""
    return Line(tag, known.direction, known.autonym, words, scan)
