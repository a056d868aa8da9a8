"""Logging in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect, request
from wtforms import EmailField, Form, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from farolito.services import sessions, users
from farolito.services.users import Refusal
from farolito.web.cookies import give_cookie, take_cookie, token_of
from farolito.web.i18n import gettext, ngettext
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.work import Work

pages = Pages("staff_session", "/staff")


class LogInForm(Form):
    """What is typed to log in. ``next`` is where the person wanted to go; see :func:`_way_back`."""

    email = EmailField(validators=[InputRequired(), Length(max=254)])
    password = PasswordField(validators=[InputRequired(), Length(max=1024)])
    next = HiddenField(validators=[Length(max=500)])


@pages.route("/log-in", permission="public", cache="no-store", csp="staff")
def log_in(work: Work) -> str:
    """The log-in page."""
    return _page(next_page=request.args.get("next", ""))


@pages.route("/log-in", ("POST",), permission="public", cache="no-store", csp="staff")
def log_in_now(work: Work) -> AnyResponse:
    """Check email and password. The answer is the same whichever of the two is wrong, or unknown."""
    form = LogInForm(posted())
    answer = (
        users.log_in(work, form.email.data, form.password.data, address=request.remote_addr or "")
        if form.validate()
        else Refusal("wrong")
    )
    if isinstance(answer, Refusal):
        page = _page(form.email.data or "", form.next.data or "", _problem(answer))
        return make_response(page, 422)
    response: Response = make_response(redirect(_way_back(form.next.data or ""), 303))
    give_cookie(response, "staff", answer.token, answer.expires_at)
    return response


@pages.route("/log-out", ("POST",), permission="public", cache="no-store", csp="staff")
def log_out(work: Work) -> Response:
    """End the session here and on the server."""
    token = token_of("staff")
    if token:
        sessions.end(work, token)
    response: Response = make_response(redirect("/staff/log-in", 303))
    take_cookie(response, "staff")
    return response


def _problem(refusal: Refusal) -> str:
    if refusal.reason == "wait":
        minutes = -(-refusal.seconds // 60)
        return ngettext(
            "Too many tries. Wait %(num)s minute, then try again.",
            "Too many tries. Wait %(num)s minutes, then try again.",
            minutes,
        )
    return gettext("That email and password don’t match. Check them, or ask an admin.")


def _page(email: str = "", next_page: str = "", problem: str = "") -> str:
    return render_page("staff/log_in.html", email=email, next=next_page, problem=problem)


def _way_back(wanted: str) -> str:
    """``wanted`` if it is a page of ours for staff, else the start: never another site."""
    ours = wanted.startswith(("/staff/", "/admin/", "/-/"))
    return wanted if ours and "\\" not in wanted and wanted.isprintable() else "/staff/"
