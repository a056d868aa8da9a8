"""Who walks where: everybody on SQLite, a few on PostgreSQL too, and with ``FAROLITO_LONG=1`` everybody on both.

Our own checks are the same code on both databases. What PostgreSQL guards by itself has tests of its own, on both.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from farolito.services import users
from tests.browser.looked_at import LONG

if TYPE_CHECKING:
    from collections.abc import Iterator

WALK = "test_nobody_is_shown_what_is_not_theirs"
ON_POSTGRESQL = ("family", "coordinator", "counselor", "partner_agency", "district_admin_there")


@pytest.fixture(autouse=True, scope="module")
def quick_passwords() -> Iterator[None]:
    """Passwords are hashed as usual, with little memory: nobody here guesses one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(users, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the walks that the short form does not make, and all screens but in ``./run checks``."""
    if not os.environ.get("FAROLITO_LONG"):
        items[:] = [one for one in items if not _is_long(one)]
    if not LONG:
        items[:] = [one for one in items if one.path.name != "test_every_screen.py"]


def _is_long(item: pytest.Item) -> bool:
    name, _, which = item.name.partition("[")
    return (
        name == WALK
        and which.startswith("postgresql")
        and which.removesuffix("]").partition("-")[2] not in ON_POSTGRESQL
    )
