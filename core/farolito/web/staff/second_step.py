"""The second step of a log-in, and the page that asks again before something that is guarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request
from werkzeug.datastructures import MultiDict

from farolito.web.i18n import gettext
from farolito.web.posted import posted
from farolito.web.routes import Pages
from farolito.web.step_up import PREFIX, proof_problem, prove, question
from farolito.web.ways import way_back

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.work import Work

pages = Pages("staff_second_step", "/staff")


@pages.route(
    "/second-step", permission="logged-in", cache="no-store", csp="staff", despite="second_step"
)
def second_step(work: Work) -> Response:
    """Ask for a code or a passkey, after the password."""
    return _asked(request.args.get("next", ""), "/staff/second-step")


@pages.route(
    "/second-step",
    ("POST",),
    permission="logged-in",
    cache="no-store",
    csp="staff",
    despite="second_step",
)
def second_step_now(work: Work) -> Response:
    """Let in whoever shows it."""
    return _shown(work, "/staff/second-step")


@pages.route("/prove", permission="logged-in", cache="no-store", csp="staff")
def prove_page(work: Work) -> Response:
    """Ask again, on the way to a page that wants to be sure."""
    return _asked(request.args.get("next", ""), "/staff/prove")


@pages.route("/prove", ("POST",), permission="logged-in", cache="no-store", csp="staff")
def prove_now(work: Work) -> Response:
    """And on to that page."""
    return _shown(work, "/staff/prove")


def _asked(wanted: str, action: str, problem: str = "") -> Response:
    heading = gettext("Second step") if action == "/staff/second-step" else ""
    reply = question(MultiDict({"next": wanted}), action=action, problem=problem, heading=heading)
    reply.status_code = 422 if problem else 200
    return reply


def _shown(work: Work, action: str) -> Response:
    fields = posted()
    wanted = fields.get("next", "")
    if not any(fields.get(PREFIX + name) for name in ("code", "password", "passkey")):
        return _asked(wanted, action, gettext("Type the code first."))
    refusal = prove(work, fields)
    if refusal is not None:
        return _asked(wanted, action, proof_problem(refusal))
    return redirect(way_back(wanted), 303)
