"""Letters for the families of students without a form: when a school is closed, paper goes to those who have no net."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

import segno
from flask import render_template, request

from farolito.api import (
    LANGUAGES,
    NotFound,
    contact_of,
    gettext,
    languages_offered,
    render_pdf,
    site_address,
    speak,
    spoken,
)
from farolito_contact_log import roster, tracker
from farolito_contact_log.keeping import write_attempt
from farolito_contact_log.shared import HOME, MAY, pages, place_of
from farolito_contact_log.typed import Typed

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_contact_log.tracker import StudentShown


# who looked at which families is recorded: this page writes
@pages.route("/<place>/letters.pdf", permission=MAY, cache="no-store", csp="none", writes=True)
def letters(work: Work, place: str) -> Any:
    """A letter for each student on the same part of the list, in the language of the family. ``?large=1``."""
    here = place_of(work, place)
    rows = tracker.student_rows(work, here, request.args.get("after", "")).rows
    if not rows:
        raise NotFound("There is nobody to write to.")
    before = spoken()
    written = "".join(_letter(work, here, one, last=one is rows[-1]) for one in rows)
    speak(before)
    title = gettext("Letters to families")
    html = render_template(
        "contact_log/letters.html",
        language=LANGUAGES[before],
        title=title,
        letters=written,
        large=request.args.get("large") == "1",
    )
    name = f"{here.slug}-letters-{work.today().isoformat()}.pdf"
    made = render_pdf(html, title=title, language=before)
    disposition = f'inline; filename="{name}"'
    return made, 200, {"Content-Type": "application/pdf", "Content-Disposition": disposition}


@pages.route("/<place>/letters", ("POST",), permission=MAY, cache="no-store", csp="staff")
def sent(work: Work, place: str) -> Any:
    """Write down that the letters of this part of the list were sent, once for each student and day."""
    here = place_of(work, place)
    wanted = set(request.form.getlist("student"))
    today = work.today()
    known = [row for row in roster.students(work, here) if row.id in wanted]
    written = {
        attempt.student_id
        for attempt in roster.attempts(work, here, [row.id for row in known])
        if attempt.on == today
    }
    for row in known:
        if row.id not in written:
            said = Typed("letter", "sent", "en", today.isoformat(), topics=("welcome",))
            write_attempt(work, here, row, said)
    return "", 303, {"Location": f"{HOME}{here.slug}?list=roster"}


def _letter(work: Work, place: PlaceView, one: StudentShown, *, last: bool) -> str:
    speak(one.language if one.language in languages_offered() else "en")
    address = site_address(work, f"/{place.slug}")
    return render_template(
        "contact_log/letter.html",
        language=LANGUAGES[spoken()],
        place=place,
        one=one,
        day=work.today(),
        contact=contact_of(work, place),
        address=address.partition("://")[2],
        qr64=_qr(address),
        last=last,
    )


def _qr(address: str) -> str:
    image = io.BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(image, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, nl=False)
    return base64.b64encode(image.getvalue()).decode()
