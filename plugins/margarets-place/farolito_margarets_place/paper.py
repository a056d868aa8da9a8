"""What the papers of this plugin share. Titles and file names say nothing of what they are about."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from farolito.api import LANGUAGES, N_, isolated, ltr

if TYPE_CHECKING:
    from datetime import date

TEMPLATES = Path(__file__).parent / "templates"
NEUTRAL = N_("School form")
"""The title of every paper about somebody."""


def laid_out(template: str, language: str, **values: object) -> str:
    """One whole HTML page. Nothing is looked up here, and nothing is fetched."""
    made = _environment().get_template(f"margarets_place/{template}")
    return made.render(language=LANGUAGES[language], **values)


def long_day(day: date, language: str) -> str:
    """ "November 24, 2026" in ``language``."""
    return str(format_date(day, "long", locale=LANGUAGES[language].locale))


def week_day(day: date, language: str) -> str:
    """ "Tue, Nov 24" in ``language``."""
    return str(format_skeleton("MMMEd", day, locale=LANGUAGES[language].locale))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(isolated=isolated, ltr=ltr)
    return environment
