"""Passkeys: WebAuthn, checked by the webauthn library; here, what is asked, for whom, and that it counts once.

new_options(work, session, site) -> str                      # JSON for navigator.credentials.create
keep(work, session, site, answer, device) -> bool            # a passkey more
options(work, session, site) -> str                          # JSON for navigator.credentials.get
check(work, session, site, answer) -> str | None             # whose passkey answered; None: not a valid one

``session`` None: nobody is logged in yet, and the browser offers what it has. A passkey asks its owner for a finger, a
face or a PIN, so it is two factors in one.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.base import storable
from farolito.db.queries import accounts as queries
from farolito.db.sealing import keyed_hash
from farolito.services.about_users import record_about

if TYPE_CHECKING:
    from farolito.services.sessions import SessionView
    from farolito.services.work import Work

LASTS = timedelta(minutes=10)
MOST = 10  # passkeys of one user
LONGEST_ANSWER = 20_000  # characters

_TIME, _RANDOM = 8, 16  # bytes


@dataclass(frozen=True, slots=True)
class Site:
    """Which site the browser is at: ``name`` is the host (the relying party), ``origin`` with scheme and port."""

    name: str
    origin: str


def new_options(work: Work, session: SessionView, site: Site) -> str:
    """What a browser needs to make a passkey for the session's user."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    return options_to_json(
        generate_registration_options(
            rp_id=site.name,
            rp_name="Farolito",
            user_id=(session.actor.id or "").encode(),
            user_name=session.actor.name,
            challenge=_challenge(work, "make", session),
            exclude_credentials=_credentials(work, session.actor.id),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
        )
    )


def keep(work: Work, session: SessionView, site: Site, answer: str, device: str) -> bool:
    """Whether the answer is a new passkey; then it is the user's. ``device`` is browser and system, in two words."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url

    user_id = session.actor.id or ""
    answered = _answered(work, "make", session, answer)
    if answered is None or len(work.peek(queries.PASSKEYS, {"user_id": user_id})) >= MOST:
        return False
    challenge = answered[1]
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception:  # whatever is wrong with it, it is no passkey
        return False
    passkey_id = bytes_to_base64url(made.credential_id)
    if work.connection.execute(queries.PASSKEY, {"passkey_id": passkey_id}).first() is not None:
        return False
    work.connection.execute(
        queries.ADD_PASSKEY,
        {
            "user_id": user_id,
            "id": passkey_id,
            "public_key": made.credential_public_key,
            "sign_count": made.sign_count,
            "device": device,
            "challenged_at": _moment_of(challenge),
            "created_at": work.now(),
        },
    )
    record_about(work, user_id, "user.passkey_added")
    return True


def options(work: Work, session: SessionView | None, site: Site) -> str:
    """What a browser needs to show a passkey: one of the user's, or, before anybody is logged in, any it has."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    return options_to_json(
        generate_authentication_options(
            rp_id=site.name,
            challenge=_challenge(work, "show", session),
            allow_credentials=_credentials(work, session.actor.id) if session else None,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def check(work: Work, session: SessionView | None, site: Site, answer: str) -> str | None:
    """The id of the active user whose passkey answered, that of the session where there is one. It counts once."""
    from webauthn import verify_authentication_response

    answered = _answered(work, "show", session, answer)
    if answered is None:
        return None
    passkey_id, challenge = answered
    rows = work.peek(queries.PASSKEY, {"passkey_id": passkey_id})
    known = rows[0] if rows and rows[0].active else None
    if known is None or (session is not None and session.actor.id != known.user_id):
        return None
    try:
        shown = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except Exception:  # whatever is wrong with it, it opens nothing
        return None
    used = {
        "passkey_id": passkey_id,
        "moment": _moment_of(challenge),
        "count": shown.new_sign_count,
    }
    if work.connection.execute(queries.USE_PASSKEY, used).rowcount != 1:
        return None
    return str(known.user_id)


def forget(work: Work, user_id: str, passkey_id: str) -> None:
    """A passkey opens nothing any more; one that is not the user's is no error."""
    if not storable(passkey_id):
        return
    one = {"user_id": user_id, "passkey_id": passkey_id}
    if work.connection.execute(queries.FORGET_PASSKEY, one).rowcount:
        record_about(work, user_id, "user.passkey_forgotten")


def _credentials(work: Work, user_id: str | None) -> list[Any]:
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    rows = work.peek(queries.PASSKEYS, {"user_id": user_id}) if user_id else ()
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.id)) for row in rows]


def _challenge(work: Work, purpose: str, session: SessionView | None) -> bytes:
    """Time, random bytes and a keyed hash of both, for this session and purpose alone: nothing need be stored."""
    moment = int(work.now().timestamp() * 1_000_000)
    said = moment.to_bytes(_TIME, "big") + secrets.token_bytes(_RANDOM)
    return said + _sealed(work, purpose, session, said)


def _answered(
    work: Work, purpose: str, session: SessionView | None, answer: str
) -> tuple[str, bytes] | None:
    """The passkey that an answer names, and the challenge it answers: if that is ours, for this, and not old."""
    from webauthn.helpers import base64url_to_bytes

    try:
        found = json.loads(answer if len(answer) <= LONGEST_ANSWER else "")
        passkey_id, response = found["id"], found["response"]
        said = json.loads(base64url_to_bytes(response["clientDataJSON"]))["challenge"]
        challenge = base64url_to_bytes(said)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(passkey_id, str) or not storable(passkey_id) or len(challenge) < _TIME:
        return None
    said, hash_ = challenge[: _TIME + _RANDOM], challenge[_TIME + _RANDOM :]
    if not hmac.compare_digest(hash_, _sealed(work, purpose, session, said)):
        return None
    if abs(work.now() - _moment_of(challenge)) > LASTS:
        return None
    return passkey_id, challenge


def _sealed(work: Work, purpose: str, session: SessionView | None, said: bytes) -> bytes:
    about = f"{purpose}|{session.id if session else ''}|{said.hex()}".encode()
    return keyed_hash(work.keyring, "passkey challenge", "", about)


def _moment_of(challenge: bytes) -> datetime:
    microseconds = int.from_bytes(challenge[:_TIME], "big")
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)
