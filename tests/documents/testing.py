"""The generated part of docs/testing-a-plugin.md: the fixtures, and every module that authors use."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

from farolito.testing import plugin as fixtures
from tests.documents.writing import prose, public, section

MODULES = (
    "factories",
    "plugins",
    "hook_tester",
    "migrations",
    "site",
    "null",
    "browser",
    "paper",
    "twins",
    "server",
)
"""What authors use, the most needed first."""

HIDDEN = {"NoTransaction", "Case", "Twin", "same", "source", "program", "elements", "Hooks"}
"""Parts of these modules that are there for the host's own tests."""


def text() -> str:
    """Everything below the mark."""
    parts = ["## Fixtures", _fixtures()]
    for name in MODULES:
        module: Any = import_module(f"farolito.testing.{name}")
        parts += [f"## `farolito.testing.{name}`", prose(inspect.getdoc(module) or "")]
        parts += [section(one, thing) for one, thing in public(module) if one not in HIDDEN]
    return "\n\n".join(parts) + "\n"


def _fixtures() -> str:
    rows = []
    for name, found in vars(fixtures).items():
        function = getattr(found, "__wrapped__", None) or getattr(found, "_fixture_function", None)
        if function is not None and not name.startswith("_"):
            words = " ".join(prose(inspect.getdoc(function) or "").split())
            rows.append(f"| `{name}` | {words} |")
    return "\n".join(["| fixture | what it gives |", "|---|---|", *rows])
