"""The pytest plugin of Farolito: fixtures for its own tests and for those of plugin authors.

Nothing heavy is imported here: a test run that wants neither a server nor a browser pays for neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from farolito.plugins.manifest import Plugin
    from farolito.testing.postgres import PostgresServer
    from farolito.testing.site import Site


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server for this test session; ``make_database()`` and ``url(name)`` are its uses."""
    from farolito.testing.postgres import PostgresServer

    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database, removed after the test."""
    name = postgres.make_database()
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a fresh SQLite database; its file does not exist yet."""
    return f"sqlite:///{tmp_path / 'farolito.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_url(request: pytest.FixtureRequest) -> str:
    """A fresh, empty database, once on each engine: the test runs twice."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One running Chromium for this test session."""
    from farolito.testing.browser import chromium

    with chromium() as running:
        yield running


@pytest.fixture
def make_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes fresh browser profiles, with a phone's window: ``make_context(javascript=False, locale="es")``."""
    from farolito.testing.browser import make_context as make

    made: list[BrowserContext] = []

    def remembered(*, javascript: bool = True, **options: object) -> BrowserContext:
        made.append(make(browser, javascript=javascript, **options))
        return made[-1]

    yield remembered
    for context in made:
        context.close()


@pytest.fixture
def phone(make_context: Callable[..., BrowserContext]) -> Page:
    """A page in a phone's window, JavaScript on."""
    return make_context().new_page()


@pytest.fixture
def plain_phone(make_context: Callable[..., BrowserContext]) -> Page:
    """A page in a phone's window, JavaScript off."""
    return make_context(javascript=False).new_page()


@pytest.fixture
def site_with(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Makes whole sites with plugins on, each with one school: ``site_with(ThePlugin)``; closed after the test.

    See :class:`farolito.testing.site.Site`: families that send, staff of each role, the worker, the night.
    ``database_url=`` is an empty database, SQLite by default.
    """
    from farolito.testing.site import make_site

    made: list[Site] = []

    def one(*plugins: type[Plugin], database_url: str = "") -> Site:
        folder = tmp_path / f"site-{len(made)}"
        folder.mkdir()
        made.append(make_site(folder, *plugins, database_url=database_url))
        return made[-1]

    yield one
    for site in made:
        site.close()


@pytest.fixture
def phone_at(make_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Opens a page of a site on a phone: ``phone_at(site, "/-/food_bank/", "coordinator", locale="es")``.

    After the address come the roles of whoever holds the phone, none for a family; then options of ``make_context``.
    """
    from contextlib import ExitStack

    from farolito.testing.server import serve

    with ExitStack() as servers:
        addresses: dict[int, str] = {}

        def opened(site: Site, path: str = "/", *roles: str, **options: object) -> Page:
            if id(site) not in addresses:
                addresses[id(site)] = servers.enter_context(serve(site.app))
            address = addresses[id(site)]
            context = make_context(**options)
            if roles:
                name, value = site.log_in(*roles)
                context.add_cookies([{"name": name, "value": value, "url": address}])
            page = context.new_page()
            page.goto(address + path)
            return page

        yield opened
