"""Whether what a plugin asks for can be read, and whether it brings nothing that it did not ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from farolito.domain.definitions import Regime
from farolito.plugins.asks import Asks
from farolito.plugins.tables import tables_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from farolito.plugins.manifest import Plugin

REGIMES: tuple[str, ...] = get_args(Regime)

ABOUT_RECORDS = ("next_steps", "submission_saving", "submission_saved")
"""The hooks that are given a response, or told of one."""

PAPER_OF_RECORDS = frozenset({"family_copy", "staff_copy", "referral_slip", "family_letter"})
"""The purposes of documents that have answers on them."""

Fault = tuple[str, str, str]


def unreadable(plugin: Plugin) -> Iterator[Fault]:
    """What is wrong with the facts of ``asks`` themselves: (code, what is wrong, what to do)."""
    asks = plugin.asks
    if not isinstance(asks, Asks):
        yield (
            "no_manifest",
            "Its `asks` is not a farolito.api.Asks.",
            "Its author writes for example: asks = Asks(forms=True)",
        )
        return
    for fact in ("records", "decides", "secrets", "says"):
        value = getattr(asks, fact)
        if not isinstance(value, tuple) or not all(isinstance(one, str) for one in value):
            yield (
                "no_manifest",
                f"The `{fact}` of its `asks` is not a tuple of texts.",
                f"Its author writes a comma after the only one: {fact}=(…,)",
            )
        elif fact in ("records", "decides"):
            yield from _unknown(fact, value)
    for fact in ("only_own_forms", "forms", "tables", "network"):
        if not isinstance(getattr(asks, fact), bool):
            yield (
                "no_manifest",
                f"The `{fact}` of its `asks` is neither True nor False.",
                f"Its author writes {fact}=True, or leaves it out.",
            )


def _unknown(fact: str, regimes: Iterable[str]) -> Iterator[Fault]:
    for regime in regimes:
        if regime not in REGIMES:
            yield (
                "unknown_regime",
                f"The `{fact}` of its `asks` names `{regime[:40]}`, which is no regime.",
                f"Its author writes some of these: {', '.join(REGIMES)}",
            )


def not_asked_for(plugin: Plugin, hooks: Iterable[str]) -> Iterator[Fault]:
    """What it brings or answers without having asked; ``hooks`` are those that it answers."""
    asks = plugin.asks
    if plugin.form_files and not asks.forms:
        yield _brings("forms", "forms=True")
    if tables_in(plugin.package) and not asks.tables:
        yield _brings("tables", "tables=True")
    for hook in hooks:
        if hook in ABOUT_RECORDS and not asks.records:
            yield _never_called(hook, "records", "education_record")
        if hook == "decide_access" and not asks.decides and not plugin.form_files:
            yield _never_called(hook, "decides", "counseling")


def paper_not_asked_for(layout: str, purpose: str) -> tuple[str, str]:
    """Why a layout for papers with answers is not taken of a plugin that asks for no records, and what to do."""
    return (
        f"Its layout `{layout}` prints answers (`{purpose}`), but it asks for no records.",
        _write('records=("education_record",)'),
    )


def _brings(what: str, remedy: str) -> Fault:
    return "not_asked", f"It brings {what} that it does not ask for.", _write(remedy)


def _never_called(hook: str, fact: str, example: str) -> Fault:
    return (
        "not_asked",
        f"Its hook `{hook}` would never be called: it asks for no records.",
        _write(f'{fact}=("{example}",)'),
    )


def _write(what: str) -> str:
    return (
        f"Its author writes this into its `asks`, so that whoever turns it on can read it: {what}"
    )
