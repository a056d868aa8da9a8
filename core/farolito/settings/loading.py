"""Puts the settings together: the environment over the file, and every fault named in one go."""

from __future__ import annotations

import difflib
import tomllib
from typing import TYPE_CHECKING, Any

from farolito.errors import SettingsError
from farolito.settings.table import PATHS, READERS, VARIABLES, Settings
from farolito.settings.values import Wrong

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load_settings(environ: Mapping[str, str], file: Path | None = None) -> Settings:
    """The settings of ``environ`` over those of ``file``; a file that does not exist holds none.

    Raises :class:`SettingsError` with one line for each wrong setting: all of them, not the first.
    """
    faults: list[str] = []
    written = _from_file(file, faults)
    written |= _from_environment(environ, faults)
    values: dict[str, Any] = {}
    for name, (read, default) in READERS.items():
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
        if name not in READERS:
            faults.append(f"{name} in {file}: there is no such setting{_nearest(name, READERS)}")
        else:
            # a path in the file is meant from where the file is, not from where somebody happened to start us
            in_place = name in PATHS and isinstance(value, str) and value != ""
            found[name] = (f"{name} in {file}", str(file.parent / value) if in_place else value)
    return found


def _from_environment(environ: Mapping[str, str], faults: list[str]) -> dict[str, tuple[str, Any]]:
    """As :func:`_from_file`. An empty variable is an unset one."""
    for variable in environ:
        # only a near miss is a fault: other tools may use our prefix for what is theirs
        if variable.startswith("FAROLITO_") and variable not in VARIABLES.values():
            meant = _nearest(variable, VARIABLES.values())
            if meant:
                faults.append(f"{variable}: there is no such setting{meant}")
    return {
        name: (variable, environ[variable])
        for name, variable in VARIABLES.items()
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
