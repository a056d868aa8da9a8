"""Two schools, families that answer, and people who log in: a whole site on a real database, for staff screens."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from farolito.app import create_app
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.domain.access import NOBODY, SYSTEM, Actor
from farolito.domain.drafts import Draft
from farolito.plugins.hooks import Hooks
from farolito.services import forms, links, places, responses, sessions, users
from farolito.services.places import PlaceSettings
from farolito.services.work import Works
from farolito.settings import load_settings
from farolito.testing.tables import engine_with_tables
from farolito.web.cookies import NAMES
from farolito.web.host import host_of
from tests.web.staff.form import ANSWERS, NEEDS, SURVEY, TALK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

MONDAY = datetime(2026, 11, 23, 18, 31, tzinfo=UTC)
"""Half past ten in the morning at the school."""

PASSWORD = "a long test password"
ROOT = Path(__file__).parents[3]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


class School:
    """A site with the schools ``lincoln`` and ``grant``, each with the links ``needs``, ``talk``, ``survey``."""

    def __init__(self, folder: Path, hooks: Hooks | None = None, **changes: Any) -> None:
        """Make the site in ``folder``; ``changes`` are settings that differ."""
        data = folder / "data"
        data.mkdir(exist_ok=True)
        settings = load_settings({"FAROLITO_DATA": str(data), "FAROLITO_PLUGINS": "none"})
        settings = replace(settings, **changes)
        begun = None if hooks or "database_url" in changes else _begun()
        if begun:
            (data / "farolito.db").write_bytes(begun.database)
            engine = open_engine(settings.database_url, allow_unsafe=True)
        else:
            engine = engine_with_tables(settings.database_url, settings.migrations)
        keyring = begun.keyring if begun else Keyring.generate()
        self.app = create_app(settings, hooks=hooks or Hooks(), engine=engine, keyring=keyring)
        self.works = host_of(self.app).works
        self.clock = self.works.clock = Clock()
        self.users = 0
        self.places = dict(begun.places) if begun else _open_schools(self.works)

    def open_form(self, document: dict[str, Any]) -> None:
        """Publish one more form, and link it by its name at both schools."""
        with self.works.open(SYSTEM) as work:
            _open_form(work, self.places, document)

    def send(
        self, link: str = "needs", place: str = "lincoln", language: str = "es", **answers: Any
    ) -> str:
        """A family answers and sends; the address of the response on the staff pages."""
        given = {**ANSWERS.get(link, {}), **answers}
        with self.works.open(NOBODY) as work:
            session = sessions.start_family(work)
            work.actor = Actor("family", id=session.id)
            opened = links.open_link(work, place, link)
            handle = responses.start(work, opened, language, session.id)
            handle = responses.save(work, handle, Draft(given), language)
            sent = responses.submit(work, handle)
        assert not isinstance(sent, list), sent
        return f"/staff/{place}/responses/{handle.response_id}"

    def stop(self, link: str = "needs", **answers: Any) -> str:
        """A family answers a little, stops and lets us keep it; the address of the response."""
        with self.works.open(NOBODY) as work:
            session = sessions.start_family(work)
            opened = links.open_link(work, "lincoln", link)
            handle = responses.start(work, opened, "es", session.id)
            handle = responses.save(work, handle, Draft(answers))
            responses.stop(work, handle, keep=True)
        return f"/staff/lincoln/responses/{handle.response_id}"

    def add_user(self, *roles: str, place: str = "lincoln", name: str = "") -> tuple[str, str]:
        """Somebody with an account who holds these roles at a place: id and email."""
        self.users += 1
        with self.works.open(SYSTEM) as work:
            called = name or "-".join((*roles, "of", place))
            email = f"{called.replace(' ', '.').lower()}.{self.users}@school.example"
            user = users.add(work, email, called, PASSWORD)
            for role in roles:
                users.grant(work, user, self.places[place].id, role)
        return user, email

    def grant(self, user: str, role: str, place: str) -> None:
        with self.works.open(SYSTEM) as work:
            users.grant(work, user, self.places[place].id, role)

    def token(self, user: str) -> str:
        """The cookie of somebody who has just logged in."""
        with self.works.open(SYSTEM) as work:
            return sessions.start_staff(work, user, "second_factor").token

    def visitor(self, language: str = "en") -> FlaskClient:
        """A browser that nobody has logged in with."""
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        return client

    def staff(self, *roles: str, place: str = "lincoln", language: str = "en") -> FlaskClient:
        """A browser of somebody who holds these roles at a place, logged in."""
        return self.logged_in(self.add_user(*roles, place=place)[0], language)

    def logged_in(self, user: str, language: str = "en") -> FlaskClient:
        """A browser of this user, logged in."""
        client = self.visitor(language)
        client.set_cookie(NAMES["staff"], self.token(user))
        return client

    def forget_links(self) -> None:
        """As if no form had ever been linked."""
        with self.works.engine.begin() as connection:
            connection.execute(text("DELETE FROM link"))

    def rows(self, sql: str, **given: Any) -> list[tuple[Any, ...]]:
        """What really stands in the database."""
        with self.works.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql), given)]

    @contextmanager
    def with_types(self, **types: Any) -> Iterator[None]:
        """While the block runs, the site knows more question types, as if a plugin brought them."""
        before = self.works.types
        self.works.types = {**before, **types}
        try:
            yield
        finally:
            self.works.types = before
            self.works.library = type(self.works.library)()

    def close(self) -> None:
        """Give the database back."""
        self.works.close()


@dataclass(frozen=True)
class _Begun:
    """The two schools and their forms, as every site without a plugin begins."""

    database: bytes
    keyring: Keyring
    places: dict[str, PlaceView]


@cache
def _begun() -> _Begun:
    """Made once in a process, then copied."""
    keyring = Keyring.generate()
    with TemporaryDirectory() as folder:
        settings = load_settings({"FAROLITO_DATA": folder, "FAROLITO_PLUGINS": "none"})
        engine = engine_with_tables(settings.database_url, settings.migrations)
        works = Works(engine, Hooks(), keyring, settings, clock=Clock())
        opened = _open_schools(works)
        works.close()
        return _Begun((Path(folder) / "farolito.db").read_bytes(), keyring, opened)


def _open_schools(works: Works) -> dict[str, PlaceView]:
    drafts = PlaceSettings(languages="draft", contact="Rosa", phone="(213) 555-0100")
    with works.open(SYSTEM) as work:
        county = places.add(work, "county", "county", "The County")
        made = {"county": county}
        for slug, name in (("lincoln", "Lincoln High School"), ("grant", "Grant High School")):
            made[slug] = places.add(work, "site", slug, name, county.id, drafts)
        for document in (NEEDS, TALK, SURVEY):
            _open_form(work, made, document)
    return made


def _open_form(work: Work, at: dict[str, PlaceView], document: dict[str, Any]) -> None:
    form = forms.publish(work, document)
    for slug in ("lincoln", "grant"):
        links.add(work, at[slug].id, form.name, form.name)
