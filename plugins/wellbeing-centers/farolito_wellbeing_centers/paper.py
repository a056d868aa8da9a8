"""What the papers of this plugin share: templates, and lines of words in the language of the reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_skeleton
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from farolito.api import LANGUAGES, isolated, ltr

if TYPE_CHECKING:
    from datetime import date

TEMPLATES = Path(__file__).parent / "templates"


def laid_out(template: str, language: str, **values: object) -> str:
    """One whole HTML page. Nothing is looked up here, and nothing is fetched."""
    made = _environment().get_template(f"wellbeing_centers/{template}")
    return made.render(language=LANGUAGES[language], **values)


def short_day(day: date, language: str) -> str:
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
