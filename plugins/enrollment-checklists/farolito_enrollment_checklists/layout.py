"""The checklist on paper: boxes to tick with a pen, drawn by borders and not by letters that a font may lack."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from farolito.api import LANGUAGES, isolated

if TYPE_CHECKING:
    from farolito.api import Checklist

TEMPLATES = Path(__file__).parent / "templates"


def render(document: Checklist) -> str:
    """One HTML page. Only what the document holds is printed; nothing is looked up here."""
    return (
        _environment()
        .get_template("enrollment_checklists/print.html")
        .render(document=document, language=LANGUAGES[document.language])
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["isolated"] = isolated
    return environment
