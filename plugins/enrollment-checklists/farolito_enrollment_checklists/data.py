"""Reads the checklists beside this module: facts with the days they hold, their source, and when it was checked.

A fact that nobody could check carries ``"verified": false``. It is never printed; its ``ask`` is, where it has
one: "ask what it is now".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "checklists"

Text = "Mapping[str, str]"


@dataclass(frozen=True)
class Fact:
    """One thing to do, to bring or to know. ``label`` may be printed: it was checked, or it only says to ask."""

    id: str
    label: Mapping[str, str]
    detail: Mapping[str, str]
    examples: tuple[Mapping[str, str], ...]
    alternatives: tuple[Mapping[str, str], ...]
    days: int | None  # from the day of the application
    only: str | None  # "expedited": the deadline holds only then
    channels: bool  # the ways to apply are printed here


@dataclass(frozen=True)
class Part:
    """A titled run of facts."""

    id: str
    title: Mapping[str, str]
    intro: Mapping[str, str]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Channel:
    """A way to apply."""

    label: Mapping[str, str]
    phone: str | None
    url: str | None


@dataclass(frozen=True)
class ChecklistData:
    """One programme. After ``review_by``, or outside ``effective_from``..``effective_to``, it may be wrong."""

    id: str
    title: Mapping[str, str]
    intro: Mapping[str, str]
    effective_from: date
    effective_to: date
    review_by: date
    checked_on: date
    source: str
    channels: tuple[Channel, ...]
    parts: tuple[Part, ...]
    drafts: tuple[str, ...]  # languages that no native reader has checked

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, English first."""
        return tuple(self.title)

    def part(self, name: str) -> Part | None:
        """One of its parts: screen, steps, documents, people or changes."""
        return next((part for part in self.parts if part.id == name), None)

    def must_be_confirmed(self, today: date) -> bool:
        """Whether a print of today must say "ask to confirm"."""
        return today > self.review_by or not self.effective_from <= today <= self.effective_to


@cache
def checklists() -> Mapping[str, ChecklistData]:
    """Every checklist by its id; read once, the files are part of the plugin."""
    found = (
        _checklist(json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json"))
    )
    return {checklist.id: checklist for checklist in found}


def _checklist(document: Mapping[str, Any]) -> ChecklistData:
    return ChecklistData(
        id=document["id"],
        title=document["title"],
        intro=document["intro"],
        effective_from=date.fromisoformat(document["effective_from"]),
        effective_to=date.fromisoformat(document["effective_to"]),
        review_by=date.fromisoformat(document["review_by"]),
        checked_on=date.fromisoformat(document["checked_on"]),
        source=document["source"],
        channels=tuple(
            Channel(one["label"], one.get("phone"), one.get("url"))
            for one in document["apply_channels"]
        ),
        parts=tuple(_part(name, document[name]) for name in document["print_sections"]),
        drafts=tuple(
            language
            for language, translation in document["translations"].items()
            if translation["state"] != "reviewed"
        ),
    )


def _part(name: str, found: Any) -> Part:
    """``steps`` and ``documents`` are plain lists; the other parts bring their own title."""
    if isinstance(found, list):
        return Part(name, {}, {}, _facts(found))
    items = found.get("items") or found["questions"]
    return Part(name, found["title"], found.get("intro", {}), _facts(items))


def _facts(items: list[Mapping[str, Any]]) -> tuple[Fact, ...]:
    return tuple(_fact(item) for item in items if _printable(item) is not None)


def _fact(item: Mapping[str, Any]) -> Fact:
    known = item.get("verified", True)
    deadline = item.get("deadline", {}) if known else {}
    return Fact(
        id=item["id"],
        label=_printable(item) or {},
        detail=item.get("detail", {}) if known else {},
        examples=tuple(item.get("examples", ())) if known else (),
        alternatives=tuple(
            words for one in item.get("alternatives", ()) if (words := _printable(one)) is not None
        ),
        days=deadline.get("days"),
        only=deadline.get("only"),
        channels=item.get("channels", False),
    )


def _printable(item: Mapping[str, Any]) -> Mapping[str, str] | None:
    """What may be printed of a fact: the fact itself, "ask" in its place, or nothing."""
    found: Mapping[str, str] | None = item.get("label" if item.get("verified", True) else "ask")
    return found
