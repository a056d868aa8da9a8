"""A plugin's words open in the cell that they were sealed for, in no other one, and in no other plugin's table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import (
    Forbidden,
    PluginModel,
    Sealed,
    open_text,
    open_value,
    seal_text,
    seal_value,
)
from farolito.domain.access import SYSTEM
from farolito.errors import FarolitoError
from farolito.testing.site import make_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.services.work import Work

KEY = ("here", "one")


class Keeps(PluginModel, plugin="seals_names"):
    """A table with a name."""

    __tablename__ = "plugin_seals_names_keeps"
    place_id: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[bytes] = mapped_column(Sealed)
    other: Mapped[bytes] = mapped_column(Sealed)
    plain: Mapped[str]


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    site = make_site(tmp_path)
    with site.works.open(SYSTEM, write=False) as opened:
        yield replace(opened, plugin="seals_names")
    site.close()


def test_what_was_sealed_is_not_readable_and_opens_in_its_own_cell(work: Work) -> None:
    sealed = seal_text(work, Keeps.name, KEY, "Ana Peña")

    assert b"Ana" not in sealed
    assert open_text(work, Keeps.name, KEY, sealed) == "Ana Peña"


@pytest.mark.parametrize("key", [("there", "one"), ("here", "two")])
def test_at_another_place_and_in_another_row_it_does_not_open(
    work: Work, key: tuple[str, str]
) -> None:
    sealed = seal_text(work, Keeps.name, KEY, "Ana")

    with pytest.raises(FarolitoError, match="changed or moved"):
        open_text(work, Keeps.name, key, sealed)
    with pytest.raises(FarolitoError, match="changed or moved"):
        open_text(work, Keeps.other, KEY, sealed)


def test_the_table_of_another_plugin_is_refused(work: Work) -> None:
    with pytest.raises(Forbidden, match="own tables"):
        seal_text(replace(work, plugin="other"), Keeps.name, KEY, "Ana")


def test_a_mistake_in_the_declaration_or_the_key_is_said(work: Work) -> None:
    with pytest.raises(TypeError, match="mapped_column"):
        seal_text(work, Keeps.plain, KEY, "Ana")
    with pytest.raises(TypeError, match="place_id, row_id"):
        seal_text(work, Keeps.name, ("one",), "Ana")


def test_a_value_is_sealed_into_its_row_and_opens_there_alone(work: Work) -> None:
    row = Keeps(place_id="here", row_id="one")
    seal_value(work, row, "name", {"name": "Ana Peña", "ages": [9, None]})

    assert b"Ana" not in row.name
    assert open_value(work, row, "name") == {"name": "Ana Peña", "ages": [9, None]}
    with pytest.raises(FarolitoError, match="changed or moved"):
        open_value(work, Keeps(place_id="here", row_id="two", name=row.name), "name")
    assert open_value(work, row, "other") is None
