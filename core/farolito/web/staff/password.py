"""One's own password: the one of now, and a new one. Whoever else is logged in with the account is out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect

from farolito.domain.passwords import SHORTEST, weakness
from farolito.services import password_links, users
from farolito.web.i18n import gettext
from farolito.web.identity import session_here
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.join import weakness_words
from farolito.web.step_up import renew, wait_words

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.work import Work

pages = Pages("staff_password", "/staff/account")


@pages.route("/password", permission="logged-in", cache="no-store", csp="staff", step_up=True)
def password(work: Work) -> Response:
    """The page with the two fields."""
    return _page(work)


@pages.route(
    "/password", ("POST",), permission="logged-in", cache="no-store", csp="staff", step_up=True
)
def change_password(work: Work) -> Response:
    """Keep the new one. A link for another one that is still about opens nothing any more."""
    fields, session = posted(), session_here()
    current, wanted = fields.get("current_password", ""), fields.get("new_password", "")
    user = users.one(work, session.actor.id or "")
    if not current:
        return _page(work, gettext("Type the password you have now"), "current_password")
    refusal = users.check_password(work, user.id, current)
    if refusal is not None:
        wrong = gettext("That is not your password. Type it again.")
        problem = wait_words(refusal.seconds) if refusal.reason == "wait" else wrong
        return _page(work, problem, "current_password")
    weak = weakness(wanted, (user.name, user.email))
    if weak is not None:
        return _page(work, weakness_words(weak), "new_password")
    users.change_password(work, session, wanted)
    password_links.forget(work, user.id)
    renew(work)
    return redirect("/staff/account?did=password", 303)


def _page(work: Work, problem: str = "", field: str = "") -> Response:
    page = render_page(
        "staff/password.html",
        user=users.one(work, session_here().actor.id or ""),
        shortest=SHORTEST,
        problem=problem,
        field=field,
    )
    return make_response(page, 422 if problem else 200)
