"""Which tablet asks: ``Authorization: Tablet <token>``, never a cookie, so no page of ours can be made to send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, jsonify, make_response, request

from farolito.domain.access import Actor
from farolito.services import tablets

if TYPE_CHECKING:
    from flask import Response

    from farolito.services.tablets import TabletView
    from farolito.services.work import Work

SCHEME = "tablet"


def tablet_here(work: Work) -> TabletView:
    """The paired tablet that asks; from here on it makes this work. Ends the request with 401 for any other."""
    token = token_here()
    found = tablets.of_token(work, token) if token else None
    if found is None:
        reply = said("unpaired", 401)
        reply.headers["WWW-Authenticate"] = "Tablet"
        abort(reply)
    work.act_as(Actor("tablet", found.id))
    return found


def token_here() -> str:
    """The token that this request shows; "" for none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == SCHEME else ""


def said(code: str, status: int, **more: object) -> Response:
    """An answer for a script: what is the matter, as a code that the tablet has words for."""
    return make_response(jsonify({"code": code, **more}), status)
