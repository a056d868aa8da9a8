"""What a plugin lets an administrator set: fields of a frozen dataclass, each with a label, a kind and a default.

@dataclass(frozen=True)
class CenterSettings:
    room: str = setting(N_("Where is the center?"), help=N_("For example: Room 12"))
    fewest: int | None = setting(N_("Fewest visits"), "whole_number", least=1, default=11)

schema_of(kind) -> tuple[Setting, ...]                # TypeError for what is no such class
misfit(setting, value) -> str                         # why a value may not be set: a code of SAYS; ""
to_json(value), from_json(setting, stored)            # ValueError for what does not fit any more
read_text(setting, text)                              # as typed on a command line; ValueError with a code
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args
from urllib.parse import urlsplit

from farolito.domain.naming import N_
from farolito.plugins.words import showable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kind = Literal[
    "text", "long_text", "whole_number", "yes_no", "choice", "date", "web_address", "secret"
]
KINDS: tuple[str, ...] = get_args(Kind)

Value = str | int | bool | date | None

LONGEST: Mapping[str, int] = {"text": 200, "long_text": 2000, "web_address": 500, "secret": 500}
"""Kind to the most characters of a value."""

LARGEST = 10**15 - 1

TYPED: Mapping[str, tuple[type, ...]] = {
    "whole_number": (int, type(None)),
    "yes_no": (bool,),
    "date": (date, type(None)),
}
"""Kind to the types of its values; those of all others are text."""

SAYS: Mapping[str, str] = {
    "type": N_("This is not a value for it"),
    "unreadable": N_("There is a letter here that we cannot read. Take it out, or write it another way"),
    "too_long": N_("This is too long. Write less"),
    "one_line": N_("Write it in one line"),
    "too_small": N_("Write a larger number"),
    "too_large": N_("Write a smaller number"),
    "whole_number": N_("Write a whole number, like 4"),
    "yes_no": N_("Write yes or no"),
    "choice": N_("Choose one of the answers in the list"),
    "date": N_("Write the day like this: 2026-11-23"),
    "web_address": N_("Write a whole address of the web, like https://example.org/food"),
}  # fmt: skip
"""Why a value may not be set, in words that say what to do."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set. ``label``, ``help`` and the words of ``choices`` are English source strings.

    ``per_place``: each place may have a value of its own; what lies below it has the same.
    """

    name: str
    label: str
    kind: Kind = "text"
    help: str = ""
    default: Value = ""
    per_place: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    least: int | None = None
    most: int | None = None


def setting(
    label: str,
    kind: Kind = "text",
    *,
    help: str = "",
    default: Value = None,
    per_place: bool = True,
    choices: Sequence[tuple[str, str]] = (),
    least: int | None = None,
    most: int | None = None,
) -> Any:
    """A field of a settings class.

    ``kind`` and the type of its values: ``text``, ``long_text``, ``web_address`` and ``secret`` str, ``choice`` the
    name of one of ``choices`` (pairs of name and words), ``yes_no`` bool, ``whole_number`` int within ``least`` and
    ``most`` or None, ``date`` date or None. Without ``default``: empty, no, or the first choice. A secret has none; its
    name stands in ``secrets`` of what the plugin asks for, and no page ever shows it.
    """
    if default is None and kind not in ("whole_number", "date"):
        default = False if kind == "yes_no" else choices[0][0] if choices else ""
    made = Setting("", label, kind, help, default, per_place, tuple(choices), least, most)
    return field(default=default, metadata={Setting: made})


def schema_of(kind: type) -> tuple[Setting, ...]:
    """The settings of a class, in the order in which they are written. Raises TypeError for what is no such class."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        raise TypeError(f"{kind!r} is no dataclass")
    if not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]  # of every dataclass
        raise TypeError(f"{kind.__name__} must be @dataclass(frozen=True)")
    found = []
    for one in fields(kind):
        made = one.metadata.get(Setting)
        if not isinstance(made, Setting):
            raise TypeError(f"`{one.name}` of {kind.__name__} must be written with setting(…)")
        found.append(dataclasses.replace(made, name=one.name))
    return tuple(found)


def empty(setting: Setting) -> Value:
    """What a field holds that somebody emptied."""
    return None if setting.kind in ("whole_number", "date") else ""


def misfit(setting: Setting, value: Value) -> str:
    """Why a value may not be set, as a code of :data:`SAYS`; "" when it may."""
    if type(value) not in TYPED.get(setting.kind, (str,)):
        return "type"
    if isinstance(value, int) and not isinstance(value, bool):
        if value < (-LARGEST if setting.least is None else setting.least):
            return "too_small"
        return "too_large" if value > (LARGEST if setting.most is None else setting.most) else ""
    return _wrong_text(setting, value) if isinstance(value, str) else ""


def _wrong_text(setting: Setting, text: str) -> str:
    if not showable(text):
        return "unreadable"
    if setting.kind == "choice":
        return "" if text in dict(setting.choices) else "choice"
    if len(text) > LONGEST[setting.kind]:
        return "too_long"
    if setting.kind != "long_text" and len(text.splitlines()) > 1:
        return "one_line"
    return "" if setting.kind != "web_address" or _is_address(text) else "web_address"


def _is_address(text: str) -> bool:
    """Of the web, whole, without a password in it; or nothing."""
    if not text:
        return True
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    named = "." in host.strip(".") or host == "localhost"
    return (
        parts.scheme in ("https", "http") and named and "@" not in parts.netloc and " " not in text
    )


def to_json(value: Value) -> str | int | bool | None:
    """A value as it is stored."""
    return value.isoformat() if isinstance(value, date) else value


def from_json(setting: Setting, stored: object) -> Value:
    """A stored value. Raises ValueError when it does not fit, because the plugin has changed what it takes."""
    value: Any = stored
    if setting.kind == "date" and isinstance(stored, str):
        value = date.fromisoformat(stored)
    code = misfit(setting, value)
    if code:
        raise ValueError(code)
    known: Value = value
    return known


def read_text(setting: Setting, text: str) -> Value:
    """A value as it is typed on a command line. Raises ValueError with a code of :data:`SAYS`."""
    value: Value = text.strip() if setting.kind in ("text", "choice", "web_address") else text
    if setting.kind in TYPED:
        word = text.strip().lower()
        try:
            value = _read_word(setting.kind, word) if word else empty(setting)
        except (KeyError, ValueError):
            raise ValueError(setting.kind) from None
    code = misfit(setting, value)
    if code:
        raise ValueError(setting.kind if code == "type" else code)
    return value


def _read_word(kind: str, word: str) -> Value:
    if kind == "yes_no":
        return {"yes": True, "true": True, "no": False, "false": False}[word]
    return date.fromisoformat(word) if kind == "date" else int(word)
