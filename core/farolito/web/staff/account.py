"""One's own account: the second step, the passkeys, the recovery codes, and where one is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect, request

from farolito.domain.access import needs_second_factor
from farolito.domain.one_time_codes import address, written
from farolito.pdf.qr import qr_svg
from farolito.services import factors, passkeys, sessions, users
from farolito.services.about_users import record_about
from farolito.web.devices import device_here
from farolito.web.i18n import gettext, spoken
from farolito.web.identity import session_here
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.words import when
from farolito.web.step_up import renew, site_here, wait_words
from farolito.web.ways import way_back

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.work import Work

pages = Pages("staff_account", "/staff/account")

ISSUER = "Farolito"
HOME = "/staff/account"
SET_UP = "/staff/account/second-step"


@pages.route("", permission="logged-in", cache="no-store", csp="staff")
def account(work: Work) -> str:
    """Everything about one's own account on one page."""
    return _page(work)


@pages.route(
    "/second-step", permission="logged-in", cache="no-store", csp="staff", despite="set_up"
)
def choose(work: Work) -> str:
    """Choose a second step; the only page that is open before there is one, for whoever needs it."""
    return render_page(
        "staff/choose_second_step.html",
        needed=session_here().lacks == "set_up",
        next=request.args.get("next", ""),
    )


@pages.route(
    "/app", ("POST",), permission="logged-in", cache="no-store", csp="staff",
    despite="set_up", step_up=True,
)  # fmt: skip
def begin_app(work: Work) -> AnyResponse:
    """Make the secret, and show it on a page of its own."""
    factors.begin_app(work, session_here().actor.id or "")
    return redirect("/staff/account/app", 303)


@pages.route("/app", permission="logged-in", cache="no-store", csp="staff", despite="set_up")
def app(work: Work) -> AnyResponse:
    """The secret as a QR code and in letters, and the place for the first code."""
    return _app(work)


@pages.route(
    "/app/confirm", ("POST",), permission="logged-in", cache="no-store", csp="staff",
    despite="set_up", step_up=True,
)  # fmt: skip
def confirm_app(work: Work) -> AnyResponse:
    """The first code is right: from now on it is asked for. The recovery codes are shown now, and never again."""
    user_id = session_here().actor.id or ""
    refusal = factors.confirm_app(work, user_id, posted().get("code", ""))
    if refusal is not None:
        wrong = gettext("This code is not right. Wait for the next one in the app and type it.")
        return _app(work, wait_words(refusal.seconds) if refusal.reason == "wait" else wrong)
    return _set_up(work)


@pages.route(
    "/passkey/options", permission="logged-in", cache="no-store", csp="none", despite="set_up"
)
def new_passkey_options(work: Work) -> Response:
    """What a browser needs to make a passkey."""
    found = make_response(passkeys.new_options(work, session_here(), site_here()))
    found.mimetype = "application/json"
    return found


@pages.route(
    "/passkey", ("POST",), permission="logged-in", cache="no-store", csp="staff",
    despite="set_up", step_up=True,
)  # fmt: skip
def add_passkey(work: Work) -> AnyResponse:
    """Keep a new passkey."""
    session = session_here()
    made = passkeys.keep(work, session, site_here(), posted().get("new_passkey", ""), device_here())
    if not made:
        page = render_page(
            "staff/choose_second_step.html",
            needed=session.lacks == "set_up",
            problem=gettext("This passkey was not kept. Try again, or use an app."),
        )
        return make_response(page, 422)
    return _set_up(work)


@pages.route(
    "/recovery-codes", ("POST",), permission="logged-in", cache="no-store", csp="staff",
    step_up=True,
)  # fmt: skip
def recovery_codes(work: Work) -> AnyResponse:
    """Ten new codes; the old ones open nothing any more. Without a second step there is nothing to recover."""
    if not session_here().has_factor:
        return redirect(HOME, 303)
    return _codes(work)


@pages.route(
    "/forget", ("POST",), permission="logged-in", cache="no-store", csp="staff", step_up=True
)
def forget(work: Work) -> AnyResponse:
    """Take the app, or one passkey, away; never the last of them from somebody who needs one."""
    which = posted().get("which", "")
    actor = session_here().actor
    user_id = actor.id or ""
    here = factors.state(work, user_id)
    if here.app + len(here.passkeys) <= 1 and needs_second_factor(actor.grants):
        return make_response(
            _page(work, gettext("You need a second step. Set up another one first.")), 422
        )
    if which == "app":
        factors.forget_app(work, user_id)
    else:
        passkeys.forget(work, user_id, which)
    return redirect(HOME, 303)


@pages.route("/sessions", ("POST",), permission="logged-in", cache="no-store", csp="staff")
def end_sessions(work: Work) -> AnyResponse:
    """Log out elsewhere: in one browser, or everywhere but here."""
    session = session_here()
    user_id, which = session.actor.id or "", posted().get("which", "")
    if which == "others":
        sessions.end_all(work, user_id, but=session.id)
    else:
        sessions.end_one(work, user_id, which)
    record_about(work, user_id, "user.sessions_ended")
    return redirect(HOME, 303)


def _page(work: Work, problem: str = "") -> str:
    session = session_here()
    user = users.one(work, session.actor.id or "")
    language = spoken()
    here = factors.state(work, user.id)
    logged_in = sorted(sessions.of_user(work, user.id), key=lambda one: one.id != session.id)
    return render_page(
        "staff/account.html",
        user=user,
        factors=here,
        needed=needs_second_factor(session.actor.grants),
        passkeys=[
            {"id": one.id, "device": one.device, "since": when(one.created_at, language)}
            for one in here.passkeys
        ],
        sessions=[
            {
                "id": one.id,
                "device": one.device,
                "since": when(one.since, language),
                "seen": when(one.last_seen_at, language),
                "this": one.id == session.id,
            }
            for one in logged_in
        ],
        problem=problem,
        done=gettext("Your password is changed.") if request.args.get("did") == "password" else "",
    )


def _app(work: Work, problem: str = "") -> AnyResponse:
    user = users.one(work, session_here().actor.id or "")
    secret = factors.waiting_secret(work, user.id)
    if secret is None:
        return redirect(SET_UP if session_here().lacks else HOME, 303)
    page = render_page(
        "staff/app.html",
        qr=qr_svg(address(secret, user.email, ISSUER)),
        secret=written(secret),
        account=user.email,
        issuer=ISSUER,
        problem=problem,
    )
    return make_response(page, 422 if problem else 200)


def _set_up(work: Work) -> AnyResponse:
    """After a second factor came: the session has shown it, and whoever has no recovery codes gets them."""
    session = session_here()
    sessions.proved(work, session, second_factor=True)
    renew(work)
    if factors.state(work, session.actor.id or "").codes_left:
        return redirect(HOME, 303)
    return _codes(work)


def _codes(work: Work) -> AnyResponse:
    made = factors.new_recovery_codes(work, session_here().actor.id or "")
    page = render_page(
        "staff/recovery_codes.html",
        codes=[f"{code[:4]}-{code[4:]}" for code in made],
        on=way_back(""),
    )
    return make_response(page)
