"""What staff typed about an event, read: values, or what to mend. What was typed is kept as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from farolito.api import LANGUAGES, N_
from farolito_events.kinds import KINDS
from farolito_events.staff_words import PILLARS, SHOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito_events.models import Event

LINE, TEXT = 120, 2000
"""Most letters of a line and of a text."""
MOST_PEOPLE = 5000

LINES = ("title_en", "title_es", "room", "presenter")
TEXTS = ("about_en", "about_es")
TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")

WRONG = {
    "title": N_("Write what it is called, in English or in Spanish"),
    "day": N_("Choose the day, for example 2026-12-03"),
    "counted": N_("People were counted on its day. Plan another event for another day"),
    "begins": N_("Write when it begins, for example 17:30"),
    "ends": N_("Write when it ends, after it begins, for example 19:00"),
    "long": N_("Use fewer letters"),
    "number": N_("Write a whole number, or leave it empty"),
    "hours": N_("Write hours, for example 2 or 1.5, or leave it empty"),
}


@dataclass
class Typed:
    """``values`` go into the row when ``wrong`` is empty; ``kept`` is what the form shows again."""

    kept: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def read(fields: Mapping[str, str], pillars: list[str]) -> Typed:
    """The fields of the form as it was sent."""
    typed = Typed({name: fields.get(name, "") for name in (*LINES, *TEXTS, *OTHERS)})
    typed.kept["pillars"] = [name for name in PILLARS if name in pillars]
    typed.kept["sign_up"] = bool(fields.get("sign_up"))
    kind = fields.get("kind", "")
    kind = kind if kind in KINDS else "workshop"
    shown = fields.get("shown", "")
    values = typed.values
    values["kind"] = typed.kept["kind"] = kind
    values["shown"] = shown if shown in SHOWN and not KINDS[kind].private else KINDS[kind].shown
    values["sign_up"] = typed.kept["sign_up"] and values["shown"] != "team"
    values["pillars"] = ",".join(typed.kept["pillars"])
    language = fields.get("language", "")
    values["language"] = language if language in LANGUAGES else "en"
    for name in LINES:
        _text(typed, name, " ".join(typed.kept[name].split()), LINE)
    for name in TEXTS:
        _text(typed, name, typed.kept[name].strip(), TEXT)
    if not (values.get("title_en") or values.get("title_es")):
        typed.wrong.setdefault("title_en", "title")
    _times(typed)
    _capacity(typed)
    _credit(typed)
    return typed


OTHERS = ("kind", "shown", "day", "begins", "ends", "language", "capacity", "hours")


def kept_of(event: Event) -> dict[str, Any]:
    """What the form shows of an event that is there."""
    kept = {name: getattr(event, name) for name in (*LINES, *TEXTS)}
    minutes = event.credit_minutes
    return kept | {
        "kind": event.kind,
        "shown": event.shown,
        "day": event.day.isoformat(),
        "begins": event.begins,
        "ends": event.ends,
        "language": event.language,
        "capacity": "" if event.capacity is None else str(event.capacity),
        "hours": "" if minutes is None else f"{minutes / 60:g}",
        "pillars": event.pillar_names,
        "sign_up": event.sign_up,
    }


def blank(kind: str) -> dict[str, Any]:
    """What the form shows of an event that is not there yet."""
    kind = kind if kind in KINDS else "workshop"
    empty: dict[str, Any] = dict.fromkeys((*LINES, *TEXTS, *OTHERS), "")
    return empty | {
        "kind": kind,
        "shown": KINDS[kind].shown,
        "language": "en",
        "pillars": [],
        "sign_up": KINDS[kind].shown != "team",
    }


def _text(typed: Typed, name: str, said: str, longest: int) -> None:
    if len(said) > longest or "\0" in said:
        typed.wrong[name] = "long"
    typed.values[name] = said


def _times(typed: Typed) -> None:
    kept, values, wrong = typed.kept, typed.values, typed.wrong
    try:
        values["day"] = date.fromisoformat(kept["day"].strip())
        if not 2000 <= values["day"].year <= 2100:
            wrong["day"] = "day"
    except ValueError:
        wrong["day"] = "day"
    for name in ("begins", "ends"):
        said = kept[name].strip()
        values[name] = f"0{said}" if re.fullmatch(r"\d:\d\d", said) else said
    if not TIME.fullmatch(values["begins"]):
        wrong["begins"] = "begins"
    if values["ends"] and (
        not TIME.fullmatch(values["ends"]) or values["ends"] <= values["begins"]
    ):
        wrong["ends"] = "ends"


def _capacity(typed: Typed) -> None:
    said = typed.kept["capacity"].strip()
    typed.values["capacity"] = number = whole(said)
    if said and not number:
        typed.wrong["capacity"] = "number"


def _credit(typed: Typed) -> None:
    said = typed.kept["hours"].strip().replace(",", ".")
    typed.values["credit_minutes"] = None
    if not said:
        return
    if not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", said) or not 0 < float(said) <= 40:
        typed.wrong["hours"] = "hours"
        return
    typed.values["credit_minutes"] = round(float(said) * 60)


def whole(said: str) -> int | None:
    """A whole number up to what can sit in a stadium; None for anything else."""
    said = said.strip()
    if not said.isascii() or not said.isdecimal() or len(said) > 4 or int(said) > MOST_PEOPLE:
        return None
    return int(said)
