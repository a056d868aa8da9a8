"""Serves a school as ``farolito run`` does, in processes that may be killed, and starts them again each time.

    python -m tests.fairs.serving <folder> web | whole

``web`` leaves out the worker for what may wait. What is imported once is there for all that are started: what is killed
is everything that has a connection, a transaction or a request. ``<folder>/life`` gets a line for each start and end.
A file in the folder that is called like one of :data:`MOMENTS` is an order to die there, once.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from select import select
from typing import TYPE_CHECKING, Any

from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]  # ships no types
from sqlalchemy import Engine, event

import farolito.app  # noqa: F401  for all that are started
from farolito.cli.server import Application, Server

if TYPE_CHECKING:
    from collections.abc import Iterable

BEFORE, AFTER = "before the commit", "after the commit"
MOMENTS = (BEFORE, AFTER)
"""An envelope is written and its transaction is open; it is committed and nobody has heard of it."""

PUT = "/tablet/outbox/"


class Mortal:
    """The application, which dies with all processes beside it where it is told to."""

    def __init__(self, answer: Any, folder: Path) -> None:
        self.answer, self.folder = answer, folder
        self.here = threading.local()
        event.listen(Engine, "before_cursor_execute", self.stated)
        event.listen(Engine, "commit", self.commits)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer, unless the order says otherwise."""
        self.here.sid = environ["PATH_INFO"].removeprefix(PUT)
        self.here.wrote = False
        found: Iterable[bytes] = self.answer(environ, start_response)
        if self.here.wrote:
            self.die(AFTER)
        return found

    def stated(self, *given: Any) -> None:
        """A statement is sent to the database."""
        if given[2].startswith("INSERT INTO envelope"):
            self.here.wrote = True

    def commits(self, _: object) -> None:
        """A transaction is about to be made durable."""
        if getattr(self.here, "wrote", False):
            self.die(BEFORE)

    def die(self, moment: str) -> None:
        """End everything at once, if that is ordered."""
        with suppress(FileNotFoundError):
            (self.folder / moment).unlink()
            note(self.folder, f"killed {moment} {self.here.sid}")
            os.killpg(os.getpgrp(), signal.SIGKILL)


class School(Application):
    """What each web worker serves."""

    folder: Path

    def load(self) -> Mortal:
        """The application."""
        return Mortal(super().load(), self.folder)

    def started(self, worker: Any) -> None:
        """Nobody reads where to go; the master says when it listens."""

    def load_config(self) -> None:
        """As Farolito is served, and the master says when it listens."""
        super().load_config()
        self.cfg.set("when_ready", lambda _: note(self.folder, f"serving {os.getpgrp()}"))


class WebOnly(Server):
    """Without the worker for what may wait."""

    def manage_workers(self) -> None:
        """As gunicorn does."""
        Arbiter.manage_workers(self)


def note(folder: Path, line: str) -> None:
    """Write a line about the life of the school."""
    with (folder / "life").open("a") as file:
        file.write(f"{line}\n")


def main() -> None:
    """Serve until nobody holds the other end of our input; whoever is killed is started again."""
    folder, kind = Path(sys.argv[1]), {"web": WebOnly, "whole": Server}[sys.argv[2]]
    while True:
        alive, held = os.pipe()  # ends with the last process that was started
        pid = os.fork()
        if not pid:
            os.close(alive)
            os.setsid()
            School.folder = folder
            kind(School()).run()
        os.close(held)
        told, _, _ = select([sys.stdin, alive], [], [])
        if told == [sys.stdin]:
            for end in (os.killpg, os.kill):
                with suppress(ProcessLookupError):
                    end(pid, signal.SIGKILL)
            return
        os.close(alive)
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        note(folder, f"ended {ended}")
        if ended != -signal.SIGKILL:
            sys.exit(f"the school ended by itself: {ended}")


if __name__ == "__main__":
    main()
