"""What a partner sees: a page for the code on its slip, and for one with an account the list of its own referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import make_response, redirect, render_template, request

from farolito.domain.referring import ANSWERS, NEXT, OUTCOMES
from farolito.errors import Conflict, NotFound
from farolito.services import places
from farolito.services.referrals import answering
from farolito.services.referrals.answering import Refused, Source
from farolito.services.work import SCHOOL_ZONE
from farolito.web.filters import date_words
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import outcome_words, referral_words, share_words

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug.wrappers import Response

    from farolito.domain.referring import State
    from farolito.services.referrals.answering import Asked
    from farolito.services.work import Work

pages = Pages("partner")


@pages.route("/partner/<place>", permission="public", cache="no-store", csp="family")
def ask(work: Work, place: str) -> str:
    """Where a partner types the code of a slip."""
    return _ask(work, place)


@pages.route("/partner/<place>/<door>", permission="public", cache="no-store", csp="family")
def ask_at(work: Work, place: str, door: str) -> str:
    """The same at the partner's own door, as its slips say."""
    return _ask(work, place, door)


@pages.route("/partner/<place>", ("POST",), permission="public", cache="no-store", csp="family")
def answer(work: Work, place: str) -> Response:
    """The code: then what can be answered. Code and answer: written down, and the code is used up."""
    return _answer(work, place)


@pages.route(
    "/partner/<place>/<door>", ("POST",), permission="public", cache="no-store", csp="family"
)
def answer_at(work: Work, place: str, door: str) -> Response:
    """The same at the partner's own door."""
    return _answer(work, place, door)


def _answer(work: Work, place: str, door: str = "") -> Response:
    fields = posted()
    code, source = fields.get("code", ""), Source(request.remote_addr or "", door)
    found = answering.find(work, place, code, source)
    if isinstance(found, Refused):
        return make_response(_ask(work, place, door, code, _refusal(found)), 422)
    go = fields.get("go")
    if go is None:
        return make_response(_answers(found, door, code))
    state, outcome, reason = _meant(go, fields.get("reason", ""))
    if state == "declined" and not reason:
        problem = gettext("Write why you can not help, in a few words")
        return make_response(_answers(found, door, code, go, problem), 422)
    refused = answering.answer(work, place, code, source, state, outcome, reason)
    if refused is not None:
        return make_response(_ask(work, place, door, code, _refusal(refused)), 422)
    return redirect(f"/partner/{found.place.slug}/thank-you", 303)


@pages.route("/partner/<place>/thank-you", permission="public", cache="no-store", csp="family")
def thanks(work: Work, place: str) -> str:
    """The answer has arrived."""
    return render_template(
        "partner/thanks.html",
        title=gettext("Thank you"),
        place=places.by_slug(work, place).name,
        again=f"/partner/{place}",
    )


@pages.route("/staff/referrals", permission="referrals.answer", cache="no-store", csp="staff")
def own(work: Work) -> str:
    """The referrals that were sent to this person's own agency."""
    return render_page(
        "partner/own.html",
        notes=[gettext("Written down.")] if request.args.get("did") == "answered" else [],
        referrals=[
            {
                "partner": one.partner,
                "service": one.service,
                "from": one.place.name,
                "sent": _day(one.sent_at),
                "state": referral_words(one.state),
                "outcome": outcome_words(one.outcome) if one.outcome else "",
                "shared": [(share_words(line.share), line.words) for line in one.shared],
                "choices": _choices(tuple(s for s in ANSWERS if s in NEXT[one.state])),
                "revision": one.revision,
                "action": f"/staff/referrals/{one.place.slug}/{one.id}",
            }
            for one in answering.own(work)
        ],
    )


@pages.route(
    "/staff/referrals/<place>/<referral_id>",
    ("POST",),
    permission="referrals.answer",
    cache="no-store",
    csp="staff",
)
def answer_own(work: Work, place: str, referral_id: str) -> Response:
    """What this person's agency says to one of its referrals."""
    fields = posted()
    revision = fields.get("revision", "")
    state, outcome, reason = _meant(fields.get("go", ""), fields.get("reason", ""))
    if not revision.isdecimal() or len(revision) > 9:
        raise NotFound("There is no such page.")
    if state == "declined" and not reason:
        raise Conflict("A reason is needed.")
    answering.answer_own(work, place, referral_id, int(revision), state, outcome, reason)
    return redirect("/staff/referrals?did=answered", 303)


def _meant(go: str, reason: str) -> tuple[State, str | None, str]:
    named, _, outcome = go.partition(":")
    state = next((one for one in ANSWERS if one == named), None)
    if state is None:
        raise NotFound("There is no such answer.")
    return state, outcome or None, reason.strip()[:500]


def _choices(states: tuple[State, ...]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for state in states:
        if state == "completed":
            found += [
                (f"completed:{o}", f"{referral_words(state)}: {outcome_words(o)}") for o in OUTCOMES
            ]
        else:
            found.append((state, referral_words(state)))
    return found


def _ask(work: Work, place: str, door: str = "", code: str = "", problem: str = "") -> str:
    here = places.by_slug(work, place)
    return render_template(
        "partner/code.html",
        title=gettext("Answer a referral"),
        place=here.name,
        action=_address(here.slug, door),
        code=code,
        problem=problem,
    )


def _answers(found: Asked, door: str, code: str, go: str = "", problem: str = "") -> str:
    return render_template(
        "partner/answer.html",
        title=gettext("Answer a referral"),
        place=found.place.name,
        action=_address(found.place.slug, door),
        heading=gettext(
            "Referral from %(place)s, %(day)s", place=found.place.name, day=_day(found.sent_at)
        ),
        code=code,
        choices=_choices(found.answers),
        go=go,
        problem=problem,
    )


def _address(slug: str, door: str) -> str:
    return f"/partner/{slug}/{quote(door, safe='')}" if door else f"/partner/{slug}"


def _refusal(refused: Refused) -> str:
    if refused.seconds:
        minutes = -(-refused.seconds // 60)
        return ngettext(
            "Too many tries. Wait %(num)s minute, then try again.",
            "Too many tries. Wait %(num)s minutes, then try again.",
            minutes,
        )
    return gettext(
        "We do not know this code. Check it, or call the school. A code works once, for 60 days"
    )


def _day(at: datetime) -> str:
    return date_words(at.astimezone(SCHOOL_ZONE).date(), spoken())
