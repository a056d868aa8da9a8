"""A site with one school, and a family on its form, for the tests of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.web_support.family import Family
from tests.web_support.sites import close_site, make_empty_database
from tests.web_support.sites import make_site as made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file, made once; each test gets a copy."""
    return make_empty_database(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def make_site(tmp_path: Path, empty_database: Path) -> Iterator[Callable[..., Flask]]:
    """Makes an app with the school ``lincoln``: ``make_site({"slug": document}, pseudo_locales=True)``."""
    apps: list[Flask] = []

    def make(documents: dict[str, dict[str, Any]] | None = None, **changes: Any) -> Flask:
        folder = tmp_path / str(len(apps))
        folder.mkdir()
        apps.append(made(folder, empty_database, documents or {}, **changes))
        return apps[-1]

    yield make
    for app in apps:
        close_site(app)


@pytest.fixture
def app(make_site: Callable[..., Flask]) -> Flask:
    """The site with its usual links."""
    return make_site()


@pytest.fixture(scope="session")
def words_app(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Flask]:
    """A site that is only asked how things are said or drawn, and stays as it is."""
    app = made(tmp_path_factory.mktemp("words"), empty_database, {})
    yield app
    close_site(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that says that its requests come from our own pages."""
    return own_client(app)


@pytest.fixture
def family(client: FlaskClient) -> Family:
    """A family on the form ``fair`` at Lincoln; nothing is started yet."""
    return Family(client, "/lincoln/fair")


@pytest.fixture
def sensitive_family(client: FlaskClient) -> Family:
    """A family on the sensitive form ``talk``."""
    return Family(client, "/lincoln/talk")


def own_client(app: Flask) -> FlaskClient:
    made_client = app.test_client()
    made_client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return made_client
