"""Every setting: what it is, how it is read, and what it is when nobody says."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito.settings.values import (
    as_base_url,
    as_database_url,
    as_flag,
    as_folder,
    as_host,
    as_languages,
    as_level,
    as_number,
    as_path,
    as_plugins,
    as_public_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PACKAGE = Path(__file__).parent.parent

LANGUAGES = ("en", "es", "zh-Hant", "zh-Hans", "ko", "vi", "tl", "hy", "ru", "fa", "ar", "km")
"""Where nobody says otherwise: all that our own pages have words in (``farolito.domain.languages.WRITTEN``)."""


@dataclass(frozen=True)
class Settings:
    """Every setting, checked. Paths are absolute. Made by :func:`load_settings`; ``replace`` it in tests."""

    data: Path  # the folder that holds everything worth a backup, except the keys
    keys: Path  # the folder with the master key; never inside ``data``, so that a copy of one is useless
    database_url: str = field(repr=False)  # may hold a password
    forms: Path  # folder of form packs
    migrations: Path  # folder of the host's Alembic scripts
    base_url: str  # how families reach us: printed on paper and in QR codes; no slash at the end
    host: str
    port: int
    workers: int
    plugins: (
        tuple[str, ...] | None
    )  # enabled, in calling order; None: the bundled ones that are there
    no_plugins: bool  # safe mode
    catalogue_key: bytes | None  # of who signs the catalogue of plugins; None: any is read
    trusted_proxies: int  # how many proxies in front of us set X-Forwarded-*
    languages: tuple[str, ...]  # offered on our own pages; each form offers its own
    pseudo_locales: bool  # en-XA and ar-XB, for people who translate and test
    demo: bool  # a made-up county with made-up log-ins; never beside real data
    log_level: str
    trace_hooks: bool  # log each hook call: hook, plugin, milliseconds; never answers
    allow_unsafe_database: bool  # tests only: PostgreSQL without fsync, or as a superuser


def _bundled(name: str) -> Path:
    """A folder of the checkout, or its copy inside an installed package."""
    copy = PACKAGE / "_bundled" / name
    return copy if copy.is_dir() else PACKAGE.parent.parent / name


READERS: Mapping[str, tuple[Callable[[Any], Any], Callable[[], Any]]] = {
    "data": (as_path, lambda: as_path("var/data")),
    "keys": (as_path, lambda: None),
    "database_url": (as_database_url, lambda: None),
    "forms": (as_folder, lambda: _bundled("forms")),
    "migrations": (as_folder, lambda: _bundled("migrations")),
    "base_url": (as_base_url, lambda: None),
    "host": (as_host, lambda: "127.0.0.1"),
    "port": (as_number(1, 65535), lambda: 8000),
    "workers": (as_number(1, 64), lambda: min(os.cpu_count() or 1, 2)),
    "plugins": (as_plugins, lambda: None),
    "no_plugins": (as_flag, lambda: False),
    "catalogue_key": (as_public_key, lambda: None),
    "trusted_proxies": (as_number(0, 5), lambda: 0),
    "languages": (as_languages, lambda: LANGUAGES),
    "pseudo_locales": (as_flag, lambda: False),
    "demo": (as_flag, lambda: False),
    "log_level": (as_level, lambda: "info"),
    "trace_hooks": (as_flag, lambda: False),
    "allow_unsafe_database": (as_flag, lambda: False),
}
"""How each setting is read, and its default where it stands alone."""

PATHS = ("data", "keys", "forms", "migrations")
VARIABLES = {name.name: f"FAROLITO_{name.name.upper()}" for name in fields(Settings)} | {
    "host": "HOST",
    "port": "PORT",
}
"""Setting to the variable that sets it."""
