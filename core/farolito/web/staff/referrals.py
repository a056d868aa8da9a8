"""Referrals of a response: sent with the family's yes, gone on, answered; and the slip that the family carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain.referring import CONSENTERS, NEXT, OUTCOMES, SHARES, Consent, may_be_shared
from farolito.errors import Conflict, NotFound
from farolito.services import casework, documents, referrals
from farolito.services.referrals import NotSendable, partners
from farolito.web.filters import day_words
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.case_head import address, head
from farolito.web.staff.days import day_typed
from farolito.web.staff.paper import large, paper, prints, to_turn_on
from farolito.web.staff.words import outcome_words, referral_words, share_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response as FlaskResponse
    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response

    from farolito.services.casework import Case
    from farolito.services.referrals import ReferralView
    from farolito.services.work import Work

pages = Pages("staff_referrals", "/staff")


@pages.route(
    "/<place>/responses/<response_id>/referrals",
    permission="referrals.send",
    cache="no-store",
    csp="staff",
    endpoint="referrals",
)
def of_response(work: Work, place: str, response_id: str) -> str:
    """The referrals of a response, and a form for another one; ``?to=`` is the partner that was chosen for it."""
    case = casework.case(work, place, response_id, "referrals.send")
    return _page(work, case, to=request.args.get("to", ""))


@pages.route(
    "/<place>/responses/<response_id>/referrals",
    ("POST",),
    permission="referrals.send",
    cache="no-store",
    csp="staff",
)
def refer(work: Work, place: str, response_id: str) -> Response:
    """Send a referral with the family's yes, or keep it as a draft until there is one."""
    case = casework.case(work, place, response_id, "referrals.send")
    fields = posted()
    to = fields.get("to", "")
    wrong = _wrong(work, fields)
    if not wrong:
        known = {one.id for one in partners.of_place(work, place)}
        if to not in known:
            raise NotFound("There is no such partner.")
    if wrong:
        return make_response(_page(work, case, to=to, wrong=wrong, typed=fields), 422)
    waiting = fields.get("referral")
    if waiting is None:
        waiting = referrals.draft(work, case, to)
    if fields.get("said") == "yes":
        try:
            asks = gettext("Ask how the referral went")
            referrals.send(work, place, waiting, _consent(work, fields), asks)
        except NotSendable as refused:
            work.transaction.undo()
            sentences = {"said": " ".join(_against(one) for one in refused.reasons)}
            case = casework.case(work, place, response_id, "referrals.send")
            return make_response(_page(work, case, to=to, wrong=sentences, typed=fields), 422)
        return redirect(f"{address(place, response_id, 'referrals')}?did=sent", 303)
    return redirect(f"{address(place, response_id, 'referrals')}?did=draft", 303)


@pages.route(
    "/<place>/referrals/<referral_id>",
    ("POST",),
    permission="referrals.send",
    cache="no-store",
    csp="staff",
)
def move(work: Work, place: str, referral_id: str) -> Response:
    """Write down how a referral goes on."""
    found = referrals.one(work, place, referral_id)
    fields = posted()
    named, _, outcome = fields.get("go", "").partition(":")
    state = next((one for one in NEXT[found.state] if one == named), None)
    revision = fields.get("revision", "")
    reason = fields.get("reason", "").strip()
    if state is None or not revision.isdecimal() or len(revision) > 9:
        raise Conflict("This referral has gone on meanwhile.")
    back = address(place, found.response_id, "referrals")
    if state == "declined" and not reason:
        return redirect(f"{back}?did=reason", 303)
    referrals.move(work, place, referral_id, int(revision), state, outcome or None, reason)
    return redirect(f"{back}?did=moved", 303)


@pages.route(
    "/<place>/referrals/<referral_id>/slip.pdf",
    permission="referrals.send",
    cache="no-store",
    csp="staff",
    writes=True,
)
def slip(work: Work, place: str, referral_id: str) -> FlaskResponse:
    """What the family carries to the partner, with a code to tear off."""
    found = referrals.one(work, place, referral_id)
    return paper(
        work,
        "referral_slip",
        place,
        lambda: documents.referral_slip(work, place, referral_id, large_print=large()),
        way_back=address(place, found.response_id, "referrals"),
    )


