"""What is wrong with the migrations of plugins, tried on an empty database of their own; yours is not touched."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.db.engine import open_engine
from farolito.db.migrations import check, upgrade_host
from farolito.errors import DatabaseError
from farolito.plugins.failures import cause_of, passes
from farolito.plugins.tables import metadata_of
from farolito.sandbox.in_process import Limit, limited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from farolito.plugins.hooks import Hooks

LIMIT = Limit(seconds=20, memory=768)


def migration_faults(hooks: Hooks, host: Path) -> tuple[tuple[str, str], ...]:
    """Plugin and sentence, for each fault of the plugins that are loaded. ``host``: the folder of our migrations.

    Forward from nothing, compared with the tables that the plugin declares, one back and forward again.
    """
    histories = [
        (loaded.name, versions.parent)
        for loaded in hooks.roster.loaded
        if (versions := loaded.plugin.folder("migrations/versions"))
    ]
    if not histories:
        return ()
    folder = Path(tempfile.mkdtemp(prefix="farolito-"))
    engine = open_engine(f"sqlite:///{folder / 'empty.db'}", allow_unsafe=True)
    try:
        upgrade_host(engine, host)
        return tuple(
            (name, fault) for name, history in histories for fault in _faults(engine, name, history)
        )
    finally:
        engine.dispose()
        shutil.rmtree(folder)


def _faults(engine: Engine, name: str, history: Path) -> Iterator[str]:
    try:
        yield from limited(lambda: check(engine, history, name, metadata_of(name)), LIMIT)
    except DatabaseError as error:
        cause = f" ({cause_of(error.__cause__)})" if error.__cause__ else ""
        yield f"{error}{cause}"
    except BaseException as error:
        if passes(error):
            raise
        yield f"Its migrations can not be run ({cause_of(error)})."
