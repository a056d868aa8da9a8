"""A tablet says how it is, and asks about a PIN when it has locked itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.services import fairs, tablets
from farolito.services.tablets import Said
from farolito.web.devices import device_here
from farolito.web.routes import Pages
from farolito.web.tablet.bearer import said, tablet_here

if TYPE_CHECKING:
    from flask import Response

    from farolito.services.work import Work

pages = Pages("tablet", "/tablet")


@pages.route("/state", ("POST",), permission="public", cache="no-store", csp="none")
def state(work: Work) -> Response:
    """Keep what the tablet says about itself; see :class:`~farolito.services.tablets.Said` for its members.

    The answer has the ``tickets`` that were sent to this tablet, as ``[number, language]``: never a name.
    """
    tablet = tablet_here(work)
    told = replace(Said.from_json(_sent()), browser=device_here())
    tablets.told(work, tablet, told)
    tickets = fairs.for_tablet(work, tablet.place_id, tablet.event_id, tablet.id)
    return said("ok", 200, tickets=tickets)


@pages.route("/pin", ("POST",), permission="public", cache="no-store", csp="none")
def pin(work: Work) -> Response:
    """Whether ``{"pin": …}`` is right: 200, 403 for a wrong one, 429 with ``Retry-After`` for too many of them."""
    tablet = tablet_here(work)
    refusal = tablets.check_pin(work, tablet, str(_sent().get("pin", "")))
    if refusal is None:
        return said("ok", 200)
    if refusal.reason == "wrong":
        return said("wrong", 403)
    reply = said("wait", 429)
    reply.headers["Retry-After"] = str(refusal.seconds)
    return reply


def _sent() -> dict[str, Any]:
    """The JSON object of this request; an empty one for anything else."""
    read = request.get_json(silent=True)
    return read if isinstance(read, dict) else {}