def _wrong(work: Work, fields: MultiDict[str, str]) -> dict[str, str]:
    found = {}
    if not fields.get("to"):
        found["to"] = gettext("Choose a partner")
    if fields.get("said") not in ("yes", "not_yet"):
        found["said"] = gettext("Choose whether the family said yes")
    if fields.get("said") == "yes":
        on = day_typed(fields.get("on", ""))
        if on is None or on > work.today():
            found["on"] = gettext("Choose today or an earlier day")
        if fields.get("by") not in CONSENTERS:
            found["by"] = gettext("Choose who said yes")
    return found


def _consent(work: Work, fields: MultiDict[str, str]) -> Consent:
    ticked = fields.getlist("share")
    return Consent(
        on=day_typed(fields.get("on", "")) or work.today(),
        by=fields.get("by", ""),
        to=tuple(share for share in SHARES if share in ticked),
        taken_by=work.actor.id or "",
    )


def _against(code: str) -> str:
    return {
        "no_consent": gettext("A referral can not be sent without the family’s yes."),
        "consent_later": gettext("Choose today or an earlier day."),
        "who": gettext("Choose who said yes."),
        "student": gettext("The student asked for this alone, so only the student can say yes."),
        "agreement": gettext("The agreement with this partner is not in force today."),
        "gone": gettext("This partner does not take referrals any more."),
    }[code]


def _page(
    work: Work,
    case: Case,
    *,
    to: str = "",
    wrong: Mapping[str, str] | None = None,
    typed: MultiDict[str, str] | None = None,
) -> str:
    if not case.has_family:
        raise NotFound("Nobody knows who answered this.")
    known = [one for one in partners.of_place(work, case.place.slug) if one.facts.active]
    chosen = next((one for one in known if one.id == to), known[0] if len(known) == 1 else None)
    offered = may_be_shared(case.regime, chosen.facts.agreement) if chosen else ()
    values: dict[str, Any] = head(work, case, "referrals")
    said = {
        "sent": gettext("Sent. A follow-up asks in a week how it went."),
        "draft": gettext("Kept as a draft. It is sent once the family says yes."),
        "moved": gettext("Written down."),
        "reason": gettext("Write why it was declined, then choose “Declined” again."),
    }.get(request.args.get("did", ""))
    ticked = typed.getlist("share") if typed else list(offered)
    return render_page(
        "staff/referrals.html",
        **values,
        notes=[said] if said else [],
        wrong=wrong or {},
        typed=typed or {"on": work.today().isoformat()},
        partners=[(one.id, f"{one.facts.name} – {one.facts.service}", "") for one in known],
        chosen=chosen,
        offered=[(share, share_words(share), share in ticked) for share in offered],
        nothing_shared=chosen is not None and not offered,
        consenters=[
            ("parent", gettext("A parent or guardian")),
            ("caregiver", gettext("A caregiver")),
            ("student", gettext("The student")),
        ],
        referrals=[_shown(one, case) for one in referrals.of_response(work, case)],
        no_paper="" if prints(work, "referral_slip", case.place.slug) else to_turn_on(),
    )


def _shown(one: ReferralView, case: Case) -> dict[str, Any]:
    language = spoken()
    steps = []
    for state in NEXT[one.state]:
        if state == "completed":
            steps += [
                (f"completed:{o}", f"{referral_words(state)}: {outcome_words(o)}") for o in OUTCOMES
            ]
        elif state != "sent":
            steps.append((state, referral_words(state)))
    return {
        "id": one.id,
        "partner": one.partner,
        "partner_id": one.partner_id,
        "service": one.service,
        "state": referral_words(one.state),
        "outcome": outcome_words(one.outcome) if one.outcome else "",
        "reason": one.reason,
        "draft": one.state == "draft",
        "steps": steps,
        "revision": one.revision,
        "shared": [(share_words(line.share), line.words) for line in one.shared],
        "consent_on": day_words(one.consent.on, language) if one.consent else "",
        "code": f"{one.code[:3]}-{one.code[3:]}" if one.code else "",
        "check_on": day_words(one.next_check_on, language) if one.next_check_on else "",
        "slip": f"/staff/{case.place.slug}/referrals/{one.id}/slip.pdf" if one.code else "",
        "action": f"/staff/{case.place.slug}/referrals/{one.id}",
    }
