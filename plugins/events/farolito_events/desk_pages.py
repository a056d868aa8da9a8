"""For staff: what is planned at a school, one event with everything about it, and planning another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import LANGUAGES, NotFound, gettext, render_page, site_address
from farolito_events import access, counting, keeping, notes, papers, rides, signing_up, typed
from farolito_events.addresses import DESK, pages
from farolito_events.kinds import KINDS
from farolito_events.showing import seen
from farolito_events.staff_words import PILLARS, RIDE_WRONG, SHOWN

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_events.models import Event

WORDS_OF_WRONG = typed.WRONG | notes.WRONG | RIDE_WRONG


@pages.route("/desk", permission="forms.view", cache="no-store", csp="staff")
def start(work: Work) -> Any:
    """The first school of the reader. ``?kind=`` goes on with it."""
    found = access.places(work)
    if not found:
        return render_page("events/none.html")
    kind = request.args.get("kind", "")
    chosen = f"?kind={kind}" if kind in KINDS else ""
    return "", 303, {"Location": f"{DESK}/{next(iter(found))}{chosen}"}


@pages.route("/desk/<place_slug>", permission="forms.view", cache="no-store", csp="staff")
def desk(work: Work, place_slug: str) -> str:
    """What comes up, or with ``?past=1`` what was; ``?kind=`` of one kind."""
    place, kinds = access.place(work, place_slug)
    kind, past = request.args.get("kind", ""), request.args.get("past") == "1"
    chosen = [kind] if kind in kinds else [name for name in KINDS if name in kinds]
    events = keeping.of_place(work.session, place.id, chosen, work.today(), past=past)
    return render_page(
        "events/desk.html",
        place=place,
        others=[one for one, _ in access.places(work).values() if one.id != place.id],
        kinds=_kind_words(kinds),
        kind=kind if kind in kinds else "",
        past=past,
        events=[seen(one) for one in events],
        public=f"/-/events/{place.slug}",
        meets="meeting" in kinds,
    )


@pages.route("/desk/<place_slug>/new", permission="forms.view", cache="no-store", csp="staff")
def new(work: Work, place_slug: str) -> str:
    """The form. ``?from=`` begins with another event's facts, for what happens again."""
    place, kinds = access.place(work, place_slug)
    before = request.args.get("from", "")
    if before:
        kept = typed.kept_of(_event(work, place, kinds, before)) | {"day": ""}
    else:
        kind = request.args.get("kind", "")
        kept = typed.blank(kind if kind in kinds else next(name for name in KINDS if name in kinds))
    return _form(place, kinds, kept, {}, once=keeping.new_id())


@pages.route(
    "/desk/<place_slug>/new",
    methods=("POST",),
    permission="forms.view",
    cache="no-store",
    csp="staff",
)
def add(work: Work, place_slug: str) -> Any:
    """Plan it; or the form again, with what was typed and what to mend."""
    place, kinds = access.place(work, place_slug)
    read = typed.read(request.form, request.form.getlist("pillars"))
    once = request.form.get("once", "")
    if read.values["kind"] not in kinds:
        raise NotFound("There is no such page.")
    if read.wrong:
        return _form(place, kinds, read.kept, read.wrong, once=once), 422
    made = keeping.add(work.session, place.id, read.values, once)
    return "", 303, {"Location": f"{DESK}/{place.slug}/{made.id}"}


@pages.route(
    "/desk/<place_slug>/<event_id>", permission="forms.view", cache="no-store", csp="staff"
)
def one(work: Work, place_slug: str, event_id: str) -> str:
    """One event."""
    place, kinds = access.place(work, place_slug)
    return _one(work, place, _event(work, place, kinds, event_id), {}, {})


@pages.route(
    "/desk/<place_slug>/<event_id>",
    methods=("POST",),
    permission="forms.view",
    cache="no-store",
    csp="staff",
)
def act(work: Work, place_slug: str, event_id: str) -> Any:
    """Count, write down, agree, tick, tell, cancel: whichever button was pressed."""
    place, kinds = access.place(work, place_slug)
    event = _event(work, place, kinds, event_id)
    wrong = _act(work, event, request.form.get("go", ""))
    if wrong:
        return _one(work, place, event, dict(request.form.items()), wrong), 422
    return "", 303, {"Location": f"{DESK}/{place.slug}/{event.id}"}


@pages.route(
    "/desk/<place_slug>/<event_id>/change", permission="forms.view", cache="no-store", csp="staff"
)
def changing(work: Work, place_slug: str, event_id: str) -> str:
    """The form, with what is there."""
    place, kinds = access.place(work, place_slug)
    event = _event(work, place, kinds, event_id)
    return _form(place, kinds, typed.kept_of(event), {}, event=event)


