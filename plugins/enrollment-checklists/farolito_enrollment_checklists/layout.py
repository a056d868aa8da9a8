"""The checklist on paper: boxes to tick with a pen, drawn by borders and not by letters that a font may lack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, paper_templates
from farolito_enrollment_checklists.sheet import day_words

if TYPE_CHECKING:
    from jinja2 import Environment

    from farolito.api import Checklist

TEMPLATES = Path(__file__).parent / "templates"


def render(document: Checklist) -> str:
    """One HTML page. Only what the document holds is printed; nothing is looked up here."""
    return (
        templates()
        .get_template("enrollment_checklists/print.html")
        .render(document=document, language=LANGUAGES[document.language])
    )


def templates() -> Environment:
    """The templates of paper."""
    return paper_templates(TEMPLATES, day=day_words, short=_short)


def _short(address: str) -> str:
    """An address as people read it aloud."""
    return address.removeprefix("https://").removeprefix("http://")
