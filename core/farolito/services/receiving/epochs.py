"""The epoch: a number that grows whenever a backup was put back. Tablets then send again what they still have.

It lies beside the keys, which are in no backup of the data: in the database it would be put back as well.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from farolito.durable import sync

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.services.work import Work

FILE = "epoch.txt"
FIRST = 1


def epoch(work: Work) -> int:
    """The epoch of this site."""
    return _read(work.settings.keys)


def raise_epoch(keys: Path) -> int:
    """A backup is put back: the next epoch, on the disk when this returns."""
    after = _read(keys) + 1
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = keys / f".{FILE}"
    with draft.open("w", encoding="ascii") as output:
        output.write(f"{after}\n")
        output.flush()
        os.fsync(output.fileno())
    draft.replace(keys / FILE)
    sync(keys)
    return after


def _read(keys: Path) -> int:
    try:
        return int((keys / FILE).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return FIRST
