"""The box beside a response: its household, and others that may be the same family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain import codes
from farolito.domain.access import holds
from farolito.errors import Forbidden
from farolito.services import households, places
from farolito.web.i18n import gettext
from farolito.web.staff.households.words import day_words, hint_words

if TYPE_CHECKING:
    from farolito.services.households import HintView
    from farolito.services.work import Work


def family_box(work: Work, place: str, response_id: str) -> dict[str, Any] | None:
    """What ``staff/household_box.html`` shows; None where there is nothing to show, or nobody to show it to."""
    try:
        household = households.of_response(work, place, response_id)
    except Forbidden:
        return None
    if household is None:
        return None
    return {
        "place": place,
        "id": household,
        "may_join": holds(work.actor.grants, "households.join", places.path(work, place)),
        "hints": [_hint(one) for one in households.hints_for(work, place, response_id)],
    }


def _hint(one: HintView) -> dict[str, Any]:
    return {
        "other": one.other_id,
        "code": codes.shown(one.code) if one.code else gettext("Response without a code"),
        "day": day_words(one.at),
        "likely": one.hint.level == "likely",
        "says": hint_words(one.hint),
    }
