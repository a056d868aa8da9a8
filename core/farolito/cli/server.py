"""gunicorn with sync workers, and one process beside them for what may wait.

The master has imported Farolito, which its workers share, and no plugin: so a ``HUP`` replaces every worker by one with
the plugins and the settings of now, without losing a request. It looks first whether a new one could start at all.

TERM and INT stop everything; the worker for what may wait is started again should it ever end.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # ships no types
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

from farolito.cli.folders import make_data_folder, unusable
from farolito.errors import DatabaseError, FarolitoError
from farolito.settings import FILE, load_settings
from farolito.starting import application

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger("farolito.cli")

OURSELVES = (sys.executable, "-m", "farolito.cli")
REST = 5.0  # seconds between two starts of a worker that keeps ending
REQUEST_SECONDS = 60  # a PDF may take 40


class Application(BaseApplication):  # type: ignore[misc]  # untyped base
    """Tells gunicorn how to serve, and how a worker comes by the application."""

    def load_config(self) -> None:
        """Our settings in gunicorn's words; called again at every HUP."""
        # kept for the workers: one that is started later must not stumble over a file that somebody is editing
        self.settings = settings = load_settings(os.environ, FILE)
        memory = Path("/dev/shm")  # noqa: S108  gunicorn makes its own file there, with a random name
        options = {
            "bind": address(settings.host, settings.port),
            "workers": settings.workers,
            "worker_class": "farolito.cli.web_worker.WebWorker",
            "timeout": REQUEST_SECONDS,
            "graceful_timeout": REQUEST_SECONDS,
            # gunicorn's own lines are for people who look for a fault
            "loglevel": "debug" if settings.log_level == "debug" else "warning",
            # the application itself decides which proxies it believes
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "worker_tmp_dir": str(memory) if memory.is_dir() else None,
            "post_fork": end_with_master,
            "post_worker_init": self.started,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application; called in each worker. Waits for a database that can not be reached.

        A worker that fails here would make gunicorn end everything; the next look may find the database back.
        """
        while True:
            try:
                return application(self.settings)
            except DatabaseError as error:
                log.error("a worker waits for the database: %s", error)
                time.sleep(REST)

    def started(self, worker: Any) -> None:
        """Called by gunicorn in each worker, just before it takes requests; the first one says so."""
        if worker.age == 1:
            from farolito.cli.ready import announce

            threading.Thread(target=announce, args=(self.settings,), daemon=True).start()


class Server(Arbiter):  # type: ignore[misc]  # untyped base
    """gunicorn's master, which also looks after the worker for what may wait."""

    jobs: subprocess.Popen[bytes] | None = None
    jobs_begun = 0.0
    jobs_asked_to_end = False

    def manage_workers(self) -> None:
        """Keep as many workers as wanted, of both kinds; gunicorn calls this every second."""
        super().manage_workers()
        if self.jobs is not None:
            if self.jobs.poll() is None:
                return
            if time.monotonic() - self.jobs_begun < REST:
                return
            if not self.jobs_asked_to_end:
                log.warning("the worker for what may wait has ended; it is started again")
        self.jobs_asked_to_end = False
        self.jobs_begun = time.monotonic()
        command = (*OURSELVES, "worker", "--beside", str(os.getpid()))
        self.jobs = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603  our own words

    def handle_hup(self) -> None:
        """Reload, unless what would be started now can not start.

        Tables and forms are brought up to date before, as at a start: a plugin may have come.
        """
        trial = subprocess.run(  # noqa: S603  our own words
            (*OURSELVES, "init", "--quiet"), stdin=subprocess.DEVNULL, check=False
        )
        if trial.returncode:
            log.error("not reloaded: it could not start (see above); what runs goes on unchanged")
            return
        super().handle_hup()
        self.end_jobs(wait=False)  # started again, with the new code, within seconds

    def stop(self, graceful: bool = True) -> None:
        """End everything that was started; requests and the job under way are finished first."""
        self.end_jobs(wait=False)
        super().stop(graceful)
        self.end_jobs(wait=True)

    def end_jobs(self, *, wait: bool) -> None:
        """Ask the worker for what may wait to end; ``wait`` for it, and insist after a while."""
        if self.jobs is None or self.jobs.poll() is not None:
            return
        self.jobs_asked_to_end = True
        self.jobs.terminate()
        if wait:
            try:
                self.jobs.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.jobs.kill()
                self.jobs.wait()


def end_with_master(server: Any, worker: Any) -> None:
    """Called in each web worker: end at once if the master is killed. gunicorn alone would take half a minute."""
    if sys.platform == "linux":
        when_parent_dies = 1  # PR_SET_PDEATHSIG of prctl(2)
        ctypes.CDLL(None).prctl(when_parent_dies, signal.SIGTERM)


def serve() -> None:
    """Serve until a signal ends it; does not return."""
    Server(Application()).run()


@contextmanager
def alone(data: Path, where: str = "") -> Iterator[None]:
    """Write our process id to ``server.pid`` in the data folder while the block runs; makes the folder.

    ``where`` is the address that is served; it is written beside it, for commands that are typed elsewhere.

    Raises :class:`FarolitoError` when another server has done so. The file is locked, and the lock ends with the
    process: what a power cut leaves in it keeps nobody out.
    """
    make_data_folder(data)
    try:
        opened = (data / "server.pid").open("a+", encoding="ascii")
    except OSError as error:
        raise unusable(error, data) from error
    with opened as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            other = file.read().strip()
            raise FarolitoError(f"Another Farolito serves from {data} (process {other}).") from None
        master = os.getpid()
        file.truncate(0)
        file.write(f"{master}\n")
        file.flush()
        (data / "server.address").write_text(f"{where}\n", encoding="utf-8")
        try:
            yield
        finally:
            if os.getpid() == master:  # the web workers leave through here too
                file.truncate(0)


def refuse_if_taken(host: str, port: int) -> None:
    """Raises :class:`FarolitoError` when we can not listen there, saying what to type instead."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            remedy = "Set HOST to an address or a name of this machine."
            if error.errno == errno.EADDRINUSE:
                remedy = f"Type: PORT={port + 1} ./run"
            elif error.errno in (errno.EACCES, errno.EPERM):
                remedy = "This user may not use that port; set PORT to one above 1023."
            raise FarolitoError(
                f"Can not listen on {address(host, port)} ({error.strerror}). {remedy}"
            ) from None


def address(host: str, port: int) -> str:
    """Host and port as one word."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
