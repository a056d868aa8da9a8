"""The settings of a plugin: what their class must keep to, and which values fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from farolito.api import Asks, Plugin, setting
from farolito.plugins.failures import Unwelcome
from farolito.plugins.setting import (
    SAYS,
    Setting,
    from_json,
    misfit,
    read_text,
    schema_of,
    to_json,
)
from farolito.testing.plugins import make_hooks


@dataclass(frozen=True)
class Everything:
    """A setting of each kind."""

    room: str = setting("Where is it?", help="For example: Room 12")
    story: str = setting("What is it for?", "long_text", default="Rest\nand talk")
    fewest: int | None = setting("Fewest", "whole_number", least=1, most=30, default=11)
    open: bool = setting("Is it open?", "yes_no")
    who: str = setting("Who answers?", "choice", choices=[("us", "We do"), ("they", "They do")])
    since: date | None = setting("Since when?", "date")
    site: str = setting("Where on the web?", "web_address", per_place=False)
    key: str = setting("Key", "secret")


BY_NAME = {one.name: one for one in schema_of(Everything)}


def plugin(kind: Any, asks: Asks | None = None) -> type[Plugin]:
    class Set(Plugin):
        name = "settable"
        title = "Settable"
        summary = "Can be set."
        requires_host = ">=0.1,<1"
        settings = kind

    Set.asks = asks or Asks()
    return Set


def why_not(kind: Any, asks: Asks | None = None) -> tuple[str, str]:
    with pytest.raises(Unwelcome) as refused:
        make_hooks(plugin(kind, asks))
    return refused.value.code, str(refused.value)


def of(**fields: Any) -> type:
    """A settings class with these fields."""
    facts = {"__annotations__": dict.fromkeys(fields, Any), **fields}
    return dataclass(frozen=True)(type("Made", (), facts))


def test_a_class_with_every_kind_is_welcome_and_made_of_defaults() -> None:
    make_hooks(plugin(Everything, Asks(secrets=("key",))))

    assert Everything() == Everything(
        room="", story="Rest\nand talk", fewest=11, open=False, who="us", since=None, site="",
        key="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (7, "7 is no dataclass"),
        (dataclass(type("Soft", (), {})), "@dataclass(frozen=True)"),
        (of(room="12"), "`room` of Made must be written with setting(…)"),
        (of(room=setting("")), "`room` has no label"),
        (of(room=setting("A\0")), "`room` has words that cannot be shown"),
        (of(Room=setting("A")), "`Room` needs a name of small letters"),
        (of(room=setting("A", "colour")), "`room` has an unknown kind"),  # type: ignore[arg-type]
        (of(room=setting("A", least=1)), "`room` has bounds, but is no number"),
        (of(room=setting("A", "whole_number", least=2, most=1)), "`least` above its `most`"),
        (of(room=setting("A", "whole_number", least=2, default=1)), "refuse itself (too_small)"),
        (of(room=setting("A", "whole_number", default="x")), "refuse itself (type)"),
        (of(room=setting("A", "web_address", default="x")), "refuse itself (web_address)"),
        (of(room=setting("A", "choice")), "`room` needs two choices or more"),
        (of(room=setting("A", "choice", choices=[("a", "A"), ("a", "B")])), "choice two times"),
        (of(room=setting("A", choices=[("a", "A"), ("b", "B")])), "has choices, but is none"),
        (of(**{f"a{n}": setting("A") for n in range(51)}), "has 51 settings; at most 50"),
    ],
)
def test_a_class_that_cannot_be_used_is_refused_with_the_reason(kind: Any, says: str) -> None:
    code, reason = why_not(kind)

    assert code == "bad_settings"
    assert says in reason


def test_a_secret_has_no_default() -> None:
    _, reason = why_not(of(key=setting("A", "secret", default="x")), Asks(secrets=("key",)))

    assert "`key` is a secret and has a default" in reason


def test_a_secret_must_be_asked_for_and_what_is_asked_for_must_be_there() -> None:
    assert why_not(of(key=setting("A", "secret"))) == (
        "not_asked",
        "It keeps the secret `key` that it does not ask for.",
    )
    assert why_not(None, Asks(secrets=("key",))) == (
        "not_asked",
        "It asks for the secret `key`, which is none of its settings.",
    )


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("room", "Room 12", ""),
        ("room", "", ""),
        ("room", 12, "type"),
        ("room", "a" * 201, "too_long"),
        ("room", "a\nb", "one_line"),
        ("room", "a\0", "unreadable"),
        ("room", "\ud800", "unreadable"),
        ("story", "a\nb", ""),
        ("fewest", 30, ""),
        ("fewest", None, ""),
        ("fewest", 0, "too_small"),
        ("fewest", 31, "too_large"),
        ("fewest", True, "type"),
        ("open", True, ""),
        ("open", 1, "type"),
        ("open", None, "type"),
        ("who", "they", ""),
        ("who", "nobody", "choice"),
        ("since", date(2026, 11, 23), ""),
        ("since", "2026-11-23", "type"),
        ("site", "https://example.org/food?a=b", ""),
        ("site", "", ""),
        ("site", "example.org", "web_address"),
        ("site", "javascript:alert(1)", "web_address"),
        ("site", "https://user:word@example.org", "web_address"),
        ("site", "https://[", "web_address"),
        ("site", "https://example .org", "web_address"),
        ("key", "abc", ""),
    ],
)
def test_a_value_fits_or_it_is_said_why_not(name: str, value: Any, code: str) -> None:
    assert misfit(BY_NAME[name], value) == code
    assert not code or code in SAYS


def test_every_value_is_stored_and_read_back_the_same() -> None:
    values: list[tuple[str, str | int | bool | date | None]] = [
        ("room", "Room 12"), ("fewest", 3), ("fewest", None), ("open", True),
        ("since", date(2026, 11, 23)), ("since", None), ("who", "they"),
    ]  # fmt: skip
    for name, value in values:
        assert from_json(BY_NAME[name], to_json(value)) == value


def test_a_stored_value_that_does_not_fit_any_more_is_refused() -> None:
    for name, stored in [("fewest", 99), ("who", "nobody"), ("since", "soon"), ("open", "yes")]:
        with pytest.raises(ValueError, match=r".+"):
            from_json(BY_NAME[name], stored)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("fewest", " 7 ", 7),
        ("fewest", "", None),
        ("open", "Yes", True),
        ("open", "no", False),
        ("since", "2026-11-23", date(2026, 11, 23)),
        ("since", "", None),
        ("who", "they", "they"),
        ("room", " Room 12 ", "Room 12"),
        ("key", " a b ", " a b "),
    ],
)
def test_what_is_typed_on_a_command_line_is_read(name: str, text: str, value: Any) -> None:
    assert read_text(BY_NAME[name], text) == value


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("fewest", "many", "whole_number"),
        ("fewest", "99", "too_large"),
        ("open", "perhaps", "yes_no"),
        ("open", "", "yes_no"),
        ("since", "tomorrow", "date"),
        ("who", "nobody", "choice"),
        ("site", "food", "web_address"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(name: str, text: str, code: str) -> None:
    with pytest.raises(ValueError, match=f"^{code}$"):
        read_text(BY_NAME[name], text)
    assert code in SAYS


def test_fields_without_a_default_are_empty() -> None:
    assert [one.default for one in (BY_NAME["room"], BY_NAME["open"], BY_NAME["who"])] == [
        "", False, "us",
    ]  # fmt: skip
    assert isinstance(BY_NAME["since"], Setting)
