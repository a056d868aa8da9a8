"""``farolito worker``: does what waits, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from click.testing import CliRunner

from farolito.app import create_app
from farolito.cli import cli
from farolito.domain.access import SYSTEM
from farolito.domain.events import SubmissionSaved
from farolito.services import jobs
from farolito.settings import load_settings
from farolito.web.host import host_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

EVENT = SubmissionSaved(
    response_id="response-1",
    place_id="place-1",
    form_name="family-needs",
    form_hash="0" * 64,
    regime="education_record",
    number=1,
)


def test_a_job_that_waits_is_done_and_a_term_signal_ends_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {"FAROLITO_DATA": str(tmp_path / "data"), "FAROLITO_PLUGINS": "none"}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert CliRunner().invoke(cli, ["init"]).exit_code == 0
    works = host_of(create_app(load_settings(environ))).works
    with works.open(SYSTEM) as work:
        work.tell(EVENT)
    worker = subprocess.Popen(
        [sys.executable, "-m", "farolito.cli", "worker"], env=dict(os.environ)
    )
    try:
        deadline = time.monotonic() + 60
        done: Mapping[tuple[str, str], int] = {}
        while not done.get(("submission_saved", "done")) and time.monotonic() < deadline:
            time.sleep(0.05)
            with works.open(SYSTEM, write=False) as work:
                done = jobs.counts(work)
        # the night's jobs are planned by whoever works
        nightly = {("purge", "waiting"): 1, ("show_numbers", "waiting"): 1}
        assert done == {("submission_saved", "done"): 1, **nightly}
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        worker.kill()
        worker.wait()
        works.close()
