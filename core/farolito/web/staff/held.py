"""What tablets sent and a person must look at: what, why, and what becomes of it. And the rescue file of a tablet."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain.envelopes import BrokenEnvelope
from farolito.domain.languages import LANGUAGES, pick
from farolito.errors import Conflict, NotFound
from farolito.services import places, receiving, tablets
from farolito.services.receiving import Decided, NotJoined
from farolito.services.work import SCHOOL_ZONE
from farolito.web.cookies import give_cookie
from farolito.web.filters import date_words
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import allow_files, posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.held_shown import answers_shown, code_meant, why_held
from farolito.web.staff.held_words import decided_words, held_words, not_joined_words, told_words
from farolito.web.staff.words import when

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.receiving import HeldEnvelope, Opened
    from farolito.services.responses import ResponseDraft
    from farolito.services.sessions import NewSession
    from farolito.services.work import Work

pages = Pages("staff_held", "/staff")

FILE = "file"
SOON = timedelta(days=14)
"""For so long before something goes the list says so."""


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
    "/<place>/held/tablet", ("POST",), permission="responses.view", cache="no-store", csp="staff"
)
def of_lost_tablet(work: Work, place: str) -> Response:
    """All that came of a tablet after it was known are ours: they are taken in, each as it can be."""
    many = receiving.trust(work, place, posted().get("tablet", ""))
    return redirect(f"{_address(place)}?trusted={many}", 303)


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
    """Take it as it is, join it, correct it on the family's own pages, or say that it is a double."""
    fields = posted()
    go, code = fields.get("go", ""), fields.get("code", "")
    try:
        if go in ("take", "without"):
            without = go == "without"
            return _taken(place, receiving.take(work, place, sid, without_absent=without))
        if go == "join":
            return _taken(place, receiving.join(work, place, sid, code))
        if go == "right":
            return _on_family_pages(place, *receiving.put_right(work, place, sid, code))
        if go == "correct":
            return _on_family_pages(place, *receiving.correct(work, place, sid))
        if go == "double":
            receiving.set_aside(work, place, sid)
            return redirect(f"{_address(place)}?aside=1", 303)
    except Decided as decided:
        work.undo()
        if decided.state == "opened" and decided.became and go in ("take", "without", "join"):
            return _taken(place, decided.became)  # pressed twice: where the first one led
        return _too_late(work, place, decided)
    except NotJoined as problem:
        work.undo()
        said, right = not_joined_words(problem.why), problem.why == "faults"
        return make_response(_one(work, place, sid, {"code": said}, code, right=right), 409)
    except NotFound:
        if go not in ("join", "right"):
            raise
        work.undo()
        said = gettext("Type the code of answers to this form that were sent here, like K7QM-3FXP.")
        return make_response(_one(work, place, sid, {"code": said}, code), 422)
    except Conflict:
        work.undo()
        said = gettext(
            "This could not be done, and nothing was changed. Look again at what is possible now."
        )
        return make_response(_one(work, place, sid, {"decide": said}, code), 409)
    return _one(work, place, sid)


def _taken(place: str, response_id: str) -> Response:
    after = f"responses/{response_id}" if response_id else "held?taken=1"
    return redirect(f"/staff/{place}/{after}", 303)


def _on_family_pages(place: str, session: NewSession, handle: ResponseDraft) -> Response:
    reply = make_response(redirect(f"/{place}/{handle.link_slug}/check", 303))
    give_cookie(reply, "family", session.token, session.lasts)
    return reply


def _too_late(work: Work, place: str, decided: Decided) -> Response:
    """The list, and what became of the one that was meant."""
    link = f"/staff/{place}/responses/{decided.became}" if decided.became else ""
    return make_response(_list(work, place, decided=(decided_words(decided.state), link)), 409)


def _list(
    work: Work,
    place: str,
    wrong: dict[str, str] | None = None,
    decided: tuple[str, str] | None = None,
) -> str:
    here = places.by_slug(work, place)
    found = receiving.held(work, place)
    names = {one: _tablet(work, one) for one in {held.tablet_id for held in found}}
    return render_page(
        "staff/held.html",
        place=here,
        address=_address(place),
        held=[_row(work, one, names[one.tablet_id]) for one in found],
        told=_told(),
        decided=decided,
        lost=_lost(found, names),
        more=len(found) == receiving.MOST_SHOWN,
        wrong=wrong or {},
    )


