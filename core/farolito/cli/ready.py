"""What ``farolito run`` says when it answers: where to go, and in the demo, how to log in."""

from __future__ import annotations

import http.client
import sys
import time
from typing import TYPE_CHECKING

from farolito.services import demo

if TYPE_CHECKING:
    from farolito.settings import Settings


def announce(settings: Settings) -> None:
    """Wait until the site answers, then print. Runs in a thread of the first web worker."""
    while not answers(settings.host, settings.port):
        time.sleep(0.05)
    sys.stdout.write("\n".join(lines(settings)) + "\n")
    sys.stdout.flush()


def answers(host: str, port: int) -> bool:
    """Whether ``/healthz`` says that all is well."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    connection = http.client.HTTPConnection(near, port, timeout=30)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def lines(settings: Settings) -> list[str]:
    """Ready, and where each of the three goes."""
    site = settings.base_url
    doors = [
        ("A coordinator", f"{site}/staff/", "coordinator"),
        ("An administrator", f"{site}/admin/plugins", "platform_admin"),
    ]
    log_ins = {}
    if settings.demo:
        doors.insert(0, ("A family", f"{site}/{demo.SCHOOL}/{demo.LINKS['family-needs']}", ""))
        log_ins = _log_ins(settings)
    said = ["", f"Ready: {site}/", ""]
    for who, where, role in doors:
        said.append(f"  {who:18}{where}")
        if role in log_ins:
            said.append(f"  {'':18}{log_ins[role]}")
    if log_ins:
        said += [
            "",
            f"  Everybody in the demo is made up. More log-ins: {settings.data / demo.FILE}",
        ]
    return [*said, "  Ctrl-C stops.", ""]


def _log_ins(settings: Settings) -> dict[str, str]:
    """Role to ``email   password``, as the demo keeps them; the first one of each role."""
    found: dict[str, str] = {}
    file = settings.data / demo.FILE
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        email, password, what = line.split("  ", 2)
        found.setdefault(what.split(",")[0], f"{email}   {password}")
    return found
