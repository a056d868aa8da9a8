"""The pages: the tracker, one family or student with the form to log a contact, and what is printed of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    gettext,
    log_contact,
    places_where,
    render_page,
    settings_of,
    tracked_families,
)
from farolito_contact_log import calling, papers, phones, roster, tracker, words
from farolito_contact_log.family_words import CHANNELS
from farolito_contact_log.keeping import template_at, write_attempt
from farolito_contact_log.models import Student
from farolito_contact_log.settings import TrackerSettings
from farolito_contact_log.shared import HOME, MAY, pages, place_of, places_of
from farolito_contact_log.template import COLUMNS, OUTCOMES
from farolito_contact_log.typed import Typed, typed

if TYPE_CHECKING:
    from farolito.api import PlaceView, TrackedFamily, Work
    from farolito_contact_log.template import Template


@pages.route("/", permission=MAY, cache="no-store", csp="staff", writes=True)
def first(work: Work) -> str:
    """The tracker of the first school of the reader."""
    places = places_of(work)
    if not places:
        raise NotFound("You have no school whose families you may call.")
    return _tracker(work, places[0])


# who looked at which families is recorded: these pages write
@pages.route("/<place>", permission=MAY, cache="no-store", csp="staff", writes=True)
def of_place(work: Work, place: str) -> str:
    """The tracker of a school, narrowed by what stands in the address."""
    return _tracker(work, place_of(work, place))


@pages.route("/<place>/today", permission=MAY, cache="no-store", csp="staff", writes=True)
def today(work: Work, place: str) -> str:
    """The call sheet of today."""
    here = place_of(work, place)
    decided = settings_of(work, TrackerSettings, here)
    return render_page(
        "contact_log/today.html",
        place=here,
        calls=calling.sheet(work, here, decided.most_calls or 25),
        opening=decided.opening,
        day=work.today(),
        phone=phones.shown,
        languages=LANGUAGES,
    )


@pages.route("/<place>/today.pdf", permission=MAY, cache="no-store", csp="none", writes=True)
def today_paper(work: Work, place: str) -> Any:
    """The same on paper."""
    here = place_of(work, place)
    decided = settings_of(work, TrackerSettings, here)
    calls = calling.sheet(work, here, decided.most_calls or 25)
    return papers.call_sheet(work, here, calls, decided.opening)


@pages.route(
    "/<place>/family/<household_id>", permission=MAY, cache="no-store", csp="staff", writes=True
)
def family(work: Work, place: str, household_id: str) -> str:
    """One family: what was tried, what is open, and the form to log a contact."""
    here = place_of(work, place)
    return _family(work, here, _one(work, here, household_id, reaching=True))


@pages.route(
    "/<place>/family/<household_id>", ("POST",), permission=MAY, cache="no-store", csp="staff"
)
def log_family(work: Work, place: str, household_id: str) -> Any:
    """Log a contact with a family; when something is wrong, the page again with what was typed."""
    here = place_of(work, place)
    one = _one(work, here, household_id, reaching=True)
    template = template_at(work, here)
    said = typed(request.form, template, one.language)
    wrong = said.wrong(work.today())
    if not wrong:
        found = log_contact(
            work,
            here,
            one.response_id,
            channel=said.channel,
            outcome=said.outcome,
            language=said.language,
            on=said.day(work.today()),
            topics={code: template.topics[code] for code in said.topics},
            next_try=said.next_day,
            what_next=gettext("Try again: %(channel)s", channel=words.channel(said.channel)),
        )
        wrong = said.named(found)
    if wrong:
        return _family(work, here, one, said, wrong), 422
    return "", 303, {"Location": f"{HOME}{here.slug}/family/{one.id}?did=logged"}


@pages.route(
    "/<place>/family/<household_id>/history.pdf",
    permission=MAY,
    cache="no-store",
    csp="none",
    writes=True,
)
def history(work: Work, place: str, household_id: str) -> Any:
    """What the school did with a family, for the family, in its language: without notes of staff. ``?large=1``."""
    here = place_of(work, place)
    one, large = _one(work, here, household_id), request.args.get("large") == "1"
    return papers.history(work, here, one, template_at(work, here), large=large)


@pages.route(
    "/<place>/student/<student_id>", permission=MAY, cache="no-store", csp="staff", writes=True
)
def student(work: Work, place: str, student_id: str) -> str:
    """A student of the roster who answered nothing yet, and the form to log an attempt."""
    here = place_of(work, place)
    return _student(work, here, _row(work, here, student_id))


@pages.route(
    "/<place>/student/<student_id>", ("POST",), permission=MAY, cache="no-store", csp="staff"
)
def log_student(work: Work, place: str, student_id: str) -> Any:
    """Log an attempt to reach the family of a student, or take the student off the roster."""
    here = place_of(work, place)
    row = _row(work, here, student_id)
    if request.form.get("do") == "forget":
        roster.forget(work, here, {row.id})
        return "", 303, {"Location": f"{HOME}{here.slug}?list=roster"}
    said = typed(request.form, template_at(work, here), "en")
    wrong = said.wrong(work.today())
    if wrong:
        return _student(work, here, row, said, wrong), 422
    write_attempt(work, here, row, said)
    return "", 303, {"Location": f"{HOME}{here.slug}/student/{row.id}?did=logged"}


def _tracker(work: Work, place: PlaceView) -> str:
    asked = request.args
    listed = asked.get("list") == "roster"
    show = asked.get("show", "all")
    show = show if show in tracker.SHOW else "all"
    language = asked.get("language", "")
    language = language if language in LANGUAGES else ""
    template = template_at(work, place)
    quiet = settings_of(work, TrackerSettings, place).quiet_days or 30
    after = asked.get("after") or None
    found: Any = (
        tracker.student_rows(work, place, after or "")
        if listed
        else tracker.family_rows(work, place, show, language, after, quiet)
    )
    return render_page(
        "contact_log/tracker.html",
        place=place,
        others=[other for other in places_of(work) if other.id != place.id],
        may_arrange=_may(work, place, "places.manage"),
        roster=listed,
        show=show,
        language=language,
        shows=[(name, _show_words(name, quiet)) for name in tracker.SHOW],
        spoken=[one for tag, one in LANGUAGES.items() if not one.pseudo],
        rows=found.rows,
        next=found.next,
        columns=template.columns,
        headings={name: gettext(label) for name, label in COLUMNS.items()},
        terms=template,
        say=words,
        failed=tracker.FAILED,
        over=words.OVER,
        day=work.today(),
        after=after,
        languages=LANGUAGES,
    )


def _show_words(name: str, quiet: int) -> str:
    return {
        "all": gettext("Everybody"),
        "waiting": gettext("No contact in %(days)s days", days=quiet),
        "due": gettext("Something is due"),
        "referred": gettext("A referral is open"),
        "offline": gettext("No internet, or only a phone"),
    }[name]


def _family(
    work: Work,
    place: PlaceView,
    one: TrackedFamily,
    said: Typed | None = None,
    wrong: dict[str, str] | None = None,
) -> str:
    return render_page(
        "contact_log/family.html",
        place=place,
        one=one,
        reaches=[calling.reach(person) for person in one.people if person.phone],
        phone=phones.shown,
        over=words.OVER,
        **_form(work, place, one.language, said, wrong),
    )


def _student(
    work: Work,
    place: PlaceView,
    row: Student,
    said: Typed | None = None,
    wrong: dict[str, str] | None = None,
) -> str:
    (one,) = tracker.shown_students(work, place, [row])
    return render_page(
        "contact_log/student.html",
        place=place,
        one=one,
        phone=phones.shown,
        **_form(work, place, one.language if one.language in LANGUAGES else "en", said, wrong),
    )


def _form(
    work: Work, place: PlaceView, language: str, said: Typed | None, wrong: dict[str, str] | None
) -> dict[str, Any]:
    """What the form to log a contact needs, and what both pages say."""
    template: Template = template_at(work, place)
    logged = request.args.get("did") == "logged"
    return {
        "notes": [gettext("Written down.")] if logged else [],
        "typed": said or Typed(language=language, on=work.today().isoformat()),
        "wrong": wrong or {},
        "channels": [(code, gettext(label)) for code, label in CHANNELS.items()],
        "outcomes": [(code, words.outcome(code, template)) for code in OUTCOMES],
        "topics": [(code, words.topic(code, template)) for code in template.topics],
        "spoken": [(tag, one.autonym) for tag, one in LANGUAGES.items() if not one.pseudo],
        "terms": template,
        "say": words,
        "day": work.today(),
        "languages": LANGUAGES,
    }


def _one(
    work: Work, place: PlaceView, household_id: str, *, reaching: bool = False
) -> TrackedFamily:
    found = tracked_families(
        work, place, ids=[household_id], asking=tracker.ASKING, reaching=reaching
    ).families
    if not found:
        raise NotFound("There is no such family.")
    return found[0]


def _row(work: Work, place: PlaceView, student_id: str) -> Student:
    row = work.session.get(Student, (place.id, student_id))
    if row is None:
        raise NotFound("There is no such student.")
    return row


def _may(work: Work, place: PlaceView, permission: str) -> bool:
    return any(one.id == place.id for one in places_where(work, permission))
