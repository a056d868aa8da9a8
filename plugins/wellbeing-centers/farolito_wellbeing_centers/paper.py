"""What the papers of this plugin share: templates, and lines of words in the language of the reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from farolito.api import LANGUAGES, paper_templates

if TYPE_CHECKING:
    from datetime import date

TEMPLATES = Path(__file__).parent / "templates"


def laid_out(template: str, language: str, **values: object) -> str:
    """One whole HTML page. Nothing is looked up here, and nothing is fetched."""
    made = paper_templates(TEMPLATES).get_template(f"wellbeing_centers/{template}")
    return made.render(language=LANGUAGES[language], **values)


def short_day(day: date, language: str) -> str:
    """ "Tue, Nov 24" in ``language``."""
    return str(format_skeleton("MMMEd", day, locale=LANGUAGES[language].locale))
