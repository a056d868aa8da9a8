"""Which plugins a process is started with: the one place where that is decided.

hooks_for(settings, engine=None) -> Hooks              # UnreadableSet never; DatabaseError when there is no way in
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from farolito.db.engine import open_engine
from farolito.plugins import culprits, discovery, preflight, proven
from farolito.plugins.health import Health
from farolito.plugins.ledger import Ledger
from farolito.plugins.loader import load
from farolito.plugins.packages.folders import packages_folder
from farolito.plugins.sets import Chosen, PluginSet, UnreadableSet
from farolito.services.plugins import sets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Engine

    from farolito.plugins.hooks import Hooks
    from farolito.plugins.sets import Package
    from farolito.services.plugins.sets import StoredSet
    from farolito.settings import Settings

log = logging.getLogger("farolito.plugins")


def hooks_for(
    settings: Settings,
    engine: Engine | None = None,
    *,
    names: Sequence[str] = (),
    first_in_a_child: bool = False,
    though_proven: bool = False,
) -> Hooks:
    """The hooks of a process that starts now, with the folders of the packages at the end of ``sys.path``.

    Safe mode reads nothing. Else the stored plugin set says where packages lie; ``names``, the setting
    FAROLITO_PLUGINS, that set or the bundled plugins say which are on, the first of these that says anything. A set
    that can not be read turns everything off, as safe mode does, and the roster says why: what it may have turned off
    must not come back by a fault. ``first_in_a_child``: see :mod:`farolito.plugins.preflight`; what was found there
    is kept, and without it what was found last counts (:mod:`farolito.plugins.culprits`). Plugins that did well before
    and are still the same are not tried there again, unless ``though_proven`` (:mod:`farolito.plugins.proven`).

    Raises :class:`~farolito.errors.DatabaseError` when the database can not be reached; one that is not made yet
    holds no set.
    """
    if settings.no_plugins and not names:
        return load((), safe_mode=True)
    try:
        stored = _stored(settings, engine)
    except UnreadableSet as why:
        log.error("the plugin set is not used: %s", why)
        if not names and settings.plugins is None:
            return load((), safe_mode=True, chosen=Chosen("set", unreadable=str(why)))
        stored = None
    a_set = stored.plugins if stored else PluginSet()
    gone = use_packages(packages_folder(settings.data), a_set.packages)
    number = stored.number if stored else 0
    wanted: Sequence[str] | None
    if names or settings.plugins is not None:
        wanted, chosen = names or settings.plugins, Chosen("setting", number, gone=gone)
    elif stored:
        scopes = {one.name: one.scope for one in a_set.on}
        wanted, chosen = a_set.names, Chosen("set", number, scopes, gone)
    else:
        wanted, chosen = None, Chosen()
    if first_in_a_child:
        checked = discovery.BUNDLED if wanted is None else wanted
        found = _tried(settings.data, checked, though_proven)
    else:
        found = culprits.known(settings.data)
    return load(
        wanted,
        trace=settings.trace_hooks,
        culprits=found,
        chosen=chosen,
        health=Health(ledger=Ledger(settings.data)),
    )


def _tried(data: Path, names: Sequence[str], though_proven: bool) -> Mapping[str, str]:
    """Plugin to the reason for which it must not be imported here."""
    if not though_proven and proven.proven(data, names):
        return {}
    found = preflight.check(names)
    culprits.remember(data, names, found)
    if not found:
        proven.remember(data, names)
    return found


def folders_of(settings: Settings, engine: Engine) -> tuple[Path, ...]:
    """The folders of the packages of the current set that are there."""
    stored = _stored(settings, engine)
    folder, packages = packages_folder(settings.data), stored.plugins.packages if stored else ()
    return tuple(path for one in packages if (path := folder / one.folder).is_dir())


def use_packages(folder: Path, packages: Sequence[Package]) -> tuple[Package, ...]:
    """Make what is in these packages, and in no others, importable, after everything that the host brings.

    Those whose folder is not there. What this process has imported already stays as it is.
    """
    gone = tuple(package for package in packages if not (folder / package.folder).is_dir())
    there = [str(folder / package.folder) for package in packages if package not in gone]
    sys.path[:] = [one for one in sys.path if os.path.dirname(one) != str(folder)] + there
    importlib.invalidate_caches()
    return gone


def _stored(settings: Settings, engine: Engine | None) -> StoredSet | None:
    if engine is not None:
        return _current(engine)
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return None  # looking would make it
    engine = open_engine(settings.database_url, allow_unsafe=settings.allow_unsafe_database)
    try:
        return _current(engine)
    finally:
        engine.dispose()


def _current(engine: Engine) -> StoredSet | None:
    with engine.connect().execution_options(farolito_write=False) as connection:
        return sets.current(connection)
