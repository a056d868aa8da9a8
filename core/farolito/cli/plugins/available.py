"""``farolito plugins available``: what could be installed or turned on here, with the line to type for each."""

from __future__ import annotations

import click
from packaging.version import Version

from farolito.cli.plugins.common import as_json, print_json
from farolito.cli.plugins.turning import site_here


@click.command()
@as_json
def available(as_json: bool) -> None:
    """List the plugins of the catalogue, and those that are here and off. Reaches no network.

    The catalogue is the file plugins/catalogue.json in the data folder; docs/operating.md says what is in it.
    """
    from farolito.domain.access import SYSTEM
    from farolito.plugins import discovery
    from farolito.plugins.packages.catalogue import FILE, offers
    from farolito.services.plugins import sets, switching

    with site_here() as (settings, works, _), works.open(SYSTEM, write=False) as work:
        folder = settings.data / "plugins"
        plugins = sets.here(work)
        have = {name: one for one in plugins.packages for name in one.plugins}
        listed = []
        for offer in offers(folder):
            mine = have.get(offer.plugin)
            if mine is None:
                state, line = "not installed", offer.line("install")
            elif Version(mine.version) < Version(offer.version):
                state, line = f"{mine.version} is installed", offer.line("upgrade")
            else:
                state, line = f"{mine.version} is installed", ""
            listed.append((offer.plugin, offer.version, offer.title, state, line))
        for name, points in sorted(discovery.by_name(discovery.installed()).items()):
            if not switching.is_on(work, plugins, name):
                version = discovery.distribution(points[0])[1]
                line = f"farolito plugins enable {name}"
                listed.append((name, version, "", "here, and off", line))
    if as_json:
        keys = ("plugin", "version", "title", "state", "type")
        print_json([dict(zip(keys, one, strict=True)) for one in listed])
        return
    for name, version, title, state, line in listed:
        click.echo(f"{name:22} {version:8} {state}" + (f"  {title}" if title else ""))
        if line:
            click.echo(f"    To have it, type: {line}")
    if not listed:
        click.echo(
            f"Nothing: every plugin that is here is on, and there is no catalogue {folder / FILE}."
        )
