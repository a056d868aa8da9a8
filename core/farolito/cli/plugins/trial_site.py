"""The site of one school that a plugin is tried on: made for the trial, gone with it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.app import create_app
from farolito.db.keyring import Keyring
from farolito.db.migrations import upgrade_plugin
from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.roles import ROLES
from farolito.errors import FarolitoError
from farolito.services import forms, jobs, links, places, responses, sessions, users
from farolito.services.places import PlaceSettings
from farolito.settings import load_settings
from farolito.web.cookies import NAMES
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from farolito.plugins.hooks import Hooks
    from farolito.plugins.manifest import Plugin
    from farolito.services.forms import FormSource

SCHOOL = "school"
HOST_PAGES = ("/", "/admin/plugins")
"""What must be there whatever a plugin does: the door, and the page that would turn it off."""


class TrialSite:
    """A site with everything that is on. Each question is answered with faults, as sentences."""

    def __init__(self, hooks: Hooks, engine: Engine, job: dict[str, Any]) -> None:
        """Make the app, the tables of the plugins, a school, and somebody who holds every role."""
        settings = load_settings(
            {**job["settings"], "FAROLITO_DATA": job["private"], "FAROLITO_DEMO": "0"}
        )
        for loaded in hooks.roster.loaded:
            versions = loaded.plugin.folder("migrations/versions")
            if versions is not None:
                upgrade_plugin(engine, loaded.name, versions.parent)
        self.hooks = hooks
        self.app = create_app(settings, hooks=hooks, engine=engine, keyring=Keyring.generate())
        self.works = host_of(self.app).works
        self.opened: list[str] = []
        with self.works.open(SYSTEM) as work:
            county = places.add(work, "county", "county", "County")
            shown = PlaceSettings(languages="draft")
            self.school = places.add(work, "site", SCHOOL, "School", county.id, shown)
            user = users.add(work, "trial@example.org", "Trial")
            for role in ROLES:
                users.grant(work, user, county.id, role)
            self.token = sessions.start_staff(work, user, "second_factor").token

    def open_forms(self, plugin: str, sources: Sequence[FormSource]) -> Iterator[str]:
        """Publish what ships, and offer the plugin's own forms at the school."""
        names = [str(one.document.get("name")) for one in sources if one.source == plugin]
        with self.works.open(SYSTEM) as work:
            report = forms.sync(work, sources)
            now = {form.name: form.source for form in forms.published(work)}
        for name in names:
            if name in report.refused:
                yield f"Its form {name} is not published: {' '.join(report.refused[name])}"
            elif now.get(name) != plugin:
                yield f"Its form {name} has the name of a form that is there already."
            else:
                self.opened.append(name)
        for name in self.opened:
            try:
                with self.works.open(SYSTEM) as work:
                    links.add(work, self.school.id, name, name)
            except FarolitoError:  # a form that demands what this school has not promised
                continue

    def look(self, plugin: str) -> Iterator[str]:
        """Pages of the host, and the plugin's own that need nothing more to be known, are opened."""
        brought = self.hooks.brought(plugin)
        own = [
            route.rule
            for pages in brought.pages
            for route in pages.routes
            if "<" not in route.rule and "GET" in getattr(route, "methods", ("GET",))
        ]
        forms_here = [f"/{SCHOOL}/{name}" for name in self.opened]
        for address in dict.fromkeys(
            (*HOST_PAGES, *(item.url for item in brought.navigation), *own, *forms_here)
        ):
            for who, client in (
                ("staff", self._browser(self.token)),
                ("a visitor", self._browser()),
            ):
                status = client.get(address).status_code
                if status >= 500:
                    yield f"The page {address} answers {who} with an error ({status})."
        yield from self._failures(plugin)

    def send_examples(self, plugin: Plugin) -> Iterator[str]:
        """The examples of its forms that have no problems are sent, and what waits is done."""
        for name in self.opened:
            for file in _examples(plugin, name):
                try:
                    example = json.loads(file.read_bytes())
                    if not example.get("problems"):
                        self._send(name, example["answers"])
                except FarolitoError as error:
                    yield f"The example {file.name} of its form {name} cannot be sent: {error}"
        jobs.run_all(self.works)
        yield from self._failures(plugin.name)

    def _send(self, name: str, answers: dict[str, Any]) -> None:
        with self.works.open(NOBODY) as work:
            session = sessions.start_family(work)
            link = links.open_link(work, SCHOOL, name)
            responses.start(work, link, "en", session.id)
        with self.works.open(NOBODY) as work:
            handle = responses.load(work, session.token, SCHOOL, name)
            responses.save(work, handle, replace(handle.draft, answers=answers))
        with self.works.open(NOBODY) as work:
            responses.submit(work, responses.load(work, session.token, SCHOOL, name))

    def _browser(self, token: str = "") -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        if token:
            client.set_cookie(NAMES["staff"], token)
        return client

    def _failures(self, plugin: str) -> Iterator[str]:
        for fault in self.hooks.health.faults():
            if fault.plugin == plugin:
                yield f"Its hook {fault.hook} fails ({fault.cause})."


def _examples(plugin: Plugin, form: str) -> list[Path]:
    folder = plugin.folder("forms")
    return sorted((folder / "examples" / form).glob("*.json")) if folder else []
