"""Who waits, who comes when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    clock_words,
    codes_of,
    gettext,
    hand_over,
    languages_offered,
    render_page,
    settings_of,
    spoken,
)
from farolito_wellbeing_centers import requests
from farolito_wellbeing_centers.models import Request
from farolito_wellbeing_centers.settings import CenterSettings
from farolito_wellbeing_centers.where import DESK, MAY, desk_at, owners, pages, see

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work

FIELDS = ("day", "clock", "room")


@pages.route("/desk/<place_slug>/requests", permission=MAY, cache="no-store", csp="staff")
def request_list(work: Work, place_slug: str) -> str:
    """Everybody who waits or comes."""
    return _page(work, desk_at(work, place_slug))


@pages.route(
    "/desk/<place_slug>/requests/<response_id>",
    methods=("POST",),
    permission=MAY,
    cache="no-store",
    csp="staff",
)
def answer_request(work: Work, place_slug: str, response_id: str) -> Any:
    """Set a time, or say that it is done. What was typed stays on the page when it can not be."""
    place = desk_at(work, place_slug)
    known = work.session.get(Request, (place.id, response_id))
    if known is None or response_id not in codes_of(work, place, [response_id]):
        raise NotFound("There is no such page.")
    go = request.form.get("go", "")
    if go == requests.SET:
        typed = {name: request.form.get(name, "") for name in FIELDS}
        wrong = requests.problems(typed["day"], typed["clock"], typed["room"], work.today())
        if wrong:
            return _page(work, place, at=response_id, typed=typed, wrong=wrong), 422
        requests.set_time(known, typed["day"], typed["clock"], typed["room"])
    else:
        requests.move(known, go, work.today())
    return see(f"{DESK}{place.slug}/requests")


@pages.route(
    "/desk/<place_slug>/hand-over", methods=("POST",), permission=MAY, cache="no-store", csp="staff"
)
def give_tablet(work: Work, place_slug: str) -> Any:
    """A form opens for the student who is handed the tablet; whoever was logged in here is logged out."""
    place = desk_at(work, place_slug)
    form_name, language = request.form.get("form", ""), request.form.get("language", "")
    if form_name not in _own_forms(work, place):
        return see(f"{DESK}{place.slug}/requests")
    try:
        return hand_over(work, place, form_name, language)
    except NotFound:
        return see(f"{DESK}{place.slug}/requests?said=closed")


def _own_forms(work: Work, place: PlaceView) -> list[str]:
    mine = owners(work, place)
    return [name for name, owner in requests.OWNERS.items() if owner in mine]


def _page(
    work: Work,
    place: PlaceView,
    at: str = "",
    typed: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> str:
    groups = [
        requests.waiting(work, place),
        requests.coming(work, place),
        requests.over(work, place),
    ]
    codes = codes_of(work, place, [one.response_id for group in groups for one in group])
    waiting, coming, over = (
        [_shown(one, codes) for one in group if one.response_id in codes] for group in groups
    )
    return render_page(
        "wellbeing_centers/requests.html",
        tab="requests",
        place=place,
        waiting=waiting,
        coming=coming,
        over=over,
        said=request.args.get("said", ""),
        forms=[(name, gettext(requests.TITLES[name])) for name in _own_forms(work, place)],
        spoken=[(tag, LANGUAGES[tag].autonym) for tag in languages_offered()],
        at=at,
        typed=typed
        or {
            "day": work.today().isoformat(),
            "room": settings_of(work, CenterSettings, place).where,
        },
        wrong={name: gettext(words) for name, words in (wrong or {}).items()},
    )


def _shown(one: Request, codes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": one.response_id,
        "code": codes[one.response_id],
        "what": gettext(requests.FORMS[one.form_name]),
        "asked_on": one.asked_on,
        "day": one.day,
        "time": clock_words(one.clock, spoken()) if one.clock else "",
        "room": one.room,
        "state": one.state,
    }
