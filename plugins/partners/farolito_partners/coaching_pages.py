"""The coaching log of a school: for its coordinator and the county coach; a note of each visit on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import NotFound, gettext, render_page
from farolito_partners import coaching
from farolito_partners.coaching import FOCUS
from farolito_partners.shared import HOME, named, pages, paper
from farolito_partners.typing_in import LONG, Fields

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

MAY = "forms.view"
"""Who may is a matter of two permissions together: ``coaching.places_of`` decides."""


@pages.route("/coaching", permission=MAY, cache="no-store", csp="staff")
def all_coached(work: Work) -> str:
    """The log of the first school of the reader."""
    places = coaching.places_of(work)
    if not places:
        raise NotFound("There is no such page.")
    return _page(work, places[0])


@pages.route("/<place>/coaching", permission=MAY, cache="no-store", csp="staff")
def coached(work: Work, place: str) -> str:
    """The log of a school."""
    return _page(work, coaching.place_of(work, place))


@pages.route("/<place>/coaching", ("POST",), permission=MAY, cache="no-store", csp="staff")
def write_visit(work: Work, place: str) -> Any:
    """Write a visit down."""
    here = coaching.place_of(work, place)
    fields = Fields(request.form)
    on, next_on = fields.day("on", needed=True), fields.day("next_on")
    focus = fields.form.get("focus", "")
    agreed = fields.words("agreed", needed=True, most=LONG)
    if focus not in FOCUS:
        fields.wrong["focus"] = "choose"
    if on is not None and on > work.today():
        fields.wrong["on"] = "day"
    if on is not None and next_on is not None and next_on < on:
        fields.wrong["next_on"] = "order"
    if fields.wrong or on is None:
        return _page(work, here, named(fields.wrong)), 422
    lines = tuple(line.strip() for line in agreed.splitlines() if line.strip())
    coaching.write(work, here, on=on, focus=focus, agreed=lines, next_on=next_on)
    return "", 303, {"Location": f"{HOME}{here.slug}/coaching"}


@pages.route("/<place>/coaching/<visit_id>/note.pdf", permission=MAY, cache="no-store", csp="none")
def note(work: Work, place: str, visit_id: str) -> Any:
    """The note of a visit."""
    here = coaching.place_of(work, place)
    visit = coaching.one(work, here, visit_id)
    return paper(
        work, "coaching_note.html", gettext("Coaching note"), here, "coaching",
        visit=visit, focus={name: gettext(words) for name, words in FOCUS.items()},
    )  # fmt: skip


def _page(work: Work, place: PlaceView, wrong: dict[str, str] | None = None) -> str:
    return render_page(
        "partners/coaching.html",
        place=place,
        others=[one for one in coaching.places_of(work) if one.id != place.id],
        visits=coaching.visits(work, place),
        focus=[(name, gettext(words)) for name, words in FOCUS.items()],
        focus_words={name: gettext(words) for name, words in FOCUS.items()},
        wrong=wrong or {},
        typed=request.form.to_dict() if wrong else {"on": work.today().isoformat()},
        day=work.today(),
    )
