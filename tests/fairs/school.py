"""A school in processes of its own: served as Farolito is, killed as a power cut does, started again at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from farolito.web.host import host_of
from tests.cli.test_run import until
from tests.ports import free_port
from tests.web_support.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask


class School:
    """Serves what the app of the test serves: the same database, the same keys. Give the app its keys from a file."""

    def __init__(self, app: Flask, folder: Path, *, whole: bool = False, workers: int = 1) -> None:
        settings = host_of(app).settings
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.folder = folder
        self._life = folder / "life"
        self._one_at_a_time = threading.Lock()
        kept = {name: one for name, one in os.environ.items() if not name.startswith("FAROLITO_")}
        environ = {
            **kept,
            "FAROLITO_DATA": str(settings.data),
            "FAROLITO_DATABASE_URL": settings.database_url,
            "FAROLITO_ALLOW_UNSAFE_DATABASE": "1",
            "FAROLITO_PLUGINS": "none",
            "FAROLITO_WORKERS": str(workers),
            "PORT": str(port),
        }
        kind = "whole" if whole else "web"
        self._process = subprocess.Popen(
            (sys.executable, "-m", "tests.fairs.serving", str(folder), kind),
            cwd=ROOT, env=environ, stdin=subprocess.PIPE,
        )  # fmt: skip

    def life(self) -> list[str]:
        """What has happened to it, a line each."""
        return self._life.read_text().splitlines() if self._life.exists() else []

    def until_it_serves(self) -> None:
        """Wait until it listens, after whatever has killed it."""
        until(self._serves)

    def dies(self, moment: str) -> None:
        """Order it to die with the next envelope that it stores, at one of ``serving.MOMENTS``."""
        (self.folder / moment).touch()

    @contextmanager
    def may_die(self, moment: str) -> Iterator[None]:
        """Ordered for this block alone; behind it others serve, if anybody died."""
        self.dies(moment)
        yield
        (self.folder / moment).unlink(missing_ok=True)
        self.until_it_serves()

    def killed_at(self, moment: str) -> list[str]:
        """The ids of the envelopes with which it died there."""
        words = f"killed {moment} "
        return [line.removeprefix(words) for line in self.life() if line.startswith(words)]

    def kill(self) -> None:
        """End all its processes at once, whatever they are doing, and wait until others serve."""
        with self._one_at_a_time:
            self.until_it_serves()
            before = len(self.life())
            with suppress(ProcessLookupError):  # it died by an order just now
                os.killpg(int(self.life()[-1].split()[-1]), signal.SIGKILL)
            until(lambda: len(self.life()) > before and self._serves())

    def deaths(self) -> list[str]:
        """How each of those that are no more has ended."""
        return [line for line in self.life() if line.startswith("ended")]

    def close(self) -> None:
        """End it for good."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _serves(self) -> bool:
        assert self._process.poll() is None, self.life()
        return self.life()[-1:] != [] and self.life()[-1].startswith("serving")


@contextmanager
def school(app: Flask, folder: Path, *, whole: bool = False, workers: int = 1) -> Iterator[School]:
    """A school in processes of its own while the block runs; it notes its life in ``folder``."""
    made = School(app, folder, whole=whole, workers=workers)
    try:
        made.until_it_serves()
        yield made
    finally:
        made.close()
