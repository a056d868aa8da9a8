"""The list of pantries, the schema of HSDS, and a school whose guide is on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito_resource_guide.plugin import ResourceGuide
from farolito_resource_guide.taking.files import read_files
from farolito_resource_guide.taking.importing import take

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.testing.site import Site
    from farolito_resource_guide.taking.read import Read

DATA = Path(__file__).parent / "data"
SOURCE = "Food Oasis LA"
AS_OF = date(2018, 1, 1)
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def pantry_file() -> bytes:
    """The list of Los Angeles food pantries as it is."""
    return (DATA / "la-food-pantries.csv").read_bytes()


@pytest.fixture(scope="session")
def pantries(pantry_file: bytes) -> list[Read]:
    """Its rows, read."""
    return read_files({"la-food-pantries.csv": pantry_file}, SOURCE, AS_OF)


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The JSON Schema of a service of HSDS 3.1."""
    found: dict[str, Any] = json.loads(
        (DATA / "hsds-3.1/service_with_definitions.json").read_text()
    )
    return found


@pytest.fixture
def site(site_with: Callable[..., Site]) -> Site:
    """A school with the guide on, whose clock stands still: a run may pass midnight there."""
    made = site_with(ResourceGuide)
    made.works.clock = lambda: NOW
    return made


@pytest.fixture
def taken(site: Site) -> Callable[[list[Read]], dict[str, Any]]:
    """Imports rows into the guide of the school; gives the report."""

    def one(rows: list[Read]) -> dict[str, Any]:
        with site.works.session() as session:
            made = take(session, site.place.id, rows, file="list.csv", source=SOURCE, now=NOW)
            return dict(made.report)

    return one
