"""Logging in, with a password or a passkey, and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect, request
from wtforms import (  # type: ignore[import-untyped]  # ships no types
    EmailField,
    Form,
    HiddenField,
    PasswordField,
)
from wtforms.validators import InputRequired, Length  # type: ignore[import-untyped]

from farolito.services import passkeys, sessions, users
from farolito.services.users import Refusal
from farolito.web.cookies import give_cookie, take_cookie, token_of
from farolito.web.devices import device_here
from farolito.web.handing_over import given_back
from farolito.web.i18n import gettext
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.step_up import PREFIX, site_here, wait_words
from farolito.web.ways import way_back

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.sessions import NewSession
    from farolito.services.work import Work

pages = Pages("staff_session", "/staff")


class LogInForm(Form):  # type: ignore[misc]  # untyped base
    """What is typed to log in. ``next``, not typed, is where the person wanted to go."""

    email = EmailField(validators=[InputRequired(), Length(max=254)])
    password = PasswordField(validators=[InputRequired(), Length(max=1024)])
    next = HiddenField()


@pages.route("/log-in", permission="public", cache="no-store", csp="staff")
def log_in(work: Work) -> str:
    """The log-in page."""
    return _page(next_page=request.args.get("next", ""))


@pages.route("/log-in", ("POST",), permission="public", cache="no-store", csp="staff")
def log_in_now(work: Work) -> AnyResponse:
    """Check email and password. The answer is the same whichever of the two is wrong, or unknown."""
    form = LogInForm(posted())
    email, password = form.email.data or "", form.password.data or ""
    wanted = form.next.data or ""
    answer = (
        users.log_in(work, email, password, request.remote_addr or "", device_here())
        if form.validate()
        else Refusal("wrong")
    )
    if isinstance(answer, Refusal):
        complete = email.strip() and password
        problem = _problem(answer) if complete else gettext("Write your email and your password.")
        return make_response(_page(email, wanted, problem, wait=answer.reason == "wait"), 422)
    return logged_in(work, answer, wanted)


@pages.route("/log-in/passkey", ("POST",), permission="public", cache="no-store", csp="staff")
def log_in_with_passkey(work: Work) -> AnyResponse:
    """A passkey alone: it asked its owner for a finger, a face or a PIN, so it is two factors in one."""
    fields = posted()
    wanted = fields.get("next", "")
    user_id = passkeys.check(work, None, site_here(), fields.get(PREFIX + "passkey", ""))
    if user_id is None:
        problem = gettext("This passkey did not open anything. Use your email and your password.")
        return make_response(_page("", wanted, problem), 422)
    return logged_in(work, users.let_in(work, user_id, "second_factor", device_here()), wanted)


@pages.route("/passkey/options", permission="public", cache="no-store", csp="none")
def passkey_options(work: Work) -> AnyResponse:
    """What a browser needs to show a passkey of whoever is logged in, or of anybody before that."""
    token = token_of("staff")
    session = sessions.of_token(work, token) if token and "mine" in request.args else None
    found: Response = make_response(passkeys.options(work, session, site_here()))
    found.mimetype = "application/json"
    return found


def logged_in(work: Work, session: NewSession, wanted: str = "") -> Response:
    """The way to the page that was wanted, with the new session; the one before it in this browser is over."""
    before = token_of("staff")
    if before:
        sessions.end(work, before)
    response: Response = make_response(redirect(way_back(wanted), 303))
    give_cookie(response, "staff", session.token, session.lasts)
    return given_back(work, response)


@pages.route("/log-out", ("POST",), permission="public", cache="no-store", csp="staff")
def log_out(work: Work) -> Response:
    """End the session here and on the server."""
    token = token_of("staff")
    if token:
        users.log_out(work, token)
    response: Response = make_response(redirect("/staff/log-in", 303))
    take_cookie(response, "staff")
    return response


def _problem(refusal: Refusal) -> str:
    if refusal.reason == "wait":
        return wait_words(refusal.seconds)
    return gettext("That email and password don’t match. Check them, or ask an admin.")


def _page(email: str = "", next_page: str = "", problem: str = "", *, wait: bool = False) -> str:
    return render_page(
        "staff/log_in.html",
        email=email,
        next=next_page,
        problem=problem,
        wrong=problem and not wait,
    )
