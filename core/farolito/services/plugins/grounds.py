"""Where a plugin is tried: a private folder in the data folder, and a copy of what is stored here.

SQLite is copied, whole, as a backup is: migrations may look at anything, and families go on meanwhile. PostgreSQL is
not: there they are tried in the database itself, in a transaction that is undone and waits for no lock for long.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import make_url

from farolito.plugins.packages.folders import draft
from farolito.plugins.packages.refused import PackageRefused
from farolito.plugins.trial import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.services.work import Works
    from farolito.settings import Settings

ROOM = 3
"""How many times the size of the database must be free on the disk: the copy, and what migrations make of it."""


@contextmanager
def ground(works: Works, folder: Path, *, stored: bool = True) -> Iterator[Ground]:
    """A place to try a plugin at, gone at the end of the block; ``folder`` is the one of packages.

    Without ``stored`` nothing is copied: the plugin keeps no tables. Raises :class:`PackageRefused` when the disk
    is too full for a copy.
    """
    with draft(folder) as private:
        address = works.settings.database_url
        source = make_url(address)
        if source.get_backend_name() == "sqlite":
            copy = private / "copy.db"
            if stored:
                _copy(works, Path(str(source.database)), copy)
            address = f"sqlite:///{copy}"
        # what this process was started with may be another version of what is tried
        path = tuple(one for one in sys.path if os.path.dirname(one) != str(folder))
        yield Ground(private, address, _variables(works.settings), path)


def _copy(works: Works, database: Path, copy: Path) -> None:
    need, free = database.stat().st_size * ROOM, shutil.disk_usage(copy.parent).free
    if need > free:
        raise PackageRefused(
            "disk_full",
            f"To try it on a copy of what is stored takes {need:,} bytes, and {free:,} are free on that disk.",
            "Make room, then try again. Nothing was changed.",
        )
    with works.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.execute("VACUUM INTO ?", (str(copy),))


def _variables(settings: Settings) -> dict[str, str]:
    """What the child must know of the settings; nothing that is secret."""
    return {
        "FAROLITO_FORMS": str(settings.forms),
        "FAROLITO_MIGRATIONS": str(settings.migrations),
        "FAROLITO_LANGUAGES": ",".join(settings.languages),
    }
