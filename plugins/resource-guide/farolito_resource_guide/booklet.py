"""The guide on paper: the booklet by kinds of help with contents, and lists of one page or a few.

    render(sheet) -> str        # one HTML page; the host makes it a PDF

What nobody has checked lately is printed only by whoever asks for it, and never without its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, paper_templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito_resource_guide.speech import EntrySaid

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A run of entries under a title; ``qr`` leads to the same as it is today, and so does ``address``."""

    name: str
    title: str
    entries: tuple[EntrySaid, ...]
    qr: str
    address: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed. ``contents``: whether a list of the chapters goes first. ``say`` knows our sentences.

    ``made`` says on which day it was printed, ``foot`` stands below every page.
    """

    title: str
    place: str
    language: str
    chapters: tuple[Chapter, ...]
    made: str
    foot: str
    help_line: str
    contents: bool
    large: bool
    say: Callable[[str], str]
    left_out: int = 0


def render(sheet: Sheet) -> str:
    """One HTML page. Only what the sheet holds is printed."""
    return (
        paper_templates(TEMPLATES)
        .get_template("resource_guide/print.html")
        .render(sheet=sheet, language=LANGUAGES[sheet.language], _=sheet.say)
    )
