"""A package that comes, changes or goes is taken up by the server that runs, without a request being lost."""

from __future__ import annotations

import json
import subprocess
import threading
from typing import TYPE_CHECKING, Any

from tests.cli.test_run import FAROLITO, running, until
from tests.plugins.life import make_version

if TYPE_CHECKING:
    from pathlib import Path


def test_a_plugin_comes_changes_goes_back_and_goes_while_it_serves_and_no_request_is_lost(
    tmp_path: Path,
) -> None:
    lost: list[OSError] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(0.02):
            try:
                site.answers()
            except OSError as error:
                lost.append(error)

    def typed(*words: str) -> Any:
        done = subprocess.run(
            [*FAROLITO, *words, "--json"],
            cwd=tmp_path, env=site.environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr + done.stdout
        return json.loads(done.stdout)

    def published() -> list[int]:
        versions = typed("forms", "versions", "lantern-order")
        return [one["number"] for one in versions if one["status"] == "published"]

    first, second = str(make_version(tmp_path, "1.0")), str(make_version(tmp_path, "2.0"))
    with running(tmp_path) as site:
        until(lambda: len(site.web_workers()) == 2)
        asking = threading.Thread(target=ask)
        asking.start()
        try:
            found = []
            for command in (
                ("install", first, "--enable"),
                ("upgrade", second, "--yes"),
                ("rollback", "lanterns", "--yes"),
                ("remove", "lanterns", "--yes"),
            ):
                done = typed("plugins", *command)
                found.append((done["number"], done["taken_up"], published()))
        finally:
            stop.set()
            asking.join()

    assert found == [(1, True, [1]), (2, True, [2]), (3, True, [1]), (4, True, [1])]
    assert lost == []
