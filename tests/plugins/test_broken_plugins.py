"""No plugin, however broken, keeps the site or another plugin from starting, and each fault is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.testing.factories import make_response
from farolito.testing.plugins import load_from, write_plugin

from .broken import BROKEN, HEAD, Broken, method

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
from farolito.api import Asks, NextStep, Plugin, hookimpl

class ThePlugin(Plugin):
    name = "good"
    title = "Good"
    summary = "Answers."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",))

    @hookimpl
    def next_steps(self, response):
        return [NextStep({"en": "Call us"})]
"""


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.what)
def test_a_broken_plugin_is_not_loaded_and_its_neighbour_is(broken: Broken, folder: Path) -> None:
    write_plugin(folder, "broken", broken.source, files=broken.files)
    write_plugin(folder, "good", GOOD)

    hooks = load_from(folder, ["broken", "good"])

    (refusal,) = hooks.roster.refused
    assert (refusal.name, refusal.code) == ("broken", broken.code)
    assert broken.says in refusal.reason
    assert refusal.remedy
    assert (refusal.distribution, refusal.version) == ("farolito-broken", "1.0")
    assert [loaded.name for loaded in hooks.roster.loaded] == ["good"]
    assert len(hooks.next_steps(make_response())) == 1


def test_all_faults_of_the_hooks_are_named_at_once(folder: Path) -> None:
    source = method("@hookimpl\ndef forms(self): pass\n@hookimpl\ndef next_steps(self, a=1): pass")
    write_plugin(folder, "broken", source)

    (refusal,) = load_from(folder, ["broken"]).roster.refused

    assert "hook `forms` unknown" in refusal.reason
    assert "no argument `a`" in refusal.reason


def test_a_plugin_whose_folder_was_removed_is_named_with_the_command_that_mends_it(
    folder: Path,
) -> None:
    write_plugin(folder, "broken", HEAD)
    for file in sorted((folder / "farolito_broken").rglob("*.py")):
        file.unlink()
    (folder / "farolito_broken").rmdir()

    (refusal,) = load_from(folder, ["broken"]).roster.refused

    assert refusal.code == "missing_code"
    assert "pip uninstall farolito-broken" in refusal.remedy


def test_a_plugin_that_is_turned_on_but_not_installed_is_named(folder: Path) -> None:
    write_plugin(folder, "good", GOOD)

    hooks = load_from(folder, ["goood", "good"])

    (refusal,) = hooks.roster.refused
    assert refusal.code == "not_installed"
    assert "did you mean `good`?" in refusal.reason
    assert [loaded.name for loaded in hooks.roster.loaded] == ["good"]


def test_two_plugins_with_one_name_are_both_left_out(folder: Path) -> None:
    write_plugin(folder, "good", GOOD)
    write_plugin(folder, "good", GOOD, distribution="farolito-better")

    hooks = load_from(folder, ["good"])

    (refusal,) = hooks.roster.refused
    assert refusal.code == "two_with_one_name"
    assert "farolito-better and farolito-good" in refusal.reason
    assert hooks.roster.loaded == ()


def test_a_layout_name_that_another_plugin_has_keeps_the_later_one_out(folder: Path) -> None:
    layout = "@hookimpl\ndef register_pdf_layouts(self):\n    return [PdfLayout('a', 'checklist', 'A', str)]"
    write_plugin(folder, "broken", method(layout))
    write_plugin(folder, "first", method(layout).replace('"broken"', '"first"'))

    hooks = load_from(folder, ["first", "broken"])

    assert [refusal.reason for refusal in hooks.roster.refused] == [
        "The plugin first already brings a layout `a`."
    ]
    assert len(hooks.register_pdf_layouts()) == 1


@pytest.mark.usefixtures("ctrl_c_is_heard")
def test_control_c_while_plugins_are_imported_still_stops_the_program(folder: Path) -> None:
    write_plugin(folder, "broken", "raise KeyboardInterrupt\n")

    with pytest.raises(KeyboardInterrupt):
        load_from(folder, ["broken"])
