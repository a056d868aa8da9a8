"""The catalogue: a file in the data folder that says which plugins there are, and by which hash each is the right one.

``<data>/plugins/catalogue.json``, put there by whoever looks after the site. It is read and nothing else: looking at
it reaches no network.

    {"format": 1, "packages": [{"plugin": "food_bank", "title": "Food bank", "distribution": "farolito-food-bank",
      "version": "1.2", "sha256": "…64 digits…", "wheel": "farolito_food_bank-1.2-py3-none-any.whl"}]}

``wheel`` is the path of a file, from where the catalogue lies; without it the package comes from the index.
"""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from packaging.version import InvalidVersion, Version

from farolito.plugins.manners import NAME
from farolito.plugins.packages.contents import DISTRIBUTION
from farolito.plugins.packages.refused import PackageRefused
from farolito.plugins.words import showable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "catalogue.json"
LARGEST = 1 << 20
_SUM = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Offer:
    """A version of a plugin that can be had. ``wheel`` is a path, or "" for the index."""

    plugin: str
    title: str
    distribution: str
    version: str
    sha256: str
    wheel: str = ""

    def line(self, verb: str) -> str:
        """What to type."""
        source = shlex.quote(self.wheel) if self.wheel else f"{self.distribution}=={self.version}"
        return f"farolito plugins {verb} {source} --hash sha256:{self.sha256}"


def offers(folder: Path) -> tuple[Offer, ...]:
    """What the catalogue in the folder of packages offers, the newest version of each plugin first; () without one.

    Raises :class:`PackageRefused` naming the first thing in it that cannot be read.
    """
    file = folder / FILE
    if not file.is_file():
        return ()
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError("it is larger than 1 MiB")
        found = json.loads(file.read_text("utf-8"))
        if not isinstance(found, dict) or found.get("format") != 1:
            raise ValueError('it does not begin with "format": 1')
        read = list(_offers(found.get("packages"), folder))
    except (OSError, ValueError) as error:
        raise PackageRefused(
            "catalogue", f"{file} is no catalogue: {error}.", "Mend it, or put a whole one there."
        ) from None
    read.sort(key=lambda one: Version(one.version), reverse=True)
    return tuple(sorted(read, key=lambda one: one.plugin))


def _offers(entries: object, folder: Path) -> Iterator[Offer]:
    if not isinstance(entries, list):
        raise ValueError("`packages` is no list")
    for number, entry in enumerate(entries, start=1):
        yield _offer(entry, f"entry {number}", folder)


def _offer(entry: Any, where: str, folder: Path) -> Offer:
    if not isinstance(entry, dict):
        raise ValueError(f"{where} is no object")
    given = {name: entry.get(name, "") for name in Offer.__dataclass_fields__}
    for name, value in given.items():
        if not isinstance(value, str) or not showable(value) or "\n" in value:
            raise ValueError(f"the `{name}` of {where} is not one line of text")
    rules = (("plugin", NAME), ("distribution", DISTRIBUTION), ("sha256", _SUM))
    for name, pattern in rules:
        if not pattern.fullmatch(given[name]):
            raise ValueError(f"the `{name}` of {where} is not well-formed")
    try:
        Version(given["version"])
    except InvalidVersion:
        raise ValueError(f"the `version` of {where} is none") from None
    if given["wheel"]:
        given["wheel"] = str(folder / given["wheel"])
    return Offer(**given)
