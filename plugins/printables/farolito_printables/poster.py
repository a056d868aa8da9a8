"""An invitation with a QR code: a poster in two sizes, and table tents, four on a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, N_
from farolito_printables.fitting import MM, Room, high
from farolito_printables.sheet import page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from typing import Any

    from farolito.api import Poster

LARGE = 3
"""Languages whose line is printed large: those that families here read most."""

ROOM = 5
"""Languages up to which a small poster has room to say how it is scanned."""

CODE = {"letter": 122, "tabloid": 184, "tents": 45}
"""How wide the code itself is, in millimetres: it is scanned from ten times as far. Around it stays white."""

QUIET = 8  # modules of white on both sides together
VIEW = re.compile(r'viewBox="0 0 ([0-9]+) [0-9]+"')

BODY = {"letter": (188.0, 258.0, 13), "tabloid": (251.0, 410.0, 18)}
"""Of a poster: how wide and how high what is printed may be, in millimetres, and the size of its letters in points."""

SCALES = (1.0, 0.92, 0.84, 0.76, 0.68)
"""How large the lines of languages are, of their usual size: the first at which a poster is one sheet."""

FACE = (34.0, 49.0)
"""Beside the code of a table tent: how wide, and how high without the address, in millimetres."""

FACES = tuple((many, size) for many in range(LARGE, 0, -1) for size in (11.0, 10.0, 9.0))
"""How many languages a table tent speaks, and in which size in points: the first that has room."""

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
    said = [_line(tag, words, roomy) for tag, words in document.lines]
    more = _face(said) if document.kind == "tents" else _lists(document, said)
    return page(
        "tents.html" if document.kind == "tents" else "poster.html",
        speech,
        title=document.title,
        foot=(document.reference,),
        large_print=False,
        document=document,
        width=_width(document),
        **more,
    )


def _face(said: list[Line]) -> dict[str, Any]:
    """What one side of a table tent says: in fewer languages, and smaller, where a form has a long name."""
    width, height = FACE
    for many, size in FACES:
        room = Room("en", height)  # lines of all languages are as high on a tent
        if all(room.take(one.words, width, size, more=1.5) for one in said[:many]):
            return {"large": said[:many], "size": size}
    return {"large": said[:1], "size": FACES[-1][1]}


def _lists(document: Poster, said: list[Line]) -> dict[str, Any]:
    """The lines of a poster: as large as one sheet has room for."""
    large, small = said[:LARGE], said[LARGE:]
    width, height, size = BODY[document.kind]
    around = high(document.title, width, 1.9 * size, 1.4) + _width(document)
    around += (1.1 + 1.15 + 0.85) * size * MM * 1.5 + 6
    for scale in SCALES:
        first = [high(_told(one), width, 1.2 * scale * size, 1.35) + 0.5 for one in large]
        scans = [0.85 * scale * size * MM * 1.35 for one in large if one.scan]
        others = [high(_told(one), width / 2 - 4, 0.78 * scale * size, 1.35) + 0.5 for one in small]
        two_columns = sum(others) / 2 + max(others, default=0)
        if around + sum(first) + sum(scans) + two_columns <= height:
            break
    return {"large": large, "small": small, "scale": scale}


def _told(line: Line) -> str:
    return f"{line.autonym}   {line.words}"


def _width(document: Poster) -> float:
    """Millimetres of the picture: those of the code, and the white around it."""
    found = VIEW.search(document.qr_svg)
    modules = int(found[1]) if found else 33
    return round(CODE[document.kind] * modules / max(1, modules - QUIET), 1)


def _line(tag: str, words: str, roomy: bool) -> Line:
    known, speech = LANGUAGES[tag], Speech(tag)
    scan = speech.plain(SCAN) if roomy and speech.knows(SCAN) else ""
    return Line(tag, known.direction, known.autonym, words, scan)
