"""``farolito run``: what it says, what it starts, and that nothing of it is left behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil  # type: ignore[import-untyped]  # ships no types
import pytest

from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FAROLITO = (sys.executable, "-m", "farolito.cli")
PATIENCE = 240.0  # seconds until a test gives up; never how fast something is
NONE = {"FAROLITO_PLUGINS": "none"}
"""For what is about processes and not about plugins."""

TYPED = (
    sys.executable,
    "-c",
    "import farolito.services.plugins.reloading as reloading; reloading.SECONDS = 240;"
    "from farolito.cli import cli; cli()",
)
"""The same command, typed by somebody who waits longer for a server on a busy machine to take a change up."""


def until(what: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + patience
    while not what():
        if time.monotonic() > deadline:
            raise AssertionError("waited in vain")
        time.sleep(0.05)


def lives(process: psutil.Process) -> bool:
    """Whether it still does something; one that has ended and that nobody has asked about does not."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def words(process: psutil.Process) -> list[str]:
    """The command that it was started with; nothing for one that ends just now."""
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        return []


class Site:
    """A running ``farolito run`` with data of its own."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.port = free_port()
        self.folder = folder
        self.output = folder / "output"
        self.environ = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith("FAROLITO_")
            },
            "FAROLITO_DATA": str(folder / "data"),
            "FAROLITO_WORKERS": "2",
            "PORT": str(self.port),
            **environ,
        }
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*FAROLITO, "run"], cwd=folder, env=self.environ, stdout=output, stderr=output
            )

    def said(self) -> str:
        """All that it has printed so far."""
        return self.output.read_text()

    def answers(self) -> bool:
        """Whether it says that all is well."""
        with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=PATIENCE) as reply:
            return bool(reply.status == 200)

    def family(self) -> list[psutil.Process]:
        """Every process that it started and that lives."""
        found = psutil.Process(self.process.pid).children(recursive=True)
        return [one for one in found if lives(one)]

    def job_worker(self) -> psutil.Process | None:
        """The process for what may wait, if it lives."""
        return next((one for one in self.family() if "worker" in words(one)), None)

    def web_workers(self) -> set[int]:
        """The numbers of the processes that answer requests."""
        return {one.pid for one in self.family() if "run" in words(one)}


@contextmanager
def running(folder: Path, **environ: str) -> Iterator[Site]:
    """A site that has said that it is ready; whatever is left of it is killed at the end."""
    site = Site(folder, **environ)
    try:
        until(lambda: "Ready:" in site.said() or site.process.poll() is not None)
        assert site.process.poll() is None, site.said()
        yield site
    finally:
        family = [] if site.process.poll() is not None else site.family()
        site.process.kill()
        site.process.wait()
        for one in family:
            with_kill(one)


def with_kill(process: psutil.Process) -> None:
    """End a process that may have ended."""
    with suppress(psutil.NoSuchProcess):
        process.kill()


def test_it_says_where_everybody_goes_when_it_answers(tmp_path: Path) -> None:
    with running(tmp_path, FAROLITO_DEMO="1") as site:
        assert site.answers()
        said = site.said()
        assert f"http://127.0.0.1:{site.port}/duarte/needs" in said
        for line in (tmp_path / "data/demo-log-ins.txt").read_text().splitlines():
            email, password, what = line.split("  ", 2)
            if what.startswith(("coordinator, Duarte", "platform_admin")):
                assert f"{email}   {password}" in said


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_leaves_nothing_behind(
    tmp_path: Path, put_site: Callable[..., None], sign: signal.Signals
) -> None:
    put_site(tmp_path, "none")
    with running(tmp_path, **NONE) as site:
        until(site.job_worker)
        family = site.family()
        assert len(family) >= 3
        site.process.send_signal(sign)
        assert site.process.wait(PATIENCE) == 0
        assert [one for one in family if lives(one)] == []
        assert (tmp_path / "data/server.pid").read_text() == ""


def test_without_the_demo_there_are_no_schools_and_no_log_ins(tmp_path: Path) -> None:
    with running(tmp_path, FAROLITO_WORKERS="1", **NONE) as site:
        assert f"Ready: http://127.0.0.1:{site.port}/" in site.said()
        assert "duarte" not in site.said()
        assert not (tmp_path / "data/demo-log-ins.txt").exists()


def test_the_worker_for_what_may_wait_dies_with_a_server_that_is_killed(
    tmp_path: Path, put_site: Callable[..., None]
) -> None:
    put_site(tmp_path, "none")
    with running(tmp_path, FAROLITO_WORKERS="1", **NONE) as site:
        until(site.job_worker)
        worker = site.job_worker()
        assert worker is not None
        family = site.family()
        site.process.kill()
        assert worker in family
        until(lambda: not any(lives(one) for one in family))


def test_a_worker_for_what_may_wait_that_is_killed_is_started_again(
    tmp_path: Path, put_site: Callable[..., None]
) -> None:
    put_site(tmp_path, "none")
    with running(tmp_path, FAROLITO_WORKERS="1", **NONE) as site:
        until(site.job_worker)
        first = site.job_worker()
        assert first is not None
        first.kill()
        until(lambda: (now := site.job_worker()) is not None and now.pid != first.pid)
        assert site.answers()


def test_hup_replaces_every_worker_and_no_request_is_lost(
    tmp_path: Path, put_site: Callable[..., None]
) -> None:
    put_site(tmp_path, "none")
    with running(tmp_path, **NONE) as site:
        until(lambda: len(site.web_workers()) == 2)
        before = site.web_workers()
        site.process.send_signal(signal.SIGHUP)

        def replaced() -> bool:
            assert site.answers()
            now = site.web_workers()
            return len(now) == 2 and not now & before

        until(replaced)


def test_a_plugin_is_turned_off_and_on_while_it_serves_and_no_request_is_lost(
    tmp_path: Path, put_site: Callable[..., None]
) -> None:
    put_site(tmp_path, "wellbeing_centers")
    lost: list[OSError] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(0.05):
            try:
                site.answers()
            except OSError as error:
                lost.append(error)

    def told(*words: str) -> dict[str, Any]:
        done = subprocess.run(
            [*TYPED, "plugins", *words, "--json"],
            cwd=tmp_path, env=site.environ, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def shown() -> int:
        try:
            with urlopen(
                f"http://127.0.0.1:{site.port}/-/wellbeing_centers/", timeout=PATIENCE
            ) as page:
                return int(page.status)
        except HTTPError as error:
            with error:
                return error.code

    with running(tmp_path) as site:
        until(lambda: len(site.web_workers()) == 2)
        assert shown() == 200  # the log-in page: it is there
        asking = threading.Thread(target=ask)
        asking.start()
        try:
            off = told("disable", "wellbeing_centers")
            assert (off["number"], off["taken_up"]) == (2, True)
            assert shown() == 404
            on = told("enable", "wellbeing_centers")
            assert (on["number"], on["taken_up"]) == (3, True)
            assert shown() == 200
        finally:
            stop.set()
            asking.join()
        assert lost == []


def test_hup_with_a_wrong_setting_changes_nothing_and_says_what_to_mend(
    tmp_path: Path, put_site: Callable[..., None]
) -> None:
    put_site(tmp_path, "none")
    with running(tmp_path, **NONE) as site:
        until(lambda: len(site.web_workers()) == 2)
        before = site.web_workers()
        (tmp_path / "farolito.toml").write_text('languages = ["es"]\n')
        site.process.send_signal(signal.SIGHUP)
        until(lambda: "what runs goes on unchanged" in site.said())
        assert "English (en) is missing" in site.said()
        assert site.web_workers() == before
        assert site.answers()


def test_a_port_that_is_taken_is_named_with_what_to_type(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        site = Site(tmp_path, PORT=str(port))
        assert site.process.wait(PATIENCE) == 1
    assert site.said().strip() == (
        f"Error: Can not listen on 127.0.0.1:{port} (Address already in use). Type: PORT={port + 1} ./run"
    )


def test_a_second_server_on_the_same_data_is_refused(
    tmp_path: Path, put_site: Callable[..., None]
) -> None:
    put_site(tmp_path, "none")
    with running(tmp_path, FAROLITO_WORKERS="1", **NONE) as site:
        assert (tmp_path / "data/server.pid").read_text() == f"{site.process.pid}\n"
        second = tmp_path / "second"
        second.mkdir()
        other = Site(second, FAROLITO_DATA=str(tmp_path / "data"))
        assert other.process.wait(PATIENCE) == 1
        assert f"Another Farolito serves from {tmp_path / 'data'}" in other.said()
        assert site.answers()


def test_what_a_power_cut_leaves_behind_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    # the number of a process that lives, as after a restart of the machine
    (tmp_path / "data/server.pid").write_text(f"{os.getpid()}\n")
    with running(tmp_path, FAROLITO_WORKERS="1", **NONE) as site:
        assert site.answers()
