"""Making the files that wait, one after the other, as the person who asked; what fails says so by a code."""

from __future__ import annotations

import errno
import logging
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.queries import made_files as queries
from farolito.db.queries import people
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.errors import Forbidden, NotFound
from farolito.services.made_files import on_disk
from farolito.services.made_files.kinds import KINDS
from farolito.services.places import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Row

    from farolito.services.work import Work, Works

log = logging.getLogger("farolito.files")

SILENT = timedelta(minutes=2)
"""After so long without a word whoever was making a file is taken to be gone."""

MOST_TRIES = 3
BEAT = 1.0
"""Seconds between two words about progress that are written down."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class Unwanted(Exception):
    """Nobody wants the file any more, or somebody else makes it."""


def is_due(works: Works) -> bool:
    """Whether a file waits to be made."""
    with works.open(SYSTEM) as work:
        return bool(work.peek(queries.DUE, {"silent_since": work.now() - SILENT}))


def make_all(works: Works) -> int:
    """Make everything that waits; how many there were."""
    made = 0
    while make_due(works):
        made += 1
    return made


def make_due(works: Works) -> bool:
    """Make the file that waits longest; False when none waits. Whatever goes wrong ends in its row, not here."""
    with works.open(SYSTEM) as work:
        row = _claimed(work)
    if row is None:
        return False
    desk = DeskOf(works, row)
    error = ""
    try:
        if row.tries >= MOST_TRIES:
            raise ChildProcessError  # each time that it was made, its process ended
        actor, slug = _asker(works, row)
        KINDS[row.kind].maker(works, actor, slug, row.about, desk)
    except Unwanted:
        error = "unwanted"
    except (NotFound, Forbidden):
        error = "not_allowed"
    except ChildProcessError:
        error = "killed"
    except OSError as failed:
        error = "no_room" if failed.errno in _NO_ROOM else type(failed).__name__
    except Exception as failed:
        error = type(failed).__name__
        log.error("file %s %s: %s", row.kind, row.id, error)
    desk.end(error)
    return True


class DeskOf:
    """Where the maker of one file puts its parts; see :class:`~farolito.services.made_files.kinds.Desk`."""

    def __init__(self, works: Works, row: Row[Any]) -> None:
        self._works, self._row, self._try = works, row, row.tries + 1
        self._parts: list[dict[str, Any]] = []
        self._left_out: list[list[str]] = []
        self._done, self._said = 0, time.monotonic()

    @contextmanager
    def part(self, name: str, *, language: str = "") -> Iterator[Callable[[bytes], None]]:
        """The next file."""
        row = self._row
        label = f"{self._try}-{len(self._parts)}"
        part = {"label": label, "name": name, "language": language, "many": 0, "taken": False}
        self._parts.append(part)
        works = self._works
        try:
            with on_disk.writing(
                works.settings.data, works.keyring, row.place_id, row.id, label
            ) as put:
                yield put
        except BaseException:
            self._parts.remove(part)
            raise

    def counted(self, many: int) -> None:
        """How many responses are in the file that was opened last."""
        self._parts[-1]["many"] = many

    def progress(self, done: int) -> None:
        """So many are done. Raises :class:`Unwanted`."""
        self._done = done
        if time.monotonic() - self._said < BEAT:
            return
        self._said = time.monotonic()
        with self._works.open(SYSTEM) as work:
            said = {**self._mine(), "so_far": done, "now": work.now()}
            if work.connection.execute(queries.PROGRESS, said).rowcount != 1:
                raise Unwanted

    def leave_out(self, response_id: str, reason: str) -> None:
        """This one is not in it."""
        self._left_out.append([response_id, reason])

    def end(self, error: str) -> None:
        """What came of it. Where nobody wants it any more, or it failed, nothing stays on the disk."""
        kept = {"as_parts": self._parts, "as_left_out": self._left_out}
        if error:
            kept = {"as_parts": [], "as_left_out": []}
        with self._works.open(SYSTEM) as work:
            ended = {
                **self._mine(), **kept, "so_far": self._done, "as_error": error or None,
                "as_state": "failed" if error else "ready", "now": work.now(),
            }  # fmt: skip
            was_mine = work.connection.execute(queries.END, ended).rowcount == 1
        if error or not was_mine:
            for part in self._parts:
                on_disk.remove(self._works.settings.data, self._row.id, part["label"])

    def _mine(self) -> dict[str, Any]:
        row = self._row
        return {"of_place": row.place_id, "of_file": row.id, "of_try": self._try}


def _claimed(work: Work) -> Row[Any] | None:
    """The file that waits longest, ours from here on; as it was before."""
    now = work.now()
    if not work.peek(queries.DUE, {"silent_since": now - SILENT}):
        return None
    row = work.connection.execute(queries.DUE, {"silent_since": now - SILENT}).one_or_none()
    if row is None:
        return None
    claim = {"of_place": row.place_id, "of_file": row.id, "of_try": row.tries, "now": now}
    taken = work.connection.execute(queries.CLAIM, claim).rowcount
    return row if taken == 1 else None


def _asker(works: Works, row: Row[Any]) -> tuple[Actor, str]:
    """Who asked, with the roles of now, and the place. Raises :class:`NotFound` when the account is turned off."""
    with works.open(SYSTEM, write=False) as work:
        for user in work.peek(people.USER_BY_ID, {"user_id": row.asked_by}):
            if user.active:
                found = work.peek(people.GRANTS_OF_USER, {"user_id": row.asked_by})
                grants = tuple(Grant(one.place_id, one.role) for one in found)
                place = _place(work, row.place_id)
                return Actor("user", row.asked_by, user.name, grants), place
    raise NotFound("Who asked has no account any more.")


def _place(work: Work, place_id: str) -> str:
    from farolito.db.queries.places import PLACE_BY_ID

    [row] = work.peek(PLACE_BY_ID, {"place_id": place_id})
    return place_of(row).slug
