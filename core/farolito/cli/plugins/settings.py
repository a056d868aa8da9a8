"""``farolito plugins settings``: what is set for a plugin, and setting it; secrets come from standard input alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.plugins.setting import Setting, Value
    from farolito.services.plugin_settings import FieldShown, SettingsShown

STDIN = "-"
"""Instead of a value: read it from standard input."""


@click.command()
@click.argument("name")
@click.argument("values", nargs=-1, metavar="[KEY=VALUE]...")
@click.option(
    "--place", default="", metavar="PLACE", help="There and below it; else for everybody."
)
@click.option("--unset", multiple=True, metavar="KEY", help="Take out what is set there.")
@as_json
def settings(
    name: str, values: tuple[str, ...], place: str, unset: tuple[str, ...], as_json: bool
) -> None:
    """Show what is set for the plugin NAME, or set it: farolito plugins settings centers room="Room 12"

    A day is written 2026-11-23, yes and no as yes and no. A value that is - is read from standard input, a line for
    each; a secret is taken from nowhere else: farolito plugins settings texts sms_key=- < key.txt
    """
    from farolito.cli.versions import works_here
    from farolito.domain.access import SYSTEM
    from farolito.services import plugin_settings as service

    with works_here() as works:
        with works.open(SYSTEM, write=False) as work:
            found = service.shown(work, name, place)
        if values or unset:
            typed = _read({one.setting.name: one.setting for one in found.fields}, values)
            _refuse_unknown(found, unset)
            with works.open(SYSTEM) as work:
                service.save(work, name, place, typed, unset)
            with works.open(SYSTEM, write=False) as work:
                found = service.shown(work, name, place)
    if as_json:
        print_json(_as_json(found))
    else:
        _say(found)


def _read(known: Mapping[str, Setting], values: Sequence[str]) -> dict[str, Value]:
    """What was typed, each value in its own type. Raises UsageError with what to type instead."""
    from farolito.plugins.setting import SAYS, read_text

    typed: dict[str, Value] = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not equals:
            raise click.UsageError(f"“{value}” sets nothing. Write KEY=VALUE.")
        if key not in known:
            raise click.UsageError(
                f"There is no setting “{key}” here. There are: {', '.join(known) or 'none'}."
            )
        if text == STDIN:
            text = _from_stdin(known[key])
        elif known[key].kind == "secret":
            raise click.UsageError(
                f"{key} is a secret, and others can read what is typed here. Write {key}=- and give it on standard "
                "input."
            )
        try:
            typed[key] = read_text(known[key], text)
        except ValueError as error:
            raise click.UsageError(
                f"{key}: {_what_to_write(known[key], SAYS[str(error)])}."
            ) from None
    return typed


def _from_stdin(setting: Setting) -> str:
    if sys.stdin.isatty():
        hidden = setting.kind == "secret"
        return str(click.prompt(setting.label, hide_input=hidden, default="", show_default=False))
    return sys.stdin.readline().rstrip("\r\n")


def _what_to_write(setting: Setting, says: str) -> str:
    """The sentence, with the choices or the bounds that there are."""
    if setting.kind == "choice":
        return f"{says}: {', '.join(name for name, _ in setting.choices)}"
    if setting.kind == "whole_number" and (setting.least, setting.most) != (None, None):
        least, most = (
            str(bound) if bound is not None else "…" for bound in (setting.least, setting.most)
        )
        return f"{says} ({least} to {most})"
    return says


def _refuse_unknown(found: SettingsShown, unset: Sequence[str]) -> None:
    there = {one.setting.name for one in found.fields} | set(found.unknown)
    for key in unset:
        if key not in there:
            raise click.UsageError(f"There is no setting “{key}” here.")


def _say(found: SettingsShown) -> None:
    where = f"at {found.place.name}" if found.place else "for everybody"
    click.echo(f"{found.plugin.title}, {where}:")
    for one in found.fields:
        value = _secret(one) if one.setting.kind == "secret" else _shown(one.value)
        click.echo(f"    {one.setting.name}: {value}    ({_origin(one)})")
    for name in found.unknown:
        click.echo(
            f"    {name}: kept from another version of the plugin; to take it out: --unset {name}"
        )
    for slug, _, many in found.elsewhere:
        if not found.place or slug != found.place.slug:
            click.echo(f"{many} set at {slug}: --place {slug}")


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value in ("", None) else str(value).replace("\n", " / ")


def _secret(one: FieldShown) -> str:
    if not one.is_set:
        return "not set"
    return f"set, ends in {one.ending}" if one.ending else "set"


def _origin(one: FieldShown) -> str:
    from farolito.services.plugin_settings.showing import EVERYBODY_WORD

    if one.own:
        return "does not fit this version, so it does not count" if one.unfit else "set here"
    if not one.from_place:
        return "the plugin's own"
    return "for everybody" if one.from_place == EVERYBODY_WORD else f"of {one.from_place}"


def _as_json(found: SettingsShown) -> dict[str, object]:
    """Never a secret: only whether there is one."""
    from farolito.plugins.setting import to_json

    def one_of(one: FieldShown) -> dict[str, object]:
        facts: dict[str, object] = {
            "name": one.setting.name,
            "label": one.setting.label,
            "kind": one.setting.kind,
            "per_place": one.setting.per_place,
            "set_here": one.own,
            "from": _origin(one),
        }
        if one.setting.kind == "secret":
            return {**facts, "is_set": one.is_set, "ends_in": one.ending}
        return {**facts, "value": to_json(one.value), "inherited": to_json(one.inherited)}

    return {
        "plugin": found.plugin.name,
        "place": found.place.slug if found.place else None,
        "settings": [one_of(one) for one in found.fields],
        "unknown": list(found.unknown),
        "places": [slug for slug, _, _ in found.elsewhere],
    }
