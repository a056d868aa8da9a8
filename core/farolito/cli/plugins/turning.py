"""``farolito plugins enable | disable``: turns a plugin on or off, everywhere or at places, and says what that means.

No plugin is loaded in this process: one that hangs or ends whatever loads it can still be turned off.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json, print_json
from farolito.errors import FarolitoError
from farolito.plugins.asks import sentences
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from farolito.services.plugins.changing import Change
    from farolito.services.plugins.effects import Effects
    from farolito.services.plugins.preview import Preview
    from farolito.services.work import Works
    from farolito.settings import Settings

at_places = click.option(
    "--at", "at", multiple=True, metavar="PLACE", help="Only at this place and below it."
)
dry_run = click.option("--dry-run", is_flag=True, help="Say what would change; change nothing.")


@click.command()
@click.argument("name")
@at_places
@dry_run
@as_json
def enable(name: str, at: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Turn the plugin NAME on, after a trial in a process of its own. A server that runs takes it up at once."""
    _turn(name, at, on=True, dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("name")
@at_places
@dry_run
@as_json
def disable(name: str, at: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Turn the plugin NAME off. What it stored stays, and what families sent stays readable."""
    _turn(name, at, on=False, dry_run=dry_run, as_json=as_json)


def _turn(name: str, at: tuple[str, ...], *, on: bool, dry_run: bool, as_json: bool) -> None:
    try:
        result = _turned(name, at, on=on, dry_run=dry_run, quiet=as_json)
    except FarolitoError as error:
        if not as_json:
            raise
        code = getattr(error, "code", "failed")
        print_json({"name": name, "changed": False, "code": code, "says": str(error)})
        raise SystemExit(1) from error
    if as_json:
        print_json(result)
    if "says" in result:
        raise SystemExit(1)


def _turned(
    name: str, at: tuple[str, ...], *, on: bool, dry_run: bool, quiet: bool
) -> dict[str, object]:
    """Say what it means and do it, unless it is a dry run; the same for programs."""
    from farolito.domain.access import SYSTEM
    from farolito.plugins.children import kept_warm
    from farolito.services.plugins import changing, effects
    from farolito.services.plugins.preview import preview
    from farolito.services.plugins.reloading import reload_server

    make = changing.turned_on if on else changing.turned_off
    warm = kept_warm() if on else nullcontext()  # to be turned off it is looked at once
    with warm, site_here() as (settings, works, folders):
        with works.open(SYSTEM, write=False) as work:
            change = make(work, name, at)
        tried = preview(name, folders)
        if change.starts:
            if tried.fault:
                raise changing.PluginRefused("fault", f"{name}: {tried.fault} {tried.remedy}")
            _try_out(works, change, tried, folders)
        with works.open(SYSTEM, write=False) as work:
            means = effects.effects_of(work, change.before, change.plugins, tried)
        for line in () if quiet else said(change, means):
            click.echo(line)
        if dry_run or not change.changes:
            if not quiet:
                dry = " Leave out --dry-run to do it." * change.changes
                click.echo(f"Nothing was changed.{dry}")
            return described(change, means, change.after, done=False, taken_up=None)
        with works.open(SYSTEM) as work:
            number = changing.carry_out(work, change, tried)
        late = ""
        try:
            taken_up = reload_server(settings, number)
        except FarolitoError as error:  # the change itself is made
            taken_up, late = False, str(error)
    if not quiet:
        taken = "The server has taken it up." if taken_up else late or "No server runs here."
        click.echo(f"Done: plugin set {number}. {taken}", err=bool(late))
    made = described(change, means, number, done=True, taken_up=taken_up)
    return made | {"says": late} if late else made


def _try_out(works: Works, change: Change, tried: Preview, folders: tuple[Path, ...]) -> None:
    """The whole trial, beside the plugins that are on. Raises FarolitoError with everything that it found."""
    from farolito.cli.plugins.switches import Untrusted
    from farolito.plugins.packages.folders import one_change
    from farolito.plugins.trial import Wish, try_out
    from farolito.services.plugins.grounds import ground

    stored = bool(tried.migrations)
    with (
        one_change(works.settings.data) as folder,
        ground(works, folder, stored=stored) as where,
    ):
        wish = Wish(change.name, change.plugins.names, folders)
        found = try_out(wish, where, say=lambda words: click.echo(words, err=True))
    if found.faults:
        raise Untrusted(found)


@contextmanager
def site_here() -> Iterator[tuple[Settings, Works, tuple[Path, ...]]]:
    """The site, without loading any plugin: its settings, its works, the folders of its packages."""
    from farolito.db.engine import open_engine
    from farolito.db.keyring import Keyring
    from farolito.plugins.hooks import Hooks
    from farolito.services.plugins.loading import folders_of
    from farolito.services.work import Works

    settings = load_settings(os.environ, FILE)
    if not settings.data.is_dir():
        raise FarolitoError(f"There is no site in {settings.data}. Type: farolito init")
    engine = open_engine(settings.database_url, allow_unsafe=settings.allow_unsafe_database)
    works = Works(engine, Hooks(), Keyring.load(settings.keys), settings)
    try:
        folders = folders_of(settings, engine)
        sys.path += [str(folder) for folder in folders]  # migrations may import what is in them
        yield settings, works, folders
    finally:
        works.close()


def said(change: Change, means: Effects) -> Iterator[str]:
    """What a change means, one line for each thing."""
    on, tried = change.kind == "on", means.trial
    title = f"{tried.title} ({change.name} {tried.version})" if tried.title else change.name
    if not change.changes:
        yield f"{title} is {'on' if on else 'off'} there already."
        return
    yield f"{title} is turned {'on' if on else 'off'}; then it is on at {means.on_at} of {means.sites} sites."
    if not on and tried.fault:
        yield f"  It could not be loaded, so only what is stored of it is known. {tried.fault}"
    for what, names in (
        ("Forms", means.forms),
        ("Menu entries", tried.menu),
        ("Pages", tried.pages),
        ("Prints", tried.layouts),
    ):
        if names:
            yield f"  {what} that {'come' if on else 'go'}: {', '.join(names)}"
    if on and change.starts:
        for sentence in sentences(tried.asks):
            yield f"  It asks: {sentence}"
    if "next_steps" in tried.hooks:
        yield f"  Families {'also get' if on else 'no longer get'} its next steps."
    if means.decides and (on or change.ends):
        yield (
            "  It decides who may read records, and may refuse what Farolito allows."
            if on
            else "  It decided who may read records: from now on only Farolito's own rules do."
        )
    if means.migrations:
        yield f"  Changes of the database: {', '.join(means.migrations)}"
    if means.drafts:
        yield f"  Begun and not sent: {means.drafts}. Whoever began may finish and send."
    if means.to_be_told:
        yield f"  It will not be told of {means.to_be_told} submissions that wait for it."
    if not on:
        yield "  What it stored stays, and so does what families sent."


def described(
    change: Change, means: Effects, number: int, *, done: bool, taken_up: bool | None
) -> dict[str, object]:
    """The same for programs. ``taken_up``: whether a server runs and serves it now; null when nothing was changed."""
    return {
        **asdict(means),
        "comes": [place.slug for place in means.comes],
        "goes": [place.slug for place in means.goes],
        "name": change.name,
        "on": change.kind == "on",
        "changes": change.changes,
        "changed": done,
        "number": number,
        "taken_up": taken_up,
    }
