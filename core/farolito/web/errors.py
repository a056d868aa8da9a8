"""What people see when something does not work: what happened, that it is not their fault, what to do now.

What was posted is put back into the page, so that "Try again" sends it once more and nothing is typed twice.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import g, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from farolito.domain.languages import LANGUAGES
from farolito.errors import Conflict, FarolitoError, Forbidden, LimitExceeded, NotFound
from farolito.web.i18n import gettext, speak
from farolito.web.posted import LANGUAGE_FIELD, posted
from farolito.web.security import CrossSite, named_another_site

if TYPE_CHECKING:
    from flask import Flask, Response

    from farolito.web.routes import Route

log = logging.getLogger("farolito.web")

RESENDABLE = frozenset({403, 500, 503})


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says."""

    heading: str
    sentences: tuple[str, ...]


def not_found() -> Words:
    """Nothing is at this address, or nothing that this person may know of."""
    return Words(
        gettext("We can’t find this page"),
        (gettext("Check the letters of the address, or scan the code again."),),
    )


def words_for(status: int) -> Words:
    """The words for an HTTP status."""
    if status == 403 and named_another_site():
        return Words(
            gettext("This did not come from our page"),
            (gettext("Nothing was changed. Open the form’s link to go on."),),
        )
    if status == 403:
        return Words(
            gettext("We could not be sure that this came from our page"),
            (
                gettext("Your answers up to the last page are saved, and this page is kept below."),
                gettext("Press Try again. If this comes back, open the form’s link once more."),
            ),
        )
    if status in (400, 415):
        return Words(
            gettext("This page did not arrive whole"),
            (
                gettext("Your answers up to the last page are saved."),
                gettext("Go back and press the button again."),
            ),
        )
    if status == 405:
        return Words(
            gettext("This page can’t be used like that"),
            (gettext("Your answers up to the last page are saved. Go back to the form."),),
        )
    if status == 409:
        return Words(
            gettext("These answers were changed or sent from another window"),
            (gettext("Nothing is lost. Open the form again to see where you are."),),
        )
    if status == 413:
        return Words(
            gettext("This is too much for one page"),
            (
                gettext("Your answers up to the last page are saved."),
                gettext("Go back, make the text shorter, then press Continue again."),
            ),
        )
    if status >= 500:
        return Words(
            gettext("Sorry, something broke. It is not your fault."),
            (
                gettext("Your answers up to the last page are saved."),
                gettext("Try again, or ask a person at the table."),
            ),
        )
    return not_found()


def install(app: Flask) -> None:
    """Answer every error with a page of ours."""

    def known(error: FarolitoError) -> Response:
        if isinstance(error, NotFound | Forbidden):
            return page(404)
        if isinstance(error, Conflict):
            return page(409)
        if isinstance(error, LimitExceeded):
            return page(503, _logged(error))
        return page(500, _logged(error))

    def http(error: HTTPException) -> Response:
        status = error.code or 500
        if isinstance(error, CrossSite):
            log.warning("cross-site request refused: %s", _where())
        reply = page(status if status in (400, 403, 405, 413, 415) or status >= 500 else 404)
        for name, value in error.get_headers():
            if name in ("Allow", "Retry-After"):
                reply.headers[name] = value
        return reply

    def unknown(error: Exception) -> Response:
        return page(500, _logged(error))

    app.register_error_handler(FarolitoError, known)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, unknown)


def page(status: int, code: str = "") -> Response:
    """The error page for a status; ``code`` is what staff find in the log."""
    resend = _resend() if status in RESENDABLE else None
    if resend is not None and resend["language"] in LANGUAGES:
        speak(resend["language"])  # that of the page, which may not be the browser's
    g.error_page = True  # it does not look like the pages of its route, see security.protect
    said = words_for(status)
    html = render_template(
        "respond/message.html",
        title=said.heading,
        place="",
        heading=said.heading,
        sentences=said.sentences,
        error_code=code,
        resend=resend,
        links=_ways_on(status),
    )
    return make_response(html, status)


def _logged(error: Exception) -> str:
    """Write where it happened, never what was typed: a message of an exception may repeat an answer."""
    code = secrets.token_hex(4)
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error("error %s: %s at %s\n%s", code, type(error).__name__, _where(), trace)
    return code


def _where() -> str:
    """The route, not the address: that may hold what it should not."""
    route: Route | None = g.get("route")
    return f"{request.method} {route.rule if route else '(no route)'}"


def _resend() -> dict[str, Any] | None:
    """The page as it was sent, for "Try again"; None when nothing was sent, or another site sent it."""
    if request.method != "POST" or _is_staff() or named_another_site():
        return None
    try:
        fields = posted()
    except HTTPException:
        return None
    action = request.full_path.rstrip("?")
    return {
        "action": action,
        "fields": list(fields.items(multi=True)),
        "language": fields.get(LANGUAGE_FIELD),
    }


def _is_staff() -> bool:
    route: Route | None = g.get("route")
    return route is not None and route.csp != "family"


def _ways_on(status: int) -> list[dict[str, str]]:
    parts = request.view_args or {}
    if _is_staff() or request.path.startswith(("/staff", "/admin", "/-/")):
        return [{"href": "/staff/", "words": gettext("Go to the first page")}]
    if "place" in parts and "link" in parts and status != 404:
        start = f"/{parts['place']}/{parts['link']}"
        return [{"href": start, "words": gettext("Back to the form")}]
    return [{"href": "/", "words": gettext("Go to the first page")}]
