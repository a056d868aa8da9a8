"""A site with one school and its links, on a real database."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from tests.web_support.trial_form import sensitive_form, trial_form

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(__file__).parents[2]
SCHOOL = PlaceSettings(
    languages="draft",
    first_languages=("es",),
    contact="Maria",
    phone="+12135550100",
    room="Room 12",
    hours="Mon–Fri 8–4",
)


def make_settings(folder: Path, **changes: Any) -> Settings:
    """Settings of a site whose data lies in ``folder``."""
    (folder / "data").mkdir(exist_ok=True)
    settings = load_settings({"FAROLITO_DATA": str(folder / "data")})
    return replace(settings, forms=ROOT / "forms", migrations=ROOT / "migrations", **changes)


def make_empty_database(folder: Path) -> Path:
    """A database file with all tables and nothing in them, to be copied."""
    settings = make_settings(folder)
    engine = open_engine(settings.database_url, allow_unsafe=True)
    upgrade_host(engine, settings.migrations)
    engine.dispose()
    return settings.data / "farolito.db"


def make_site(
    folder: Path, empty_database: Path | None, documents: dict[str, dict[str, Any]], **changes: Any
) -> Flask:
    """An app with the school ``lincoln`` and its links: ``fair``, ``talk`` (sensitive) and those given.

    ``hooks`` among the changes is what plugins do, ``keys_on_disk`` writes its keys to where other processes look for
    them; the rest are settings. Without a file to copy, ``database_url`` has all tables. Close it: ``close_site``.
    """
    hooks = changes.pop("hooks", None) or Hooks()
    on_disk = changes.pop("keys_on_disk", False)
    settings = make_settings(folder, **changes)
    if empty_database is not None:
        shutil.copy(empty_database, settings.data / "farolito.db")
    app = create_app(
        settings,
        hooks=hooks,
        engine=open_engine(settings.database_url, allow_unsafe=True),
        keyring=Keyring.load(settings.keys, create=True) if on_disk else Keyring.generate(),
    )
    with host_of(app).works.open(SYSTEM) as work:
        county = places.add(work, "county", "la", "Los Angeles County")
        school = places.add(work, "site", "lincoln", "Lincoln Community School", county.id, SCHOOL)
        wanted = {"fair": trial_form(), "talk": sensitive_form(), **documents}
        for slug, document in wanted.items():
            links.add(work, school.id, slug, forms.publish(work, document).name)
    return app


def close_site(app: Flask) -> None:
    """Give its connections back."""
    host_of(app).works.close()


def pack_form(name: str) -> dict[str, Any]:
    """A form of ``forms/needs-assessment``."""
    path = ROOT / "forms" / "needs-assessment" / f"{name}.json"
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
