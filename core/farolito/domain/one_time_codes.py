"""Codes of an app that change every 30 seconds: RFC 6238, with SHA-1 and six digits, as every such app does."""

from __future__ import annotations

import base64
import hmac
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from datetime import datetime

STEP = 30  # seconds
DIGITS = 6
SECRET_BYTES = 20  # as long as the hash, RFC 4226 section 4
SLACK = 1  # steps before and after now: clocks differ, and people type


def step_of(now: datetime) -> int:
    """The number of the time step that ``now`` lies in."""
    return int(now.timestamp()) // STEP


def code_of(secret: bytes, step: int) -> str:
    """The code of a time step: RFC 4226 section 5.3."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_shown(secret: bytes, typed: str, now: datetime) -> int | None:
    """The time step whose code was typed, at most one before or after now; None when it is no such code.

    All of them are compared whatever the first one says. Whoever calls this sees to it that a step counts once.
    """
    found = None
    for step in range(step_of(now) - SLACK, step_of(now) + SLACK + 1):
        if hmac.compare_digest(code_of(secret, step).encode(), typed.encode("utf-8", "replace")):
            found = step
    return found


def written(secret: bytes) -> str:
    """The secret as it is typed into an app, in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def address(secret: bytes, email: str, issuer: str) -> str:
    """The address that an app reads from a QR code."""
    said = base64.b32encode(secret).decode()
    return f"otpauth://totp/{quote(issuer)}:{quote(email)}?secret={said}&issuer={quote(issuer)}"
