"""What the plugins page is told about each plugin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine

from farolito.plugins.loader import load
from farolito.services.blocks import whole_bank
from farolito.services.plugins.overview import PluginState, TableState, states
from farolito.testing.factories import make_response
from farolito.testing.plugins import installed_in, load_from, write_plugin

from .broken import HEAD, method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

WITH_TABLE = (
    "from farolito.api import PluginModel\n"
    "from sqlalchemy.orm import Mapped, mapped_column\n"
    "class Row(PluginModel, plugin='{name}'):\n"
    "    __tablename__ = 'plugin_{name}_row'\n"
    "    id: Mapped[int] = mapped_column(primary_key=True)\n"
)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """An empty database."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def with_table(folder: Path, name: str) -> None:
    source = WITH_TABLE.format(name=name) + HEAD.replace('"broken"', f'"{name}"')
    write_plugin(folder, name, source, files={"migrations/versions/first.py": ""})


def only(found: tuple[PluginState, ...]) -> PluginState:
    (state,) = found
    return state


def test_a_plugin_that_is_on_says_what_it_brings(folder: Path) -> None:
    source = method(
        "@hookimpl\ndef register_pdf_layouts(self): return [PdfLayout('a', 'checklist', 'A', str)]"
    )
    files = {"forms/needs.json": "{}", "forms/pack.json": "{}"}
    write_plugin(folder, "broken", source, version="1.2", files=files)

    state = only(states(load_from(folder, ["broken"])))

    assert (state.state, state.version, state.distribution) == ("on", "1.2", "farolito-broken")
    assert (state.forms, state.layouts, state.languages) == (("needs",), ("checklist",), ("en",))
    assert state.hooks == ("register_pdf_layouts",)


def test_rows_are_counted_and_a_missing_table_is_named(
    folder: Path, connection: Connection
) -> None:
    with_table(folder, "counted")
    hooks = load_from(folder, ["counted"])

    lacking = only(states(hooks, connection))
    connection.exec_driver_sql("CREATE TABLE plugin_counted_row (id INTEGER)")
    connection.exec_driver_sql("INSERT INTO plugin_counted_row VALUES (1), (2)")
    counted = only(states(hooks, connection))

    assert (lacking.state, lacking.tables) == (
        "needs_database",
        (TableState("plugin_counted_row", None),),
    )
    assert (counted.state, counted.tables) == ("on", (TableState("plugin_counted_row", 2),))
    assert only(states(hooks)).tables == (TableState("plugin_counted_row", None),)
    assert only(states(hooks)).state == "on"


def test_the_data_of_a_plugin_that_is_not_loaded_is_shown_as_kept(
    folder: Path, connection: Connection
) -> None:
    write_plugin(folder, "broken", "1 / 0\n")
    connection.exec_driver_sql("CREATE TABLE plugin_broken_row (id INTEGER)")
    connection.exec_driver_sql("CREATE TABLE plugin_state (id INTEGER)")

    state = only(states(load_from(folder, ["broken"]), connection))

    assert state.state == "not_loaded"
    assert state.reason
    assert state.remedy
    assert state.tables == (TableState("plugin_broken_row", 0),)


def test_a_paused_plugin_says_so_with_its_faults(folder: Path) -> None:
    write_plugin(folder, "broken", method("@hookimpl\ndef next_steps(self): 1 / 0"))
    hooks = load_from(folder, ["broken"])
    for _ in range(5):
        hooks.next_steps(make_response())

    state = only(states(hooks))

    assert state.state == "paused"
    assert [fault.hook for fault in state.faults] == ["next_steps"]


def test_what_needs_attention_comes_first_and_what_is_off_last(folder: Path) -> None:
    write_plugin(folder, "broken", HEAD)
    write_plugin(folder, "wrong", "1 / 0\n")
    write_plugin(folder, "quiet", HEAD)

    found = states(load_from(folder, ["broken", "wrong"]))

    assert [(one.name, one.state) for one in found] == [
        ("wrong", "not_loaded"),
        ("broken", "on"),
        ("quiet", "off"),
    ]


def test_safe_mode_is_said_of_every_plugin(folder: Path) -> None:
    write_plugin(folder, "broken", HEAD)

    hooks = load(["broken"], safe_mode=True, installed=installed_in(folder))

    assert only(states(hooks)).state == "safe_mode"


def test_a_plugin_brings_blocks_to_the_question_bank_and_never_replaces_the_hosts(
    folder: Path,
) -> None:
    host = Path(__file__).parents[2] / "forms"
    ours = (host / "blocks" / "digital-access.json").read_text("utf-8")
    theirs = ours.replace('"digital-access"', '"their-access"', 1)
    files = {"forms/blocks/digital-access.json": ours.replace("Internet", "INTERNET")}
    files["forms/blocks/cc-by/their-access.json"] = theirs
    files["forms/blocks/examples/their-access.json"] = "{}"
    write_plugin(folder, "broken", HEAD, files=files)
    refused: list[str] = []

    bank = whole_bank(host, load_from(folder, ["broken"]).roster, refused)

    assert refused == []
    assert "their-access" in bank
    assert bank["digital-access"].document == json.loads(ours)


def test_a_broken_question_bank_of_a_plugin_is_left_out_and_named(folder: Path) -> None:
    write_plugin(folder, "broken", HEAD, files={"forms/blocks/rides.json": "{"})
    refused: list[str] = []

    bank = whole_bank(
        Path(__file__).parents[2] / "forms", load_from(folder, ["broken"]).roster, refused
    )

    assert "phq-9" in bank
    assert "rides.json: line 1" in "".join(refused)
