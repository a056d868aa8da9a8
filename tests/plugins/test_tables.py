"""Tables of plugins look like the host's, and what is wrong with one breaks no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from farolito.db.base import NAMES
from farolito.plugins.parts import CACHES, CSPS
from farolito.plugins.tables import NAMING, PluginModel, is_of, metadata_of, tables_in
from farolito.web.routes import Cache, Csp

if TYPE_CHECKING:
    from typing import Any


class Note(PluginModel, plugin="notes"):
    """A row with a word."""

    __tablename__ = "plugin_notes_note"

    word: Mapped[str] = mapped_column(primary_key=True)


class Wrong(PluginModel, plugin="wrong"):
    """Points at a class that does not exist: found out when it is first used."""

    __tablename__ = "plugin_wrong_wrong"

    word: Mapped[str] = mapped_column(primary_key=True)
    other: Mapped[Any] = relationship("Nowhere")


def test_constraints_are_named_as_in_the_host() -> None:
    assert NAMING == NAMES
    assert (
        metadata_of("notes").tables["plugin_notes_note"].primary_key.name == "pk_plugin_notes_note"
    )


def test_pages_of_plugins_declare_the_policies_that_the_host_knows() -> None:
    assert get_args(Cache) == CACHES
    # what somebody sent is shown by the host alone, and a tablet has no page of a plugin
    assert set(get_args(Csp)) - {"file", "tablet"} == set(CSPS)


def test_each_plugin_has_tables_of_its_own() -> None:
    assert list(metadata_of("notes").tables) == ["plugin_notes_note"]
    assert list(metadata_of("nobody").tables) == []


@pytest.mark.parametrize(
    ("table", "plugin", "its_own"),
    [
        ("plugin_food_visit", "food", True),
        ("plugin_food_bank_visit", "food", False),
        ("plugin_food_bank_visit", "food_bank", True),
        ("plugin_food_banker", "food", True),
        ("plugin_foods_visit", "food", False),
        ("place", "food", False),
    ],
)
def test_a_table_is_of_the_plugin_with_the_longest_name_that_it_begins_with(
    table: str, plugin: str, its_own: bool
) -> None:
    assert is_of(table, plugin, ["food", "food_bank"]) is its_own


def test_a_wrong_mapping_of_one_plugin_breaks_no_query_of_another() -> None:
    engine = create_engine("sqlite://")
    metadata_of("notes").create_all(engine)
    with Session(engine) as session:
        with pytest.raises(Exception, match="Nowhere"):
            session.scalars(select(Wrong)).all()
        session.add(Note(word="still here"))
        session.flush()
        assert session.scalars(select(Note.word)).all() == ["still here"]
    engine.dispose()


def test_a_row_refuses_a_column_that_it_does_not_have() -> None:
    with pytest.raises(TypeError, match="wrd"):
        Note(wrd="typo")


def test_the_tables_of_a_package_are_found_without_its_help() -> None:
    assert tables_in(__name__) == ("plugin_notes_note", "plugin_wrong_wrong")
