"""What ``farolito plugins new`` writes works for a family on a phone, and for the desk."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from farolito.cli import cli
from farolito.testing.browser import axe, look, overflow, press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from farolito.testing.site import Site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site_with: Callable[..., Site]) -> Site:
    """A school with a new plugin on and its form open."""
    done = CliRunner().invoke(cli, ["plugins", "new", "bus-passes", "--into", str(tmp_path)])
    assert done.exit_code == 0, done.output
    monkeypatch.syspath_prepend(tmp_path / "farolito-bus-passes")
    plugin = import_module("farolito_bus_passes.plugin").BusPasses
    site = site_with(plugin)
    (form,) = plugin().form_files
    site.open_form(form)
    return site


def test_a_family_asks_on_a_phone_and_the_desk_is_done(
    site: Site, phone_at: Callable[..., Page]
) -> None:
    family = phone_at(site, "/lincoln/bus-passes")
    seen(family, "first page")
    press(family.get_by_role("button", name="English"))
    seen(family, "consent")
    press(family.get_by_role("button", name="I agree, start"))
    for answer in ("Yes", "Monday"):
        family.get_by_label(answer, exact=True).check()
        press(family.get_by_role("button", name="Continue"))
    seen(family, "check")
    press(family.get_by_role("button", name="Send"))
    seen(family, "done")
    assert "Come to our desk" in family.inner_text("main")

    desk = phone_at(site, "/-/bus_passes/", "coordinator")
    seen(desk, "desk")
    press(desk.get_by_role("button", name="Done"))
    assert "Nobody waits." in desk.inner_text("main")
    assert desk.get_by_role("link", name="Bus passes").is_visible()  # in the menu
    seen(desk, "desk-done")


@pytest.mark.parametrize("locale", ["en-US", "es"])
def test_the_sheet_opens_on_a_phone(site: Site, phone_at: Callable[..., Page], locale: str) -> None:
    sheet = phone_at(site, "/-/bus_passes/sheet", locale=locale)

    seen(sheet, f"sheet-{locale}")
    assert {"en-US": "What to bring", "es": "Qué traer"}[locale] in sheet.inner_text("h1")


def seen(page: Page, name: str) -> None:
    """The page fits the phone, nobody is shut out, and it can be looked at."""
    look(page, f"new-{name.replace(' ', '-')}")
    assert overflow(page) == 0
    assert axe(page) == []
