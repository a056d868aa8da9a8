"""Seals everything again in a process of its own, so that a test can kill it: ``resealer.py URL FOLDER BATCH``."""

from __future__ import annotations

import sys
from pathlib import Path

from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.plugins.hooks import Hooks
from farolito.services import resealing
from farolito.services.work import Works
from farolito.settings import load_settings

if __name__ == "__main__":
    url, folder, batch = sys.argv[1:]
    resealing.BATCH = int(batch)
    works = Works(
        open_engine(url, allow_unsafe=True),
        Hooks(),
        Keyring.load(Path(folder) / "keys"),
        load_settings({"FAROLITO_DATA": folder}),
    )
    resealing.reseal(works, lambda done: print(done, flush=True))  # noqa: T201  the test counts lines
