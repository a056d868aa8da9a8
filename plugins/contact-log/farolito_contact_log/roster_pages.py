"""The roster: looked at, tried out, taken over; and students taken off it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from farolito.api import gettext, render_page
from farolito_contact_log import roster
from farolito_contact_log.roster_reading import LARGEST, Sheet, read
from farolito_contact_log.shared import HOME, MAY, pages, place_of

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_contact_log.roster import Changes

BODY = 3 * LARGEST
"""Bytes of a request: what was tried out comes back with its signs escaped."""


@pages.route("/<place>/roster", permission=MAY, cache="no-store", csp="staff")
def roster_of(work: Work, place: str) -> str:
    """How many students the roster has, and the form that takes a file."""
    return _page(work, place_of(work, place))


@pages.route("/<place>/roster", ("POST",), permission=MAY, cache="no-store", csp="staff")
def give(work: Work, place: str) -> Any:
    """Try a file out, take over what was tried out, or take off the roster whom the latest one does not list."""
    here = place_of(work, place)
    request.max_content_length = request.max_form_memory_size = BODY
    try:
        do, rows, file = _sent()
    except RequestEntityTooLarge:
        return _page(work, here, fault="large"), 422
    if do == "forget":
        gone = [one.id for one in roster.students(work, here) if not one.listed]
        roster.forget(work, here, gone)
        return "", 303, {"Location": f"{HOME}{here.slug}/roster?did=forgot"}
    if do == "take":
        sheet = read(rows.encode())
        if not sheet.fault:
            roster.take_over(work, here, sheet)
            return "", 303, {"Location": f"{HOME}{here.slug}/roster?did=taken"}
        return _page(work, here, fault=sheet.fault), 422
    data = file or rows.encode()
    sheet = read(data)
    if sheet.fault:
        return _page(work, here, fault=sheet.fault), 422
    return _page(work, here, sheet=sheet, planned=roster.plan(work, here, sheet), data=data)


def _sent() -> tuple[str, str, bytes]:
    uploaded = request.files.get("file")
    return (
        request.form.get("do", "try"),
        request.form.get("rows", ""),
        uploaded.read(LARGEST + 1) if uploaded else b"",
    )


def _page(
    work: Work,
    place: PlaceView,
    fault: str = "",
    sheet: Sheet | None = None,
    planned: Changes | None = None,
    data: bytes = b"",
) -> str:
    known = roster.students(work, place)
    did = request.args.get("did", "")
    notes = {
        "taken": gettext("The roster was taken over."),
        "forgot": gettext("They were taken off, with what was written down about them."),
    }
    return render_page(
        "contact_log/roster.html",
        place=place,
        notes=[notes[did]] if did in notes else [],
        listed=sum(one.listed for one in known),
        unlisted=sum(not one.listed for one in known),
        wrong=_fault(fault) if fault else "",
        sheet=sheet,
        planned=planned,
        faults=_row_faults(),
        row_notes=_row_notes(),
        does=_does(),
        rows=_as_text(sheet) if sheet else "",
    )


def _as_text(sheet: Sheet) -> str:
    """What was read, and nothing else of the file, as it is sent back when it is taken over."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["student id", "student name", "grade", "dob", "language", "guardian", "phone"])
    for one in sheet.lines:
        if not one.fault:
            phones = " / ".join(one.phones)
            kept = (one.number, one.name, one.grade, one.born, one.language, one.guardian)
            writer.writerow([*kept, phones])
    return out.getvalue()


def _fault(code: str) -> str:
    return {
        "empty": gettext("There is nothing in this file. Choose the roster as a CSV file."),
        "large": gettext(
            "This file is too large. Take out columns that are not needed, or give one grade at a time."
        ),
        "many": gettext("These are more than 6000 students. Give one grade at a time."),
        "no_header": gettext(
            "No row of this file names its columns. It needs headers like “Student ID” and “Student name”."
        ),
        "no_name": gettext(
            "No column has names. Call it “Student name”, or “First name” and “Last name”."
        ),
    }[code]


def _row_faults() -> dict[str, str]:
    return {
        "no_name": gettext("No name. Write it into the file."),
        "no_key": gettext(
            "Neither a student number nor a birth date: it would come twice the next time."
        ),
        "twice": gettext("The same student as in row %(row)s."),
    }


def _row_notes() -> dict[str, str]:
    return {
        "born": gettext("The birth date is no day."),
        "phone": gettext("The phone is no number of ten digits."),
        "language": gettext("The language is kept as it is written."),
        "long": gettext("Something was too long and was cut."),
    }


def _does() -> dict[str, str]:
    return {
        "new": gettext("New"),
        "changed": gettext("Changed"),
        "same": gettext("As it was"),
        "fault": gettext("Left out"),
    }
