"""Babel's data of one locale stays out of that of another.

Babel 2.18 writes what it has worked out for the first locale that is asked, the names of the months for one, into data
that others inherit: a Spanish page has Chinese months because a Chinese one was made before it (told in Babel's pull
request 1263).
"""

from __future__ import annotations

from typing import Any

from babel.localedata import Alias, LocaleDataDict, merge


def keep_apart() -> None:
    """From here on nothing is written into what locales share. To be called before any locale is asked."""
    LocaleDataDict.__getitem__ = _item  # type: ignore[method-assign]


def _item(self: LocaleDataDict, key: str | int | None) -> Any:
    found = self._data[key]
    if isinstance(found, Alias):
        found = found.resolve(self.base)
    if isinstance(found, tuple):
        alias, own = found
        found = alias.resolve(self.base).copy()
        merge(found, own)
    return LocaleDataDict(found, base=self.base) if isinstance(found, dict) else found
