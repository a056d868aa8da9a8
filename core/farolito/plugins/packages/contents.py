"""Looks into an unpacked wheel: whose plugin, what it needs, whether it keeps to itself. Runs nothing of it."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from importlib.metadata import PathDistribution
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import parse_tag, sys_tags
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from farolito.plugins.discovery import GROUP
from farolito.plugins.manners import NAME
from farolito.plugins.packages.refused import PackageRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from farolito.plugins.packages.environment import Environment

DISTRIBUTION = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Contents:
    """``distribution`` is normalized; ``requires`` lines of its metadata; ``modules`` what it is imported as."""

    distribution: str
    version: str
    plugin: str
    requires: tuple[str, ...]
    modules: tuple[str, ...]


def look_into(folder: Path) -> Contents:
    """The facts of the one wheel that was unpacked into ``folder``. Raises :class:`PackageRefused`."""
    infos = sorted(folder.glob("*.dist-info"))
    if len(infos) != 1:
        raise PackageRefused(
            "no_wheel", "It has no metadata (a folder .dist-info), so it is no wheel."
        )
    found = PathDistribution(infos[0])
    name, version = _identity(found, infos[0].name)
    _check_python(found)
    _check_tags(found)
    modules = tuple(_modules(folder, infos[0].name))
    plugin, module = _entry_point(found)
    if module.partition(".")[0] not in modules:
        raise PackageRefused(
            "no_plugin", f"Its entry point leads to the module `{module}`, which is not in it."
        )
    return Contents(name, version, plugin, tuple(found.requires or ()), modules)


def check_names(contents: Contents, host: Environment, others: Mapping[str, str]) -> None:
    """Refuse a package whose modules something else is imported by.

    ``others`` says of each module of the packages of other plugins whose it is.
    """
    if contents.distribution == "farolito" or contents.distribution in host.found:
        raise PackageRefused(
            "in_the_environment",
            f"{contents.distribution} {host.version(contents.distribution)} is in the environment of Farolito "
            "already, and stands before every package.",
            f"Remove it there first (pip uninstall {contents.distribution}), or turn on the one that is there.",
        )
    for module in contents.modules:
        if host.has_module(module):
            raise PackageRefused(
                "taken", f"Its module `{module}` has the name of one that Farolito runs with."
            )
        if module in others:
            raise PackageRefused(
                "taken",
                f"Its module `{module}` has the name of one of {others[module]}.",
                f"Remove {others[module]} first, or ask its author for another name.",
            )


def _identity(found: PathDistribution, folder: str) -> tuple[str, str]:
    name, version = found.metadata["Name"] or "", found.metadata["Version"] or ""
    if not DISTRIBUTION.fullmatch(name) or len(name) > 100:
        raise PackageRefused("no_wheel", "Its metadata does not say its name.")
    try:
        said = Version(version)
    except InvalidVersion:
        raise PackageRefused("no_wheel", f"Its version {version[:40]!r} is none.") from None
    of_folder, _, of_version = folder.removesuffix(".dist-info").partition("-")
    try:
        same = (
            canonicalize_name(of_folder) == canonicalize_name(name) and Version(of_version) == said
        )
    except InvalidVersion:
        same = False
    if not same or len(version) > 60:
        raise PackageRefused(
            "no_wheel", f"It calls itself {name} {version[:60]} and lies in {folder}."
        )
    return canonicalize_name(name), str(said)


def _check_python(found: PathDistribution) -> None:
    asked = found.metadata["Requires-Python"]
    try:
        fits = not asked or SpecifierSet(asked).contains(
            platform.python_version(), prereleases=True
        )
    except InvalidSpecifier:
        raise PackageRefused(
            "no_wheel", f"Its range of Pythons {asked!r} cannot be read."
        ) from None
    if not fits:
        raise PackageRefused(
            "python_version",
            f"It works with Python {asked}; Farolito runs with {platform.python_version()}.",
            "Ask its author for a version for this Python.",
        )


def _check_tags(found: PathDistribution) -> None:
    said = [
        line.partition(":")[2].strip()
        for line in (found.read_text("WHEEL") or "").splitlines()
        if line.lower().startswith("tag:")
    ]
    tags = (
        {tag for one in said for tag in parse_tag(one)}
        if all(_is_tag(one) for one in said)
        else set()
    )
    if not tags:
        raise PackageRefused("no_wheel", "It does not say for which machines it is made.")
    if tags.isdisjoint(sys_tags()):
        raise PackageRefused(
            "other_machine",
            f"It is made for other machines ({', '.join(said[:3])}).",
            "Ask its author for a wheel for this system and this Python.",
        )


def _is_tag(text: str) -> bool:
    return re.fullmatch(r"[\w.]+-[\w.]+-[\w.]+", text, re.ASCII) is not None


def _modules(folder: Path, info: str) -> Iterator[str]:
    """What can be imported from it; everything lies in packages of its own."""
    for entry in sorted(folder.iterdir()):
        name = entry.name
        if name == info:
            continue
        if entry.is_dir() and name.isidentifier() and (entry / "__init__.py").is_file():
            yield name
        elif entry.is_file() and name.endswith(".py") and name[:-3].isidentifier():
            yield name[:-3]
        else:
            raise PackageRefused(
                "outside",
                f"It has `{name}` outside its Python packages, where it could change others.",
            )
    for path in folder.rglob("*.pth"):
        raise PackageRefused(
            "runs_by_itself", f"Its file `{path.name}` would be run by every start of Python."
        )


def _entry_point(found: PathDistribution) -> tuple[str, str]:
    """The plugin's name and the module of its class."""
    text = found.read_text("entry_points.txt") or ""
    try:
        ours = [one for one in found.entry_points if one.group == GROUP]
        modules = [one.module for one in ours]
    except (ValueError, AttributeError):
        raise PackageRefused("no_plugin", "Its entry points cannot be read.") from None
    if not text or not ours:
        raise PackageRefused(
            "no_plugin",
            f"It is no plugin of Farolito: it has no entry point in the group `{GROUP}`.",
            "See docs/writing-a-plugin.md, or name the package that has the plugin in it.",
        )
    if len(ours) > 1:
        names = ", ".join(sorted(one.name for one in ours)[:4])
        raise PackageRefused(
            "many_plugins",
            f"It has more than one plugin in it ({names}).",
            "Ask its author for one package for each, so that each has versions of its own.",
        )
    name = ours[0].name
    if not NAME.fullmatch(name) or len(name) > 40:
        raise PackageRefused(
            "no_plugin", f"The name {name[:60]!r} of its plugin has other than a-z, 0-9 and _."
        )
    return name, modules[0]
