"""Shared by all tests, besides the fixtures that Farolito ships: a test knows no outside.

No setting of whoever runs the tests reaches them, and no connection of theirs leaves this machine.
"""

from __future__ import annotations

import functools
import gc
import os
import socket
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from farolito.db import guard_sqlite

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# What decides whether a change lands tries the same cases each time. Everywhere else a run tries new ones. How long a
# case takes says more of what else the machine does than of the code.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("landing", settings.get_profile("here"), derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "here")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """While tests are found nearly everything stays, and looking for garbage among it takes a fifth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What stays until the end, the tests themselves and what they import, is not looked through again and again.

    Without this a seventh of the time of a test goes to looking for garbage among thousands of tests.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nobody_listens_to_the_collector_of_garbage() -> None:
    """Hypothesis counts how long the collector takes, from its first test to the end of the process.

    In a test of code that calls itself without end there is no stack left for that, and the error would be the test's.
    """
    gc.callbacks.clear()


@pytest.fixture(autouse=True, scope="session")
def quick_disk() -> Iterator[None]:
    """SQLite does not wait for the disk, a millisecond or more each time: no test cuts the power.

    What was written outlives a killed process all the same. ``tests/db/test_engine.py`` waits as the site does.
    """
    check = guard_sqlite.check_connection

    @functools.wraps(check)
    def then_do_not_wait(cursor: Any, journal: guard_sqlite.Journal) -> dict[str, Any]:
        facts = check(cursor, journal)
        cursor.execute("PRAGMA synchronous = OFF")
        return facts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard_sqlite, "check_connection", then_do_not_wait)
        yield


NEAR = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are what the test says, not what somebody's shell holds."""
    for name in list(os.environ):
        if name.startswith("FAROLITO_") or name in ("HOST", "PORT"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True, scope="session")
def no_connection_to_the_outside() -> Iterator[None]:
    """Connecting to another machine is an error that names it."""

    def near_only(connect: Any) -> Any:
        def guarded(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in NEAR:
                raise AssertionError(f"a test tried to reach {address[0]}")
            return connect(self, address)

        return guarded

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, near_only(getattr(socket.socket, name)))
        yield
