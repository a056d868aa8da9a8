"""The pages about households. What is looked for is posted: no name and no number stands in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain.access import holds
from farolito.domain.languages import pick
from farolito.domain.shared_facts import joins_households
from farolito.errors import NotFound
from farolito.services import households, links, places
from farolito.services.plugins.places_where import places_where
from farolito.web.cookies import give_cookie
from farolito.web.i18n import spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.households.search import read_search
from farolito.web.staff.households.showing import compared, household, tie
from farolito.web.staff.households.words import hint_words

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as Reply

    from farolito.services.households import HouseholdView
    from farolito.services.work import Work

pages = Pages("staff_households", "/staff")


@pages.route("/households", permission="households.view", cache="no-store", csp="staff")
def start(work: Work) -> Reply | str:
    """The search of the person's school, or the list of schools."""
    found = places_where(work, "households.view")
    if len(found) == 1:
        return redirect(f"/staff/{found[0].slug}/households", 303)
    return render_page("staff/places.html", places=found, page="/households")


@pages.route("/<place>/households", permission="households.view", cache="no-store", csp="staff")
def search(work: Work, place: str) -> str:
    """Where a household is looked for."""
    return _search(work, place, {}, None, "")


@pages.route(
    "/<place>/households",
    methods=("POST",),
    permission="households.view",
    cache="no-store",
    csp="staff",
)
def found(work: Work, place: str) -> Reply | str:
    """What was found, below what was typed; a code leads to its household at once."""
    fields = posted()
    asked = read_search(work, fields)
    if asked.code:
        head = households.by_code(work, place, asked.code)
        if head:
            return redirect(_address(place, head), 303)
        return _search(work, place, asked.typed, [], "")
    if asked.wanted is None:
        return _search(work, place, asked.typed, None, asked.problem)
    matching = households.by_person(work, place, asked.wanted)
    seen = [{**household(work, view), "says": hint_words(hint)} for view, hint in matching]
    return _search(work, place, asked.typed, seen, "")


@pages.route(
    "/<place>/households/<household_id>",
    permission="households.view",
    cache="no-store",
    csp="staff",
    writes=True,  # the reading is recorded
)
def page(work: Work, place: str, household_id: str) -> str:
    """The people of a household, with the safe ways to reach them first, and what they sent."""
    view = households.read(work, place, household_id)
    path = places.path(work, place)
    said = request.args.get("said")
    return render_page(
        "staff/household.html",
        place=view.place,
        here=_address(place, view.id),
        may_join=holds(work.actor.grants, "households.join", path),
        just=next((tie(one) for one in view.ties if one.verdict_id == said), None),
        one_already=request.args.get("one", ""),
        forms=_forms(work, place),
        **household(work, view),
    )


@pages.route(
    "/<place>/households/<household_id>/compare/<other_id>",
    permission="households.view",
    cache="no-store",
    csp="staff",
    writes=True,
)
def compare(work: Work, place: str, household_id: str, other_id: str) -> str:
    """Two households side by side."""
    ours, theirs, hint = households.compare(work, place, household_id, other_id)
    if ours.id == theirs.id:
        raise NotFound("There is no such page.")  # they are one by now
    return render_page(
        "staff/compare.html",
        place=ours.place,
        one=household(work, ours),
        other=household(work, theirs),
        here=_address(place, ours.id),
        may_join=holds(work.actor.grants, "households.join", places.path(work, place)),
        likely=hint is not None and hint.level == "likely",
        rows=compared(work, ours, theirs, hint),
        apart=[tie(one) for one in ours.ties if one.verdict_id in _kept_apart(theirs)],
        chosen=request.args.get("chosen", ""),
    )


@pages.route(
    "/<place>/households/<household_id>/say",
    methods=("POST",),
    permission="households.join",
    cache="no-store",
    csp="staff",
)
def say(work: Work, place: str, household_id: str) -> Reply:
    """Same family, or not the same. ``instead``: what is taken back first.

    Who comes second is told what the first one said, and finds their own choice on that page.
    """
    fields = posted()
    acts = {"same": households.join, "different": households.keep_apart}
    act = acts.get(fields.get("verdict", ""))
    if act is None:
        raise NotFound("There is no such page.")
    here, other = _address(place, household_id), fields.get("other", "")
    try:
        for said in fields.getlist("instead"):
            households.take_back(work, place, said)
        verdict = act(work, place, household_id, other)
    except households.Clash as clash:
        work.transaction.undo()  # also what was taken back, and what the audit says of it
        chosen = fields["verdict"]
        if clash.why == "one":
            return redirect(f"{here}?one={chosen}", 303)
        return redirect(f"{here}/compare/{other}?chosen={chosen}", 303)
    return redirect(f"{here}?said={verdict}", 303)


@pages.route(
    "/<place>/households/<household_id>/take-back",
    methods=("POST",),
    permission="households.join",
    cache="no-store",
    csp="staff",
)
def take_back(work: Work, place: str, household_id: str) -> Reply:
    """As if it had never been said."""
    households.take_back(work, place, posted().get("verdict", ""))
    return redirect(_address(place, household_id), 303)


@pages.route(
    "/<place>/households/<household_id>/enrolled",
    methods=("POST",),
    permission="households.join",
    cache="no-store",
    csp="staff",
)
def enrolled(work: Work, place: str, household_id: str) -> Reply:
    """A student has left this school, or is still here."""
    fields = posted()
    still = fields.get("still") == "yes"
    households.set_enrolled(work, place, household_id, fields.get("person", ""), here_still=still)
    return redirect(_address(place, household_id), 303)


@pages.route(
    "/<place>/households/<household_id>/open",
    methods=("POST",),
    permission="households.view",
    cache="no-store",
    csp="staff",
)
def open_form(work: Work, place: str, household_id: str) -> Response:
    """A form for this family, in this browser, with what is known filled in to be confirmed."""
    link = posted().get("link", "")
    _, session = households.open_form(work, place, household_id, link)
    reply = make_response(redirect(f"/{place}/{link}", 303))
    give_cookie(reply, "family", session.token, session.lasts)
    return reply


def _search(
    work: Work, place: str, typed: dict[str, str], seen: list[dict[str, Any]] | None, problem: str
) -> str:
    here = households.entered(work, place, "households.view").place
    return render_page("staff/households.html", place=here, typed=typed, seen=seen, problem=problem)


def _forms(work: Work, place: str) -> list[tuple[str, tuple[str, str]]]:
    """The open forms of this place that a household may have."""
    return [
        (link.slug, pick(link.form.title, spoken()))
        for link in links.of_place(work, place)
        if link.open and joins_households(link.form.regime) and link.form.audience == "family"
    ]


def _kept_apart(view: HouseholdView) -> set[str]:
    """The ids of what was said to keep a household apart from another one."""
    return {one.verdict_id for one in view.ties if one.verdict == "different"}


def _address(place: str, household_id: str) -> str:
    return f"/staff/{place}/households/{household_id}"
