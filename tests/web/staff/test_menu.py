"""The menu of staff: the host's own entries, and behind “More” what many plugins bring."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from farolito import app
from farolito.api import NavItem, Plugin, hookimpl
from farolito.testing.site import make_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from farolito.domain.access import Actor


def plugin(entries: int) -> type[Plugin]:
    """A plugin with so many entries."""

    class Menus(Plugin):
        """Brings entries of the menu."""

        name = "menus"
        title = "Menus"
        summary = "Entries."
        requires_host = ">=0.1,<1"

        @hookimpl
        def register_navigation(self) -> list[NavItem]:
            """Numbered."""
            return [
                NavItem(f"Entry {one}", f"/-/menus/{one}/", "forms.view") for one in range(entries)
            ]

    return Menus


@pytest.fixture
def menu(tmp_path: Path) -> Iterator[Callable[[int], tuple[str, str]]]:
    """What stands in the menu of a coordinator, and what behind “More”."""
    made = []

    def shown(entries: int) -> tuple[str, str]:
        made.append(make_site(tmp_path, plugin(entries)))
        page = made[-1].staff("coordinator").get("/staff/my-day").text
        (bar,) = re.findall(r"<nav.*?</nav>", page, re.S)
        before, _, more = bar.partition("<details>")
        return before, more

    yield shown
    for one in made:
        one.close()


def test_few_entries_of_plugins_stand_beside_the_hosts(
    menu: Callable[[int], tuple[str, str]],
) -> None:
    shown, more = menu(2)
    assert re.findall(r"Entry \d", shown) == ["Entry 0", "Entry 1"]
    assert more == ""


def test_many_are_behind_one_word_and_the_hosts_stay(
    menu: Callable[[int], tuple[str, str]],
) -> None:
    shown, more = menu(3)
    assert "My day" in shown
    assert "Entry" not in shown
    assert re.findall(r"Entry \d", more) == ["Entry 0", "Entry 1", "Entry 2"]


def test_an_error_page_of_staff_leans_on_no_menu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the menu counts is in the database, which may be what broke."""

    def broken(actor: Actor) -> None:
        raise RuntimeError

    site = make_site(tmp_path, plugin(1))
    monkeypatch.setattr(app, "menu", broken)
    reply = site.staff("coordinator").get("/staff/lincoln/responses/unknown")
    site.close()
    assert reply.status_code == 404
    assert "Go to the first page" in reply.text
