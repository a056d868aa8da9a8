"""What was erased, once more, beside the keys: a backup that is put back knows nothing of later erasures.

Lines of ``<place id> <response id> <part>``; ids and nothing else. The folder of the keys is never in a backup of the
data, so this file is never put back with it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import Erasure
from farolito.domain.access import SYSTEM
from farolito.errors import Conflict, NotFound
from farolito.services.retention.erasing import erase
from farolito.services.retention.undecided import expire_again

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.domain.retention import Part
    from farolito.services.work import Work, Works

FILE = "erased.txt"

Line = tuple[str, str, str]


def write_down(work: Work) -> int:
    """Add what this database erased and the file does not say yet, on the disk when this returns; how many lines."""
    _erasure = table_of(Erasure)
    rows = work.peek(select(_erasure.c.place_id, _erasure.c.erased_response, _erasure.c.part))
    file = _file(work)
    known = _lines(file)
    fresh = sorted({(row.place_id, row.erased_response, row.part) for row in rows} - known)
    if fresh:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as output:
            output.writelines(f"{' '.join(line)}\n" for line in fresh)
            output.flush()
            os.fsync(output.fileno())
    return len(fresh)


def erase_again(works: Works) -> int:
    """Erase what was erased before and came back with a backup; how many. Called before anybody is served.

    Among that is what a tablet sent, where it waits for a person again; and what no backup knows any more is not taken
    in once more.

    What is held now stays, and is erased when the hold is lifted.
    """
    _erasure = table_of(Erasure)
    with works.open(SYSTEM) as work:
        rows = work.peek(select(_erasure.c.place_id, _erasure.c.erased_response, _erasure.c.part))
        done = {(row.place_id, row.erased_response, row.part) for row in rows}
        again = 0
        for place_id, response_id, part in sorted(_lines(_file(work)) - done):
            try:
                erase(work, place_id, response_id, cast("Part", part), "retention")
            except NotFound:
                again += part == "all" and expire_again(work, place_id, response_id)
            except Conflict:
                continue
            else:
                again += 1
        write_down(work)
    return again


def _file(work: Work) -> Path:
    return work.settings.keys / FILE


def _lines(file: Path) -> set[Line]:
    """Whole lines only: a line that a power cut left half is written anew."""
    if not file.exists():
        return set()
    text = file.read_text(encoding="ascii", errors="replace")
    found = set()
    for line in text.split("\n")[:-1]:
        words = line.split(" ")
        if len(words) == 3:
            found.add((words[0], words[1], words[2]))
    return found
