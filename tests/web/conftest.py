"""A site with one school and three links, on a real database, for the tests of pages."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito.app import create_app
from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.db.migrations import upgrade_host
from farolito.domain.access import SYSTEM
from farolito.plugins.hooks import Hooks
from farolito.services import forms, links, places
from farolito.services.places import PlaceSettings
from farolito.settings import Settings, load_settings
from farolito.web.host import host_of

sys.path.insert(0, str(Path(__file__).parent))  # the helpers beside this file

from family import Family
from trial_form import sensitive_form, trial_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

ROOT = Path(__file__).parents[2]
SCHOOL = PlaceSettings(
    languages="draft",
    first_languages=("es",),
    contact="Maria",
    phone="(213) 555-0100",
    room="Room 12",
    hours="Mon–Fri 8–4",
)


def make_settings(folder: Path) -> Settings:
    """Settings of a site whose data lies in ``folder``."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    settings = load_settings({"FAROLITO_DATA": str(data)})
    return replace(settings, forms=ROOT / "forms", migrations=ROOT / "migrations")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file, made once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("site")
    settings = make_settings(folder)
    engine = open_engine(settings.database_url, allow_unsafe=True)
    upgrade_host(engine, settings.migrations)
    engine.dispose()
    return settings.data / "farolito.db"


@pytest.fixture
def make_site(tmp_path: Path, empty_database: Path) -> Iterator[Callable[..., Flask]]:
    """Makes an app with the school ``lincoln``: links ``fair``, ``talk``, ``closed`` and those given."""
    made: list[Flask] = []

    def make(documents: dict[str, dict[str, Any]] | None = None, **changes: Any) -> Flask:
        settings = replace(make_settings(tmp_path), **changes)
        shutil.copy(empty_database, settings.data / "farolito.db")
        app = create_app(
            settings,
            hooks=Hooks(),
            engine=open_engine(settings.database_url, allow_unsafe=True),
            keyring=Keyring.generate(),
        )
        made.append(app)
        wanted = {"fair": trial_form(), "talk": sensitive_form(), **(documents or {})}
        with host_of(app).works.open(SYSTEM) as work:
            county = places.add(work, "county", "la", "Los Angeles County")
            school = places.add(
                work, "site", "lincoln", "Lincoln Community School", county.id, SCHOOL
            )
            for slug, document in wanted.items():
                form = forms.publish(work, document)
                links.add(work, school.id, slug, form.name)
        return app

    yield make
    for app in made:
        host_of(app).works.close()


@pytest.fixture
def app(make_site: Callable[..., Flask]) -> Flask:
    """The site with its usual links."""
    return make_site()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that says that its requests come from our own pages."""
    made = app.test_client()
    made.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return made


@pytest.fixture
def family(client: FlaskClient) -> Family:
    """A family on the form ``fair`` at Lincoln; nothing is started yet."""
    return Family(client, "/lincoln/fair")


def pack_form(name: str) -> dict[str, Any]:
    """A form of ``forms/needs-assessment``."""
    path = ROOT / "forms" / "needs-assessment" / f"{name}.json"
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
