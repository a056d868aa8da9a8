"""A whole site for tests of a plugin's pages and hooks: one school, real tables, people who log in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.app import create_app
from farolito.db.keyring import Keyring
from farolito.domain.access import NOBODY, SYSTEM
from farolito.domain.reading import complete_document
from farolito.services import forms, jobs, links, made_files, places, responses, sessions, users
from farolito.services.blocks import read_bank
from farolito.services.numbers.closing import close_due
from farolito.services.places import PlaceSettings
from farolito.services.plugins import demo_data, nightly
from farolito.services.retention import erasing
from farolito.settings import load_settings
from farolito.testing.plugins import make_hooks, migrate
from farolito.testing.tables import engine_with_tables
from farolito.web.cookies import NAMES
from farolito.web.host import host_of

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from farolito.plugins.manifest import Plugin
    from farolito.services.work import Works


class Site:
    """A running app with the plugins that were given, and the school ``lincoln``.

    ``make_site(tmp_path, ThePlugin)`` makes one; ``close()`` it when the test is over.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.works: Works = host_of(app).works
        self._users: dict[str, str] = {}
        with self.works.open(SYSTEM) as work:
            county = places.add(work, "county", "county", "The County")
            self.place = places.add(
                work,
                "site",
                "lincoln",
                "Lincoln High School",
                county.id,
                PlaceSettings(languages="draft"),
            )

    def visitor(self) -> FlaskClient:
        """A browser that nobody has logged in with."""
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return client

    def staff(self, *roles: str) -> FlaskClient:
        """A browser of somebody who holds these roles at the school, logged in."""
        client = self.visitor()
        client.set_cookie(*self.log_in(*roles))
        return client

    def log_in(self, *roles: str) -> tuple[str, str]:
        """Somebody who holds these roles at the school logs in: name and value of their cookie.

        The same roles are the same person, however often they come.
        """
        name = "-".join(roles) or "nobody"
        with self.works.open(SYSTEM) as work:
            user = self._users.get(name)
            if user is None:
                user = users.add(work, f"{name}@school.example", name, "a long test password")
                for role in roles:
                    users.grant(work, user, self.place.id, role)
                self._users[name] = user
            return NAMES["staff"], sessions.start_staff(work, user, "second_factor").token

    def open_form(self, form: Path | Mapping[str, Any]) -> str:
        """Publish a definition, from a file or as it is, and link it at the school; the name of form and link.

        Blocks that it uses are the host's.
        """
        document = form if isinstance(form, Mapping) else json.loads(form.read_text("utf-8"))
        with self.works.open(SYSTEM) as work:
            if '"use"' in json.dumps(document):
                document = complete_document(document, read_bank(work.settings.forms))
            name = forms.publish(work, document).name
            links.add(work, self.place.id, name, name)
        return name

    def send(self, name: str, answers: Mapping[str, Any], language: str = "en") -> str:
        """A family answers an open form and sends it; the id of the response.

        Raises AssertionError that lists the problems if the answers are not complete, and whatever
        ``submit`` raises.
        """
        with self.works.open(NOBODY) as work:
            session = sessions.start_family(work)
            link = links.open_link(work, self.place.slug, name)
            started = responses.start(work, link, language, session.id)
        with self.works.open(NOBODY) as work:
            handle = responses.load(work, session.token, self.place.slug, name)
            responses.save(work, handle, replace(handle.draft, answers=dict(answers)))
        with self.works.open(NOBODY) as work:
            sent = responses.submit(
                work, responses.load(work, session.token, self.place.slug, name)
            )
        if isinstance(sent, list):
            raise AssertionError("\n".join(f"{one.question}: {one.code}" for one in sent))
        return started.response_id or ""

    def erase(self, response_id: str) -> None:
        """Erase a response, as when its family asks for it."""
        with self.works.open(SYSTEM) as work:
            erasing.erase(work, self.place.id, response_id, "all", "request")

    def fill_demo(self) -> None:
        """Let the plugins fill the school as they fill that of the demo. Raises AssertionError if one fails."""
        refused = demo_data.fill(self.works, self.place)
        if refused:
            raise AssertionError("\n".join(refused))

    def work_off(self) -> None:
        """Do what waits: tell plugins what happened, make long files."""
        jobs.run_all(self.works)
        made_files.make_all(self.works)

    def night(self) -> None:
        """Do what waits, and what is done when a day is over: numbers are shown, plugins do what is nightly."""
        self.work_off()
        with self.works.open(SYSTEM) as work:
            close_due(work)
        nightly.do(self.works)

    def close(self) -> None:
        """Give the database back."""
        self.works.close()


def make_site(folder: Path, *plugins: type[Plugin], database_url: str = "") -> Site:
    """A site whose data lies in ``folder``, with these plugins on and their tables made.

    Its database is SQLite in the same folder, or the empty one at ``database_url``.
    """
    data = folder / "data"
    data.mkdir(exist_ok=True)
    given = {"FAROLITO_DATA": str(data), "FAROLITO_PLUGINS": "none"}
    settings = load_settings(given | {"FAROLITO_DATABASE_URL": database_url})
    engine = engine_with_tables(settings.database_url, settings.migrations)
    for plugin in plugins:
        if plugin().folder("migrations") is not None:
            migrate(engine, plugin)
    hooks = make_hooks(*plugins)
    return Site(create_app(settings, hooks=hooks, engine=engine, keyring=Keyring.generate()))
