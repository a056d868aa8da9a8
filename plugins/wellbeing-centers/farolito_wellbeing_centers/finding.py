"""What a student who asked for a time can do now: find the center, as the school has set it."""

from __future__ import annotations

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

TITLE = {"en": "Find the wellbeing center", "es": "Encuentra el centro de bienestar"}
WHERE = {"en": "Where: {}.", "es": "Dónde: {}."}
HOURS = {"en": "Open: {}.", "es": "Abierto: {}."}
ASKING: Mapping[str, Mapping[str, str]] = {
    "not_said": {},
    "come_by": {"en": "Come by. You need no pass.", "es": "Ven. No necesitas pase."},
    "pass": {"en": "Ask a teacher for a pass.", "es": "Pide un pase a un maestro."},
    "wait": {"en": "Wait for your pass.", "es": "Espera tu pase."},
}


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
