"""What the papers of this plugin share. Titles and file names say nothing of what they are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton

from farolito.api import LANGUAGES, N_, paper_templates

if TYPE_CHECKING:
    from datetime import date

TEMPLATES = Path(__file__).parent / "templates"
NEUTRAL = N_("School form")
"""The title of every paper about somebody."""


def laid_out(template: str, language: str, **values: object) -> str:
    """One whole HTML page. Nothing is looked up here, and nothing is fetched."""
    made = paper_templates(TEMPLATES).get_template(f"margarets_place/{template}")
    return made.render(language=LANGUAGES[language], **values)


def long_day(day: date, language: str) -> str:
    """ "November 24, 2026" in ``language``."""
    return str(format_date(day, "long", locale=LANGUAGES[language].locale))


def week_day(day: date, language: str) -> str:
    """ "Tue, Nov 24" in ``language``."""
    return str(format_skeleton("MMMEd", day, locale=LANGUAGES[language].locale))
