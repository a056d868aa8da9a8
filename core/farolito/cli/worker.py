"""``farolito worker``: does what may wait, one job after the other, until it is told to stop."""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import click
from sqlalchemy.exc import SQLAlchemyError

from farolito.cli.logs import begin_logging
from farolito.domain.access import SYSTEM
from farolito.errors import FarolitoError
from farolito.services import made_files
from farolito.services.plugins import sets
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from farolito.services.jobs import Handler, Payload
    from farolito.services.work import Works

log = logging.getLogger("farolito.cli")

PAUSE = 1.0  # seconds to wait when nothing is due
LOOK = 5.0  # seconds between two looks whether the plugins were changed, and for files whose time is over
NICE = 10  # how far a process that makes long files steps back behind those that families wait for
STUCK = 300.0
"""Seconds after which telling plugins of a submission can only be a plugin in compiled code, which no deadline ends."""

TOLD = "submission_saved"
OURSELVES = (sys.executable, "-m", "farolito.cli")


def ended_when_stuck(handler: Handler) -> Handler:
    """The handler; this process ends when it takes much longer than all deadlines together, and is started again.

    The system's own thread watches, so that it works whatever holds the interpreter. The job is done again when its
    lease is over.
    """

    def watched(works: Works, payload: Payload) -> None:
        faulthandler.dump_traceback_later(STUCK, exit=True)
        try:
            handler(works, payload)
        finally:
            faulthandler.cancel_dump_traceback_later()

    return watched


class Files:
    """The process that makes long files: there while one waits, so that nothing else waits for it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def busy(self) -> bool:
        """Whether one is at work."""
        return self._process is not None and self._process.poll() is None

    def look(self, works: Works) -> None:
        """Start one if a file waits and none is at work."""
        if not self.busy and made_files.is_due(works):
            command = (*OURSELVES, "worker", "--files", "--beside", str(os.getpid()))
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603  our own words

    def end(self) -> None:
        """End it; what it was making is made anew later."""
        if self._process is not None and self.busy:
            self._process.terminate()
            self._process.wait()


def make_files(works: Works, beside: int | None) -> None:
    """Make the files that wait, one after the other, until none does."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # nothing is lost: it is made anew
    os.nice(NICE)
    while beside in (None, os.getppid()) and made_files.make_due(works):
        pass


@click.command()
@click.option(
    "--beside", type=int, metavar="PID", help="Stop when this process is no longer our parent."
)
@click.option("--files", is_flag=True, help="Only make the long files that wait, then stop.")
def worker(beside: int | None, files: bool) -> None:
    """Do what may wait: tell plugins what was sent, make long files, tidy up.

    Several may run, on several machines. The one under way is finished first when it is told to stop. A change of the
    plugins is taken up between two jobs, within seconds.
    """
    settings = load_settings(os.environ, FILE)
    begin_logging(settings.log_level)

    from farolito.app import create_app
    from farolito.services.jobs import HANDLERS, run_once
    from farolito.services.numbers import nightly as numbers_nightly
    from farolito.services.plugins import nightly as plugins_nightly
    from farolito.services.receiving import keys as sealing_keys
    from farolito.services.retention import nightly
    from farolito.web.host import host_of

    stopping = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())
    works = host_of(create_app(settings)).works
    if files:
        make_files(works, beside)
        return
    long_files = Files()
    look_again = time.monotonic() + LOOK
    handlers = {**HANDLERS, TOLD: ended_when_stuck(HANDLERS[TOLD])}
    nightly.plan(works)
    numbers_nightly.plan(works)
    plugins_nightly.plan(works)
    sealing_keys.plan(works)
    while not stopping.is_set():
        if beside is not None and os.getppid() != beside:
            break  # the server was killed; whoever starts it again starts us again
        try:
            busy = run_once(works, handlers)
        except Exception:
            log.exception("a job could not be taken; trying again")
            busy = False
        look_for_files(works, long_files)
        if not busy:
            works.hooks.health.write()
            if time.monotonic() > look_again:
                look_again = time.monotonic() + LOOK
                sweep_files(works)
                if not long_files.busy and outdated(works):
                    # the same process with the plugins of now; whoever watches it notices nothing
                    again = [*OURSELVES, *sys.argv[1:]]
                    os.execv(sys.executable, again)  # noqa: S606  our own words
            stopping.wait(PAUSE)
    long_files.end()


def look_for_files(works: Works, long_files: Files) -> None:
    """Have those made that wait. Trouble with the database is for the next look."""
    try:
        long_files.look(works)
    except (FarolitoError, SQLAlchemyError):
        log.exception("the files that wait could not be looked at; trying again")


def sweep_files(works: Works) -> None:
    """Sweep away those that nobody took."""
    try:
        made_files.sweep(works)
    except (FarolitoError, SQLAlchemyError, OSError):
        log.exception("the files whose time is over could not be swept away; trying again")


def outdated(works: Works) -> bool:
    """Whether another plugin set is stored than the one that this process was started with."""
    roster = works.hooks.roster
    if roster.safe_mode:
        return False
    try:
        with works.open(SYSTEM, write=False) as work:
            return sets.current_number(work.connection) != roster.chosen.number
    except (FarolitoError, SQLAlchemyError):
        return False  # who cannot reach the database now, looks again
