"""The checklist on paper: boxes to tick with a pen, drawn by borders and not by letters that a font may lack."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from farolito.api import LANGUAGES, isolated, ltr
from farolito_enrollment_checklists.sheet import day_words

if TYPE_CHECKING:
    from farolito.api import Checklist

TEMPLATES = Path(__file__).parent / "templates"


def render(document: Checklist) -> str:
    """One HTML page. Only what the document holds is printed; nothing is looked up here."""
    return (
        environment()
        .get_template("enrollment_checklists/print.html")
        .render(document=document, language=LANGUAGES[document.language])
    )


@cache
def environment() -> Environment:
    """The templates of paper."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "isolated": isolated,
        "ltr": ltr,
        "day": day_words,
        "short": lambda address: address.removeprefix("https://").removeprefix("http://"),
        "picture": _picture,
    }
    return environment


def _picture(svg: str) -> str:
    """An SVG as the ``data:`` address that a document may load."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
