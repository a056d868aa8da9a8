"""The process that answers requests: gunicorn's own sync worker, which waits for a silent visitor only so long.

Phones with a bad net open connections and say nothing. Without a limit two of them hold up a site with two workers.
What protects from visitors who are slow on purpose is a proxy in front (docs/operating.md).
"""

from __future__ import annotations

import select
from typing import TYPE_CHECKING, Any

from gunicorn.workers.sync import SyncWorker  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    import socket

PATIENCE = 10.0
"""Seconds that a connection may stay silent, before its first byte and between any two."""


class WebWorker(SyncWorker):  # type: ignore[misc]  # untyped base
    """A sync worker that hangs up on silence, and lets a long download say that it is under way."""

    def load_wsgi(self) -> None:
        """Give every request a way to tell the master that this process is alive: ``farolito.alive``."""
        super().load_wsgi()
        answer: Any = self.wsgi

        def with_sign_of_life(environ: dict[str, Any], start_response: Any) -> Any:
            environ["farolito.alive"] = self.notify
            return answer(environ, start_response)

        self.wsgi: Any = with_sign_of_life

    def handle(self, listener: Any, client: socket.socket, addr: Any) -> None:
        """Answer the request on a connection, or close it when nothing arrives."""
        client.settimeout(PATIENCE)
        heard, _, _ = select.select([client], [], [], PATIENCE)
        if heard:
            super().handle(listener, client, addr)
        else:
            client.close()
