"""``farolito worker``: does what waits, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from farolito.app import create_app
from farolito.domain.access import SYSTEM, Actor, Grant
from farolito.domain.events import SubmissionSaved
from farolito.plugins.packages.folders import packages_folder
from farolito.plugins.sets import Package
from farolito.services import jobs, made_files, places
from farolito.services.plugins import sets
from farolito.settings import load_settings
from farolito.testing.plugins import write_plugin
from farolito.web.host import host_of
from tests.cli.test_run import PATIENCE
from tests.plugins.broken import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import pytest

    from farolito.services.work import Works

EVENT = SubmissionSaved(
    response_id="response-1",
    place_id="place-1",
    form_name="family-needs",
    form_hash="0" * 64,
    regime="education_record",
    number=1,
)


def ask_for_a_file(works: Works) -> tuple[Actor, str]:
    """Somebody who has no account any more, and the file that they asked for."""
    with works.open(SYSTEM) as work:
        place = places.add(work, "site", "lincoln", "Lincoln")
    asker = Actor("user", "nobody", "Nobody", (Grant(place.id, "coordinator"),))
    with works.open(asker) as work:
        return asker, made_files.ask(work, "lincoln", "export", {}, 1)


def test_a_job_that_waits_is_done_and_a_term_signal_ends_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_site: Callable[..., None]
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {"FAROLITO_DATA": str(tmp_path / "data"), "FAROLITO_PLUGINS": "none"}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    put_site(tmp_path, "none")
    works = host_of(create_app(load_settings(environ))).works
    with works.open(SYSTEM) as work:
        work.tell(EVENT)
    asker, file = ask_for_a_file(works)
    worker = subprocess.Popen(
        [sys.executable, "-m", "farolito.cli", "worker"], env=dict(os.environ)
    )
    try:
        deadline = time.monotonic() + PATIENCE
        done: Mapping[tuple[str, str], int] = {}
        became = ("waiting", "")
        while time.monotonic() < deadline and not (
            done.get(("submission_saved", "done")) and became[0] == "failed"
        ):
            time.sleep(0.05)
            with works.open(SYSTEM, write=False) as work:
                done = jobs.counts(work)
            with works.open(asker, write=False) as work:
                found = made_files.one(work, "lincoln", file)
                became = (found.state, found.error)
        # a process of its own began it, and found nobody with an account who asked for it
        assert became == ("failed", "not_allowed")
        # the night's jobs are planned by whoever works
        nights = ("purge", "show_numbers", "plugins_night", "sealing_keys")
        nightly = {(kind, "waiting"): 1 for kind in nights}
        assert done == {("submission_saved", "done"): 1, **nightly}
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    finally:
        worker.kill()
        worker.wait()
        works.close()


def test_a_worker_takes_up_a_change_of_the_plugins_and_stays_the_same_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_site: Callable[..., None]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAROLITO_DATA", str(tmp_path / "data"))
    put_site(tmp_path, "contact_log")
    settings = load_settings({"FAROLITO_DATA": str(tmp_path / "data")})
    works = host_of(create_app(settings)).works
    package = Package("farolito-broken", "1.0", "ab" * 32, ("broken",))
    folder = packages_folder(settings.data) / package.folder
    folder.mkdir(parents=True)
    mark = "import os, pathlib; pathlib.Path('imported').write_text(str(os.getpid()))"
    write_plugin(folder, "broken", f"{mark}\n{HEAD}")
    worker = subprocess.Popen(
        [sys.executable, "-m", "farolito.cli", "worker"], env=dict(os.environ)
    )
    try:
        until(lambda: jobs_planned(works))  # it runs, with the plugin of its set
        assert not (tmp_path / "imported").exists()
        with works.open(SYSTEM) as work:
            now = sets.here(work).with_package(package).turn_on("broken")
            sets.append(work, now, "test", after=1)
        until((tmp_path / "imported").exists)
        until(lambda: (tmp_path / "imported").read_text() == str(worker.pid))
        assert worker.poll() is None
    finally:
        worker.terminate()
        assert worker.wait(PATIENCE) == 0
        works.close()


def jobs_planned(works: Works) -> bool:
    """Whether a worker has begun: it plans the jobs of the night first."""
    with works.open(SYSTEM, write=False) as work:
        return bool(jobs.counts(work))


def until(what: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > deadline:
            raise AssertionError("waited in vain")
        time.sleep(0.1)
