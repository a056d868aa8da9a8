"""Many family copies at once: which days and which form, how many there are, and the file that is made of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import request

from farolito.domain.languages import LANGUAGES, pick
from farolito.errors import Conflict, NotFound
from farolito.services import places
from farolito.services.documents import pile
from farolito.services.documents.pile import MOST, Pile
from farolito.web.i18n import ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.made_files import asked, listed, too_many
from farolito.web.staff.paper import prints, to_turn_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from farolito.services.work import Work

pages = Pages("staff_pile", "/staff")


@pages.route(
    "/<place>/print", permission="responses.print", cache="no-store", csp="staff", endpoint="pile"
)
def choose(work: Work, place: str) -> str:
    """The copies of today, or of the days and the form in the address: how many in each language."""
    wanted = _wanted(work, request.args)
    found = pile.found(work, place, wanted)
    language = spoken()
    return render_page(
        "staff/pile.html",
        place=places.by_slug(work, place),
        wanted=wanted,
        no_paper="" if prints(work, "family_copy", place) else to_turn_on(),
        forms=[(form.name, *pick(form.title, language)) for form in found.forms],
        languages=[
            (LANGUAGES[tag], ngettext("%(num)s sheet", "%(num)s sheets", many))
            for tag, many in found.languages.items()
        ],
        too_many=found.too_many,
        most=f"{MOST:,}",
        files=listed(work, place),
    )


@pages.route(
    "/<place>/print",
    ("POST",),
    permission="responses.print",
    cache="no-store",
    csp="staff",
    step_up=True,  # so many families' names leave in one file
    endpoint="ask_for_pile",
)
def ask(work: Work, place: str) -> Response:
    """Have them made."""
    wanted = _wanted(work, posted())
    try:
        return asked(place, pile.ask(work, place, wanted))
    except Conflict:
        return too_many(work, place)


def _wanted(work: Work, given: Mapping[str, str]) -> Pile:
    today = work.today()
    since, until = (_day(given.get(name, ""), today) for name in ("since", "until"))
    return Pile(
        since=min(since, until).isoformat(),
        until=max(since, until).isoformat(),
        form=given.get("form", ""),
        large_print=given.get("large") == "yes",
        both_sides=given.get("sides") == "both",
    )


def _day(typed: str, otherwise: date) -> date:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return otherwise
    if not 2000 <= found.year <= 2200:
        raise NotFound("There is no such page.")
    return found
