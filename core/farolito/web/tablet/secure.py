"""Whether a browser lets a page keep answers without internet: only over https, or on the very same computer."""

from __future__ import annotations

from urllib.parse import urlsplit

NEAR = {"localhost", "127.0.0.1", "::1"}
"""What browsers trust without https. Source: W3C Secure Contexts, "potentially trustworthy origin"."""


def is_secure(address: str) -> bool:
    """Whether pages below this address may keep things and work without internet."""
    return urlsplit(address).scheme == "https" or is_near(address)


def is_near(address: str) -> bool:
    """Whether an address only opens on the computer that serves it."""
    host = urlsplit(address).hostname or ""
    return host in NEAR or host.endswith(".localhost")