@pages.route(
    "/desk/<place_slug>/<event_id>/change",
    methods=("POST",),
    permission="forms.view",
    cache="no-store",
    csp="staff",
)
def change(work: Work, place_slug: str, event_id: str) -> Any:
    """Change it; with more places, who waits moves up."""
    place, kinds = access.place(work, place_slug)
    event = _event(work, place, kinds, event_id)
    read = typed.read(
        request.form.to_dict() | {"kind": event.kind}, request.form.getlist("pillars")
    )
    if event.came is not None and read.values.get("day", event.day) != event.day:
        read.wrong["day"] = "counted"  # else a month that was shown would change
    if read.wrong:
        return _form(place, kinds, read.kept, read.wrong, event=event), 422
    keeping.change(event, read.values)
    work.session.flush()
    signing_up.move_up(work, event)
    return "", 303, {"Location": f"{DESK}/{place.slug}/{event.id}"}


def _act(work: Work, event: Event, go: str) -> dict[str, str]:
    form, today = request.form, work.today()
    if go == "count":
        number = typed.whole(form.get("came", ""))
        if number is None:
            return {"came": "number"}
        if counting.may_be_mended(event.day, today) and not event.cancelled:
            event.came = number
    elif go == "notes":
        texts = [form.get(f"note{number}", "") for number in range(len(KINDS[event.kind].notes))]
        wrong = notes.write(work, event, texts)
        return {"note0": wrong} if wrong else {}
    elif go == "ride" and KINDS[event.kind].slip:
        return rides.keep(work.session, event, form)
    elif go == "agree":
        wrong = notes.agree(work, event, *(form.get(name, "") for name in ("what", "who", "due")))
        return {"due" if wrong == "due" else "what": wrong} if wrong else {}
    elif go == "done":
        notes.done(work, event, form.get("number", ""), today)
    elif go == "told":
        for sign_up in signing_up.all_of(work, event):
            if sign_up.code_hash == form.get("key") and sign_up.state == "moved_up":
                sign_up.state = "in"
    elif go == "erase":
        signing_up.erase(work, event, form.get("key", ""))
    elif go in ("cancel", "uncancel") and event.came is None:  # what was counted took place
        event.cancelled = go == "cancel"
    return {}


def _event(work: Work, place: PlaceView, kinds: frozenset[str], event_id: str) -> Event:
    found = keeping.one(work.session, place.id, event_id)
    if found.kind not in kinds:
        raise NotFound("There is no such page.")
    return found


def _one(
    work: Work, place: PlaceView, event: Event, kept: dict[str, str], wrong: dict[str, str]
) -> str:
    kind, today = KINDS[event.kind], work.today()
    there = notes.read(work, event)
    sign_ups = signing_up.listed(work, event)
    came = "" if event.came is None else str(event.came)
    ride = rides.of_event(work.session, event)
    return render_page(
        "events/one.html",
        place=place,
        here=f"{DESK}/{place.slug}/{event.id}",
        back=f"{DESK}/{place.slug}",
        event=seen(event),
        kept=kept,
        wrong=_said(wrong),
        sign_ups=sign_ups,
        written=[
            (gettext(heading), kept.get(f"note{number}", there[number]))
            for number, heading in enumerate(kind.notes)
        ],
        agreed=notes.agreed(work, event),
        trip=kind.slip,
        ride=rides.kept(ride) | {name: kept[name] for name in rides.FIELDS if name in kept},
        ways=[(name, gettext(words)) for name, words in rides.WAYS.items()],
        too_few=rides.too_few(ride, event),
        came=kept.get("came", came),
        counted=kind.counted,
        over=event.day <= today,
        may_count=counting.may_be_mended(event.day, today) and not event.cancelled,
        papers=papers.offered(event),
        names="\n".join(one.name for one in sign_ups if one.name and one.state != "waiting"),
        languages=papers.languages_of,
        first=papers.FIRST,
        link=site_address(work, f"/-/events/{place.slug}/{event.id}"),
    )


def _form(
    place: PlaceView,
    kinds: frozenset[str],
    kept: dict[str, Any],
    wrong: dict[str, str],
    *,
    once: str = "",
    event: Event | None = None,
) -> str:
    here = f"{DESK}/{place.slug}/" + (f"{event.id}/change" if event else "new")
    kind = KINDS[kept["kind"]]
    return render_page(
        "events/form.html",
        place=place,
        action=here,
        back=f"{DESK}/{place.slug}" + (f"/{event.id}" if event else ""),
        fixed=gettext(kind.words) if event else "",
        credit=kind.credit or event is None,
        public=not kind.private,
        kinds=_kind_words(kinds),
        shown=[(name, gettext(words)) for name, words in SHOWN.items()],
        pillars=[(name, gettext(words)) for name, words in PILLARS.items()],
        tongues=[
            (tag, f"{one.autonym} ({one.english})")
            for tag, one in LANGUAGES.items()
            if not one.pseudo
        ],
        kept=kept,
        wrong=_said(wrong),
        once=once,
    )


def _kind_words(kinds: frozenset[str]) -> list[tuple[str, str]]:
    return [(name, gettext(kind.words)) for name, kind in KINDS.items() if name in kinds]


def _said(wrong: dict[str, str]) -> dict[str, str]:
    return {name: gettext(WORDS_OF_WRONG[what]) for name, what in wrong.items()}
