"""What the settings class of a plugin must keep to, checked before any of its hooks is called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.plugins.failures import AUTHOR
from farolito.plugins.setting import KINDS, Setting, misfit, schema_of
from farolito.plugins.words import showable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.plugins.manifest import Plugin

MOST = 50
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)

Fault = tuple[str, str, str]


def faults_of(plugin: Plugin) -> Iterator[Fault]:
    """Every fault of the plugin's settings: (code, what is wrong, what to do)."""
    schema: tuple[Setting, ...] = ()
    if plugin.settings is not None:
        try:
            schema = schema_of(plugin.settings)
        except TypeError as error:
            yield _fault(f"Its `settings` cannot be read: {error}.")
            return
    if len(schema) > MOST:
        yield _fault(f"It has {len(schema)} settings; at most {MOST} are allowed.")
    secrets = set()
    for one in schema:
        wrong = _wrong_with(one)
        if wrong:
            yield _fault(f"Its setting `{one.name[:40]}` {wrong}.")
        elif one.kind == "secret":
            secrets.add(one.name)
            if one.name not in plugin.asks.secrets:
                yield (
                    "not_asked",
                    f"It keeps the secret `{one.name}` that it does not ask for.",
                    f'Its author writes this into its `asks`: secrets=("{one.name}",)',
                )
    for name in plugin.asks.secrets:
        if name not in secrets:
            yield (
                "not_asked",
                f"It asks for the secret `{name[:40]}`, which is none of its settings.",
                "Its author takes it out of `asks`, or adds a setting of the kind secret with this name.",
            )


def _fault(sentence: str) -> Fault:
    return "bad_settings", sentence, AUTHOR


def _wrong_with(one: Setting) -> str:
    """What is wrong with a setting, to be read after its name; "" when nothing is."""
    if not _NAME.fullmatch(one.name):
        return "needs a name of small letters, digits and underscores"
    if one.kind not in KINDS:
        return f"has an unknown kind; known are: {', '.join(KINDS)}"
    if not isinstance(one.label, str) or not one.label:
        return "has no label"
    if not isinstance(one.help, str) or not showable(one.label) or not showable(one.help):
        return "has words that cannot be shown"
    if not isinstance(one.per_place, bool):
        return "has a `per_place` that is neither True nor False"
    return _wrong_choices(one) or _wrong_bounds(one) or _wrong_default(one)


def _wrong_choices(one: Setting) -> str:
    if one.kind != "choice":
        return "has choices, but is none" if one.choices else ""
    pairs = [pair for pair in one.choices if isinstance(pair, tuple) and len(pair) == 2]
    names = [pair[0] for pair in pairs]
    fine = all(isinstance(name, str) and _NAME.fullmatch(name) for name in names)
    words = all(isinstance(pair[1], str) and pair[1] and showable(pair[1]) for pair in pairs)
    if len(pairs) < len(one.choices) or len(pairs) < 2 or not fine or not words:
        return "needs two choices or more, each a name and its words"
    return "has a choice two times" if len(set(names)) < len(names) else ""


def _wrong_bounds(one: Setting) -> str:
    bounds = [bound for bound in (one.least, one.most) if bound is not None]
    if bounds and one.kind != "whole_number":
        return "has bounds, but is no number"
    if not all(type(bound) is int for bound in bounds):
        return "has bounds that are no whole numbers"
    return "has a `least` above its `most`" if len(bounds) == 2 and bounds[0] > bounds[1] else ""


def _wrong_default(one: Setting) -> str:
    if one.kind == "secret":
        return "is a secret and has a default" if one.default != "" else ""
    code = misfit(one, one.default)
    return f"has a default that it would refuse itself ({code})" if code else ""
