"""What a student who asked for a time can do now: find the center, as the school has set it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import NextStep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.api import ResponseView
    from farolito_wellbeing_centers.settings import CenterSettings

FORMS = (
    "wellbeing-appointment",
    "wellbeing-vaccines",
    "wellbeing-course",
    "wellbeing-clinic",
    "wellbeing-group",
)

WORDS = json.loads(Path(__file__).with_name("finding.json").read_text(encoding="utf-8"))
TITLE: Mapping[str, str] = WORDS["title"]
WHERE: Mapping[str, str] = WORDS["where"]
HOURS: Mapping[str, str] = WORDS["hours"]
ASKING: Mapping[str, Mapping[str, str]] = WORDS["asking"]


def next_steps(response: ResponseView, settings: CenterSettings) -> Iterator[NextStep]:
    """One step after a form that somebody waits after, where the school says anything of its center."""
    if response.form.name not in FORMS:
        return
    detail = {language: told(settings, language) for language in TITLE}
    if detail["en"]:
        yield NextStep(title=TITLE, detail=detail)


def told(settings: CenterSettings, language: str) -> str:
    """Everything that is set, in a few short sentences; what staff wrote stays as they wrote it."""
    sentences = [
        WHERE[language].format(settings.where.rstrip(".")) if settings.where else "",
        HOURS[language].format(settings.hours.rstrip(".")) if settings.hours else "",
        ASKING[settings.asking].get(language, ""),
    ]
    return " ".join(filter(None, sentences))
