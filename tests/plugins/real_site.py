"""A site served by real processes, with plugins that lie in a folder, and a family with a browser without scripts."""

from __future__ import annotations

import http.client
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from farolito.app import create_app
from farolito.cli.folders import make_data_folder
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import upgrade_host
from farolito.settings import load_settings
from farolito.testing.plugins import make_hooks
from farolito.testing.site import Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def prepare(folder: Path, form: Mapping[str, Any], **sent: str) -> None:
    """Make the data of a site with the school ``lincoln``, where ``form`` is open; no plugin is asked.

    With answers, one response was ``sent``, of which no plugin was told yet.
    """
    settings = load_settings({"FAROLITO_DATA": str(folder / "data"), "FAROLITO_PLUGINS": "none"})
    make_data_folder(settings.data)
    engine = open_engine(settings.database_url)
    upgrade_host(engine, settings.migrations)
    keyring = Keyring.load(settings.keys, create=True)
    site = Site(create_app(settings, hooks=make_hooks(), engine=engine, keyring=keyring))
    name = site.open_form(form)
    if sent:
        site.send(name, sent)
    site.close()


def stored(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    """What the database says, while it is served."""
    with closing(sqlite3.connect(folder / "data/farolito.db")) as connection:
        return connection.execute(statement).fetchall()


@dataclass
class Asked:
    """What was asked for."""

    path: str


@dataclass
class Reply:
    """What came back, named as Flask's test client names it."""

    status_code: int
    text: str
    location: str
    request: Asked


class Browser:
    """Keeps cookies and follows redirects; every request is a connection of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def get(self, address: str, *, follow_redirects: bool = False) -> Reply:
        """Open an address."""
        reply = self._ask("GET", address)
        while follow_redirects and reply.status_code in (302, 303):
            reply = self._ask("GET", reply.location)
        return reply

    def post(self, address: str, data: Mapping[str, Any]) -> Reply:
        """Send a form. Raises OSError or HTTPException when nobody answers."""
        return self._ask("POST", address, urlencode(data, doseq=True))

    def _ask(self, method: str, address: str, body: str | None = None) -> Reply:
        headers = {
            "Sec-Fetch-Site": "same-origin",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=240)
        try:
            connection.request(method, address, body, headers)
            found = connection.getresponse()
            text = found.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for line in found.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        location = found.headers.get("Location", "")
        parts = urlsplit(location)
        where = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return Reply(found.status, text, where, Asked(urlsplit(address).path))
