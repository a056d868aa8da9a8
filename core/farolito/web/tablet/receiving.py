"""A tablet sends what it sealed, and asks whether it may forget it. Every answer names the envelope that it is about.

No cookie and no page: a captive portal, a proxy or another site can neither send nor answer in our name.
"""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from flask import request

from farolito.domain.access import Actor
from farolito.domain.envelopes import MEDIA_TYPE, MOST_BYTES, BrokenEnvelope, envelope_of
from farolito.errors import Conflict
from farolito.services import receiving, tablets
from farolito.services.receiving import Gone, Sender
from farolito.services.receiving.storing import MOST_SIDS
from farolito.web.routes import Pages
from farolito.web.tablet.bearer import said, token_here

if TYPE_CHECKING:
    from flask import Response

    from farolito.domain.envelopes import Header
    from farolito.services.work import Work

pages = Pages("tablet_outbox", "/tablet")

_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):\Z")

DEVICE_NOW = "Farolito-Device-Now"
"""The header in which a tablet says its own clock, in milliseconds."""


@pages.route("/outbox/<sid>", ("PUT",), permission="public", cache="no-store", csp="none")
def put(work: Work, sid: str) -> Response:
    """Store an envelope: 201 with its receipt, 200 when it was stored before, 202 when a person must look at it.

    409: there is another one of this id. 410: it was erased or set aside. 400, 413, 415: no envelope, a large one, or
    something else. 401: no tablet of ours. 503: it did not arrive whole. Never a word of what is inside.
    """
    if request.mimetype != MEDIA_TYPE:
        return _refused(sid, "poison", 415)
    if (request.content_length or 0) > MOST_BYTES:
        return _refused(sid, "poison", 413)
    body = request.get_data(cache=False)
    if sha256(body).hexdigest() != _digest_said():
        # lost or changed on its way; else half of it could take the place of the whole
        return said("cut_short", 503)
    try:
        head = envelope_of(body).header
    except BrokenEnvelope:
        return _refused(sid, "poison", 400)
    if head.sid != sid:
        return _refused(sid, "poison", 400)
    sender = _sender(work, head)
    if sender is None:
        return _refused(sid, "unpaired", 401)
    work.actor = Actor("tablet", sender.tablet_id)
    try:
        stored = receiving.receive(work, body, sender, _device_now())
    except Conflict:
        return _refused(sid, "conflict", 409)
    except Gone:
        return _refused(sid, "gone", 410)
    status = 202 if stored.state == "held" else 200 if stored.again else 201
    return said("ok", status, **stored.as_json())


@pages.route(
    "/receipts", ("POST",), permission="public", cache="no-store", csp="none", writes=False
)
def receipts(work: Work) -> Response:
    """Which of ``{"sids": […]}`` are stored: only then a tablet forgets. At most 200 at once.

    Whoever asks must know an id of 74 random bits, and learns nothing but that it is here.
    """
    asked = request.get_json(silent=True)
    sids = asked.get("sids") if isinstance(asked, dict) else None
    if not isinstance(sids, list) or len(sids) > MOST_SIDS:
        return said("unreadable", 400)
    found = receiving.confirm(work, (sid for sid in sids if isinstance(sid, str)))
    return said(
        "ok",
        200,
        epoch=receiving.epoch(work),
        now=int(work.now().timestamp() * 1000),
        receipts={sid: stored.as_json() for sid, stored in found.items()},
    )


def _sender(work: Work, head: Header) -> Sender | None:
    """The tablet that the header names, if it was ever paired; trusted while it shows a token of the same fair."""
    tablet = tablets.of_id(work, head.tablet)
    if tablet is None:
        return None
    token = token_here()
    shown = tablets.of_token(work, token) if token else None
    trusted = shown is not None and (shown.place_id, shown.event_id) == (
        tablet.place_id,
        tablet.event_id,
    )
    return Sender(tablet.place_id, tablet.event_id, tablet.id, trusted)


def _refused(sid: str, code: str, status: int) -> Response:
    """An answer that the tablet knows to be ours: it says which bytes it is about."""
    return said(code, status, sid=sid, digest=_digest_said())


def _digest_said() -> str:
    """What the tablet says that it sends, in hex: ``Content-Digest`` of RFC 9530; "" when it says nothing."""
    found = _DIGEST.match(request.headers.get("Content-Digest", ""))
    return base64.b64decode(found[1]).hex() if found else ""


def _device_now() -> int | None:
    text = request.headers.get(DEVICE_NOW, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 17 else None
