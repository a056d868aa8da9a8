"""The letter that goes to the doctor together with form SOC 873 of IHSS: what is asked for, and by when.

It is in English, for whoever signs the form; below a line it says in the family's language what it is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES
from farolito_enrollment_checklists.layout import templates
from farolito_enrollment_checklists.sheet import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

TITLE = "Please fill in form SOC 873"

HELP: Mapping[str, str] = json.loads(
    Path(__file__).with_name("doctor_letter.json").read_text(encoding="utf-8")
)


def render(language: str, due: date | None) -> str:
    """One HTML page; with the last day on it where it is known."""
    return (
        templates()
        .get_template("enrollment_checklists/doctor_letter.html")
        .render(
            title=TITLE,
            language=LANGUAGES[language],
            help=HELP.get(language, HELP["en"]),
            due=day_words(due, "en") if due else "",
        )
    )
