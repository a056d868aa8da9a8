"""Which plugins are loaded, in which order, and what is never touched."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from farolito.api import NavItem, NextStep, Plugin, hookimpl
from farolito.plugins.loader import load
from farolito.testing.factories import ALL_ASKS, make_response
from farolito.testing.plugins import entry_point, installed_in, load_from, make_hooks, write_plugin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest

    from farolito.api import ResponseView


class Printables(Plugin):
    """Answers with its own name, as the bundled plugin of this name would."""

    name = "printables"
    title = "Printables"
    summary = "Prints."
    requires_host = ">=0.1,<1"
    asks = ALL_ASKS

    @hookimpl
    def next_steps(self, response: ResponseView) -> Iterable[NextStep]:
        """One step."""
        return [NextStep({"en": self.name})]

    @hookimpl
    def register_navigation(self) -> Iterable[NavItem]:
        """One entry."""
        return [NavItem(self.title, f"/-/{self.name}/", "forms.view")]


class Margaret(Printables):
    """Another one."""

    name = "margarets_place"
    title = "Margaret's Place"


class Stranger(Printables):
    """Not bundled."""

    name = "stranger"
    title = "Stranger"


INSTALLED = [entry_point(Stranger), entry_point(Margaret), entry_point(Printables)]


def said(*enabled: str) -> list[str]:
    steps = load(enabled, installed=INSTALLED).next_steps(make_response())
    return [step.title["en"] for step in steps]


def test_plugins_are_called_in_the_order_of_the_enabled_list() -> None:
    assert said("printables", "stranger", "margarets_place") == [
        "printables",
        "stranger",
        "margarets_place",
    ]
    assert said("margarets_place", "stranger") == ["margarets_place", "stranger"]


def test_what_plugins_register_comes_in_the_same_order() -> None:
    hooks = load(("stranger", "printables"), installed=INSTALLED)

    assert [item.label for item in hooks.register_navigation()] == ["Stranger", "Printables"]


def test_without_a_list_the_bundled_plugins_that_are_installed_are_on() -> None:
    hooks = load(None, installed=INSTALLED)

    assert [loaded.name for loaded in hooks.roster.loaded] == ["printables", "margarets_place"]
    assert [installed.name for installed in hooks.roster.off] == ["stranger"]
    assert hooks.roster.refused == ()


def test_a_name_that_is_listed_twice_is_loaded_once() -> None:
    assert said("stranger", "stranger") == ["stranger"]


def test_safe_mode_imports_no_plugin_and_still_knows_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    write_plugin(tmp_path, "quiet", "raise SystemExit\n")

    hooks = load_from(tmp_path, ["quiet"], safe_mode=True)

    assert hooks.roster.safe_mode
    assert [installed.name for installed in hooks.roster.off] == ["quiet"]
    assert hooks.roster.refused == ()
    assert not any(name.startswith("farolito_quiet") for name in sys.modules)


def test_a_plugin_that_is_off_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    write_plugin(tmp_path, "quiet", "raise SystemExit\n", version="2.5")

    (off,) = load((), installed=installed_in(tmp_path)).roster.off

    assert (off.name, off.distribution, off.version) == ("quiet", "farolito-quiet", "2.5")


def test_two_apps_in_one_process_have_plugins_of_their_own() -> None:
    one = load(("stranger",), installed=INSTALLED)
    other = load(("stranger",), installed=INSTALLED)

    assert one.roster.loaded[0].plugin is not other.roster.loaded[0].plugin


def test_an_app_can_turn_a_plugin_away_while_it_starts() -> None:
    from farolito.plugins.failures import Unwelcome

    hooks = load(("stranger", "printables"), installed=INSTALLED)

    hooks.turn_away("stranger", Unwelcome("bad_pages", "Its pages cannot be served."))

    assert [item.label for item in hooks.register_navigation()] == ["Printables"]
    assert len(hooks.next_steps(make_response())) == 1
    assert [refusal.reason for refusal in hooks.roster.refused] == ["Its pages cannot be served."]


def test_the_helper_for_plugin_authors_gives_hooks_of_classes_that_are_not_installed() -> None:
    hooks = make_hooks(Stranger)

    assert hooks.roster.loaded[0].hooks == ("next_steps", "register_navigation")
