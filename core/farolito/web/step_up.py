"""Asked again: before what is guarded, whoever is logged in shows once more who they are. Nothing typed is lost.

A page that was sent comes back with a question, and with everything that was in it; the answer sends it once more. So
nothing need be stored, it works without scripts, and two windows do not disturb one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from flask import g, make_response, redirect, request

from farolito.services import proofs, sessions
from farolito.services.passkeys import Site
from farolito.services.proofs import Proof
from farolito.web.cookies import give_cookie, token_of
from farolito.web.i18n import gettext, ngettext
from farolito.web.identity import session_here
from farolito.web.posted import posted
from farolito.web.rendering import render_page

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.users import Refusal
    from farolito.services.work import Work

PREFIX = "_proof_"
"""Fields that show who one is begin with this; no page has others of such a name."""

SECRET = frozenset({"current_password", "new_password"})
"""Fields that never stand in a page again: they are typed once more."""

PROVE = "/staff/prove"


def asked_again(work: Work) -> AnyResponse | None:
    """None when the session's user has shown lately, or shows now, who they are; else the page that asks."""
    session = session_here()
    if proofs.is_fresh(session, work.now()):
        return None
    if request.method in ("GET", "HEAD"):
        return redirect(f"{PROVE}?next={quote(request.full_path.rstrip('?'))}", 303)
    fields = posted()
    if not any(name.startswith(PREFIX) for name in fields):
        return question(fields, action=request.full_path.rstrip("?"))
    refusal = prove(work, fields)
    if refusal is None:
        return None
    return question(fields, action=request.full_path.rstrip("?"), problem=proof_problem(refusal))


def prove(work: Work, fields: MultiDict[str, str]) -> Refusal | None:
    """Check what was shown. When it is right, the session gets a new token with the reply; else why not."""
    session = session_here()
    shown = Proof(*(fields.get(PREFIX + name, "") for name in ("code", "password", "passkey")))
    refusal = proofs.check(work, session, shown, site_here())
    if refusal is None:
        renew(work)
    return refusal


def renew(work: Work) -> None:
    """The session gets another token: one that was seen before it could do more is worth nothing."""
    before = g.get("renewed_session")  # whoever has just proved who they are has a new one already
    g.renewed_session = sessions.rotate(work, before.token if before else token_of("staff") or "")


def renewed(response: Response) -> Response:
    """The response, with the new token where there is one."""
    made = g.get("renewed_session")
    if made is not None:
        give_cookie(response, "staff", made.token, made.lasts)
    return response


def question(
    fields: MultiDict[str, str], *, action: str, problem: str = "", heading: str = ""
) -> Response:
    """The page that asks for a code, a passkey or the password, with what was sent."""
    session = session_here()
    page = render_page(
        "staff/step_up.html",
        heading=heading or gettext("Is it you?"),
        action=action,
        kept=[
            pair
            for pair in fields.items(multi=True)
            if not pair[0].startswith(PREFIX) and pair[0] not in SECRET
        ],
        has_factor=session.has_factor,
        problem=problem,
    )
    return make_response(page, 422 if problem else 403)


def proof_problem(refusal: Refusal) -> str:
    """What to do about a proof that was not right."""
    if refusal.reason == "wait":
        return wait_words(refusal.seconds)
    if session_here().has_factor:
        return gettext("This code is not right, or it was used. Wait for the next one and type it.")
    return gettext("That is not your password. Type it again.")


def wait_words(seconds: int) -> str:
    """How long to wait after too many tries."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many tries. Wait %(num)s minute, then try again.",
        "Too many tries. Wait %(num)s minutes, then try again.",
        minutes,
    )


def site_here() -> Site:
    """The site as the browser sees it: what passkeys are bound to."""
    return Site(name=urlsplit(request.host_url).hostname or "", origin=request.host_url.rstrip("/"))
