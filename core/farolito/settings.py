"""Settings: read once at start-up, typed, and refused all at once with how to mend each.

A setting comes from the environment (``FAROLITO_<NAME>``; ``HOST`` and ``PORT`` for the address) or from a
file ``farolito.toml`` with the same names in lower case. The environment wins. docs/operating.md lists them.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from farolito.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE = Path("farolito.toml")
"""The settings file of the folder that Farolito is started in."""

PACKAGE = Path(__file__).parent
LOG_LEVELS = ("debug", "info", "warning", "error")


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
    )  # enabled, in calling order; None: every bundled one that is installed
    no_plugins: bool  # safe mode
    trusted_proxies: int  # how many proxies in front of us set X-Forwarded-*
    languages: tuple[str, ...]  # offered on our own pages; each form offers its own
    pseudo_locales: bool  # en-XA and ar-XB, for people who translate and test
    demo: bool  # a made-up county with made-up log-ins; never beside real data
    log_level: str
    trace_hooks: bool  # log each hook call: hook, plugin, milliseconds; never answers
    allow_unsafe_database: bool  # tests only: PostgreSQL without fsync, or as a superuser


class Wrong(ValueError):
    """Why a value will not do, ending in how to mend it."""


def load_settings(environ: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings of ``environ`` over those of ``file``; a file that does not exist holds none.

    Raises :class:`SettingsError` with one line for each wrong setting: all of them, not the first.
    """
    faults: list[str] = []
    written = _from_file(file, faults)
    written |= _from_environment(environ, faults)
    values: dict[str, Any] = {}
    for name, (read, default) in _READERS.items():
        shown, raw = written.get(name, (name, None))
        try:
            values[name] = default() if raw is None else read(raw)
        except Wrong as wrong:
            faults.append(f"{shown}: {wrong}")
            values[name] = default()
    settings = _completed(values)
    if _lies_in(settings.keys.resolve(), settings.data.resolve()):
        faults.append(
            f"{written.get('keys', ('keys',))[0]}: the keys lie inside the data folder {settings.data}, so one "
            "stolen copy would open everything; name a folder outside it"
        )
    if faults:
        raise SettingsError(
            "Farolito can not start. Mend these settings:\n  " + "\n  ".join(faults)
        )
    return settings


def _from_file(file: Path | None, faults: list[str]) -> dict[str, tuple[str, Any]]:
    """Name to (how to call it in a message, value as written)."""
    if file is None or not file.exists():
        return {}
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        faults.append(f"{file}: can not be read as TOML ({error}); mend that line")
        return {}
    found: dict[str, tuple[str, Any]] = {}
    for name, value in table.items():
        if name not in _READERS:
            faults.append(f"{name} in {file}: there is no such setting{_nearest(name, _READERS)}")
        else:
            # a path in the file is meant from where the file is, not from where somebody happened to start us
            in_place = name in _PATHS and isinstance(value, str) and value != ""
            found[name] = (f"{name} in {file}", str(file.parent / value) if in_place else value)
    return found


def _from_environment(environ: Mapping[str, str], faults: list[str]) -> dict[str, tuple[str, Any]]:
    """As :func:`_from_file`. An empty variable is an unset one."""
    for variable in environ:
        # only a near miss is a fault: other tools may use our prefix for what is theirs
        if variable.startswith("FAROLITO_") and variable not in _VARIABLES.values():
            meant = _nearest(variable, _VARIABLES.values())
            if meant:
                faults.append(f"{variable}: there is no such setting{meant}")
    return {
        name: (variable, environ[variable])
        for name, variable in _VARIABLES.items()
        if environ.get(variable, "").strip()
    }


def _lies_in(path: Path, folder: Path) -> bool:
    return folder == path or folder in path.parents


def _nearest(name: str, names: Any) -> str:
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.8)
    return f"; did you mean {near[0]}?" if near else ""


def _completed(values: dict[str, Any]) -> Settings:
    """Fills in the settings whose default depends on another one."""
    data: Path = values["data"]
    host, port = values["host"], values["port"]
    near = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  compared, not bound
    values["keys"] = values["keys"] or data.with_name(data.name + ".keys")
    values["database_url"] = values["database_url"] or f"sqlite:///{data / 'farolito.db'}"
    values["base_url"] = (
        values["base_url"] or f"http://{f'[{near}]' if ':' in near else near}:{port}"
    )
    return Settings(**values)


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Wrong(f"{raw!r} is not text; put it in quotes")
    return raw.strip()


def _path(raw: Any) -> Path:
    return Path(os.path.abspath(Path(_text(raw)).expanduser()))


