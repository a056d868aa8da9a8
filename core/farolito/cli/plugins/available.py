"""``farolito plugins available``: what could be installed or turned on here, with the line to type for each."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json, print_json
from farolito.cli.plugins.turning import site_here

if TYPE_CHECKING:
    from farolito.services.plugins.available import Available


@click.command()
@as_json
def available(as_json: bool) -> None:
    """List the plugins of the catalogue, and those that are here and off. Reaches no network.

    The catalogue is the file plugins/catalogue.json in the data folder; docs/operating.md says what is in it, and how
    only a signed one is taken.
    """
    from farolito.domain.access import SYSTEM
    from farolito.plugins.packages.catalogue import FILE
    from farolito.plugins.packages.folders import packages_folder
    from farolito.services.plugins.available import available as available_here

    with site_here() as (settings, works, _), works.open(SYSTEM, write=False) as work:
        found = available_here(work)
        file = packages_folder(settings.data) / FILE
        unsigned = settings.catalogue_key is None and file.is_file()
    if as_json:
        print_json([asdict(one) | {"state": _state(one)} for one in found])
    for one in () if as_json else found:
        title = f"  {one.title}" if one.title else ""
        click.echo(f"{one.plugin:22} {one.version:8} {_state(one)}{title}")
        if one.type:
            click.echo(f"    To have it, type: {one.type}")
    if unsigned:
        click.echo(
            f"Nobody's signature was asked for: FAROLITO_CATALOGUE_KEY is not set. Trust {file} as far as whoever put "
            "it there.",
            err=True,
        )
    if not found and not as_json:
        click.echo(f"Nothing: every plugin that is here is on, and there is no catalogue {file}.")


def _state(one: Available) -> str:
    if one.state == "off":
        return "here, and off"
    return f"{one.installed} is installed" if one.installed else "not installed"
