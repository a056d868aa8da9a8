"""What the host runs with: its distributions and its modules, without those of packages of plugins."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.machinery import PathFinder
from importlib.metadata import distributions
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.metadata import Distribution
    from pathlib import Path

RESERVED = frozenset({"farolito", "sitecustomize", "usercustomize"})
"""Names of modules that are the host's, or that Python would run by itself."""


@dataclass(frozen=True, slots=True)
class Environment:
    """``found``: distributions by normalized name. ``paths``: where the host's modules are looked for."""

    found: Mapping[str, Distribution]
    paths: tuple[str, ...]

    def version(self, name: str) -> str | None:
        """The version of a distribution of the host; None where it has none of that name."""
        known = self.found.get(canonicalize_name(name))
        return known.version if known else None

    def has_module(self, name: str) -> bool:
        """Whether ``import name`` means something of the host or of Python. Imports nothing."""
        return (
            name in RESERVED
            or name in sys.stdlib_module_names
            or name in sys.builtin_module_names
            or PathFinder.find_spec(name, list(self.paths)) is not None
        )


def environment(packages: Path, paths: Sequence[str] | None = None) -> Environment:
    """The environment of this process. What lies in the folder ``packages``, and where it was started, is not of it."""
    aside = os.path.realpath(packages)
    here = os.path.realpath(os.getcwd())
    kept = tuple(
        path
        for path in (sys.path if paths is None else paths)
        if (real := os.path.realpath(path or here)) != here
        and os.path.commonpath((real, aside)) != aside
    )
    found: dict[str, Distribution] = {}
    for one in distributions(path=list(kept)):
        if name := one.metadata["Name"]:
            found.setdefault(canonicalize_name(name), one)
    return Environment(found, kept)
