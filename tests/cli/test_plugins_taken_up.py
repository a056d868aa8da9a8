"""A package that comes, changes or goes is taken up by the server that runs, without a request being lost."""

from __future__ import annotations

import json
import subprocess
import threading
from typing import TYPE_CHECKING, Any

from tests.cli.test_run import TYPED, running, until
from tests.plugins.life import make_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_plugin_comes_and_changes_while_it_serves_and_no_request_is_lost(
    tmp_path: Path, put_site: Callable[..., None]
) -> None:
    put_site(tmp_path, "printables,contact_log")
    lost: list[OSError] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(0.05):
            try:
                site.answers()
            except OSError as error:
                lost.append(error)

    def typed(*words: str) -> Any:
        done = subprocess.run(
            [*TYPED, *words, "--json"],
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
            came = typed("plugins", "install", first, "--enable")
            begun = published()
            changed = typed("plugins", "upgrade", second, "--yes")
        finally:
            stop.set()
            asking.join()
        assert [(one["number"], one["taken_up"]) for one in (came, changed)] == [
            (2, True),
            (3, True),
        ]
        assert (begun, published()) == ([1], [2])
    assert lost == []
