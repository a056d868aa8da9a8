"""A preview: a plugin is loaded in a child process, and whatever it does there, we get an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from farolito.plugins.asks import Asks
from farolito.plugins.hooks import Hooks
from farolito.services.plugins.preview import Preview, brought_by, preview
from farolito.testing.plugins import write_plugin

from .making import HEAD, method

if TYPE_CHECKING:
    from pathlib import Path

NAV = """
@hookimpl
def register_navigation(self):
    return [NavItem("Broken things", "/-/broken/all", "plugins.view")]

@hookimpl
def next_steps(self, response):
    return []
"""


def test_a_bundled_plugin_is_tried_and_says_what_it_brings() -> None:
    tried = preview("wellbeing_centers")
    assert tried.fault == ""
    assert tried.title
    assert {"submission_saving", "register_pages"} <= set(tried.hooks)
    assert tried.tables
    assert tried.migrations.endswith("/migrations")


def test_a_plugin_in_the_folder_of_a_package_is_tried(tmp_path: Path) -> None:
    write_plugin(tmp_path, "broken", method(NAV), files={"forms/broken-needs.json": "{}"})
    assert preview("broken").fault.startswith("It is not installed")
    tried = preview("broken", [tmp_path])
    assert tried.asks.tables  # as it says, and as an administrator reads it before
    assert replace(tried, asks=Asks()) == Preview(
        "broken",
        title="Broken",
        version="1.0",
        hooks=("next_steps", "register_navigation"),
        forms=("broken-needs",),
        form_titles=("broken-needs",),
        menu=("Broken things",),
    )


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (f"{HEAD}\nraise ValueError('no')", "ValueError: no"),
        (f"{HEAD}\nimport os; os._exit(0)", "ends the whole program"),
        (f"{HEAD}\nprint('{{}}', flush=True); import os; os._exit(0)", "ends the whole program"),
        (f"{HEAD}\nimport time; time.sleep(600)", "still not loaded after 2 seconds"),
        (method("@hookimpl\ndef next_stepz(self, response):\n    return []"), "next_stepz"),
    ],
)
def test_a_preview_names_the_fault_of_a_plugin_whatever_it_does(
    tmp_path: Path, source: str, says: str
) -> None:
    write_plugin(tmp_path, "broken", source)
    tried = preview("broken", [tmp_path], seconds=2 if "sleep" in source else 60)
    assert says in tried.fault
    assert tried.remedy


def test_nothing_is_known_of_a_plugin_that_is_not_here() -> None:
    assert brought_by(Hooks(), "nobody").fault == "It is not loaded."
