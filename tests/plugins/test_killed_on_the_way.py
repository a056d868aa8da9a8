"""Whoever changes plugins may be killed at any point: the site starts with the old plugins or with the new ones.

The points are spread over the true length of each command: it is run once to its end, and its steps are timed.
"""

from __future__ import annotations

import random
import signal
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from .killing import HEADS, Changes
from .packages_site import LONG, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANY = {"install": 18, "upgrade": 8, "rollback": 6, "remove": 6, "disable": 6, "enable": 6}
FEW = {"sqlite": {"disable": 1, "enable": 1}, "postgresql": {"install": 1}}


@pytest.fixture
def site(tmp_path: Path, engine_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    one = Site(tmp_path, engine_url)
    yield one
    one.works.close()


def test_the_site_starts_with_the_old_plugins_or_with_the_new_ones(
    site: Site, tmp_path: Path
) -> None:
    engine = site.works.engine.dialect.name
    shares = MANY if LONG else FEW[engine]
    changes = Changes(site, tmp_path, random.Random(f"killed {engine}"), shares)  # noqa: S311  points, not secrets
    old, new = Counter[str](), Counter[str]()
    while (command := changes.next()) is not None:
        kind = command[0]
        before, loaded = site.state(), changes.loaded
        ended = changes.run_and_kill(command)
        stands, after = site.ask("stand"), site.state()
        moved = after["set"] != before["set"]
        assert stands["version"] == changes.loaded, (command, stands)
        assert changes.loaded == (changes.would_load(kind, before) if moved else loaded)
        assert stands["fit"], (command, stands)
        if not moved:
            assert (after["tables"], after["version"]) == (before["tables"], before["version"])
        elif changes.version is not None:
            assert after["version"] == HEADS[changes.version]
        if ended == -signal.SIGKILL:  # else it was faster than the point
            changes.killed[kind] += 1
            (new if moved else old)[kind] += 1
            print(f"{engine} {kind}: {'new' if moved else 'old'}", flush=True)  # noqa: T201

    for kind in shares:
        print(f"{engine} {kind}: {old[kind]} times the old state, {new[kind]} the new, 0 between")  # noqa: T201
        assert not LONG or (old[kind] and new[kind]), kind
    assert new.total()
    changes.end_with("1.0")  # nothing that was left behind is in the way
    site.start()
    assert not [one for one in site.packages.iterdir() if one.name.startswith(".draft")]
