"""Lets a server that runs take a change of the plugins up, without a request being lost.

ask_to_reload(settings) -> bool            # True: there is one, and it was told; at once
reload_server(settings, number) -> bool    # the same, and waits until it serves that plugin set; FarolitoError
"""

from __future__ import annotations

import fcntl
import http.client
import os
import signal
import time
from typing import TYPE_CHECKING

from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from farolito.settings import Settings

SET_HEADER = "Farolito-Plugin-Set"
"""Of the health check: the number of the plugin set that whoever answers was started with."""

SECONDS = 60.0

IN_A_ROW = 5
"""Answers with the new number, one after the other, before it is believed that nobody serves the old set."""


def ask_to_reload(settings: Settings) -> bool:
    """Tell the server that runs on this data folder, if one does, to start its workers afresh."""
    pid = running(settings)
    if pid is None:
        return False
    try:
        os.kill(pid, signal.SIGHUP)
    except PermissionError as error:
        raise FarolitoError(
            f"The change is made, but this user may not reload the server (process {pid}). "
            f"Type as the user it runs as: kill -HUP {pid}"
        ) from error
    except ProcessLookupError:
        return False
    return True


def reload_server(settings: Settings, number: int) -> bool:
    """Reload the server that runs here; True once it serves the set of this ``number``, False when none runs.

    Raises :class:`FarolitoError` when it does not come to that within a minute: it goes on with what it had.
    """
    if not ask_to_reload(settings):
        return False
    until, in_a_row = time.monotonic() + SECONDS, 0
    while in_a_row < IN_A_ROW:
        if time.monotonic() > until:
            raise FarolitoError(
                "The change is made, but the server has not taken it up. Its log says why; what runs goes on "
                "unchanged until it is started again."
            )
        in_a_row = in_a_row + 1 if _served(settings) >= number else 0
        time.sleep(0.02 if in_a_row else 0.2)
    return True


def running(settings: Settings) -> int | None:
    """The process id of the server on this data folder; None when none runs here."""
    try:
        with (settings.data / "server.pid").open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return int(file.read())  # held: whoever wrote it is alive
    except (OSError, ValueError):
        return None
    return None


def _served(settings: Settings) -> int:
    """The plugin set that an answer comes from; -1 without an answer."""
    host, port = _address(settings)
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    connection = http.client.HTTPConnection(near, port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return int(connection.getresponse().headers.get(SET_HEADER, -1))
    except (OSError, http.client.HTTPException, ValueError):
        return -1
    finally:
        connection.close()


def _address(settings: Settings) -> tuple[str, int]:
    """Where the server that runs here answers, as it wrote down itself: a command may be typed with other settings."""
    try:
        host, _, port = (
            (settings.data / "server.address").read_text("utf-8").strip().rpartition(":")
        )
        return host.strip("[]"), int(port)
    except (OSError, ValueError):
        return settings.host, settings.port
