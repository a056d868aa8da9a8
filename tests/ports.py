"""Ports for servers in processes of their own, which begin to listen some time after a test has chosen one."""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress

FIRST, MANY = 10_000, 20_000
"""Below those that a system gives to whoever asks for any: to browsers, to other tests, in the meantime."""


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    while True:
        port = FIRST + secrets.randbelow(MANY)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
