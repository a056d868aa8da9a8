"""Shared by all tests, besides the fixtures that Farolito ships: a test knows no outside.

No setting of whoever runs the tests reaches them, and no connection of theirs leaves this machine.
"""

from __future__ import annotations

import gc
import os
import socket
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# What decides whether a change lands tries the same cases each time. Everywhere else a run tries new ones.
settings.register_profile("landing", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("landing")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What stays until the end, the tests themselves and what they import, is not looked through again and again.

    Without this a seventh of the time of a test goes to looking for garbage among thousands of tests.
    """
    gc.collect()
    gc.freeze()


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