def _folder(raw: Any) -> Path:
    path = _path(raw)
    if not path.is_dir():
        raise Wrong(f"there is no folder {path}; make it, or name another")
    return path


def _flag(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off"):
        return False
    raise Wrong(f"{raw!r} is neither yes nor no; write 1 or 0")


def _number(least: int, most: int) -> Callable[[Any], int]:
    def read(raw: Any) -> int:
        text = str(raw).strip()
        if isinstance(raw, bool) or not re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
            raise Wrong(f"{raw!r} is not a whole number; write one from {least} to {most}")
        if not least <= int(text) <= most:
            raise Wrong(f"{text} is out of range; write a number from {least} to {most}")
        return int(text)

    return read


def _names(pattern: str, example: str) -> Callable[[Any], tuple[str, ...]]:
    """A list of names: ``a, b`` in the environment, ``["a", "b"]`` in the file."""

    def read(raw: Any) -> tuple[str, ...]:
        items = raw.split(",") if isinstance(raw, str) else raw
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise Wrong(f"{raw!r} is not a list of names; write for example {example}")
        names = [item.strip() for item in items if item.strip()]
        for name in names:
            if not re.fullmatch(pattern, name, re.ASCII):
                raise Wrong(f"{name!r} does not look right; write for example {example}")
        if len(set(names)) < len(names):
            raise Wrong("a name stands there twice; leave one of them out")
        return tuple(names)

    return read


_plugin_names = _names(r"[a-z][a-z0-9_]*", "printables, wellbeing_centers, or none")
_language_tags = _names(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "en, es")


def _plugins(raw: Any) -> tuple[str, ...]:
    return () if raw == "none" else _plugin_names(raw)


def _languages(raw: Any) -> tuple[str, ...]:
    tags = _language_tags(raw)
    if "en" not in tags:
        raise Wrong("English (en) is missing, and every page is written in it first; add en")
    return tags


def _level(raw: Any) -> str:
    if _text(raw).lower() not in LOG_LEVELS:
        raise Wrong(f"{raw!r} is not a log level; write one of {', '.join(LOG_LEVELS)}")
    return _text(raw).lower()


def _host(raw: Any) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:_-]+", _text(raw), re.ASCII):
        raise Wrong(
            f"{raw!r} is not a host; write for example 127.0.0.1, or 0.0.0.0 for all networks"
        )
    return _text(raw)


def _database_url(raw: Any) -> str:
    url = _text(raw)
    if not re.match(r"(sqlite:///.|postgresql(\+psycopg)?://)", url):
        # the value itself is not repeated: it may hold a password
        raise Wrong(
            "only SQLite and PostgreSQL are known; write sqlite:////folder/farolito.db "
            "or postgresql://user:password@host/database"
        )
    return url


def _base_url(raw: Any) -> str:
    url = _text(raw).rstrip("/")
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.path
        good = good and not (parts.query or parts.fragment or parts.username) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise Wrong(f"{raw!r} is not an address; write for example https://forms.example.org")
    return url


def _bundled(name: str) -> Path:
    """A folder of the checkout, or its copy inside an installed package."""
    copy = PACKAGE / "_bundled" / name
    return copy if copy.is_dir() else PACKAGE.parent.parent / name


_READERS: Mapping[str, tuple[Callable[[Any], Any], Callable[[], Any]]] = {
    "data": (_path, lambda: _path("var/data")),
    "keys": (_path, lambda: None),
    "database_url": (_database_url, lambda: None),
    "forms": (_folder, lambda: _bundled("forms")),
    "migrations": (_folder, lambda: _bundled("migrations")),
    "base_url": (_base_url, lambda: None),
    "host": (_host, lambda: "127.0.0.1"),
    "port": (_number(1, 65535), lambda: 8000),
    "workers": (_number(1, 64), lambda: min(os.cpu_count() or 1, 2)),
    "plugins": (_plugins, lambda: None),
    "no_plugins": (_flag, lambda: False),
    "trusted_proxies": (_number(0, 5), lambda: 0),
    "languages": (_languages, lambda: ("en", "es")),
    "pseudo_locales": (_flag, lambda: False),
    "demo": (_flag, lambda: False),
    "log_level": (_level, lambda: "info"),
    "trace_hooks": (_flag, lambda: False),
    "allow_unsafe_database": (_flag, lambda: False),
}
"""How each setting is read, and its default where it stands alone."""

_PATHS = ("data", "keys", "forms", "migrations")
_VARIABLES = {name.name: f"FAROLITO_{name.name.upper()}" for name in fields(Settings)} | {
    "host": "HOST",
    "port": "PORT",
}
