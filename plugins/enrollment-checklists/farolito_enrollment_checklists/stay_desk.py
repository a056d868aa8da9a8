"""The page beside a list of CalWORKs: form CW 42 with its day and hour, nights that were paid, what is left."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import render_page
from farolito_enrollment_checklists import copies, stays
from farolito_enrollment_checklists.desk import (
    HOME,
    LOOKS,
    WORKS,
    copy_of,
    family_of,
    place_of,
    plan,
    works_at,
)
from farolito_enrollment_checklists.nights import AT_ONCE, MOST
from farolito_enrollment_checklists.pages import known, pages

if TYPE_CHECKING:
    from farolito.api import FamilyView, PlaceView, Work

RULE = "/desk/<place>/<response_id>/nights"


@pages.route(RULE, permission=LOOKS, cache="no-store", csp="staff")
def nights(work: Work, place: str, response_id: str) -> str:
    """What was handed in and paid, and how many nights are left."""
    here = place_of(work, place)
    family = family_of(work, here, response_id)
    copy_of(work, here, response_id, known(stays.CHECKLIST))
    return _page(work, here, family, stays.Typed(on_day=work.today().isoformat()))


@pages.route(RULE, ("POST",), permission=WORKS, cache="no-store", csp="staff")
def save_nights(work: Work, place: str, response_id: str) -> Any:
    """Write one thing down, or take one back (``remove=nights.2026-11-23``). What was typed is never lost."""
    here = place_of(work, place, WORKS)
    family = family_of(work, here, response_id)
    copy_of(work, here, response_id, known(stays.CHECKLIST))
    done = "", 303, {"Location": f"{HOME}/{here.slug}/{response_id}/nights?saved"}
    kind, _, day = request.form.get("remove", "").partition(".")
    if kind:
        with suppress(ValueError):  # no day of ours: there is nothing to take back
            stays.forget(work.session, here.id, response_id, kind, date.fromisoformat(day))
        return done
    typed = stays.read(request.form, work.today())
    if typed.wrong:
        return _page(work, here, family, typed), 422
    stays.keep(work.session, here.id, response_id, typed)
    if typed.kind == "form":
        _start_the_clock(work, here, response_id, typed)
    return done


def _start_the_clock(work: Work, here: PlaceView, response_id: str, typed: stays.Typed) -> None:
    """The county answers the same working day: the list and the day of staff say so."""
    data = known(stays.CHECKLIST)
    copy = copy_of(work, here, response_id, data)
    before = copies.marked(work.session, copy)
    days = {step: day for step, day in before.days.items() if f"steps.{step}" != stays.ANSWERED}
    marks = replace(
        before,
        days=days | {stays.FORM_STEP: typed.day or work.today()},
        ticked=(before.ticked | {f"steps.{stays.FORM_STEP}"}) - {stays.ANSWERED},
    )
    copies.save(work.session, copy, marks, copy.revision)
    plan(work, here, response_id, data, marks)


def _page(work: Work, here: PlaceView, family: FamilyView, typed: stays.Typed) -> str:
    found = stays.of_response(work.session, here.id, family.response_id)
    return render_page(
        "enrollment_checklists/nights.html",
        place=here,
        family=family,
        back=f"{HOME}/{here.slug}/{family.response_id}/{stays.CHECKLIST}",
        here=f"{HOME}/{here.slug}/{family.response_id}/nights",
        stays=found,
        nights=stays.summed(found, work.today()),
        most=MOST,
        at_once=AT_ONCE,
        today=work.today(),
        kinds=stays.KINDS,
        typed=typed,
        saved="saved" in request.args,
        works=works_at(work, here),
    )
