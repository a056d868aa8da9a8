"""Every document that can be asked for, of the host and of every plugin, keeps the rules of paper.

The addresses come from the registry of routes: a plugin that adds one is looked at from then on.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from farolito.testing.paper import faults
from farolito.web.host import host_of
from tests.matrix.pictures import DRAWN, NOT_DRAWN
from tests.matrix.test_matrix import addresses, parts
from tests.matrix.world import World, make_world

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS = ("coordinator", "counselor", "health_educator", "district_lead")
QUERIES = ("", "?size=letter", "?size=tents", "?who=parent", "?form=record-education&year=2026")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("documents"))
    yield made
    made.works.close()


def documents(world: World) -> Iterator[tuple[str, bytes]]:
    """The first document that somebody gets at each route, and its address."""
    known = parts(world)
    rules = {rule.endpoint: rule for rule in world.app.url_map.iter_rules()}
    for route in host_of(world.app).routes:
        if "GET" not in route.methods or route.csp == "file" or "pdf" not in route.rule:
            continue
        found = next(
            (
                (f"{address}{query}", reply.get_data())
                for address in addresses(rules[route.endpoint], known)
                for query in QUERIES
                for reader in READERS
                if (reply := world.browsers[reader].get(address + query)).content_type
                == "application/pdf"
            ),
            None,
        )
        if found is not None:
            yield found


def test_every_document_keeps_the_rules(world: World) -> None:
    looked_at, wrong = 0, []
    for address, content in documents(world):
        looked_at += 1
        with pikepdf.open(io.BytesIO(content)) as opened:
            language = str(opened.Root.get("/Lang", "")).lstrip("\ufeff")
        wrong += [f"{address}: {fault}" for fault in faults(content, language=language)]
    assert wrong == []
    assert looked_at > 20, looked_at


def test_every_document_is_among_those_that_are_looked_at_as_pictures(world: World) -> None:
    """A new one is added to the pictures and looked at, or named there with the reason why not."""
    printed = {route.endpoint for route in host_of(world.app).routes if ".pdf" in route.rule}
    assert printed == DRAWN | {*NOT_DRAWN}
