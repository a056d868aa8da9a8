"""Plugins that end processes, hang and cannot be interrupted, in a site served by real processes."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from farolito.testing.plugins import write_plugin
from tests.cli.test_run import PATIENCE, running, until
from tests.web_support.family import Family

from .broken import method
from .real_site import Browser, prepare, stored
from .test_the_site_survives import FORM

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.test_run import Site

EVERY_HOOK = """
@hookimpl
def next_steps(self): self.fail()
@hookimpl
def decide_access(self): self.fail()
@hookimpl
def check_publish(self): self.fail()
@hookimpl
def submission_saved(self): self.fail()
def fail(self):
    {what}
"""

UNINTERRUPTIBLE = """
@hookimpl
def submission_saving(self):
    from pathlib import Path
    if Path({folder!r}, "hang").exists():
        sum(range(10**13))  # one step of Python, an hour of compiled code
@hookimpl
def submission_saved(self, event):
    from pathlib import Path
    with Path({folder!r}, "told").open("a") as file:
        file.write(event.response_id + "\\n")
"""

UNINTERRUPTIBLE_LATER = """
@hookimpl
def submission_saved(self):
    import signal, time
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])  # as deaf as compiled code
    time.sleep(600)
"""

SOON_STUCK = (
    "import farolito.cli.worker as worker; worker.STUCK = 3;from farolito.cli import cli; cli()"
)
"""``farolito`` whose worker counts as stuck after three seconds instead of five minutes."""

IMPATIENT = """
from pathlib import Path
import farolito.cli.server as server
from farolito.cli import cli

class Impatient(server.Server):
    def murder_workers(self):
        self.timeout = 3 if Path("hang").exists() else 60
        super().murder_workers()

server.REQUEST_SECONDS, server.Server = 3, Impatient
cli()
"""
"""``farolito`` whose server ends a web worker after three seconds of silence instead of a minute, once it may hang."""


def plugin(folder: Path, name: str, source: str) -> None:
    write_plugin(folder, name, source.replace('"broken"', f'"{name}"'))


def environ(folder: Path, *plugins: str) -> dict[str, str]:
    return {
        "FAROLITO_DEMO": "0",
        "FAROLITO_PLUGINS": ",".join(plugins),
        "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]),
    }


def at_the_end(site: Site) -> Family:
    """A family that has answered everything and may send."""
    family = Family(Browser(site.port), "/lincoln/survey")  # type: ignore[arg-type]  # as much as it needs
    return family.begin().press("next", likes="The library")


def responses(folder: Path) -> list[tuple[str, int]]:
    return stored(folder, "SELECT status, count(*) FROM response GROUP BY status")


def named_by_the_command(site: Site) -> dict[str, Any]:
    """What ``farolito repairs`` says, from a process of its own, by id."""
    done = subprocess.run(
        [sys.executable, "-m", "farolito.cli", "repairs", "--json"],
        env=site.environ,
        cwd=site.folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return {one["id"]: one for one in json.loads(done.stdout)}


def test_with_four_broken_plugins_at_once_the_site_starts_and_a_family_sends(
    tmp_path: Path,
) -> None:
    prepare(tmp_path, FORM)
    write_plugin(tmp_path, "ends", "import os; os._exit(3)\n")
    write_plugin(tmp_path, "lacks", "import nowhere_at_all\n")
    plugin(tmp_path, "exits", method(EVERY_HOOK.format(what="raise SystemExit")))
    plugin(tmp_path, "greedy", method(EVERY_HOOK.format(what="bytearray(1 << 30)")))

    with running(tmp_path, **environ(tmp_path, "ends", "lacks", "exits", "greedy")) as site:
        assert site.answers()
        family = at_the_end(site).press("send")
        assert (family.status, family.address) == (200, "/lincoln/survey/done")
        for _ in range(6):  # whichever of the two web workers answers
            assert family.open("/lincoln/survey/done").status == 200
        named = named_by_the_command(site)
        assert named["not_loaded:ends"]["said"][0].startswith("It ends the whole program")
        assert named["not_loaded:lacks"]["said"][0].startswith("It needs the Python module")
        for name in ("exits", "greedy"):
            assert int(named[f"paused:{name}:next_steps"]["values"]["count"]) >= 5
        workers = site.web_workers()
        site.process.send_signal(1)  # HUP: what is loaded anew is no better
        until(lambda: site.web_workers() and not site.web_workers() & workers)
        assert site.answers()

    assert responses(tmp_path) == [("completed", 1)]


def test_a_web_worker_that_is_killed_in_the_middle_of_a_plugin_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.cli.test_run.FAROLITO", (sys.executable, "-c", IMPATIENT))
    prepare(tmp_path, FORM)
    plugin(tmp_path, "stuck", method(UNINTERRUPTIBLE.format(folder=str(tmp_path))))

    with running(tmp_path, **environ(tmp_path, "stuck"), FAROLITO_WORKERS="1") as site:
        family = at_the_end(site)
        (tmp_path / "hang").touch()
        with suppress(http.client.HTTPException, OSError):  # nobody answered: the worker is gone
            family.press("send")
            raise AssertionError
        assert responses(tmp_path) == [("in_progress", 1)]
        (tmp_path / "hang").unlink()
        until(site.answers)
        assert family.open("/lincoln/survey/check").press("send").address == "/lincoln/survey/done"
        until((tmp_path / "told").exists)

    assert responses(tmp_path) == [("completed", 1)]
    ((sent,),) = stored(tmp_path, "SELECT id FROM response")
    assert (tmp_path / "told").read_text() == f"{sent}\n"


def test_in_safe_mode_the_site_starts_whatever_a_plugin_does_and_a_family_sends(
    tmp_path: Path,
) -> None:
    prepare(tmp_path, FORM)
    write_plugin(tmp_path, "ends", "open('imported', 'w').close(); import os; os._exit(3)\n")

    alone = {"FAROLITO_NO_PLUGINS": "1", "FAROLITO_WORKERS": "1"}
    with running(tmp_path, **environ(tmp_path, "ends"), **alone) as site:
        assert at_the_end(site).press("send").address == "/lincoln/survey/done"

    assert not (tmp_path / "imported").exists()
    assert responses(tmp_path) == [("completed", 1)]


def test_a_worker_that_is_stuck_in_a_plugin_ends_and_the_job_is_left_to_the_next(
    tmp_path: Path,
) -> None:
    prepare(tmp_path, FORM, likes="The library")
    plugin(tmp_path, "stuck", method(UNINTERRUPTIBLE_LATER))
    given = environ(tmp_path, "stuck") | {"FAROLITO_DATA": str(tmp_path / "data")}

    done = subprocess.run(
        [sys.executable, "-c", SOON_STUCK, "worker"],
        env={**os.environ, **given},
        cwd=tmp_path,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 1
    assert b"plugin.py" in done.stderr  # where it was stuck
    jobs = stored(tmp_path, "SELECT state, tries, lease_until IS NULL FROM job WHERE tries > 0")
    assert jobs == [("waiting", 1, 0)]
    assert responses(tmp_path) == [("completed", 1)]