def _lost(found: tuple[HeldEnvelope, ...], names: dict[str, str]) -> list[dict[str, str]]:
    """The tablets of which several are held because they were not known any more."""
    many = Counter(one.tablet_id for one in found if one.reason == "tablet" and not one.begun)
    return [
        {
            "id": tablet,
            "name": names[tablet],
            "said": ngettext(
                "%(num)s form came when the tablet was not known any more",
                "%(num)s forms came when the tablet was not known any more",
                count,
            ),
        }
        for tablet, count in many.items()
        if count > 1
    ]


def _row(work: Work, held: HeldEnvelope, tablet: str) -> dict[str, Any]:
    title = pick(held.form.title, spoken()) if held.form else None
    return {
        "sid": held.sid,
        "title": title or (gettext("Unknown form"), spoken()),
        "why": held_words(held.reason, anonymous=held.anonymous)[0],
        "when": when(held.received_at, spoken()),
        "goes": held.goes_at and date_words(held.goes_at.astimezone(SCHOOL_ZONE).date(), spoken()),
        "soon": held.goes_at is not None and held.goes_at - work.now() < SOON,
        "tablet": tablet,
        "begun": held.begun,
        "corrects": held.corrects and held.reason != "correction",
    }


def _one(
    work: Work,
    place: str,
    sid: str,
    wrong: dict[str, str] | None = None,
    code: str = "",
    *,
    right: bool = False,
) -> Response | str:
    """``right``: it must be put right before it is joined, whatever its answers look like."""
    here = places.by_slug(work, place)
    held = receiving.held_one(work, place, sid)
    opened: Opened | None = None
    try:
        opened = receiving.look(work, place, sid)
    except Decided as decided:
        work.undo()
        return _too_late(work, place, decided)
    except Conflict:
        work.undo()  # nobody can read it
    if held is None:
        return _too_late(work, place, Decided("", ""))
    found = answers_shown(work, place, opened) if opened else {"sections": (), "faults": ()}
    return render_page(
        "staff/held_one.html",
        place=here,
        address=_address(place),
        here=f"{_address(place)}/{sid}",
        row=_row(work, held, _tablet(work, held.tablet_id)),
        **why_held(held, opened),
        language=LANGUAGES.get(opened.content.language) if opened else None,
        ticket=opened.content.ticket if opened else None,
        link=held.link_slug,
        may_correct=opened is not None and opened.link is not None,
        corrects=opened is not None and opened.content.corrects is not None,
        anonymous=opened is not None and opened.anonymous,
        first=f"/staff/{place}/responses/{opened.first}" if opened and opened.first else "",
        waits=f"{_address(place)}/{opened.waits}" if opened and opened.waits else "",
        other=_other(place, held, opened),
        absent=opened is not None and bool(opened.absent),
        code=code or (code_meant(work, place, opened.first) if opened else ""),
        wrong=wrong or {},
        readable=opened is not None,
        right=right or bool(found["faults"]),
        **found,
    )


def _other(place: str, held: HeldEnvelope, opened: Opened | None) -> str:
    """Where the record is that came first with the same id."""
    if opened is None or held.reason != "conflict":
        return ""
    if opened.first:
        return f"/staff/{place}/responses/{opened.first}"
    return f"{_address(place)}/{opened.waits}" if opened.waits else ""


def _told() -> list[str]:
    """What has just happened, from the address: numbers and nothing else."""
    many = {
        name: min(int(said), 9999)
        for name in ("fresh", "known", "gone", "broken", "taken", "aside", "trusted")
        if (said := request.args.get(name, "")).isascii() and said.isdecimal()
    }
    return [told_words(name, many[name]) for name in many if many[name] or name == "fresh"]


def _tablet(work: Work, tablet_id: str) -> str:
    tablet = tablets.of_id(work, tablet_id)
    return tablet.name if tablet else ""


def _address(place: str) -> str:
    return f"/staff/{place}/held"
