"""The two session cookies: one for families, one for staff, so that neither ends the other's session.

A third one, without a secret in it, says that this device was handed to a student.

The cookie holds a random token and nothing else. ``HttpOnly``, ``SameSite=Lax``, never readable by a script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from flask import request

if TYPE_CHECKING:
    from datetime import timedelta

    from flask import Response

Kind = Literal["family", "staff", "handed"]

NAMES = {"family": "farolito", "staff": "farolito-staff", "handed": "farolito-handed"}
LONGEST = 128  # characters; a token has 43


def name_of(kind: Kind) -> str:
    """The cookie's name. On https it has the prefix that keeps sister domains from setting it."""
    return f"__Host-{NAMES[kind]}" if request.is_secure else NAMES[kind]


def token_of(kind: Kind) -> str | None:
    """The token that came with this request, if there is one of a believable length."""
    wanted = name_of(kind)
    # ours has neither quotes nor escapes; reading only it costs a tenth of reading all cookies
    for pair in request.environ.get("HTTP_COOKIE", "").split(";"):
        name, _, token = pair.strip().partition("=")
        if name == wanted:
            return token if token and len(token) <= LONGEST else None
    return None


def give_cookie(response: Response, kind: Kind, token: str, lasts: timedelta) -> None:
    """Hand the token to the browser for as long as ``lasts`` (a phone that restarts keeps its draft).

    A span and not a date: many a phone's clock is wrong by days.
    """
    response.set_cookie(
        name_of(kind),
        token,
        max_age=lasts,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def take_cookie(response: Response, kind: Kind) -> None:
    """Remove the cookie. A changed HttpOnly cookie also empties the browser's back-forward memory."""
    response.delete_cookie(
        name_of(kind), path="/", secure=request.is_secure, httponly=True, samesite="Lax"
    )
