"""A site with one school and its links, on a real database."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import cache
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
from farolito.services.work import Work, Works
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
    hooks = changes.pop("hooks", None)
    on_disk = changes.pop("keys_on_disk", False)
    settings = make_settings(folder, **changes)
    wanted = {"fair": trial_form(), "talk": sensitive_form(), **documents}
    begun = empty_database and not (hooks or on_disk or documents.keys() & {"fair", "talk"})
    if empty_database and begun:
        empty_database, keyring = school_database(empty_database)
        wanted = documents
    else:
        keyring = Keyring.load(settings.keys, create=True) if on_disk else Keyring.generate()
    if empty_database:
        shutil.copy(empty_database, settings.data / "farolito.db")
    app = create_app(
        settings,
        hooks=hooks or Hooks(),
        engine=open_engine(settings.database_url, allow_unsafe=True),
        keyring=keyring,
    )
    if wanted:
        with host_of(app).works.open(SYSTEM) as work:
            if not begun:
                open_school(work)
            publish(work, wanted)
    return app


@cache
def school_database(empty_database: Path) -> tuple[Path, Keyring]:
    """The school with its usual links, made once from a file with all tables; and what it is sealed with."""
    folder = empty_database.parent / "school"
    folder.mkdir()
    keyring = Keyring.generate()
    settings = make_settings(folder)
    file = settings.data / "farolito.db"
    shutil.copy(empty_database, file)
    works = Works(open_engine(settings.database_url, allow_unsafe=True), Hooks(), keyring, settings)
    with works.open(SYSTEM) as work:
        open_school(work)
        publish(work, {"fair": trial_form(), "talk": sensitive_form()})
    works.close()
    return file, keyring


def open_school(work: Work) -> None:
    county = places.add(work, "county", "la", "Los Angeles County")
    places.add(work, "site", "lincoln", "Lincoln Community School", county.id, SCHOOL)


def publish(work: Work, documents: dict[str, dict[str, Any]]) -> None:
    """Each form under a link of the school."""
    school = places.by_slug(work, "lincoln")
    for slug, document in documents.items():
        links.add(work, school.id, slug, forms.publish(work, document).name)


def close_site(app: Flask) -> None:
    """Give its connections back."""
    host_of(app).works.close()


def pack_form(name: str) -> dict[str, Any]:
    """A form of ``forms/needs-assessment``."""
    path = ROOT / "forms" / "needs-assessment" / f"{name}.json"
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document
