"""What the page that says thank you tells a family to do now, and whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.phones import dialled, phone_words
from farolito.services.outcome import outcome_of
from farolito.web.filters import form_words

if TYPE_CHECKING:
    from farolito.domain.definitions import NextStep
    from farolito.services.places import PlaceSettings
    from farolito.web.respond.visits import Visit


def next_steps(visit: Visit) -> list[dict[str, Any]]:
    """The steps that follow from the answers, in the family's language: the same as on paper."""
    handle = visit.handle
    outcome = outcome_of(visit.work, handle)
    return [_shown(step, handle.language) for step in outcome.steps]


def contact_of(settings: PlaceSettings) -> dict[str, str]:
    """Whom to ask, for a page."""
    return {
        "contact": settings.contact,
        "phone": phone_words(settings.phone),
        "tel": dialled(settings.phone),
        "room": settings.room,
        "hours": settings.hours,
    }


def _shown(step: NextStep, language: str) -> dict[str, Any]:
    url = step.url or ""
    return {
        "title": form_words(step.title, language),
        "detail": form_words(step.detail, language),
        "bring": form_words(step.bring, language),
        "phone": phone_words(step.phone or ""),
        "tel": dialled(step.phone or ""),
        "url": url,
        "url_shown": url.removeprefix("https://").removeprefix("http://").rstrip("/"),
    }
