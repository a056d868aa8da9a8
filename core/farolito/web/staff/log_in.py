"""Logging in and out."""

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

START = "/staff/"
LONGEST_WAY = 1000  # characters; none of our addresses comes near


class LogInForm(Form):  # type: ignore[misc]  # untyped base
    """What is typed to log in. ``next``, not typed, is where the person wanted to go; see :func:`_way_back`."""

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
        users.log_in(work, email, password, address=request.remote_addr or "")
        if form.validate()
        else Refusal("wrong")
    )
    if isinstance(answer, Refusal):
        complete = email.strip() and password
        problem = _problem(answer) if complete else gettext("Write your email and your password.")
        return make_response(_page(email, wanted, problem, wait=answer.reason == "wait"), 422)
    response: Response = make_response(redirect(_way_back(wanted), 303))
    give_cookie(response, "staff", answer.token, answer.lasts)
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


def _page(email: str = "", next_page: str = "", problem: str = "", *, wait: bool = False) -> str:
    return render_page(
        "staff/log_in.html",
        email=email,
        next=next_page,
        problem=problem,
        wrong=problem and not wait,
    )


def _way_back(wanted: str) -> str:
    """``wanted`` if it is a page of ours for staff, else the start: never another site."""
    ours = wanted.startswith(("/staff/", "/admin/", "/-/")) and len(wanted) <= LONGEST_WAY
    return wanted if ours and "\\" not in wanted and wanted.isprintable() else START
