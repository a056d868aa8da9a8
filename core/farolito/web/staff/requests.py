"""A family asks to see, correct or erase what is kept: found by its code, answered on paper, erased after two yeses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain import codes
from farolito.domain.access import holds, roles_at
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.requests import ASKERS
from farolito.domain.summary import summarise
from farolito.errors import Conflict, NotFound
from farolito.services import documents, places, requests
from farolito.services.documents.lettering import wants_large
from farolito.services.outcome import day_of
from farolito.web.filters import day_words
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.case_head import address
from farolito.web.staff.contact import channel_words
from farolito.web.staff.contact import outcome_words as contact_outcome
from farolito.web.staff.paper import large, paper, prints, to_turn_on
from farolito.web.staff.reach import shown_row
from farolito.web.staff.words import referral_words, when

if TYPE_CHECKING:
    from flask import Response as FlaskResponse
    from werkzeug.wrappers import Response

    from farolito.domain.requests import Asker
    from farolito.services.work import Work

pages = Pages("staff_requests", "/staff")


@pages.route("/<place>/requests", permission="requests.answer", cache="no-store", csp="staff")
def ask(work: Work, place: str) -> str:
    """Where staff type the code that a family shows."""
    return _ask(work, place)


@pages.route(
    "/<place>/requests", ("POST",), permission="requests.answer", cache="no-store", csp="staff"
)
def find(work: Work, place: str) -> Response:
    """To what is kept under a code; nothing where whoever asks is not to be answered about it."""
    fields = posted()
    asker = next((one for one in ASKERS if one == fields.get("who")), None)
    wrong = {}
    if asker is None:
        wrong["who"] = gettext("Choose who asks")
    else:
        try:
            found = requests.find(work, place, fields.get("code", ""), asker)
        except NotFound:
            wrong["code"] = gettext("There is nothing under this code that we may show to them")
        else:
            return redirect(f"/staff/{place}/requests/{found}?who={asker}", 303)
    return make_response(_ask(work, place, fields.get("code", ""), asker or "", wrong), 422)


@pages.route(
    "/<place>/requests/<response_id>",
    permission="requests.answer",
    cache="no-store",
    csp="staff",
    writes=True,  # that it was opened is recorded
)
def kept(work: Work, place: str, response_id: str) -> str:
    """Everything that is kept, to be looked at together with the family."""
    found = requests.opened(work, place, response_id, _asker())
    record, language = found.record, spoken()
    roles = roles_at(work.actor.grants, found.case.path)
    summary = summarise(
        record.form, record.answers, work.types, day_of(record), language, "respondent", roles=roles
    )
    here = f"/staff/{place}/requests/{response_id}"
    return render_page(
        "staff/kept.html",
        place=found.case.place,
        here=here,
        who=_asker(),
        code=codes.shown(record.code) if record.code else "",
        title=pick(record.form.title, language),
        sent=when(record.received_at, language),
        held=found.held,
        rows=[shown_row(row, language) for section in summary.sections for row in section.rows],
        written=[(when(one.written_at, language), one.author, one.text) for one in found.notes],
        contacts=[
            (
                day_words(one.contact.on, language),
                channel_words().get(one.contact.channel, ""),
                contact_outcome().get(one.contact.outcome, ""),
                ", ".join(pick(words, language)[0] for words in one.contact.topics.values()),
                one.contact.words,
            )
            for one in found.contacts
        ],
        tasks=[(day_words(one.due_on, language), one.what) for one in found.follow_ups],
        referrals=[
            (one.partner, referral_words(one.state), ", ".join(line.words for line in one.shared))
            for one in found.referrals
        ],
        correct=address(place, response_id),
        no_paper="" if prints(work, "family_letter", place) else to_turn_on(),
    )


@pages.route(
    "/<place>/requests/<response_id>/erase",
    permission="requests.answer",
    cache="no-store",
    csp="staff",
    writes=True,
)
def sure(work: Work, place: str, response_id: str) -> str:
    """The second yes: the code once more, and a tick."""
    return _sure(work, place, response_id, {})


@pages.route(
    "/<place>/requests/<response_id>/erase",
    ("POST",),
    permission="requests.answer",
    cache="no-store",
    csp="staff",
)
def erase(work: Work, place: str, response_id: str) -> Response:
    """Erase it for good."""
    fields = posted()
    found = requests.opened(work, place, response_id, _asker())
    size = "&large=1" if wants_large(work, found.record) else ""  # to be known when nothing else is
    wrong = {}
    if fields.get("sure") != "yes":
        wrong["sure"] = gettext("Tick the box if the family is sure")
    if codes.typed(fields.get("code", "")) != found.case.code:
        wrong["code"] = gettext("Write the code of this family once more")
    if not wrong:
        try:
            requests.erase(work, place, response_id, _asker(), fields.get("code", ""))
        except Conflict:
            wrong["code"] = gettext(
                "This is held. Nothing of it may be erased until the hold is lifted."
            )
    if wrong:
        return make_response(_sure(work, place, response_id, wrong), 422)
    spoken_there = found.record.language
    gone = f"/staff/{place}/requests/{response_id}/erased?language={spoken_there}{size}"
    return redirect(gone, 303)


@pages.route(
    "/<place>/requests/<response_id>/erased",
    permission="requests.answer",
    cache="no-store",
    csp="staff",
)
def erased(work: Work, place: str, response_id: str) -> str:
    """It is gone; the letter that says so."""
    at = requests.erased_on(work, place, response_id)
    letter = f"/staff/{place}/requests/{response_id}/erase.pdf?language={_language()}"
    return render_page(
        "staff/erased.html",
        place=places.by_slug(work, place),
        at=when(at, spoken()),
        letter=f"{letter}&large=1" if large() else letter,
        large="" if large() else f"{letter}&large=1",
        no_paper="" if prints(work, "family_letter", place) else to_turn_on(),
    )


@pages.route(
    "/<place>/requests/<response_id>/<kind>.pdf",
    permission="requests.answer",
    cache="no-store",
    csp="staff",
    writes=True,
)
def letter(work: Work, place: str, response_id: str, kind: str) -> FlaskResponse:
    """The letter for the family, in its language."""
    if kind not in ("show", "correct", "erase"):
        raise NotFound("There is no such letter.")
    asker = "parent" if kind == "erase" else _asker()
    if kind == "erase":
        requests.erased_on(work, place, response_id)
    else:
        requests.opened(work, place, response_id, asker)  # who may not have it learns nothing
    return paper(
        work,
        "family_letter",
        place,
        lambda: documents.family_letter(
            work, place, response_id, kind, asker, language=_language(), large_print=large()
        ),
        way_back=f"/staff/{place}/requests",
    )


def _asker() -> Asker:
    found = next((one for one in ASKERS if one == request.args.get("who")), None)
    if found is None:
        raise NotFound("There is no such page.")
    return found


def _language() -> str:
    asked = request.args.get("language", "en")
    return asked if asked in LANGUAGES else "en"


def _ask(
    work: Work, place: str, code: str = "", who: str = "", wrong: dict[str, str] | None = None
) -> str:
    if not holds(work.actor.grants, requests.PERMISSION, places.path(work, place)):
        raise NotFound("There is no such page.")
    return render_page(
        "staff/requests.html",
        place=places.by_slug(work, place),
        code=code,
        who=who,
        wrong=wrong or {},
        askers=[
            ("parent", gettext("A parent, guardian or caregiver")),
            ("student", gettext("The student, about their own answers")),
        ],
    )


def _sure(work: Work, place: str, response_id: str, wrong: dict[str, Any]) -> str:
    found = requests.opened(work, place, response_id, _asker())
    return render_page(
        "staff/sure.html",
        place=found.case.place,
        here=f"/staff/{place}/requests/{response_id}",
        who=_asker(),
        code=codes.shown(found.case.code) if found.case.code else "",
        held=found.held,
        wrong=wrong,
    )
