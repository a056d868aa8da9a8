"""What tablets sent and a person must look at: what, why, and what becomes of it. And the rescue file of a tablet."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain import codes
from farolito.domain.answers import problems as problems_of
from farolito.domain.envelopes import BrokenEnvelope
from farolito.domain.languages import LANGUAGES, pick
from farolito.domain.summary import summarise
from farolito.errors import Conflict, NotFound
from farolito.services import casework, places, receiving, tablets
from farolito.web.cookies import give_cookie
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import allow_files, posted
from farolito.web.problems import sentence_about
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.response import section_shown
from farolito.web.staff.words import held_words, when

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.domain.definitions import Question
    from farolito.services.receiving import HeldEnvelope, Opened
    from farolito.services.work import Work

pages = Pages("staff_held", "/staff")

FILE = "file"


@pages.route("/<place>/held", permission="responses.view", cache="no-store", csp="staff")
def of_place(work: Work, place: str) -> str:
    """Everything that is held here, the longest first; below, the place for a rescue file."""
    return _list(work, place)


@pages.route("/<place>/held", ("POST",), permission="responses.view", cache="no-store", csp="staff")
def rescue(work: Work, place: str) -> Response:
    """Take in a rescue file. The same file twice changes nothing."""
    allow_files()
    posted()
    sent = request.files.get(FILE)
    content = sent.read() if sent is not None else b""
    try:
        done = receiving.take_rescue(work, place, content)
    except BrokenEnvelope:
        said = gettext("This is not the rescue file of a tablet, or only a part of it.")
        return make_response(_list(work, place, {FILE: said}), 422)
    told = "&".join(f"{name}={many}" for name, many in asdict(done).items())
    return redirect(f"{_address(place)}?{told}", 303)


@pages.route(
    "/<place>/held/<sid>",
    permission="responses.view",
    cache="no-store",
    csp="staff",
    writes=True,  # the reading is recorded
)
def one(work: Work, place: str, sid: str) -> Response | str:
    """What was typed, why it is held, and the three things that can be done."""
    return _one(work, place, sid)


@pages.route(
    "/<place>/held/<sid>", ("POST",), permission="responses.view", cache="no-store", csp="staff"
)
def decide(work: Work, place: str, sid: str) -> Response | str:
    """Take it as it is, correct it on the family's own pages, or say that it is a double."""
    go = posted().get("go", "")
    try:
        if go == "take":
            response_id = receiving.take(work, place, sid)
            after = f"responses/{response_id}" if response_id else "held?taken=1"
            return redirect(f"/staff/{place}/{after}", 303)
        if go == "join":
            return _joined(work, place, sid, posted().get("code", ""))
        if go == "correct":
            session, handle = receiving.correct(work, place, sid)
            reply = make_response(redirect(f"/{place}/{handle.link_slug}/check", 303))
            give_cookie(reply, "family", session.token, session.lasts)
            return reply
        if go == "double":
            receiving.set_aside(work, place, sid)
            return redirect(f"{_address(place)}?aside=1", 303)
    except Conflict:
        work.undo()
        said = gettext("This could not be done. Somebody may have decided already: look again.")
        return make_response(_list(work, place, {"go": said}), 409)
    return _one(work, place, sid)


def _joined(work: Work, place: str, sid: str, code: str) -> Response | str:
    """A correction becomes a change of the answers that have this code."""
    try:
        response_id = receiving.join(work, place, sid, code)
    except NotFound:
        work.undo()
        said = gettext("Type the code of answers to this form that were sent here, like K7QM-3FXP.")
        return make_response(_one(work, place, sid, {"code": said}, code), 422)
    return redirect(f"/staff/{place}/responses/{response_id}", 303)


def _list(work: Work, place: str, wrong: dict[str, str] | None = None) -> str:
    here = places.by_slug(work, place)
    found = receiving.held(work, place)
    names = {one: _tablet(work, one) for one in {held.tablet_id for held in found}}
    return render_page(
        "staff/held.html",
        place=here,
        address=_address(place),
        held=[_row(one, names[one.tablet_id]) for one in found],
        told=_told(),
        wrong=wrong or {},
    )


def _row(held: HeldEnvelope, tablet: str) -> dict[str, Any]:
    title = pick(held.form.title, spoken()) if held.form else None
    return {
        "sid": held.sid,
        "title": title or (gettext("Unknown form"), spoken()),
        "why": held_words(held.reason)[0],
        "when": when(held.received_at, spoken()),
        "tablet": tablet,
        "begun": held.begun,
    }


