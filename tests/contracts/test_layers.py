"""The import contracts of pyproject.toml know every plugin and every part of the host."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LINTER: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][
    "importlinter"
]
CONTRACTS: dict[str, Any] = {contract["name"]: contract for contract in LINTER["contracts"]}

PLUGINS = {
    package.name
    for project in ROOT.glob("plugins/*/pyproject.toml")
    for package in project.parent.glob("farolito_*/")
}
PARTS = {
    f"farolito.{entry.stem}"
    for entry in (ROOT / "core/farolito").iterdir()
    if (entry.suffix == ".py" and entry.stem != "__init__") or (entry / "__init__.py").exists()
}
WINDOWS = {"farolito.api", "farolito.testing"}
"""What a plugin may look through."""


@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("the packages that are read", LINTER["root_packages"]),
        (
            "what the host never imports",
            CONTRACTS["The host never imports a plugin"]["forbidden_modules"],
        ),
        (
            "who does not import each other",
            CONTRACTS["Plugins do not import each other"]["modules"],
        ),
    ],
)
def test_no_bundled_plugin_escapes_the_contracts(what: str, named: list[str]) -> None:
    assert set(named) >= PLUGINS, f"add the new plugin to {what} in pyproject.toml"


def test_the_lists_of_plugins_in_the_contracts_are_one_list() -> None:
    plugins = CONTRACTS["Plugins do not import each other"]["modules"]
    assert CONTRACTS["The host never imports a plugin"]["forbidden_modules"] == plugins
    assert LINTER["root_packages"] == ["farolito", *plugins]


def test_plugins_see_no_part_of_the_host_but_its_windows() -> None:
    contract = CONTRACTS["Plugins see only farolito.api and farolito.testing"]
    assert set(contract["protected_modules"]) == PARTS - WINDOWS


def test_every_part_of_the_host_has_a_layer() -> None:
    layers = CONTRACTS["The host is layered"]["layers"]
    named = {f"farolito.{name.strip()}" for layer in layers for name in layer.split("|")}
    assert named == PARTS
