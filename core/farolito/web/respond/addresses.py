"""The addresses of family pages. They hold names of places, links and pages: never an answer, never a code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

DEVICE, OURS = "device", "ours"
"""The query part of where a page is sent that stands on a device of the school."""

NEW = "new"
"""The query part of where the first page is sent that somebody has before them who has begun nothing."""

quoted = lru_cache(maxsize=4096)(quote)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Every page below one link."""

    place: str
    link: str

    @property
    def start(self) -> str:
        """The link itself, as printed on the poster."""
        return f"/{quoted(self.place)}/{quoted(self.link)}"

    def step(self, key: str, **query: str) -> str:
        """A page or list of the form, or ``check``, ``done``, ``language``, ``leave``, ``stopped``."""
        path = f"{self.start}/{quoted(key)}"
        if not any(query.values()):
            return path
        return f"{path}?{urlencode({name: value for name, value in query.items() if value})}"
