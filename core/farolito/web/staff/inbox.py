"""The list of responses of a place, newest first, narrowed by links; several of them assigned or marked at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import redirect, request

from farolito.domain import codes
from farolito.domain.access import holds
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.work_states import STATES, state_named
from farolito.services import casework, inbox, places, receiving
from farolito.services.casework import KEEP, Picked
from farolito.services.inbox import Wanted
from farolito.services.plugins.places_where import places_where
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import channel_words, state_words, status_words, when

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.domain.views import PlaceView
    from farolito.services.inbox import InboxItem, InboxPage, Offered
    from farolito.services.work import Work

pages = Pages("staff_inbox", "/staff")

PAGE = 50
CHANNELS = ("own_device", "tablet", "paper", "phone")
NARROWS = ("form", "language", "state", "assigned", "need", "channel", "since", "until", "overdue")
"""What the address of a list may say, besides where it goes on."""


@pages.route("/", permission="forms.view", cache="no-store", csp="staff")
def start(work: Work) -> Response | str:
    """The person's school, or the list of them; the schools' forms for whoever may see no responses."""
    page = ""
    found = places_where(work, "responses.list")
    if not found:
        page = "/forms"
        found = places_where(work, "forms.view")
    if len(found) == 1:
        return redirect(f"/staff/{found[0].slug}{page}", 303)
    return render_page("staff/places.html", places=found, page=page)


@pages.route(
    "/<place>", permission="responses.list", cache="no-store", csp="staff", endpoint="inbox"
)
def list_(work: Work, place: str) -> str:
    """Up to fifty responses; ``?after=`` and ``?before=`` bring more, as the links at the end say."""
    here = places.by_slug(work, place)
    after, before = request.args.get("after"), request.args.get("before")
    wanted = _wanted()
    page = inbox.page(work, place, wanted, after=after, before=before, limit=PAGE)
    offered = inbox.offered(work, place)
    path, grants = places.path(work, place), work.actor.grants
    return render_page(
        "staff/inbox.html",
        place=here,
        notes=_said(offered),
        rows=[_row(row) for row in page.items],
        may_type=holds(grants, "responses.view", path),
        held=len(receiving.held(work, place)) if holds(grants, "responses.view", path) else 0,
        may_print=holds(grants, "responses.print", path),
        may_export=holds(grants, "responses.export", path),
        may_refer=holds(grants, "referrals.send", path),
        may_answer=holds(grants, "requests.answer", path),
        works=offered.works,
        wanted=wanted,
        quick=_quick(here, wanted),
        choices=_choices(offered, wanted),
        states=[(state, state_words(state)) for state in STATES],
        colleagues=offered.colleagues,
        kept=_query(_narrowing()),
        older=page.older and _address(here, after=page.older),
        newer=page.newer and _address(here, before=page.newer),
        looked_to=page.looked_to and when(page.looked_to, spoken()),
        paged=after is not None or before is not None,
        caption=_caption(page, wanted, after or before),
    )


@pages.route(
    "/<place>/change", ("POST",), permission="follow_ups.work", cache="no-store", csp="staff"
)
def change(work: Work, place: str) -> Response:
    """Assign the ticked responses, or mark them; back to the same list, with a sentence that says what was done."""
    here = places.by_slug(work, place)
    fields = posted()
    picked = [
        Picked(response_id, int(revision))
        for one in fields.getlist("picked")
        for response_id, _, revision in (one.partition(":"),)
        if revision.isdecimal() and len(revision) < 10
    ]
    said: dict[str, str] = {"did": "nothing"}
    if picked and fields.get("do") == "assign":
        person = fields.get("to") or None
        done = casework.change_many(work, place, picked, assigned_to=person)
        said = {"did": "assigned", "to": person or ""}
    elif picked and (state := state_named(fields.get("state", ""))):
        done = casework.change_many(work, place, picked, state=state, assigned_to=KEEP)
        said = {"did": "marked", "as": state}
    if "did" in said and said["did"] != "nothing":
        said |= {"done": str(done.done), "left": str(done.left)}
    return redirect(f"/staff/{here.slug}?{urlencode({**_narrowing(), **said})}", 303)


def _wanted() -> Wanted:
    """What the address narrows the list to. What nobody could have chosen is left aside."""
    asked = request.args
    assigned = asked.get("assigned", "")
    return Wanted(
        form=asked.get("form", ""),
        language=asked.get("language", ""),
        state=state_named(asked.get("state", "")),
        assigned="me" if assigned == "me" else "nobody" if assigned == "nobody" else "",
        need=asked.get("need", ""),
        channel=asked.get("channel", ""),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        overdue=asked.get("overdue") == "yes",
    )


def _day(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def _narrowing() -> dict[str, str]:
    return {name: value for name in NARROWS if (value := request.args.get(name))}


def _query(given: dict[str, str]) -> str:
    return f"?{urlencode(given)}" if given else ""


def _address(place: PlaceView, **more: str) -> str:
    return f"/staff/{place.slug}{_query({**_narrowing(), **more})}"


def _quick(place: PlaceView, wanted: Wanted) -> list[dict[str, Any]]:
    """The lists that are opened most: each is one link."""
    found = [
        (gettext("All"), {}, not wanted),
        (gettext("New"), {"state": "new"}, wanted == Wanted(state="new")),
        (gettext("Mine"), {"assigned": "me"}, wanted == Wanted(assigned="me")),
        (gettext("Nobody’s"), {"assigned": "nobody"}, wanted == Wanted(assigned="nobody")),
        (gettext("Overdue"), {"overdue": "yes"}, wanted == Wanted(overdue=True)),
    ]
    return [
        {"words": words, "href": f"/staff/{place.slug}{_query(given)}", "current": current}
        for words, given, current in found
    ]


def _choices(offered: Offered, wanted: Wanted) -> list[dict[str, Any]]:
    """The menus that narrow the list; one that has nothing to choose from is left out."""
    language = spoken()
    menus: list[tuple[str, str, list[tuple[str, str, str]], str]] = [
        (
            "form",
            gettext("Form"),
            [(form.name, *pick(form.title, language)) for form in offered.forms],
            wanted.form,
        ),
        (
            "language",
            gettext("Language"),
            [(tag, LANGUAGES[tag].autonym, tag) for tag in offered.languages],
            wanted.language,
        ),
        (
            "state",
            gettext("State"),
            [(state, state_words(state), language) for state in STATES],
            wanted.state or "",
        ),
        (
            "assigned",
            gettext("Assigned to"),
            [("me", gettext("Me"), language), ("nobody", gettext("Nobody"), language)],
            wanted.assigned,
        ),
        (
            "need",
            gettext("Need"),
            [(need.name, *pick(need.label, language)) for need in offered.needs],
            wanted.need,
        ),
        (
            "channel",
            gettext("How it came"),
            [(one, channel_words(one), language) for one in CHANNELS],
            wanted.channel,
        ),
    ]
    return [
        {"name": name, "label": label, "choices": choices, "value": value}
        for name, label, choices, value in menus
        if choices
    ]


def _caption(page: InboxPage, wanted: Wanted, goes_on: str | None) -> str:
    if page.older or goes_on or wanted:
        return gettext("Newest first")
    return ngettext(
        "%(num)s response, newest first", "%(num)s responses, newest first", len(page.items)
    )


def _said(offered: Offered) -> list[str]:
    """What a bulk change did, from the address that it led to: numbers and choices, nobody's name."""
    asked = request.args
    did = asked.get("did")
    if did == "nothing":
        return [gettext("Nothing was changed. Tick the responses first.")]
    try:
        done, left = int(asked.get("done", "")), int(asked.get("left", ""))
    except ValueError:
        return []
    said = []
    if did == "assigned":
        name = next((one.name for one in offered.colleagues if one.id == asked.get("to")), "")
        said.append(
            ngettext(
                "%(num)s assigned to %(name)s", "%(num)s assigned to %(name)s", done, name=name
            )
            if name
            else ngettext("%(num)s assigned to nobody", "%(num)s assigned to nobody", done)
        )
    if did == "marked" and (state := state_named(asked.get("as", ""))):
        words = state_words(state)
        said.append(
            ngettext("%(num)s marked “%(state)s”", "%(num)s marked “%(state)s”", done, state=words)
        )
    if said and left:
        said.append(
            ngettext(
                "%(num)s was changed by somebody else meanwhile. Look at it, then try again.",
                "%(num)s were changed by somebody else meanwhile. Look at them, then try again.",
                left,
            )
        )
    return said


def _row(row: InboxItem) -> dict[str, object]:
    language = spoken()
    return {
        "id": row.response_id,
        "revision": row.revision,
        "code": codes.shown(row.code) if row.code else "",
        "sent": when(row.received_at, language),
        "title": pick(row.form_title, language),
        "language": LANGUAGES[row.language],
        "state": state_words(row.state),
        "status": "" if row.status == "completed" else status_words(row.status),
        "assigned_to": row.assigned_to,
    }