def _one(
    work: Work, place: str, sid: str, wrong: dict[str, str] | None = None, code: str = ""
) -> Response | str:
    here = places.by_slug(work, place)
    held = next((one for one in receiving.held(work, place) if one.sid == sid), None)
    opened: Opened | None = None
    try:
        opened = receiving.look(work, place, sid)
    except Conflict:
        work.undo()  # nobody can read it, or somebody decided meanwhile
    if held is None:
        return make_response(_list(work, place), 409)
    why, what = held_words(held.reason)
    return render_page(
        "staff/held_one.html",
        place=here,
        address=_address(place),
        here=f"{_address(place)}/{sid}",
        row=_row(held, _tablet(work, held.tablet_id)),
        why=why,
        what=what,
        language=LANGUAGES.get(opened.content.language) if opened else None,
        ticket=opened.content.ticket if opened else None,
        may_correct=opened is not None and opened.link is not None,
        may_join=opened is not None and opened.content.corrects is not None,
        code=code or (_code_of(work, place, opened.first) if opened else ""),
        wrong=wrong or {},
        **(_answers(work, place, opened) if opened else {"sections": (), "faults": ()}),
        readable=opened is not None,
    )


def _code_of(work: Work, place: str, response_id: str) -> str:
    """The code of the answers that a correction means, for whoever may see them."""
    try:
        found = casework.case(work, place, response_id, "responses.view") if response_id else None
    except NotFound:
        return ""
    return codes.shown(found.code) if found and found.code else ""


def _answers(work: Work, place: str, opened: Opened) -> dict[str, Any]:
    """What was typed, in the reader's language; what is wrong or missing, each with what stands there."""
    form, language, today = opened.form, spoken(), work.today()
    path = places.path(work, place)
    roles = {grant.role for grant in work.actor.grants if grant.place_id in path}
    family = opened.content.language
    summary = summarise(
        form,
        opened.draft.answers,
        work.types,
        today,
        language,
        "staff",
        second_language=family if family != language and family in form.languages else None,
        roles=roles,
    )
    wrong = {problem.question: problem for problem in reversed(opened.problems)}
    missing = problems_of(form, opened.draft.answers, work.types, today)
    for problem in missing:
        wrong.setdefault(problem.question, problem)
    faults = []
    for at, problem in wrong.items():
        question = form.questions.get(at.rpartition("/")[2])
        hidden = _is_for_others(question, roles)
        typed = [text for texts in opened.draft.raw.get(at, {}).values() for text in texts if text]
        faults.append(
            {
                "label": pick(question.label, language) if question else (at, language),
                "said": sentence_about(question, problem, language),
                "typed": [] if hidden else typed,
            }
        )
    return {
        "sections": [section_shown(one, language, "") for one in summary.sections],
        "faults": faults,
    }


def _is_for_others(question: Question | None, roles: set[str]) -> bool:
    """Whether only other roles may see what was answered."""
    seen = question.audience_view if question else ()
    return bool(seen) and roles.isdisjoint(seen)


def _told() -> list[str]:
    """What has just happened, from the address: numbers and nothing else."""
    many = {
        name: min(int(said), 9999)
        for name in ("fresh", "known", "gone", "broken", "taken", "aside")
        if (said := request.args.get(name, "")).isascii() and said.isdecimal()
    }
    return [_said(name, many[name]) for name in many if many[name] or name == "fresh"]


def _said(name: str, many: int) -> str:
    match name:
        case "fresh":
            return ngettext("%(num)s new form taken in", "%(num)s new forms taken in", many)
        case "known":
            return ngettext("%(num)s was here already", "%(num)s were here already", many)
        case "gone":
            return ngettext(
                "%(num)s was erased or set aside before",
                "%(num)s were erased or set aside before",
                many,
            )
        case "broken":
            return ngettext(
                "%(num)s can not be read, or is of another school",
                "%(num)s can not be read, or are of another school",
                many,
            )
        case "taken":
            return gettext("The form was taken in.")
    return gettext("The form was set aside as a double.")


def _tablet(work: Work, tablet_id: str) -> str:
    tablet = tablets.of_id(work, tablet_id)
    return tablet.name if tablet else ""


def _address(place: str) -> str:
    return f"/staff/{place}/held"
