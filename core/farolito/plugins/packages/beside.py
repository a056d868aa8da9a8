"""Whether a package can be used beside the other packages and what is in the environment."""

from __future__ import annotations

from importlib.metadata import distributions
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from farolito.plugins.discovery import installed
from farolito.plugins.packages.refused import PackageRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from farolito.plugins.packages.contents import Contents
    from farolito.plugins.sets import Package


def check_plugin(contents: Contents, others: Iterable[Package]) -> None:
    """A name of a plugin belongs to one package. Raises :class:`PackageRefused`."""
    for one in others:
        if contents.plugin in one.plugins:
            raise PackageRefused(
                "two_with_one_name",
                f"The package {one.distribution} brings a plugin `{contents.plugin}` already.",
                f"Remove that one first: farolito plugins remove {contents.plugin}",
            )
    for point in installed():
        owner = canonicalize_name(point.dist.name) if point.dist else ""
        if point.name == contents.plugin and owner != contents.distribution:
            raise PackageRefused(
                "two_with_one_name",
                f"{owner or 'Something'} in the environment of Farolito brings a plugin `{contents.plugin}` already.",
                f"Use the one that is there, or remove it first: pip uninstall {owner}",
            )


def modules_of(folder: Path, others: Iterable[Package]) -> Mapping[str, str]:
    """Each module of the packages of other plugins that is their own, and whose it is."""
    return {
        module: f"the package {one.distribution}"
        for one in others
        if (folder / one.folder).is_dir()
        for path in (folder / one.folder).iterdir()
        if (module := path.name.removesuffix(".py")).isidentifier()
    }


def check_brought(brought: Mapping[str, str], folder: Path, others: Iterable[Package]) -> None:
    """Of one distribution there can be one version: Python imports the one it finds first."""
    for one in others:
        theirs: dict[str, str] = {
            canonicalize_name(found.metadata["Name"]): found.version
            for found in distributions(path=[str(folder / one.folder)])
        }
        for name, version in brought.items():
            if theirs.get(name, version) != version:
                raise PackageRefused(
                    "does_not_fit",
                    f"It needs {name} {version}, and the package {one.distribution} brings {name} {theirs[name]}.",
                    f"Ask its author for a version that works with {name} {theirs[name]}, or remove that one.",
                )
