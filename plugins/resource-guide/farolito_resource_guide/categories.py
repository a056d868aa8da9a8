"""Our own list of kinds of help, in plain words: groups, and what is in them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = Path(__file__).parent / "data" / "categories.json"

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Category:
    """``group``: the code of the group it is in; "" for a group. ``needs``: names of needs of forms that lead here.

    ``also``: other people's words for it, in lower case, for what is imported.
    """

    code: str
    group: str
    title: Mapping[str, str]
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@cache
def categories() -> Mapping[str, Category]:
    """All of them by code, each group before what is in it."""
    found = {}
    for row in json.loads(FILE.read_text("utf-8"))["categories"]:
        group = Category(
            row["code"], "", row["title"], tuple(row.get("needs", ())), tuple(row.get("also", ()))
        )
        found[group.code] = group
        for below in row.get("in", ()):
            code = below["code"]
            found[code] = Category(
                code, group.code, below["title"], (), tuple(below.get("also", ()))
            )
    return found


def groups() -> tuple[Category, ...]:
    """The groups, in the order in which families see them."""
    return tuple(one for one in categories().values() if not one.group)


def group_of(code: str) -> str:
    """The group that a category is in; a group is in itself."""
    found = categories().get(code)
    return (found.group or found.code) if found else OTHER


def within(codes: Iterable[str], wanted: str) -> bool:
    """Whether one of the codes is ``wanted`` or in it."""
    return any(wanted in (code, group_of(code)) for code in codes)


def for_need(need: str) -> str:
    """The group that helps with a need of a form; "" where none does."""
    return next((one.code for one in groups() if need in one.needs), "")


def category_named(words: str) -> str:
    """The code for somebody else's words for a kind of help, or for our own; "" where we do not know them."""
    wanted = _plain(words)
    for one in sorted(categories().values(), key=lambda one: not one.group):
        if wanted in (
            _plain(one.code),
            *one.also,
            *(_plain(title) for title in one.title.values()),
        ):
            return one.code
    return ""


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", words.lower().replace("_", " ")).split())
