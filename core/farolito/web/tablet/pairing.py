"""The page that pairs a tablet: one types the code there, or scans it. Its answer, for its script, holds the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import jsonify, make_response, render_template, request

from farolito.services import tablets
from farolito.services.users import Refusal
from farolito.web.host import host
from farolito.web.i18n import gettext
from farolito.web.posted import posted
from farolito.web.routes import Pages
from farolito.web.step_up import wait_words
from farolito.web.tablet.secure import is_secure

if TYPE_CHECKING:
    from flask import Response

    from farolito.services.tablets import Paired
    from farolito.services.work import Work

pages = Pages("tablet_pairing")

JSON = "application/json"


@pages.route("/pair", permission="public", cache="no-store", csp="staff", needs_work=False)
def pair() -> str:
    """The page on which the code is typed; ``?code=`` is what the picture of it brings."""
    return _page(request.args.get("code", "")[:20])


@pages.route("/pair", ("POST",), permission="public", cache="no-store", csp="staff")
def pair_now(work: Work) -> Response:
    """Pair this tablet: to the script of the page, that asks for JSON, 201 with the token; 422 with words otherwise.

    Without that script the code is not used up: such a browser could not be a tablet.
    """
    code = posted().get("code", "")
    scripted = request.accept_mimetypes.best == JSON
    if not is_secure(request.host_url):
        return _refused(code, _insecure_words(), scripted=scripted)
    if not scripted:
        words = gettext("This browser runs no scripts, so it can’t be a tablet. Turn scripts on.")
        return _refused(code, words, scripted=False)
    made = tablets.pair(work, code, request.remote_addr or "")
    if isinstance(made, Refusal):
        wrong = gettext("This code is not right, or it is too old. Ask for a new one.")
        words = wait_words(made.seconds) if made.reason == "wait" else wrong
        return _refused(code, words, scripted=True)
    return make_response(jsonify(_paired(made)), 201)


def _paired(made: Paired) -> dict[str, object]:
    """What the tablet keeps: its token, with what to check the PIN, and whose it is."""
    tablet = made.tablet
    return {
        "token": made.token,
        "pin": made.pin,
        "tablet": {"id": tablet.id, "name": tablet.name},
        "fair": {"id": tablet.event_id, "name": tablet.fair_name, "place": tablet.place_name},
    }


def _refused(code: str, words: str, *, scripted: bool) -> Response:
    if scripted:
        return make_response(jsonify({"words": words}), 422)
    return make_response(_page(code, words), 422)


def _page(code: str, problem: str = "") -> str:
    secure = is_secure(request.host_url)
    return render_template(
        "tablet/pair.html",
        title=gettext("Pair a tablet"),
        code=code,
        problem=problem,
        secure=secure,
        insecure=_insecure_words(),
        address=request.host_url.rstrip("/"),
        better=host().settings.base_url if is_secure(host().settings.base_url) else "",
    )


def _insecure_words() -> str:
    return gettext(
        "This page is opened without https. Here a browser would lose answers, so no tablet is paired."
    )
