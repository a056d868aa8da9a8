"""The page behind a one-time link: whoever was invited, or forgot a password, chooses a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response

from farolito.domain.passwords import LONGEST, SHORTEST
from farolito.errors import NotFound
from farolito.services import password_links
from farolito.services.about_users import record_about
from farolito.services.sessions import NewSession
from farolito.web.devices import device_here
from farolito.web.i18n import gettext, ngettext
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.log_in import logged_in

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.domain.passwords import Weakness
    from farolito.services.work import Work

pages = Pages("staff_join", "/staff")


@pages.route("/join/<token>", permission="public", cache="no-store", csp="staff")
def join(work: Work, token: str) -> Response:
    """Whose link it is, and the field for the password. Looking at it uses nothing up."""
    return _page(work, token)


@pages.route("/join/<token>", ("POST",), permission="public", cache="no-store", csp="staff")
def join_now(work: Work, token: str) -> Response:
    """Keep the password and log in; the link is used up."""
    try:
        waiting = password_links.look(work, token)
        made = password_links.use(work, token, posted().get("password", ""), device_here())
    except NotFound:
        return _gone()
    if not isinstance(made, NewSession):
        return _page(work, token, weakness_words(made))
    record_about(work, waiting.user_id, "user.password_chosen")
    return logged_in(work, made)


def weakness_words(weak: Weakness) -> str:
    """What to do about a password that will not do."""
    if weak == "common":
        return gettext("Others would guess this password. Use words that only you would think of.")
    if weak == "long":
        return gettext("Use %(num)s letters or fewer.", num=LONGEST)
    return ngettext(
        "Use %(num)s letter or more. Four words in a row are easy to remember.",
        "Use %(num)s letters or more. Four words in a row are easy to remember.",
        SHORTEST,
    )


def _page(work: Work, token: str, problem: str = "") -> Response:
    try:
        waiting = password_links.look(work, token)
    except NotFound:
        return _gone()
    page = render_page(
        "staff/join.html", waiting=waiting, token=token, problem=problem, shortest=SHORTEST
    )
    return make_response(page, 422 if problem else 200)


def _gone() -> Response:
    return make_response(render_page("staff/join_gone.html"), 404)
