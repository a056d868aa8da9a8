"""Twenty small plugins as strangers would publish them: distributions with metadata, entry point, code, template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.testing.plugins import write_plugin

if TYPE_CHECKING:
    from pathlib import Path

NAMES = tuple(f"stranger_{number:02}" for number in range(20))

SOURCE = '''
"""Adds a page with a number, an entry of the menu, and a step for families who asked for food."""

from farolito.api import Asks, NavItem, NextStep, Pages, Plugin, hookimpl

pages = Pages("{name}", "/-/{name}")


@pages.route("/count", permission="public", cache="no-store", csp="staff")
def count(work):
    return "1"


class ThePlugin(Plugin):
    name = "{name}"
    title = "A stranger's plugin"
    summary = "Adds a page, an entry of the menu and a step."
    requires_host = ">=0.1,<1"
    asks = Asks(records=("education_record",), says=("Sees which needs were found.",))

    @hookimpl
    def register_pages(self):
        return [pages]

    @hookimpl
    def register_navigation(self):
        return [NavItem(label="Count", url="/-/{name}/count", permission="responses.view")]

    @hookimpl
    def next_steps(self, response):
        return [NextStep(title={{"en": "Ask us"}})] if "food" in response.needs else []

    @hookimpl
    def check_publish(self, form):
        return []
'''

TEMPLATE = "<p>{{ count }}</p>\n"


def install(folder: Path) -> None:
    """Put all of them into a new folder; with that on the path they are installed."""
    folder.mkdir()
    for name in NAMES:
        write_plugin(
            folder,
            name,
            SOURCE.format(name=name),
            files={f"templates/{name}/count.html": TEMPLATE},
        )
